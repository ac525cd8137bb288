# The measuring scripts: wrong command lines, the arithmetic, errors that must not be hidden, and a short run of each.
# shellcheck shell=bash

BENCH_JAR=lb-app/target/lb-app.jar

test_bench_refuses_what_it_cannot_do() {
  expect_status 2 scripts/bench-proxy.sh --peers apache
  expect_said "--peers takes a list of: nginx haproxy none, got 'apache'"
  expect_status 2 scripts/bench-proxy.sh --duration 5
  expect_said "--duration must be whole seconds such as 5s, got '5'"
  expect_status 2 scripts/bench-proxy.sh --connections 1,0
  expect_said "--connections must be 1..10000, got '0'"
  expect_status 2 scripts/bench-proxy.sh --rounds
  expect_said "--rounds must be 1..1000, got 'nothing'"
  expect_status 2 scripts/bench-proxy.sh --compute --jar "$BENCH_JAR"
  expect_said "--compute measures the whole system as it is: no --jar"
  expect_status 2 scripts/bench-connections.sh --bodies small
  expect_said "unknown option --bodies"
}

test_bench_rounds_begin_with_another_contender_each() {
  . scripts/lib/bench-load.sh
  expect_equal "a b c |b c a |c a b |a b c " "$(in_turn 1 a b c)|$(in_turn 2 a b c)|$(in_turn 3 a b c)|$(in_turn 4 a b c)" "turns"
}

test_bench_report_gives_medians_and_our_ratio() {
  local round
  for round in 1 2 3; do
    printf '{"round": %d, "contender": "%s", "connections": 50, "body": "small", "errors": 0, "rate": %d, %s}\n' \
      "$round" primelb $((round * 1000)) '"p50_us": 10, "p99_us": 20, "cpu_us": 30, "rss_kb": 1024' \
      "$round" nginx $((round * 4000)) '"p50_us": 20, "p99_us": 20, "cpu_us": 20, "rss_kb": 2048'
  done >"$WORK/measurements"
  expect_status 0 python3 scripts/bench/report.py throughput "$WORK/measurements" --json "$WORK/report.json"
  expect_said "small body, 50 connections"
  grep -Eq '^primelb +2,000 +0\.010 +0\.020 +30\.0 +1\.0 +50% +0$' "$WORK/out" || fail "the medians of primelb"
  grep -Eq '^primelb / nginx +0\.25x +0\.50x +1\.00x +1\.50x +0\.50x$' "$WORK/out" || fail "the ratios"
  expect_equal 8000 "$(jq '.medians[].nginx.rate' "$WORK/report.json")" "the median in the JSON"
}

test_bench_fails_when_wrk_sees_an_error() {
  use_bench
  start_backends
  run_wrk "good" 2 1 "http://127.0.0.1:${PORT[backend1]}/small"
  expect_equal 0 "$STATUS" "the status after good answers"
  run_wrk "bad" 2 1 "http://127.0.0.1:${PORT[backend1]}/nothing" 2>"$WORK/out"
  expect_equal 1 "$STATUS" "the status after bad answers"
  expect_said "ERRORS bad:"
}

# use_bench: the parts of the measuring scripts and a run of the test's own, without any contender.
use_bench() {
  local part
  for part in packages bench-options bench-load contenders bench-report; do
    # shellcheck source=/dev/null
    . "scripts/lib/$part.sh"
  done
  shared_option --jar "$BENCH_JAR"
  prepare
}

test_bench_holder_refuses_an_answer_that_is_not_200() {
  use_bench
  start_backends
  expect_status 1 python3 scripts/bench/hold_connections.py 127.0.0.1 "${PORT[backend1]}" /nothing 1
  expect_said "expected 200, got: HTTP/1.1 404 Not Found"
}

test_bench_holder_counts_connections_that_the_server_closed() {
  use_bench
  start_backends
  mkfifo "$WORK/asked"
  python3 scripts/bench/hold_connections.py 127.0.0.1 "${PORT[backend1]}" /small 3 <"$WORK/asked" >"$WORK/out" &
  exec 3>"$WORK/asked"
  wait_until 10 grep -q "holding 3" "$WORK/out" || fail "holding 3"
  echo count >&3
  wait_until 10 grep -q "alive 3" "$WORK/out" || fail "alive 3"
  end_process "$(cat "$RUN/backend.pid")" 10
  echo count >&3
  wait_until 10 grep -q "alive 0" "$WORK/out" || fail "alive 0"
  exec 3>&-
  wait $!
}

test_bench_proxy_measures_us_and_a_peer() {
  expect_status 0 scripts/bench-proxy.sh --jar "$BENCH_JAR" --rounds 1 --duration 1s --connections 5 --bodies small \
    --peers nginx --direct --json "$WORK/report.json"
  expect_said "primelb / nginx"
  expect_said "primelb - direct"
  expect_equal '["direct","nginx","primelb"]' "$(jq -c '[.measurements[] | select(.requests > 0) | .contender] | sort' \
    "$WORK/report.json")" "who was measured"
}

test_bench_connections_measures_memory_beside_idle_ones() {
  expect_status 0 scripts/bench-connections.sh --jar "$BENCH_JAR" --rounds 1 --duration 1s --idle 100 --connections 5 \
    --peers none --json "$WORK/report.json"
  expect_equal true "$(jq '.measurements[0] | .rss_idle_kb > 0 and .rate > 0 and .errors == 0' "$WORK/report.json")" \
    "the measurement to be whole"
}

test_bench_client_refuses_what_it_cannot_do() {
  expect_status 2 scripts/bench-client.sh --peers siege
  expect_said "--peers takes a list of: wrk wrk1 hey none, got 'siege'"
  expect_status 2 scripts/bench-client.sh --rate 0
  expect_said "--rate must be 1..100000, got '0'"
  expect_status 2 scripts/bench-client.sh --body small
  expect_said "unknown option --body"
}

test_bench_client_measures_every_client() {
  expect_status 0 scripts/bench-client.sh --rounds 1 --duration 1s --jar client-cli/target/client-cli.jar \
    --json "$WORK/client.json"
  expect_equal "hey primelb wrk wrk1 " "$(jq -r '.medians[] | keys[]' "$WORK/client.json" | sort | tr '\n' ' ')" "clients"
  jq -e '.medians[][] | .rate > 0 and .cpu_us > 0 and .errors == 0' "$WORK/client.json" >/dev/null ||
    fail "a rate and processor time of every client, and no error"
}
