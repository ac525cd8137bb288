# Finding a JDK 25. Sourced; defines functions only.
# shellcheck shell=bash disable=SC2034 # what it sets is for the script that sources it

# is_jdk25 HOME: succeeds when HOME holds a JDK (not only a runtime) of version 25.
is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release"
}

# find_jdk25: sets JDK_HOME and JAVA. Looks at JAVA_HOME, then at `java` on the PATH, then in the folder
# where packages put JVMs. Maven finds its own by toolchain and may run on an older one.
find_jdk25() {
  local on_path candidate
  on_path=$(command -v java || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk25 "$candidate"; then
      JDK_HOME=$candidate
      JAVA=$candidate/bin/java
      return 0
    fi
  done
  die "no JDK 25 in JAVA_HOME (${JAVA_HOME:-not set}), on the PATH or in /usr/lib/jvm." \
    "Install one, for example Temurin: package temurin-25-jdk, then set JAVA_HOME to it"
}
