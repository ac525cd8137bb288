# The three programs as local processes of RUN, on ports of their own choice. Sourced with say.sh, wait.sh, cleanup.sh, jdk.sh
# and runs.sh; defines functions only.
# shellcheck shell=bash disable=SC2034 # TRAFFIC is for the script that sources it

# A collector without threads of its own, which on two cores would take time from the servers.
PROGRAM_JVM=(-XX:+UseSerialGC -Xmx128m)

# take_programs: copies of the three jars in RUN, so that a build meanwhile changes nothing.
take_programs() {
  local program
  for program in lb-app server-app client-cli; do
    [ -r "$ROOT/$program/target/$program.jar" ] || die "$program/target/$program.jar is not there: leave --skip-build out"
    cp "$ROOT/$program/target/$program.jar" "$RUN"
  done
}

# client ARGS...: ended at once by an interruption.
client() {
  foreground "$JAVA" "${PROGRAM_JVM[@]}" -jar "$RUN/client-cli.jar" "$@"
}

# start NAME ENVIRONMENT... -- COMMAND...: a program in the background, its pid in NAME.pid.
start() {
  local name=$1 environment=()
  shift
  while [ "$1" != -- ]; do
    environment+=("$1")
    shift
  done
  shift
  setsid env --default-signal=INT,TERM,HUP,PIPE "${environment[@]}" "$@" </dev/null >"$RUN/$name.log" 2>&1 &
  printf '%s\n' $! >"$RUN/$name.pid"
}

# ready NAME: succeeds once the program has said that it is ready.
ready() {
  grep -q ' ready: ' "$RUN/$1.log"
}

# start_balancer ENVIRONMENT...: sets TRAFFIC and ADMIN.
start_balancer() {
  start lb LB_PORT=0 LB_ADMIN_PORT=0 "$@" -- "$JAVA" "${PROGRAM_JVM[@]}" -jar "$RUN/lb-app.jar"
  wait_until 20 ready lb || die "the balancer did not start: $(tail -n 5 "$RUN/lb.log")"
  TRAFFIC=$(sed -n 's/.* ready: traffic \([^ ]*\) admin .*/\1/p' "$RUN/lb.log")
  ADMIN=$(sed -n 's/.* ready: traffic [^ ]* admin \([^ ]*\).*/\1/p' "$RUN/lb.log")
}

# active_servers NUMBER: succeeds once so many are active.
active_servers() {
  [ "$(client servers --json --admin "$ADMIN" | jq '[.servers[] | select(.active)] | length')" = "$1" ]
}
