# Docker Swarm on one node. Sourced with say.sh, wait.sh and engine.sh; defines functions only. What is made is noted in RUN
# before it is there, and remove_run undoes it, also after an aborted run.
# shellcheck shell=bash

# use_swarm: the engine is a manager of a swarm. One that was in none leaves its own again when the run ends; the
# swarm listens on loopback alone.
use_swarm() {
  local state
  state=$(docker info -f '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}}')
  case $state in
    "active true") say "the engine is in a swarm; it stays in it" ;;
    inactive*)
      docker network inspect docker_gwbridge >/dev/null 2>&1 || : >"$RUN/swarm-bridge"
      : >"$RUN/swarm"
      docker swarm init --advertise-addr 127.0.0.1 --listen-addr "127.0.0.1:${PRIMELB_SWARM_PORT:-2377}" >/dev/null ||
        die "the engine cannot make a swarm; what it said is above"
      say "made a swarm of this node"
      ;;
    *) die "the engine at $(engine_name) is no manager of its swarm (it is '$state'): use another, or --own-engine" ;;
  esac
}

# remove_gateway_bridge: the bridge that the swarm has left behind.
remove_gateway_bridge() {
  docker network inspect docker_gwbridge >/dev/null 2>&1 || return 0
  docker network rm docker_gwbridge >/dev/null
}

# deploy_stack NAME: the project's compose file and the override, from local images. A client of Docker 20.10 (Debian 12)
# takes a file without a version for one of version 1, so that copies with a version are used.
deploy_stack() {
  local file
  printf '%s\n' "$1" >"$RUN/stack"
  for file in docker-compose.yml scripts/swarm/override.yml; do
    { echo 'version: "3.8"' && cat "$ROOT/$file"; } >"$RUN/stack-${file##*/}"
  done
  docker stack deploy --resolve-image never -c "$RUN/stack-docker-compose.yml" -c "$RUN/stack-override.yml" "$1" \
    >"$RUN/deploy.log" 2>&1 || {
    cat "$RUN/deploy.log" >&2
    die "the stack could not be deployed; what the engine said is above"
  }
}

# remove_stack NAME: its services, containers, networks and volumes are gone.
remove_stack() {
  docker stack rm "$1" >/dev/null 2>&1
  wait_until 60 stack_is_gone "$1" || {
    docker ps -a --filter "label=com.docker.stack.namespace=$1" >&2
    return 1
  }
  docker volume ls -q --filter "label=com.docker.stack.namespace=$1" | xargs -r docker volume rm >/dev/null
}

stack_is_gone() {
  [ -z "$(docker service ls -q --filter "label=com.docker.stack.namespace=$1")" ] &&
    [ -z "$(docker ps -aq --filter "label=com.docker.stack.namespace=$1")" ] &&
    [ -z "$(docker network ls -q --filter "label=com.docker.stack.namespace=$1")" ]
}

# undo_swarm FOLDER: what a run noted there is gone: its stack with the tag of its servers, and the swarm that it made.
undo_swarm() {
  local stack
  if [ -e "$1/stack" ]; then
    stack=$(cat "$1/stack")
    remove_stack "$stack"
    docker image rm "primelb/server-app:$stack" >/dev/null 2>&1 || true
  fi
  [ ! -e "$1/swarm" ] || docker swarm leave --force >/dev/null
  [ ! -e "$1/swarm-bridge" ] || remove_gateway_bridge
}

# show_stack NAME: what the engine and the tasks say.
show_stack() {
  local id
  docker stack ps --no-trunc --format '{{.Name}} {{.CurrentState}} {{.Error}}' "$1" >&2
  for id in $(docker ps -aq --filter "label=com.docker.stack.namespace=$1"); do
    docker logs --tail 8 "$id" 2>&1 | sed "s/^/$id: /" >&2
  done
}
