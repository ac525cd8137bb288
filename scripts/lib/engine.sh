# The Docker engine: is one there, and starting an own one where none is (CI, a bare machine).
# Sourced with say.sh and wait.sh; defines functions only.
# shellcheck shell=bash

# engine_answers: succeeds when the engine that DOCKER_HOST (or the default) names answers.
engine_answers() {
  command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1 &&
    timeout 10 docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

# engine_name: prints where the engine is looked for.
engine_name() {
  printf '%s\n' "${DOCKER_HOST:-unix:///var/run/docker.sock}"
}

# start_own_engine FOLDER: starts dockerd with its socket, pid file and data under FOLDER and exports
# DOCKER_HOST. Needs root. It is deaf to the terminal's Ctrl-C; end it with stop_own_engine.
start_own_engine() {
  local folder=$1
  command -v dockerd >/dev/null || die "dockerd is not installed: install the package docker.io"
  mkdir -p "$folder"
  setsid dockerd --host "unix://$folder/docker.sock" --pidfile "$folder/dockerd.pid" \
    --exec-root "$folder/exec" --data-root "$folder/data" </dev/null >"$folder/dockerd.log" 2>&1 &
  export DOCKER_HOST="unix://$folder/docker.sock"
  wait_until 60 engine_answers && return 0
  tail -n 20 "$folder/dockerd.log" >&2
  die "dockerd does not answer at $DOCKER_HOST after 60 s; the end of its log is above"
}

# stop_own_engine FOLDER: ends the dockerd of start_own_engine by its pid and removes its data.
stop_own_engine() {
  local folder=$1 pid mounted
  pid=$(cat "$folder/dockerd.pid" 2>/dev/null || true)
  [ -z "$pid" ] || end_process "$pid" 30
  while read -r mounted; do
    umount -l "$mounted" || true
  done < <(awk -v under="$folder/" 'index($2, under) == 1 { print $2 }' /proc/mounts | sort -r)
  rm -rf --one-file-system "$folder"
}
