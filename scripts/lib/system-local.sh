# The system as processes: what run-phases.sh needs of it. system-docker.sh defines the same functions.
# Jars are copied into the run's folder, so that a build beside the run does not change a running program.
# shellcheck shell=bash disable=SC2034 # SYSTEM_OPTIONS is for the script that sources it

# The heap and collector that the containers have.
LOCAL_JVM=(-XX:+UseSerialGC -Xmx96m -XX:+ExitOnOutOfMemoryError)

# system_build: jars only.
system_build() {
  with_lock build build package
}

# system_up: the three programs are started; nothing is known yet about whether they are ready.
system_up() {
  with_lock build cp "$ROOT/server-app/target/server-app.jar" "$ROOT/lb-app/target/lb-app.jar" "$RUN"
  choose_cpu_limit
  describe_cpu_limit "${PRIMELB_SERVER_CPUS:=0.4}"
  # What `local-server.sh start` needs, also when the client calls it in the middle of a run.
  declare -p JAVA LOCAL_JVM LIMIT_WAY PRIMELB_SERVER_CPUS PRIMELB_ADMIN_PORT \
    PRIMELB_SERVER1_PORT PRIMELB_SERVER2_PORT >"$RUN/settings"
  LB_PORT=$PRIMELB_PORT LB_ADMIN_PORT=$PRIMELB_ADMIN_PORT LB_POLICY=${PRIMELB_POLICY:-least-in-flight} \
    LB_RESPONSE_TIMEOUT=${PRIMELB_RESPONSE_TIMEOUT:-30s} LB_TOTAL_TIMEOUT=${PRIMELB_TOTAL_TIMEOUT:-60s} \
    setsid env --default-signal=INT,TERM,HUP,PIPE "$JAVA" "${LOCAL_JVM[@]}" -jar "$RUN/lb-app.jar" \
    </dev/null >"$RUN/lb.log" 2>&1 &
  printf '%s\n' $! >"$RUN/lb.pid"
  local control
  control=$(printf '%q %q' "$ROOT/scripts/local-server.sh" "$RUN")
  "$ROOT/scripts/local-server.sh" "$RUN" start server1
  "$ROOT/scripts/local-server.sh" "$RUN" start server2
  SYSTEM_OPTIONS=(--stop-cmd "$control stop server2" --start-cmd "$control start server2")
  case $LIMIT_WAY in
    none) ;;
    cores) SYSTEM_OPTIONS+=(--server-cpus 1) ;;
    *) SYSTEM_OPTIONS+=(--server-cpus "$PRIMELB_SERVER_CPUS") ;;
  esac
}

# system_logs: the last lines of every program.
system_logs() {
  tail -n 20 "$RUN"/*.log
}

# system_restore: server2 runs again, whatever was done to it.
system_restore() {
  "$ROOT/scripts/local-server.sh" "$RUN" start server2
}

# system_down: ends what system_up started, also after a start that failed half-way.
system_down() {
  local name
  [ -e "$RUN/settings" ] || return 0
  for name in server2 server1; do
    "$ROOT/scripts/local-server.sh" "$RUN" stop "$name"
  done
  end_process "$(cat "$RUN/lb.pid")" 10
}

# system_end_command: what a person types to end a kept system.
system_end_command() {
  printf 'kill %s\n' "$(cat "$RUN"/{lb,server1,server2}.pid | tr '\n' ' ')"
}
