# A share of one processor for a local process, as a container has it. Sourced with say.sh and wait.sh.
# Without one a single server takes all cores, and a second server cannot make the system faster.
# shellcheck shell=bash disable=SC2034 # what it sets is for the script that sources it

CGROUPS=${PRIMELB_CGROUPS:-/sys/fs/cgroup}

# choose_cpu_limit: sets LIMIT_WAY to the best way there is: cgroup2, cgroup1, systemd, cores or none.
# PRIMELB_CPU_LIMIT names one to use instead.
choose_cpu_limit() {
  if [ -n "${PRIMELB_CPU_LIMIT:-}" ]; then
    LIMIT_WAY=$PRIMELB_CPU_LIMIT
  elif grep -qsw cpu "$CGROUPS/cgroup.subtree_control" && [ -w "$CGROUPS" ]; then
    LIMIT_WAY=cgroup2
  elif [ -w "$CGROUPS/cpu/cpu.cfs_quota_us" ] || [ -w "$CGROUPS/cpu/cgroup.procs" ]; then
    LIMIT_WAY=cgroup1
  elif systemd-run --user --scope --quiet -p CPUQuota=50% true >/dev/null 2>&1; then
    LIMIT_WAY=systemd
  elif command -v taskset >/dev/null && [ "$(nproc)" -ge 2 ]; then
    LIMIT_WAY=cores
  else
    LIMIT_WAY=none
  fi
}

# describe_cpu_limit SHARE: one line on what limits each server.
describe_cpu_limit() {
  case $LIMIT_WAY in
    cgroup1 | cgroup2 | systemd) say "cpu limit: $1 of a processor for each server ($LIMIT_WAY)" ;;
    cores) say "cpu limit: no quota to be had here; one core for each server, so expect a speedup below 1.8" ;;
    none) say "cpu limit: none to be had here; expect no speedup from the second server" ;;
    *) die "PRIMELB_CPU_LIMIT must be cgroup2, cgroup1, systemd, cores or none, got $LIMIT_WAY" ;;
  esac
}

# exec_limited NAME SHARE CORE COMMAND...: replaces this process by the command under the limit.
exec_limited() {
  local name=primelb-$1 quota core=$3
  quota=$(awk -v share="$2" 'BEGIN { printf "%d", share * 100000 }')
  shift 3
  case $LIMIT_WAY in
    cgroup2)
      mkdir -p "$CGROUPS/$name"
      printf '%s 100000\n' "$quota" >"$CGROUPS/$name/cpu.max"
      printf '%s\n' "$BASHPID" >"$CGROUPS/$name/cgroup.procs"
      exec "$@"
      ;;
    cgroup1)
      mkdir -p "$CGROUPS/cpu/$name"
      printf '100000\n' >"$CGROUPS/cpu/$name/cpu.cfs_period_us"
      printf '%s\n' "$quota" >"$CGROUPS/cpu/$name/cpu.cfs_quota_us"
      printf '%s\n' "$BASHPID" >"$CGROUPS/cpu/$name/cgroup.procs"
      exec "$@"
      ;;
    systemd) exec systemd-run --user --scope --quiet -p "CPUQuota=$((quota / 1000))%" "$@" ;;
    cores) exec taskset -c "$core" "$@" ;;
    none) exec "$@" ;;
  esac
}

# forget_limits NAME: removes the groups, called NAME-something, of processes that have ended.
forget_limits() {
  local group
  for group in "$CGROUPS/primelb-$1"-* "$CGROUPS/cpu/primelb-$1"-*; do
    [ ! -d "$group" ] || wait_until 5 rmdir "$group" || say "warning: cannot remove $group"
  done
}
