# The dashboard, asked about by axe-core (the accessibility rules that can be checked by a program).
# shellcheck shell=bash disable=SC2119 # settings of the fixture may be none

# shellcheck source=scripts/tests/clients/fixture.sh
. scripts/tests/clients/fixture.sh

AXE_VERSION=4.14.1

test_axe_finds_no_violation_on_desk_and_phone_in_light_and_dark() {
  local need
  for need in chromium npm node; do
    has_client "$need" || return 0
  done
  npm install --silent --no-save --prefix "$WORK/npm" "axe-core@$AXE_VERSION"
  start_echo_system
  # One that is not there, so that a failure with its cause is on the page, too.
  curl -sS -m 10 -o "$WORK/refused" -H 'Content-Type: application/json' -d '{"url":"http://127.0.0.1:9","id":"absent"}' \
    "$ADMIN/server_up"
  local request
  for request in 1 2 3; do
    curl -fsS -m 10 -o /dev/null "$TRAFFIC/bytes/$request"
  done
  expect_status 0 node scripts/tests/dashboard/axe.mjs "$ADMIN/" "$WORK/npm/node_modules/axe-core/axe.min.js"
  note "$(tail -n 1 "$WORK/out")"
}
