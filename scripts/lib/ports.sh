# Choosing the published ports of a run. Sourced with say.sh and runs.sh; defines functions only.
# shellcheck shell=bash

# choose_ports: exports the four ports of a run, its defaults where they are free, and claims them for RUN.
choose_ports() {
  choose_port PRIMELB_PORT 8080
  choose_port PRIMELB_ADMIN_PORT 8081
  choose_port PRIMELB_SERVER1_PORT 8001
  choose_port PRIMELB_SERVER2_PORT 8002
}

# choose_port VARIABLE DEFAULT: a port that the environment names must be free; the default gives way.
choose_port() {
  local port=${!1:-$2}
  if [ -n "${!1:-}" ]; then
    port_free "$port" || die "port $port ($1) is taken: end what listens there, or set $1 to another port"
  else
    until port_free "$port"; do
      port=$((port + 10))
      [ "$port" -lt 65536 ] || die "no free port from $2 on in steps of 10: set $1"
    done
    [ "$port" = "$2" ] || say "port $2 is taken: using $port (set $1 to choose another)"
  fi
  printf '%s\n' "$port" >>"$RUN/ports"
  export "$1=$port"
}

# port_free PORT: nothing on loopback accepts there, and no living run has claimed it.
port_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && ! grep -qsx "$1" "$RUNS"/run-*/ports
}
