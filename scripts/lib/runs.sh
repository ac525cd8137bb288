# One folder for each run of the system: who owns it, its ports, logs and process ids. It lets two runs live
# side by side and lets a run find what an aborted one left. Sourced with say.sh, wait.sh, engine.sh and
# cpu-limit.sh.
# shellcheck shell=bash disable=SC2034 # what it sets is for the script that sources it

RUNS=${TMPDIR:-/tmp}/primelb-$UID

# new_run MODE: creates the folder RUN, owned by this script, and the project name for Compose. What aborted
# runs left is removed first.
new_run() {
  mkdir -m 700 "$RUNS" 2>/dev/null || true
  [ -O "$RUNS" ] || die "$RUNS is not a folder of yours: set TMPDIR to one"
  clear_aborted_runs
  RUN=$RUNS/run-$$
  export COMPOSE_PROJECT_NAME=primelb-$$
  mkdir "$RUN"
  printf '%s\n' "$$" >"$RUN/owner"
  printf '%s\n' "$1" >"$RUN/mode"
  printf '%s\n' "${DOCKER_HOST:-}" >"$RUN/engine"
}

# with_lock NAME COMMAND...: runs a function of this shell while no other run is in a section of that name.
with_lock() {
  local lock status=0
  exec {lock}>"$RUNS/$1.lock"
  shift
  flock -w 900 "$lock" || die "another run has held $RUNS for 15 minutes"
  "$@" || status=$?
  exec {lock}>&-
  return "$status"
}

# clear_aborted_runs: removes, and names, what runs left whose script has died; kept ones only when all is gone.
clear_aborted_runs() {
  local folder
  for folder in "$RUNS"/run-*; do
    [ -d "$folder" ] || continue
    if owner_lives "$folder"; then
      say "another run is going on: $folder"
    elif [ -e "$folder/kept" ] && still_there "$folder"; then
      say "an earlier run was kept: $folder (end it with: $(cat "$folder/kept"))"
    else
      [ -e "$folder/kept" ] || say "an earlier run was aborted: removing what it left ($folder)"
      remove_run "$folder"
    fi
  done
}

# owner_lives FOLDER: succeeds while the script that made the run is there.
owner_lives() {
  local owner
  owner=$(cat "$1/owner" 2>/dev/null) || return 1
  [ "$owner" != "$$" ] || return 0
  case $(ps -o args= -p "$owner" 2>/dev/null) in *bash*) return 0 ;; *) return 1 ;; esac
}

# still_there FOLDER: succeeds while a container or process of the run is there.
still_there() {
  [ -n "$(containers_of_run "$1")$(processes_of_run "$1")" ]
}

# containers_of_run FOLDER: the ids of its containers, if its engine still answers.
containers_of_run() (
  [ "$(cat "$1/mode" 2>/dev/null)" = docker ] || exit 0
  use_engine_of_run "$1"
  engine_answers || exit 0
  docker ps -aq --filter "label=com.docker.compose.project=primelb-${1##*-}"
)

# processes_of_run FOLDER [NAME]: the ids of its processes that still run, or of the one so called. Each was started
# from a jar in FOLDER: another process that got the id of a dead one is not meant.
processes_of_run() {
  local file pid
  # shellcheck disable=SC2231 # NAME may be a pattern
  for file in "$1"/${2:-*}.pid; do
    [ -e "$file" ] || continue
    pid=$(cat "$file")
    case $(ps -ww -o args= -p "$pid" 2>/dev/null) in *"$1/"*) printf '%s\n' "$pid" ;; esac
  done
}

# use_engine_of_run FOLDER: makes DOCKER_HOST what it was for that run.
use_engine_of_run() {
  local engine
  engine=$(cat "$1/engine" 2>/dev/null || true)
  [ -z "$engine" ] || export DOCKER_HOST=$engine
}

remove_networks_and_volumes_of_run() (
  [ "$(cat "$1/mode" 2>/dev/null)" = docker ] || exit 0
  use_engine_of_run "$1"
  engine_answers || exit 0
  for kind in network volume; do
    docker "$kind" ls -q --filter "label=com.docker.compose.project=primelb-${1##*-}" |
      xargs -r docker "$kind" rm >/dev/null
  done
)

remove_images_of_run() (
  [ "$(cat "$1/mode" 2>/dev/null)" = docker ] || exit 0
  use_engine_of_run "$1"
  engine_answers || exit 0
  docker image ls -q --filter "label=com.docker.compose.project=primelb-${1##*-}" |
    xargs -r docker image rm >/dev/null
)

# remove_swarm_of_run FOLDER: the stack, the swarm and the engine that run-swarm.sh noted there.
remove_swarm_of_run() (
  use_engine_of_run "$1"
  if [ -e "$1/stack" ] || [ -e "$1/swarm" ]; then
    # shellcheck source=scripts/lib/swarm.sh
    . "$ROOT/scripts/lib/swarm.sh"
    ! engine_answers || undo_swarm "$1"
  fi
  [ ! -e "$1/own-engine" ] || stop_own_engine "$(cat "$1/own-engine")"
)

# remove_run FOLDER: ends the containers and processes of a run, then forgets it.
remove_run() {
  local name pid id
  # The client first, for it starts server2 again when it is ended.
  for name in client '*'; do
    for pid in $(processes_of_run "$1" "$name"); do
      end_process "$pid" 30
    done
  done
  remove_swarm_of_run "$1"
  for id in $(containers_of_run "$1"); do
    (use_engine_of_run "$1" && docker rm -f "$id" >/dev/null)
  done
  remove_networks_and_volumes_of_run "$1"
  remove_images_of_run "$1"
  forget_limits "$(basename "$1")"
  rm -rf "$1"
}
