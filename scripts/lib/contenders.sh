# The backends and the proxies in front of them, as processes of RUN. Sourced with say.sh, wait.sh, runs.sh, ports.sh and
# bench-load.sh. A contender is `primelb`, `against` (a second build of ours), `nginx` or `haproxy`.
# shellcheck shell=bash disable=SC2034 # what it sets is for the script that sources it

declare -gA PORT PIDS

# prepare: what is missing is installed, the jars are there, and this run has its folder, removed at the end with all that
# runs from it.
prepare() {
  PATH=$PATH:/usr/sbin
  # A run level in which a package does not start its daemon.
  RUNLEVEL=1 install_missing nginx-light=nginx haproxy=haproxy wrk=wrk curl=curl procps=pgrep python3=python3
  find_jdk25
  use_system local
  new_run local
  on_exit remove_run "$RUN"
  raise_file_limit
  if [ -z "$JAR" ]; then
    step "Building (JDK: $JDK_HOME)"
    system_build
    JAR=$ROOT/lb-app/target/lb-app.jar
  fi
  : "${JAVA_OPTS:=${LOCAL_JVM[*]}}"
  # The second build differs from the first in what the options say, and in nothing else.
  [[ $(contenders) != *against* ]] || : "${AGAINST_JAR:=$JAR}" "${AGAINST_JAVA_OPTS:=$JAVA_OPTS}"
}

# choose_bench_ports: a port for each contender and backend; ours get an admin port too.
choose_bench_ports() {
  local name variable default=19101
  for name in backend1 backend2 primelb_admin against_admin $(contenders); do
    variable=PRIMELB_BENCH_${name^^}_PORT
    choose_port "$variable" "$default"
    PORT[$name]=${!variable}
    default=$((default + 1))
  done
}

# spawn NAME COMMAND...: starts it, deaf to the terminal's Ctrl-C, its log and process id in RUN. COMMAND may begin with
# assignments, as for env.
spawn() {
  setsid env --default-signal=INT,TERM,HUP,PIPE "${@:2}" </dev/null >>"$RUN/$1.log" 2>&1 &
  printf '%s\n' $! >"$RUN/$1.pid"
}

# await_answer NAME URL: waits for a 200, then notes the processes of NAME.
await_answer() {
  wait_until 30 curl -fsS -m 2 "$2" || {
    cat "$RUN/$1.log" >&2
    die "$1 does not answer $2 after 30 s; its log is above"
  }
  PIDS[$1]=$(processes_of "$(cat "$RUN/$1.pid")")
}

# fill_in TEMPLATE NAME: the configuration in scripts/bench with this run's folder and ports, as RUN/TEMPLATE.
fill_in() {
  local user=""
  [ "$UID" -ne 0 ] || user="user root;"
  mkdir -p "$RUN/$2-temp"
  sed -e "s|@USER@|$user|; s|@RUN@|$RUN|; s|@CORES@|$(nproc)|; s|@PORT@|${PORT[$2]:-}|" \
    -e "s|@BACKEND1@|${PORT[backend1]}|; s|@BACKEND2@|${PORT[backend2]}|" "$ROOT/scripts/bench/$1" >"$RUN/$1"
}

# start_backends: both of them, on ports chosen together with those of the contenders.
start_backends() {
  with_lock ports choose_bench_ports
  mkdir -p "$RUN/files"
  head -c 65536 /dev/zero | tr '\0' 'x' >"$RUN/files/64k"
  fill_in backend.conf backend
  spawn backend nginx -e stderr -c "$RUN/backend.conf"
  await_answer backend "http://127.0.0.1:${PORT[backend1]}/64k"
}

# start_contender NAME: it runs, is in front of both backends, and answers.
start_contender() {
  case $1 in
    primelb) start_ours primelb "$JAR" "$JAVA_OPTS" ;;
    against) start_ours against "$AGAINST_JAR" "$AGAINST_JAVA_OPTS" ;;
    nginx)
      fill_in nginx.conf nginx
      spawn nginx nginx -e stderr -c "$RUN/nginx.conf"
      ;;
    haproxy)
      fill_in haproxy.cfg haproxy
      spawn haproxy haproxy -db -f "$RUN/haproxy.cfg"
      ;;
  esac
  await_answer "$1" "http://127.0.0.1:${PORT[$1]}/64k"
}

# start_ours NAME JAR OPTIONS: the balancer from a copy of that jar, with its defaults and any LB_ variable of the
# environment; the backends join by server_up.
start_ours() {
  local options admin backend answer
  read -ra options <<<"$3"
  admin=http://127.0.0.1:${PORT[$1_admin]}
  cp "$2" "$RUN/$1.jar"
  spawn "$1" LB_PORT="${PORT[$1]}" LB_ADMIN_PORT="${PORT[$1_admin]}" "$JAVA" "${options[@]}" -jar "$RUN/$1.jar"
  wait_until 30 grep -q '^primelb-lb ready' "$RUN/$1.log" || {
    cat "$RUN/$1.log" >&2
    die "$1 is not ready after 30 s; its log is above"
  }
  for backend in backend1 backend2; do
    answer=$(curl -fsS -m 10 -H 'Content-Type: application/json' \
      -d "{\"url\":\"http://127.0.0.1:${PORT[$backend]}\",\"id\":\"$backend\"}" "$admin/server_up")
    [[ $answer == *'"active":true'* ]] || die "$1 does not have $backend active: $answer"
  done
}

stop_contender() {
  end_process "$(cat "$RUN/$1.pid")" 40
  show_log "$1"
  rm "$RUN/$1.pid" "$RUN/$1.log"
}

# warm_up NAME CONNECTIONS BODY...: load with each body. Ours until the throughput is steady (twice in a row not 3 % above
# the best before), at most 15 times two seconds, since the JVM compiles meanwhile; the others once.
warm_up() {
  local name=$1 connections=$2 body best flat slice slices=15 seconds=2
  [ "$DURATION" -ge 2 ] || seconds=1
  case $name in nginx | haproxy) slices=1 ;; esac
  for body in "${@:3}"; do
    best=0 flat=0
    for ((slice = 1; slice <= slices && flat < 2; slice++)); do
      run_wrk "warm-up of $name, $body" "$connections" "$seconds" "http://127.0.0.1:${PORT[$name]}/$body"
      if [ $((WRK_RATE * 100)) -gt $((best * 103)) ]; then flat=0; else flat=$((flat + 1)); fi
      [ "$WRK_RATE" -le "$best" ] || best=$WRK_RATE
    done
    say "warm: $name, $body, $connections connections: $best/s after $(((slice - 1) * seconds)) s"
  done
}

# show_log NAME: whatever it wrote, but for information and that it is ready, is a trouble that a reader must see.
show_log() {
  grep -v -e ' INFO ' -e '^primelb-lb ready' "$RUN/$1.log" | sed "s/^/$1 said: /" >&2 || true
}

# show_logs: that of everything that still runs.
show_logs() {
  local name
  for name in backend $(contenders); do
    [ ! -e "$RUN/$name.log" ] || show_log "$name"
  done
}
