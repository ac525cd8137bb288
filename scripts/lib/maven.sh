# Building with Maven. Sourced with say.sh; defines functions only.
# shellcheck shell=bash

# build GOALS...: a Maven build without tests; quiet while it works, its whole output when it does not.
build() {
  local log
  command -v mvn >/dev/null || die "Maven is not installed: install the package maven"
  log=$(mktemp "${TMPDIR:-/tmp}/primelb-build.XXXXXX")
  if ! mvn -B -ntp -f "$ROOT/pom.xml" -DskipTests "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die "the build failed; Maven's output is above"
  fi
  rm -f "$log"
}
