# Finding Docker Compose and using it on the project's one file. Sourced; defines functions only.
# shellcheck shell=bash

# find_compose: sets the array COMPOSE to `docker compose` (v2) or `docker-compose` (v1, or v2 as Debian 13 has it).
find_compose() {
  if docker compose version >/dev/null 2>&1; then
    COMPOSE=(docker compose)
  elif docker-compose version >/dev/null 2>&1; then
    COMPOSE=(docker-compose)
  else
    die "Docker Compose is not installed: neither 'docker compose' nor 'docker-compose' works." \
      "Install the package docker-compose, or use --local"
  fi
}

# compose ARGS...: the project's compose file under the project name in COMPOSE_PROJECT_NAME.
compose() {
  "${COMPOSE[@]}" -f "$ROOT/docker-compose.yml" "$@"
}

# container_of SERVICE: prints the name of its container, running or not; fails where there is none.
# (Compose itself would print ids only, and v2 leaves out stopped containers without -a, which v1 lacks.)
container_of() {
  docker ps -a --format '{{.Names}}' \
    --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" \
    --filter "label=com.docker.compose.service=$1" | grep -m 1 .
}
