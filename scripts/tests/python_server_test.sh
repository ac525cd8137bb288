# A server in another language takes part by two calls.
# shellcheck shell=bash

test_a_python_server_joins_with_one_post_and_takes_its_share() {
  PRIMELB_POLICY=round-robin fresh_system local
  python3 scripts/examples/python_server.py "$ADMIN" python >"$WORK/python" 2>&1 &
  on_exit kill $!
  wait_until 15 test -s "$WORK/python" || fail "the announcement to be answered"
  cat "$WORK/python"
  expect_equal 3 "$(active_servers)" "active servers"

  expect_status 0 "$JAVA" -jar client-cli/target/client-cli.jar run -c 5 -n 300 -o "$WORK/run.json" \
    "$TRAFFIC/prime/7919"
  expect_said "300 ok   0 failed"
  local requests
  requests=$(curl -fsS "$ADMIN/servers" | jq '.servers[] | select(.id == "python") | .requests')
  note "python served $requests of 300"
  if [ "$requests" -lt 95 ] || [ "$requests" -gt 105 ]; then fail "a third of 300, got $requests"; fi
}
