# Bringing the whole system up. Sourced with runs.sh, ports.sh, wait.sh and what system-docker.sh or
# system-local.sh needs; defines functions only.
# shellcheck shell=bash

# use_system docker|local: the functions system_build, system_up, system_down and so on become those of that kind.
use_system() {
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/system-$1.sh"
}

# claim_ports: chooses the ports of RUN, unless that is done. A script that builds first calls it before, so that a
# port that is taken is told at once.
claim_ports() {
  grep -qsx "${PRIMELB_PORT:-none}" "$RUN/ports" || with_lock ports choose_ports
}

# start_system: starts everything and waits for two active servers. Sets TRAFFIC and ADMIN.
start_system() {
  claim_ports
  TRAFFIC=http://127.0.0.1:$PRIMELB_PORT
  ADMIN=http://127.0.0.1:$PRIMELB_ADMIN_PORT
  system_up
  wait_until 60 both_active || {
    system_logs >&2
    die "the balancer at $ADMIN does not have two active servers after 60 s; the logs are above"
  }
  say "ready: traffic $TRAFFIC admin $ADMIN"
}

# both_active: the balancer's own view, which is the one that decides where requests go.
both_active() {
  [ "$(active_servers)" -eq 2 ]
}

# active_servers: prints how many servers the balancer has active.
active_servers() {
  curl -fsS -m 2 "$ADMIN/servers" | grep -o '"active": *true' | wc -l
}
