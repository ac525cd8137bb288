#!/usr/bin/env bash
# Runs the script tests: all of them, or the files named (scripts/tests/run.sh flags faults).
# Those on containers need a Docker engine and built images. The last line says `N passed, N failed`.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine compose base-image images cpu-limit runs ports system test; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

TEST_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/primelb-tests.XXXXXX")
on_exit rm -rf "$TEST_FOLDER"
find_jdk25

if [ $# -eq 0 ]; then
  set -- "$ROOT"/scripts/tests/*_test.sh
else
  set -- "${@/#/$ROOT/scripts/tests/}"
  set -- "${@/%/_test.sh}"
fi
for file in "$@"; do
  [ -r "$file" ] || usage_error "no such test file: $file"
  printf -- '-- %s\n' "$(basename "$file")"
  # shellcheck source=/dev/null
  . "$file"
  run_tests
done
printf '%d passed, %d failed\n' "$PASSED" "$FAILED"
[ "$FAILED" -eq 0 ]
