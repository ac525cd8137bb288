# Twice the load that the servers can do, on real containers: what does not fit is turned away soon, what fits is done.
# shellcheck shell=bash

# load NAME OPTION...: one load run of a prime that is the work of some 13 ms, so that the servers are the limit. Its
# result and its requests are left in WORK, as NAME.json and NAME.csv.
load() {
  "$JAVA" -jar client-cli/target/client-cli.jar run --threshold 'failed>=0' -q -o "$WORK/$1.json" --csv "$WORK/$1.csv" \
    "${@:2}" "$TRAFFIC/prime/6700417"
}

# answers NAME: for each status of that run, how many answers had it, and the median and the 99th hundredth of their
# times in ms.
answers() {
  python3 - "$WORK/$1.csv" <<'PYTHON'
import collections
import csv
import sys

times = collections.defaultdict(list)
with open(sys.argv[1], encoding="utf-8") as file:
    for row in csv.DictReader(file):
        times[row["status"] or "none"].append(int(row["finished_us"]) - int(row["started_us"]))
for status, taken in sorted(times.items()):
    taken.sort()
    print(status, len(taken), *(round(taken[int(len(taken) * part)] / 1000) for part in (0.5, 0.99)))
PYTHON
}

# overload: capacity in a closed loop, then twice that in an open one; succeeds if what is done is at least 80 % of it and
# a 503 comes within 50 ms as a rule. The goal is 95 %: that needs a machine that does nothing else, so the figure is
# printed, and the test asks that overload makes nothing collapse. An answer other than 200 or 503 ends the test.
overload() {
  local capacity goodput status count median late soon=1
  load closed -c 20 -n 400 --warmup 600
  capacity=$(jq -r .result.throughput "$WORK/closed.json")
  load open --rate "$(awk -v rps="$capacity" 'BEGIN { printf "%d", rps * 2 }')/s" -c 256 -d 15s
  goodput=$(jq -r .result.throughput "$WORK/open.json")
  note "capacity $capacity/s in a closed loop, $goodput/s done of twice that (load $(cut -d' ' -f1 /proc/loadavg))"
  while read -r status count median late; do
    note "status $status: $count answers, median $median ms, 99 % within $late ms"
    case $status in
      200) ;;
      503) [ "$median" -lt 50 ] || soon="" ;;
      *) fail "only 200 and 503, got $status" ;;
    esac
  done < <(answers open)
  [ -n "$soon" ] && awk -v good="$goodput" -v all="$capacity" 'BEGIN { exit !(good >= 0.8 * all) }'
}

test_with_twice_the_load_the_goodput_stays_and_the_rest_is_turned_away_soon() {
  # Four in flight at each server, and a short line at the balancer: what is in the system is done in well under a second.
  export PRIMELB_SERVER_MAX_IN_FLIGHT=4 PRIMELB_LB_QUEUE=16
  fresh_system docker
  # Other work on the machine takes from one of the two loads and not from the other: then it is measured again.
  local attempt
  for attempt in 1 2 3; do
    ! overload || return 0
    rm "$WORK"/{closed,open}.{json,csv}
  done
  fail "at least 80 % of the capacity done, and each 503 soon, in one of $attempt measurements"
}
