# The base image of server-app and lb-app. Sourced with say.sh and jdk.sh; defines functions only.
# shellcheck shell=bash

BASE_IMAGE=eclipse-temurin:25-jre

# What the programs use, and jcmd (jdk.jcmd) to look into a running container. Nothing that needs a shell.
BASE_MODULES=java.base,java.net.http,java.logging,java.management,jdk.httpserver,jdk.jfr,jdk.management,jdk.jcmd,jdk.zipfs

# A pull that is still running after this many seconds is given up: a registry behind a silent firewall.
PULL_SECONDS=${PRIMELB_PULL_SECONDS:-120}

# ensure_base_image: afterwards the engine has BASE_IMAGE: the one it had, else pulled, else made here.
ensure_base_image() {
  local trouble
  if docker image inspect "$BASE_IMAGE" >/dev/null 2>&1; then
    say "base image: $BASE_IMAGE is there"
  elif trouble=$(timeout "$PULL_SECONDS" docker pull -q "$BASE_IMAGE" 2>&1); then
    say "base image: $BASE_IMAGE pulled"
  else
    say "base image: $BASE_IMAGE cannot be pulled (${trouble##*: }); making one of that name from JDK 25"
    find_jdk25
    make_base_image
    say "base image: $BASE_IMAGE made with jlink from $JDK_HOME"
  fi
}

# make_base_image: a Java runtime with the libraries it needs and nothing else, imported as BASE_IMAGE.
make_base_image() (
  root=$(mktemp -d "${TMPDIR:-/tmp}/primelb-base.XXXXXX")
  trap 'rm -rf "$root"' EXIT
  mkdir -p "$root/opt/java" "$root/etc" "$root/tmp"
  chmod 755 "$root"
  chmod 1777 "$root/tmp"
  "$JDK_HOME/bin/jlink" --module-path "$JDK_HOME/jmods" --add-modules "$BASE_MODULES" \
    --strip-debug --no-header-files --no-man-pages --generate-cds-archive \
    --output "$root/opt/java/openjdk" >/dev/null
  copy_shared_libraries "$root"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  printf 'root:x:0:0::/:/\n' >"$root/etc/passwd"
  tar -C "$root" --owner=0 --group=0 -c . | docker import \
    -c 'ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/bin:/usr/bin:/bin' \
    - "$BASE_IMAGE" >/dev/null
)

# copy_shared_libraries ROOT: the system libraries that the runtime under ROOT is linked to.
copy_shared_libraries() {
  local runtime=$1/opt/java/openjdk programs
  mapfile -d '' programs < <(find "$runtime/bin" "$runtime/lib" -type f \( -perm -u+x -o -name '*.so' \) -print0)
  copy_libraries "$1" "${programs[@]}"
}

# copy_libraries ROOT PROGRAM...: the system libraries that the programs are linked to, to their places under ROOT.
copy_libraries() {
  local library
  ldd "${@:2}" 2>/dev/null |
    awk -v own="$1" '{ for (i = 1; i <= NF; i++) if ($i ~ /^\// && $i !~ /:$/ && index($i, own) != 1) print $i }' |
    sort -u |
    while read -r library; do
      cp --parents -L "$library" "$1"
    done
}
