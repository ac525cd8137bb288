# The faults of scripts/run-faults.sh. Sourced with fault-lab.sh and fault-load.sh. For each there is plan_NAME, which says
# what is special about its lab and how long its load lasts, and fault_NAME, which makes it while the load runs. Every
# contender gets the same, at the same pace: nothing here waits for what a balancer says, so pauses are plain pauses; the
# times in the table come from the marks, the requests and the balancer's own view.
# shellcheck shell=bash disable=SC2034 # what plans set is for fault-lab.sh and fault-load.sh

FAULTS="stop kill pause disconnect start rolling outage reset idleclose busy poison balancer slow"

# pace SECONDS: lets the load run on.
pace() {
  sleep "$1"
}

# begin WHOM / heal WHOM...: marks.
begin() { mark fault "$1"; }

heal() {
  local whom
  for whom in "$@"; do mark heal "$whom"; done
}

# The server is asked to end, and takes its leave; later it starts again.
plan_stop() { LOAD_SECONDS=7; }
fault_stop() {
  pace 0.5
  begin server2
  engine_do stop server2
  pace 1
  heal server2
  engine_do start server2
}

# The server ends without a word; later it starts again.
plan_kill() { LOAD_SECONDS=7; }
fault_kill() {
  pace 0.5
  begin server2
  engine_do kill server2
  pace 1
  heal server2
  engine_do start server2
}

# The server stands still with its connections open, and goes on 8 s later.
plan_pause() { LOAD_SECONDS=13; }
fault_pause() {
  pace 0.5
  pause server2 || pause server2 || pause server2 || die "the engine cannot pause a container"
  pace 8
  heal server2
  engine_do unpause server2
}

# pause NAME: begun when it worked: on a busy machine the engine cannot always freeze a container at the first try.
pause() {
  local at=${EPOCHREALTIME/,/.}
  engine_do pause "$1" && mark fault "$1" "$at"
}

# The server's network is gone, without a reset; 4 s later it is back under another address.
plan_disconnect() { LOAD_SECONDS=13; }
fault_disconnect() {
  pace 0.5
  begin server2
  docker network disconnect "$NET" "$COMPOSE_PROJECT_NAME-server2"
  pace 4
  heal server2
  docker network connect --alias server2 --ip "${SUBNET%.*}.200" "$NET" "$COMPOSE_PROJECT_NAME-server2"
}

# The server starts while another one serves.
plan_start() {
  LOAD_SECONDS=5
  BEFORE=(engine_do stop server2)
}
fault_start() {
  pace 0.5
  heal server2
  engine_do start server2
}

# Both servers are restarted, one after the other; the second one's turn comes a second after the first is healthy.
plan_rolling() { LOAD_SECONDS=11; }
fault_rolling() {
  local server
  pace 0.5
  for server in server1 server2; do
    begin "$server"
    engine_do stop "$server"
    heal "$server"
    engine_do start "$server"
    wait_until 10 healthy "$server" || die "$server is not healthy 10 s after its start"
    pace 1
  done
}

# All servers end without a word and start again 3 s later. Our balancer holds requests for LB_HOLD.
plan_outage() {
  LOAD_SECONDS=11
  WANTS=LB_HOLD
  LB_SETTINGS=(LB_HOLD=10s)
}
fault_outage() {
  pace 0.5
  begin server1
  begin server2
  engine_do kill server1 server2
  pace 3
  heal server1 server2
  engine_do start server1 server2
}

# The server's health check is good, but it resets the connection of each request.
plan_reset() { ODD=1 LOAD_SECONDS=10; }
fault_reset() {
  pace 0.5
  begin server2
  misbehave reset
  pace 5
  heal server2
  misbehave ok
}

# The server closes connections that were idle for 0 to 50 ms, at random.
plan_idleclose() { ODD=1 LOAD_SECONDS=7; }
fault_idleclose() {
  begin server2
  misbehave idleclose
}

# The server answers 503 with Retry-After to each request; its health check is good.
plan_busy() { ODD=1 LOAD_SECONDS=6; }
fault_busy() {
  pace 0.5
  begin server2
  misbehave busy
  pace 4
  heal server2
  misbehave ok
}

# Two requests at once, each of which takes longer than the response timeout of 2 s.
plan_poison() { RESPONSE_TIMEOUT=2s LOAD_SECONDS=10; }
fault_poison() {
  local dose doses=()
  pace 0.5
  begin server1
  for dose in 1 2; do
    curl -sS -m 30 -o "$CASE/poison$dose" -w '%{http_code} after %{time_total} s\n' "$TRAFFIC/prime/2147483647" \
      >"$CASE/poison$dose.out" 2>&1 &
    doses+=($!)
  done
  wait "${doses[@]}" || true
  say "    poison: $(paste -sd'|' "$CASE"/poison?.out)"
}

# The balancer ends without a word and starts again. The servers do nothing about it.
plan_balancer() {
  LOAD_SECONDS=7
  WANTS=LB_STATE_FILE
  LB_SETTINGS=(LB_STATE_FILE=/tmp/servers.json)
}
fault_balancer() {
  pace 0.5
  begin balancer
  engine_do kill balancer
  pace 0.5
  heal balancer
  engine_do start balancer
}

# One server has a tenth of its share of the processor for 4 s.
plan_slow() { LOAD_SECONDS=7; }
fault_slow() {
  local share=${PRIMELB_SERVER_CPUS:-0.4}
  pace 0.5
  begin server2
  docker update --cpus "$(awk -v share="$share" 'BEGIN { print share / 10 }')" "$COMPOSE_PROJECT_NAME-server2" >/dev/null
  pace 4
  heal server2
  docker update --cpus "$share" "$COMPOSE_PROJECT_NAME-server2" >/dev/null
}

# misbehave MODE: what the fault server does from here on.
misbehave() {
  curl -fsS -m 2 -o /dev/null "http://127.0.0.1:$PRIMELB_SERVER2_PORT/mode/$1"
}
