# Several balancers and servers in containers, and what a client and the balancers say of them. Sourced with say.sh,
# cleanup.sh, wait.sh, jdk.sh, runs.sh, ports.sh and fault-lab.sh. A balancer's published ports are in TRAFFIC_PORT and
# ADMIN_PORT, by its name.
# shellcheck shell=bash disable=SC2034 # variables that the sourced files share

# The name that every balancer has beside its own: one name, several addresses.
BALANCERS=balancers
# Between two announcements of a server.
HEARTBEAT=${PRIMELB_HEARTBEAT:-5s}
# A cheap GET: 724 divisions.
TARGET='/prime/524287?method=sqrt'

declare -gA TRAFFIC_PORT ADMIN_PORT

# claim_balancer_ports NAME...: two ports on loopback for each.
claim_balancer_ports() {
  local name upper from=8080
  for name in "$@"; do
    upper=PRIMELB_${name^^}
    choose_port "${upper}_PORT" "$from"
    choose_port "${upper}_ADMIN_PORT" $((from + 1))
    local traffic=${upper}_PORT admin=${upper}_ADMIN_PORT
    TRAFFIC_PORT[$name]=${!traffic} ADMIN_PORT[$name]=${!admin}
    from=$((from + 10))
  done
}

# open_balancer_lab: the network of this run.
open_balancer_lab() {
  NET=$COMPOSE_PROJECT_NAME
  LABEL=com.docker.compose.project=$COMPOSE_PROJECT_NAME
  docker network create --label "$LABEL" "$NET" >/dev/null
}

# create_one_balancer NAME OPTION...: one of several, not started.
create_one_balancer() {
  create "$1" "${FRONT_LIMITS[@]}" -p "127.0.0.1:${TRAFFIC_PORT[$1]}:8080" -p "127.0.0.1:${ADMIN_PORT[$1]}:8081" \
    -e LB_HOST=0.0.0.0 -e LB_ADMIN_HOST=0.0.0.0 "${@:2}" primelb/lb-app
}

# create_one_server NAME: a server that announces itself to every address behind the balancers' name.
create_one_server() {
  create "$1" "${SERVER_LIMITS[@]}" -e SERVER_HOST=0.0.0.0 -e SERVER_ID="$1" -e SERVER_WORKERS=4 \
    -e SERVER_HEARTBEAT="$HEARTBEAT" -e SERVER_LB_URL="http://$BALANCERS:8081" primelb/server-app
}

# has_servers BALANCER NUMBER: so many are active for it.
has_servers() {
  [ "$(curl -fsS -m 2 "http://127.0.0.1:${ADMIN_PORT[$1]}/servers" | jq '[.servers[] | select(.active)] | length')" -eq "$2" ]
}

# servers_came BALANCER: prints the seconds, to the millisecond, from when it said that it is ready to when the last of
# its servers became active. Both are its own words: the time of its log line, and `since` of /servers.
servers_came() {
  local ready last
  ready=$(docker logs --timestamps "$COMPOSE_PROJECT_NAME-$1" 2>/dev/null | sed -n 's/ primelb-lb ready: .*//p' | tail -n 1)
  last=$(curl -fsS -m 2 "http://127.0.0.1:${ADMIN_PORT[$1]}/servers" | jq -r '[.servers[].since] | max')
  awk -v from="$(date -d "$ready" +%s.%6N)" -v to="$(date -d "$last" +%s.%6N)" 'BEGIN { printf "%.3f\n", to - from }'
}
