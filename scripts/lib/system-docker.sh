# The system as containers: what run-phases.sh needs of it. system-local.sh defines the same functions.
# shellcheck shell=bash disable=SC2034 # SYSTEM_OPTIONS is for the script that sources it

# system_build: jars and images.
system_build() {
  ensure_base_image
  with_lock build build_images
}

# system_up: the containers are made and started; nothing is known yet about whether they are ready.
system_up() {
  compose up -d >"$RUN/compose.log" 2>&1 || {
    cat "$RUN/compose.log" >&2
    die "Compose could not start the containers; what it said is above"
  }
  # The balancer knows the servers by names that only containers resolve; the client is not one.
  SYSTEM_OPTIONS=(--container "$(container_of server2)"
    --server-stats "server1=http://127.0.0.1:$PRIMELB_SERVER1_PORT"
    --server-stats "server2=http://127.0.0.1:$PRIMELB_SERVER2_PORT")
}

# system_logs: the last lines of every program.
system_logs() {
  compose logs --no-color --tail 20
}

# system_restore: server2 runs again, whatever was done to it.
system_restore() {
  docker start "$(container_of server2)" >/dev/null
}

# system_down: ends what system_up started.
system_down() {
  compose down --volumes --remove-orphans --timeout 10 >"$RUN/compose.log" 2>&1 || cat "$RUN/compose.log"
}

# system_end_command: what a person types to end a kept system.
system_end_command() {
  printf '%s -p %s -f %s down --volumes\n' "${COMPOSE[*]}" "$COMPOSE_PROJECT_NAME" "$ROOT/docker-compose.yml"
}
