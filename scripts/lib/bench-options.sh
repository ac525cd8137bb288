# The options that the measuring scripts share. Sourced with say.sh; defines functions only, and the defaults.
# shellcheck shell=bash disable=SC2034 # what it sets is for the script that sources it

ROUNDS=5 DURATION=5 PEERS="nginx haproxy" JSON="" JAR="" JAVA_OPTS="" AGAINST_JAR="" AGAINST_JAVA_OPTS=""

# shared_usage: the help lines of the shared options.
shared_usage() {
  cat <<'TEXT'
  --peers nginx,haproxy     the proxies beside ours; `none` for ours alone
  --jar FILE                that build of ours; default: lb-app/target/lb-app.jar, which is built first
  --java-opts '...'         JVM options of ours instead of those that local runs use
  --against-jar FILE        a second build of ours in the same rounds, shown as `against`
  --against-java-opts '...' JVM options of the second one; either of the two brings it in
  --json FILE               every measurement and the medians, as JSON
  --help                    this text
TEXT
}

# shared_option OPTION VALUE COUNT: takes one of the shared options, all of which want a value; fails when it is another.
shared_option() {
  case $1 in
    --rounds) ROUNDS=$(number_of "$@" 1000) ;;
    --duration) DURATION=$(seconds_of "$@") ;;
    --peers) PEERS=$(choices_of "$@" nginx haproxy none) ;;
    --json) JSON=$(value_of "$@") ;;
    --jar) JAR=$(file_of "$@") ;;
    --java-opts) JAVA_OPTS=$(value_of "$@") ;;
    --against-jar) AGAINST_JAR=$(file_of "$@") ;;
    --against-java-opts) AGAINST_JAVA_OPTS=$(value_of "$@") ;;
    *) return 1 ;;
  esac || exit
}

# contenders: prints the proxies that the options ask for, ours first.
contenders() {
  local names=primelb
  [ -z "$AGAINST_JAR$AGAINST_JAVA_OPTS" ] || names+=" against"
  [ "$PEERS" = none ] || names+=" $PEERS"
  printf '%s\n' "$names"
}

# value_of OPTION VALUE: prints it; nothing or another option in its place is a mistake.
value_of() {
  [ -n "$2" ] || usage_error "$1 wants a value"
  printf '%s\n' "$2"
}

# number_of OPTION VALUE MAX
number_of() {
  if ! [[ $2 =~ ^[1-9][0-9]{0,8}$ ]] || [ "$2" -gt "$3" ]; then
    usage_error "$1 must be 1..$3, got '${2:-nothing}'"
  fi
  printf '%s\n' "$2"
}

# seconds_of OPTION VALUE: whole seconds, with their unit.
seconds_of() {
  [[ $2 =~ ^[1-9][0-9]{0,3}s$ ]] || usage_error "$1 must be whole seconds such as 5s, got '${2:-nothing}'"
  printf '%s\n' "${2%s}"
}

# choices_of OPTION LIST CHOICE...: the comma-separated list in words, each one of the choices.
choices_of() {
  local option=$1 list=$2 word
  shift 2
  [ -n "$list" ] || usage_error "$option wants a list of: $*"
  for word in ${list//,/ }; do
    [[ " $* " == *" $word "* ]] || usage_error "$option takes a list of: $*, got '$word'"
  done
  printf '%s\n' "${list//,/ }"
}

# numbers_of OPTION LIST MAX: the comma-separated list of numbers in words.
numbers_of() {
  local word
  [ -n "$2" ] || usage_error "$1 wants a list of numbers"
  for word in ${2//,/ }; do
    number_of "$1" "$word" "$3" >/dev/null || exit
  done
  printf '%s\n' "${2//,/ }"
}

file_of() {
  [ -r "$2" ] || usage_error "$1 must be a file that can be read, got '${2:-nothing}'"
  readlink -f "$2"
}
