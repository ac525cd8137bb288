# The containers of scripts/run-faults.sh: two servers, and a balancer in front of them. Sourced with say.sh, cleanup.sh,
# wait.sh, jdk.sh, compose.sh, runs.sh, ports.sh and base-image.sh. A contender is `primelb`, `nginx` or `haproxy`.
# shellcheck shell=bash disable=SC2034,SC2153 # variables that the sourced files share

# What Compose gives the containers.
SERVER_LIMITS=(--cpus "${PRIMELB_SERVER_CPUS:-0.4}" --memory "${PRIMELB_SERVER_MEMORY:-192M}")
FRONT_LIMITS=(--cpus "${PRIMELB_LB_CPUS:-0.6}" --memory "${PRIMELB_LB_MEMORY:-256M}")

# open_lab: the network of this run, the fault server's classes, and images of the peers (in CONTENDERS).
open_lab() {
  NET=$COMPOSE_PROJECT_NAME
  LABEL=com.docker.compose.project=$COMPOSE_PROJECT_NAME
  make_network
  mkdir "$RUN/classes"
  "$JDK_HOME/bin/javac" -d "$RUN/classes" "$ROOT/scripts/faults/FaultServer.java"
  local contender
  for contender in $CONTENDERS; do
    [ "$contender" = primelb ] || make_peer_image "$contender"
  done
}

# make_network: a network whose range of addresses is the engine's choice, but given by name: only then may a container ask
# for an address in it. Sets SUBNET.
make_network() {
  docker network create --label "$LABEL" "$NET" >/dev/null
  SUBNET=$(docker network inspect -f '{{(index .IPAM.Config 0).Subnet}}' "$NET")
  docker network rm "$NET" >/dev/null
  docker network create --label "$LABEL" --subnet "$SUBNET" "$NET" >/dev/null
}

# make_peer_image nginx|haproxy: an image of the installed program and the libraries it needs.
make_peer_image() (
  program=$(command -v "$1") || die "$1 is not installed: install the package $1"
  root=$(mktemp -d "$RUN/$1.XXXXXX")
  trap 'rm -rf "$root"' EXIT
  chmod 755 "$root"
  mkdir -p "$root/etc" "$root/var/log/nginx"
  mkdir -m 1777 "$root/tmp"
  cp --parents -L "$program" "$root"
  copy_libraries "$root" "$program"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  printf 'root:x:0:0::/:/\nnobody:x:65534:65534::/:/\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
  tar -C "$root" --owner=0 --group=0 -c . | docker import -c "LABEL ${LABEL/=/=\"}\"" - "$(peer_image "$1")" >/dev/null
)

peer_image() {
  printf '%s-%s\n' "$COMPOSE_PROJECT_NAME" "$1"
}

# create NAME OPTION... IMAGE [COMMAND...]: a container of that name in the network, not started.
create() {
  docker create --name "$COMPOSE_PROJECT_NAME-$1" --hostname "$1" --network "$NET" --network-alias "$1" \
    --label "$LABEL" --label "com.docker.compose.service=$1" "${@:2}" >/dev/null
}

# create_server NAME PORT: a prime server, published on that port. Four workers: one request that takes long does not keep
# the others waiting.
create_server() {
  create "$1" "${SERVER_LIMITS[@]}" -p "127.0.0.1:$2:8000" -e SERVER_HOST=0.0.0.0 -e SERVER_WORKERS=4 \
    -e SERVER_ID="$1" -e SERVER_URL="http://$1:8000" -e SERVER_LB_URL=http://balancer:8081 primelb/server-app
}

# create_fault_server NAME PORT: one that misbehaves on request.
create_fault_server() {
  create "$1" "${SERVER_LIMITS[@]}" -p "127.0.0.1:$2:8000" "$BASE_IMAGE" \
    java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -cp /classes FaultServer "$1" 8000 "http://$1:8000" balancer 8081
  docker cp "$RUN/classes" "$COMPOSE_PROJECT_NAME-$1:/classes"
}

