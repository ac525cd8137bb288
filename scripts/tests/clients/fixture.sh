# A balancer and two echo servers for the tests of real clients. Sourced by them; defines functions only.
# shellcheck shell=bash disable=SC2034 # what it sets is for the test that sources it

CLIENTS=scripts/tests/clients
BIG=10485760

# start_echo_system NAME=VALUE...: a balancer with these settings and two active servers. Sets TRAFFIC and ADMIN.
start_echo_system() {
  local id scheme=http
  [[ "$*" != *LB_TLS_KEYSTORE=* ]] || scheme=https
  use_system local
  env --default-signal=INT,TERM,HUP,PIPE LB_PORT=0 LB_ADMIN_PORT=0 LB_DRAIN=2s "$@" \
    "$JAVA" "${LOCAL_JVM[@]}" -jar lb-app/target/lb-app.jar </dev/null >"$WORK/lb.log" 2>&1 &
  on_exit end_process $! 20
  on_exit cat "$WORK/lb.log"
  wait_until 60 grep -q '^primelb-lb ready' "$WORK/lb.log" || fail "a balancer that is ready: $(cat "$WORK/lb.log")"
  TRAFFIC=$scheme://$(sed -nE 's|^primelb-lb ready: traffic https?://([^ ]*) .*|\1|p' "$WORK/lb.log")
  ADMIN=$(sed -n 's/^primelb-lb ready: .* admin //p' "$WORK/lb.log")
  for id in echo1 echo2; do
    python3 "$CLIENTS/echo_backend.py" "$ADMIN" "$id" </dev/null >"$WORK/$id.log" 2>&1 &
    on_exit end_process $! 10
    wait_until 30 grep -q '"active": *true' "$WORK/$id.log" || fail "$id to be active: $(cat "$WORK/$id.log")"
  done
}

# expect_counts_agree: the balancer has lost nothing, counted everything once, and blames no server.
expect_counts_agree() {
  wait_until 10 counts_agree || {
    curl -sS -m 5 "$ADMIN/stats" "$ADMIN/servers"
    fail "counts that agree: attempts = requests + retries = requests of the servers, all answered or failed"
  }
  curl -fsS -m 5 "$ADMIN/servers" >"$WORK/servers"
  expect_equal "true true" "$(jq -r '[.servers[] | .active and .failures == 0] | join(" ")' "$WORK/servers")" \
    "servers to be active, without a failure"
  ! grep -E 'WARNING|SEVERE|Exception' "$WORK/lb.log" || fail "a balancer that has nothing to complain about"
}

counts_agree() {
  # shellcheck disable=SC2016 # these are jq's variables
  jq -es '.[0] as $lb | .[1].servers as $servers | $lb.attempts == $lb.requests + $lb.retries
    and $lb.requests == $lb.answered + $lb.failed and $lb.attempts == ([$servers[].requests] | add)
    and ([$servers[].inFlight] | add) == 0' <(curl -fsS -m 5 "$ADMIN/stats") <(curl -fsS -m 5 "$ADMIN/servers")
}

# counted NAME: prints that count of the balancer.
counted() {
  curl -fsS -m 5 "$ADMIN/stats" | jq ".$1"
}

# big_file CURL_OPTION...: makes $WORK/big, the same bytes that /bytes/$BIG has.
big_file() {
  curl -fsS -m 30 "$@" -o "$WORK/big" "$TRAFFIC/bytes/$BIG"
  expect_equal "$BIG" "$(wc -c <"$WORK/big")" "the size of a large body"
}

# sha FILE: prints the SHA-256 of it.
sha() {
  sha256sum "$1" | cut -d' ' -f1
}

# field FILE NAME: prints the values of that field in an echo, joined by `|`.
field() {
  jq -r --arg name "$2" '[.fields[] | select(.[0] == $name) | .[1]] | join("|")' "$1"
}

# has_client COMMAND: succeeds where the command exists; says that its test is skipped where not.
has_client() {
  command -v "$1" >/dev/null && return
  note "skipped: $1 is not installed"
  return 1
}
