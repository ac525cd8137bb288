# What must be undone when a script ends. Sourced by scripts; sets the traps of this shell.
# Commands run in reverse order, each once, on success, failure, Ctrl-C and SIGTERM alike.
# shellcheck shell=bash

# on_exit COMMAND...: runs it, with these arguments, when the script ends.
on_exit() {
  CLEANUP_STACK+=("$(printf '%q ' "$@")")
}

# run_cleanup: undoes what is still to undo; a command that fails is named and the rest still runs.
run_cleanup() {
  local last command
  while [ "${#CLEANUP_STACK[@]}" -gt 0 ]; do
    last=$((${#CLEANUP_STACK[@]} - 1))
    command=${CLEANUP_STACK[last]}
    unset "CLEANUP_STACK[last]"
    eval "$command" || printf 'warning: clean-up failed: %s\n' "$command" >&2
  done
}

# foreground COMMAND...: runs it so that a signal is handled at once: the command gets SIGTERM, may put
# right what it changed, and only then the script ends. (Bash would otherwise wait for it first.)
foreground() {
  local status=0
  "$@" &
  FOREGROUND_PID=$!
  wait "$FOREGROUND_PID" || status=$?
  FOREGROUND_PID=
  return "$status"
}

# interrupted STATUS: ends the foreground command, then the script with that status.
interrupted() {
  trap '' INT TERM HUP PIPE
  if [ -n "$FOREGROUND_PID" ] && kill -TERM "$FOREGROUND_PID" 2>/dev/null; then
    printf '\ninterrupted: putting things right first\n' >&2
    wait "$FOREGROUND_PID" || true
  fi
  exit "$1"
}

# arm_cleanup: an empty stack and the traps. A subshell that undoes things itself calls it again.
arm_cleanup() {
  CLEANUP_STACK=()
  FOREGROUND_PID=
  trap 'CLEANUP_STATUS=$?; trap "" INT TERM HUP PIPE; run_cleanup; exit "$CLEANUP_STATUS"' EXIT
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
  # The terminal closed, or the reader of a pipe left: there is nobody to tell, but as much to undo.
  trap 'exec >/dev/null 2>&1; interrupted 129' HUP
  trap 'exec >/dev/null 2>&1; interrupted 141' PIPE
}

arm_cleanup
