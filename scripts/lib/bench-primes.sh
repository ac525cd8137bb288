# Ours, PARI and GMP on the same numbers, one after the other. Sourced with what bench-primes.sh sources.
# shellcheck shell=bash disable=SC2034,SC2153 # what it sets is for the script that sources it, and the reverse

# Debian's Python, for which Debian's gmpy2 is; another one that comes first on the PATH does not have it.
PYTHON=/usr/bin/python3

# prepare_primes: what is missing is installed, our classes are there, and this run has its folder with the numbers.
prepare_primes() {
  install_missing pari-gp=gp python3=$PYTHON
  "$PYTHON" -c 'import gmpy2' 2>/dev/null || RUNLEVEL=1 install_missing python3-gmpy2=python3-gmpy2-is-no-command
  "$PYTHON" -c 'import gmpy2' || die "$PYTHON has no gmpy2: install the package python3-gmpy2"
  find_jdk25
  new_run local
  on_exit remove_run "$RUN"
  if [ -z "$CLASSES" ]; then
    step "Building (JDK: $JDK_HOME)"
    with_lock build build -q compile -pl core
    CLASSES=$ROOT/core/target/classes
  fi
  # A copy, so that a build beside this run does not change what is measured.
  cp -r "$CLASSES" "$RUN/classes"
  mkdir "$RUN/numbers"
  "$PYTHON" scripts/bench/primes.py numbers "$RUN/numbers"
  mapfile -t CASES < <(cd "$RUN/numbers" && ls)
}

# run_primelb, run_pari, run_gmp: each prints `CASE NANOS PRIMES` for each case; all read the files from $RUN/numbers.
run_primelb() {
  (cd "$RUN/numbers" && foreground "$JAVA" -cp "$RUN/classes" "$ROOT/scripts/bench/PrimesBench.java" "$MILLIS" "${CASES[@]}")
}

run_pari() {
  local case words="" long=""
  for case in "${CASES[@]}"; do
    if [[ $case == *64-bit ]]; then words+=", \"$case\""; else long+=", \"$case\""; fi
  done
  printf 'MILLIS = %d; WORDS = [%s]; LONG = [%s];\n' "$MILLIS" "${words#, }" "${long#, }" >"$RUN/settings.gp"
  (cd "$RUN/numbers" && foreground gp -q -f --default parisizemax=1G "$RUN/settings.gp" "$ROOT/scripts/bench/primes.gp" </dev/null)
}

run_gmp() {
  (cd "$RUN/numbers" && foreground "$PYTHON" "$ROOT/scripts/bench/primes.py" gmp "$MILLIS" "${CASES[@]}")
}

# measure_primes ROUND NAME: one contender, all cases.
measure_primes() {
  local case nanos primes seen=0
  "run_$2" >"$RUN/said" || die "$2 could not be measured"
  while read -r case nanos primes; do
    record round "$1" contender "\"$2\"" case "\"$case\"" nanos "$nanos" primes "$primes"
    say "round $1/$ROUNDS $2: $case $nanos ns each, $primes primes"
    seen=$((seen + 1))
  done <"$RUN/said"
  [ "$seen" -eq "${#CASES[@]}" ] || die "$2 measured $seen of ${#CASES[@]} cases: $(cat "$RUN/said")"
}

# report_primes: the table; fails when something is wrong or over its goal.
report_primes() {
  "$PYTHON" scripts/bench/primes.py report "$RUN/measurements" ${JSON:+--json "$JSON"} \
    --fact "rounds=$ROUNDS" --fact "cores=$(nproc)" --fact "cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    --fact "commit=$(git -C "$ROOT" describe --always --dirty 2>/dev/null || echo unknown)" \
    --fact "java=$("$JAVA" -version 2>&1 | sed -n 's/.*build \([^)]*\).*/\1/p' | head -n 1)" \
    --fact "pari=$(gp --version-short)" \
    --fact "gmp=$("$PYTHON" -c 'import gmpy2; print(gmpy2.mp_version(), "by gmpy2", gmpy2.version())')"
}
