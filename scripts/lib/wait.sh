# Waiting on a condition. Sourced; defines functions only.
# shellcheck shell=bash

# wait_until SECONDS COMMAND...: 0 as soon as the command succeeds, 1 when the time is over.
# The command's output is dropped; it is asked ten times a second.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# process_gone PID: succeeds when no such process runs (one that only waits to be reaped is gone).
process_gone() {
  case $(ps -o stat= -p "$1" 2>/dev/null) in
    '' | Z*) return 0 ;;
    *) return 1 ;;
  esac
}

# end_process PID SECONDS: SIGTERM, wait, then SIGKILL. Nothing happens where it does not run.
end_process() {
  kill -TERM "$1" 2>/dev/null || return 0
  wait_until "$2" process_gone "$1" && return 0
  kill -KILL "$1" 2>/dev/null || true
  wait_until 5 process_gone "$1"
}
