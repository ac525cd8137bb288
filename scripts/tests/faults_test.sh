# What a killed container costs, on real containers: nothing.
# shellcheck shell=bash

# seconds_from INSTANT: prints the seconds from that RFC 3339 instant until now.
seconds_from() {
  awk -v from="$(date -d "$1" +%s.%N)" -v now="$(date +%s.%N)" 'BEGIN { printf "%.2f\n", now - from }'
}

# server2 WHAT: prints that member of the balancer's row on server2.
server2() {
  curl -fsS -m 2 "$ADMIN/servers" | jq -r --arg what "$1" '.servers[] | select(.id == "server2") | .[$what]'
}

server2_has_served() {
  [ "$(server2 requests)" -ge "$1" ]
}

server2_is() {
  [ "$(server2 active)" = "$1" ]
}

# The last start line of a container, with the engine's time of it in front.
start_line() {
  docker logs --timestamps "$1" 2>&1 | grep 'primelb-server ready: ' | tail -n 1
}

test_killing_server2_in_a_run_of_500_loses_no_request_and_it_comes_back_in_two_seconds() {
  fresh_system docker
  local container status=0 line seconds started
  container=$(container_of server2)

  "$JAVA" -jar client-cli/target/client-cli.jar run -c 50 -r 10 -o "$WORK/run.json" \
    "$TRAFFIC/prime/6700417" >"$WORK/out" 2>&1 &
  wait_until 30 server2_has_served 50 || fail "requests on server2"
  docker kill "$container" >/dev/null
  wait_until 5 server2_is false || fail "server2 to be inactive"
  wait $! || status=$?
  cat "$WORK/out"
  expect_equal 0 "$status" "the status of the run"
  expect_said "500 ok   0 failed"
  expect_equal false "$(server2 active)" "server2's active flag"

  started=$(start_line "$container")
  docker start "$container" >/dev/null
  wait_until 15 server2_is true || fail "server2 to be active again"
  line=$(start_line "$container")
  [ "$line" != "$started" ] || fail "a new start line before server2 is active"
  seconds=$(seconds_from "${line%% *}")
  note "server2 was active at most $seconds s after its start line"
  awk -v seconds="$seconds" 'BEGIN { exit !(seconds <= 2) }' || fail "at most 2 s, got $seconds s"
}
