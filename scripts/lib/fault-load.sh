# The load of one fault, and what is noted meanwhile. Sourced with say.sh, cleanup.sh, wait.sh, runs.sh and fault-lab.sh.
# shellcheck shell=bash disable=SC2034 # variables that the sourced files share

# A cheap GET: 724 divisions.
TARGET='/prime/524287?method=sqrt'
# Requests before the load, which are in no number: cold JVMs are slow.
WARMUP=600
# Requests under way at once; when all of them wait, the next one is sent late.
MOST_AT_ONCE=256

# mark WHAT WHOM [SECONDS]: notes that it happens to whom, now.
mark() {
  printf '%s %s %s\n' "$1" "$2" "${3:-${EPOCHREALTIME/,/.}}" >>"$CASE/marks"
}

# spawn NAME COMMAND...: starts it in the background, deaf to the terminal's Ctrl-C, its process id in RUN.
spawn() {
  setsid env --default-signal=INT,TERM,HUP,PIPE "${@:2}" </dev/null &
  printf '%s\n' $! >"$RUN/$1.pid"
}

# start_load SECONDS: the load has begun, its warm-up is over; it goes on for so long.
start_load() {
  spawn client "$JAVA" -XX:+UseSerialGC -Xmx256m -jar "$RUN/client-cli.jar" run --rate "$RATE/s" -c "$MOST_AT_ONCE" \
    -d "$1s" --warmup "$WARMUP" --progress bar -q --threshold 'failed>=0' \
    -o "$CASE/run.json" --csv "$CASE/run.csv" "$TRAFFIC$TARGET" \
    >"$CASE/client.out" 2>"$CASE/client.err"
  wait_until 60 load_runs || {
    cat "$CASE/client.err" >&2
    die "the load did not begin within 60 s; what client-cli said is above"
  }
}

load_runs() {
  grep -qs '\] run ' "$CASE/client.err"
}

# end_load: waits until the load is over and its results are there.
end_load() {
  local pid
  pid=$(cat "$RUN/client.pid")
  wait_until 90 process_gone "$pid" || die "client-cli did not end; its output is in $CASE"
  rm "$RUN/client.pid"
  [ -s "$CASE/run.csv" ] || {
    cat "$CASE/client.err" >&2
    die "client-cli left no result; what it said is above"
  }
}

# start_watching: our balancer's view of its servers goes to CASE/events from here on.
start_watching() {
  spawn watch python3 "$ROOT/scripts/faults/watch.py" "$PRIMELB_ADMIN_PORT" "$CASE/events"
}

end_watching() {
  [ -e "$RUN/watch.pid" ] || return 0
  end_process "$(cat "$RUN/watch.pid")" 5
  rm "$RUN/watch.pid"
}

# note_ready: marks when the servers that were healed said that they are ready, where they had to start.
note_ready() {
  local what whom at ready
  while read -r what whom at; do
    [ "$what" = heal ] || continue
    ready=$(ready_at "$whom" "$at")
    [ -z "$ready" ] || mark ready "$whom" "$ready"
  done < <(cat "$CASE/marks")
}

# run_case FAULT CONTENDER ROUND: one fault from an assembled lab to its line in RUN/measurements.
run_case() {
  CASE=$RUN/$1-$2-$3
  mkdir "$CASE"
  ODD="" RESPONSE_TIMEOUT=30s LB_SETTINGS=() BEFORE=()
  "plan_$1"
  assemble "$2"
  "${BEFORE[@]}"
  [ "$2" != primelb ] || start_watching
  start_load "$LOAD_SECONDS"
  fault_"$1"
  end_load
  end_watching
  note_ready
  take_apart
  python3 "$ROOT/scripts/faults/measure.py" "$CASE" "$1" "$2" "$3" >>"$RUN/measurements"
}
