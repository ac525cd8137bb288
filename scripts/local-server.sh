#!/usr/bin/env bash
# Stops or starts one prime server of a local run, as `docker stop` and `docker start` do with a container.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
for part in say wait cpu-limit; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

if [ $# -ne 3 ] || [ ! -r "$1/settings" ]; then
  usage_error "expected: RUN-FOLDER start|stop server1|server2"
fi
RUN=$1
NAME=$3
# shellcheck source=/dev/null
. "$RUN/settings"
GROUP=$(basename "$RUN")-$NAME

# A server that runs already is left alone, as by `docker start`.
start() {
  ! running || return 0
  local port core
  case $NAME in
    server1) port=$PRIMELB_SERVER1_PORT core=0 ;;
    server2) port=$PRIMELB_SERVER2_PORT core=1 ;;
    *) usage_error "no server is called $NAME: server1 or server2" ;;
  esac
  export SERVER_ID=$NAME SERVER_PORT=$port SERVER_WORKERS=1
  export SERVER_URL=http://127.0.0.1:$port SERVER_LB_URL=http://127.0.0.1:$PRIMELB_ADMIN_PORT
  # Its own session: Ctrl-C in the terminal is for the script and the client. Signals as usual, though a
  # script that is ending may be ignoring them.
  exec_limited "$GROUP" "$PRIMELB_SERVER_CPUS" "$core" \
    setsid env --default-signal=INT,TERM,HUP,PIPE "$JAVA" "${LOCAL_JVM[@]}" -jar "$RUN/server-app.jar" \
    </dev/null >>"$RUN/$NAME.log" 2>&1 &
  printf '%s\n' $! >"$RUN/$NAME.pid"
}

# SIGTERM, ten seconds, SIGKILL: what `docker stop` does.
stop() {
  ! running || end_process "$(cat "$RUN/$NAME.pid")" 10
  rm -f "$RUN/$NAME.pid"
}

running() {
  [ -e "$RUN/$NAME.pid" ] && ! process_gone "$(cat "$RUN/$NAME.pid")"
}

case $2 in
  start) start ;;
  stop) stop ;;
  *) usage_error "unknown action $2: start or stop" ;;
esac