# create_balancer CONTENDER: the contender, in front of the two servers, in the network under the name `balancer`.
create_balancer() {
  local publish=(-p "127.0.0.1:$PRIMELB_PORT:8080") settings=() setting
  case $1 in
    primelb)
      for setting in LB_HOST=0.0.0.0 LB_ADMIN_HOST=0.0.0.0 "LB_RESPONSE_TIMEOUT=$RESPONSE_TIMEOUT" \
        ${LB_SETTINGS[@]+"${LB_SETTINGS[@]}"}; do
        settings+=(-e "$setting")
      done
      create balancer "${FRONT_LIMITS[@]}" "${publish[@]}" -p "127.0.0.1:$PRIMELB_ADMIN_PORT:8081" "${settings[@]}" \
        primelb/lb-app
      ;;
    nginx)
      create balancer "${FRONT_LIMITS[@]}" "${publish[@]}" "$(peer_image nginx)" \
        "$(command -v nginx)" -e stderr -c /tmp/nginx.conf
      copy_configuration nginx.conf
      ;;
    haproxy)
      create balancer "${FRONT_LIMITS[@]}" "${publish[@]}" "$(peer_image haproxy)" \
        "$(command -v haproxy)" -db -f /tmp/haproxy.cfg
      copy_configuration haproxy.cfg
      ;;
  esac
}

# copy_configuration FILE: that of scripts/faults, filled in, to /tmp of the balancer's container.
copy_configuration() {
  sed "s/@RESPONSE_TIMEOUT@/$RESPONSE_TIMEOUT/" "$ROOT/scripts/faults/$1" >"$RUN/$1"
  docker cp "$RUN/$1" "$COMPOSE_PROJECT_NAME-balancer:/tmp/$1"
}

# assemble CONTENDER: everything runs, and both servers answer through the balancer.
assemble() {
  create_server server1 "$PRIMELB_SERVER1_PORT"
  "create_${ODD:+fault_}server" server2 "$PRIMELB_SERVER2_PORT"
  create_balancer "$1"
  # The servers first: nginx looks their names up once, when it starts.
  engine_do start server1 server2 balancer
  wait_until 30 both_answer "$1" || {
    show_containers
    die "$1 does not have two servers that answer after 30 s; the logs are above"
  }
}

# both_answer CONTENDER: the balancer says so where it is ours, else each of the servers has answered just now.
both_answer() {
  if [ "$1" = primelb ]; then
    both_active
  else
    [ "$(for _ in {1..8}; do served_by; done | sort -u | paste -sd' ')" = "server1 server2" ]
  fi
}

# served_by: prints who answers one request.
served_by() {
  curl -fsS -m 2 -o /dev/null -D - "$TRAFFIC$TARGET" | sed -n 's/^[Xx]-[Ss]erved-[Bb]y: *\([^[:space:]]*\).*/\1/p'
}

# engine_do VERB NAME... [OPTION...]: what the engine is to do with these containers.
engine_do() {
  local verb=$1 name names=()
  shift
  for name in "$@"; do names+=("$COMPOSE_PROJECT_NAME-$name"); done
  docker "$verb" "${names[@]}" >/dev/null
}

# healthy NAME: that server answers its health check, on its published port.
healthy() {
  local port=PRIMELB_${1^^}_PORT
  curl -fsS -m 1 -o /dev/null "http://127.0.0.1:${!port}/health_check"
}

# ready_at NAME SECONDS: prints when that server said last that it is ready, if it did since.
ready_at() {
  local line
  line=$(docker logs --timestamps --since "$2" "$COMPOSE_PROJECT_NAME-$1" 2>/dev/null | grep '\-server ready: ' | tail -n 1)
  [ -z "$line" ] || date -d "${line%% *}" +%s.%6N
}

# show_containers: the last words of each.
show_containers() {
  local name
  for name in balancer server1 server2; do
    docker logs --tail 20 "$COMPOSE_PROJECT_NAME-$name" 2>&1 | sed "s/^/$name: /" >&2 || true
  done
}

# take_apart: the containers are gone; the network stays.
take_apart() {
  docker ps -aq --filter "label=$LABEL" | xargs -r docker rm -f >/dev/null
}
