# Metrics, as Prometheus' own tools and a real Prometheus see them. Needs Debian's package prometheus and jq.
# shellcheck shell=bash

test_metrics_are_what_prometheus_understands() {
  if ! command -v prometheus >/dev/null || ! command -v promtool >/dev/null; then
    note "skipped: no prometheus and promtool here (Debian: apt-get install prometheus)"
    return
  fi
  fresh_system local
  "$JAVA" -jar client-cli/target/client-cli.jar run -c 4 -n 100 "$TRAFFIC/prime/97" >"$WORK/client"
  local port
  for port in "$PRIMELB_ADMIN_PORT" "$PRIMELB_SERVER1_PORT" "$PRIMELB_SERVER2_PORT"; do
    curl -fsS "http://127.0.0.1:$port/metrics" | promtool check metrics
    open_metrics "$port" | tail -n 1 | grep -qx '# EOF' || fail "OpenMetrics of $port to end with # EOF"
  done
  start_prometheus
  wait_until 30 prometheus_saw 'sum(primelb_server_responses_total{code="2xx"})' 100 ||
    fail "100 answers in Prometheus, got $(query_prometheus 'sum(primelb_server_responses_total{code="2xx"})')"
  wait_until 30 prometheus_saw 'sum(primelb_prime_computations_total{outcome="answered"})' 100 ||
    fail "100 computations in Prometheus"
  expect_equal 3 "$(query_prometheus 'sum(up)')" "scraped targets that answer"
  expect_equal 100 "$(query_prometheus 'primelb_request_duration_seconds_count')" "requests that were timed"
  every_query_of_the_dashboard_is_answered
}

# open_metrics PORT: the metrics as OpenMetrics.
open_metrics() {
  curl -fsS -H 'Accept: application/openmetrics-text; version=1.0.0' "http://127.0.0.1:$1/metrics"
}

# start_prometheus: one that looks at the system each second, at PROMETHEUS.
start_prometheus() {
  local port=9390 pid
  until port_free "$port"; do
    port=$((port + 1))
  done
  PROMETHEUS=http://127.0.0.1:$port
  sed -e "s/:8081/:$PRIMELB_ADMIN_PORT/; s/:8001/:$PRIMELB_SERVER1_PORT/; s/:8002/:$PRIMELB_SERVER2_PORT/" \
    -e 's/scrape_interval: 5s/scrape_interval: 1s/; s/scrape_timeout: 4s/scrape_timeout: 1s/' \
    scripts/observe/prometheus.yml >"$WORK/prometheus.yml"
  promtool check config "$WORK/prometheus.yml"
  prometheus --config.file="$WORK/prometheus.yml" --storage.tsdb.path="$WORK/data" \
    --web.listen-address="127.0.0.1:$port" >"$WORK/prometheus.log" 2>&1 &
  pid=$!
  on_exit end_process "$pid" 10
  wait_until 30 curl -fsS "$PROMETHEUS/-/ready" || fail "a Prometheus that is ready; its log: $(tail "$WORK/prometheus.log")"
}

# query_prometheus EXPRESSION: prints the value of its first sample, or nothing.
query_prometheus() {
  curl -fsS --data-urlencode "query=$1" "$PROMETHEUS/api/v1/query" | jq -r '.data.result[0].value[1] // empty'
}

# prometheus_saw EXPRESSION VALUE
prometheus_saw() {
  [ "$(query_prometheus "$1")" = "$2" ]
}

# Each query is one that Prometheus can read, of metrics that there are.
every_query_of_the_dashboard_is_answered() {
  local query names name count=0
  jq -r '[.panels[].targets[]?.expr, .annotations.list[].expr] | .[]' scripts/observe/grafana-dashboard.json >"$WORK/queries"
  names=$(curl -fsS "$PROMETHEUS/api/v1/label/__name__/values" | jq -r '.data[]')
  while read -r query; do
    query=${query//\$__rate_interval/10s}
    curl -sS --data-urlencode "query=$query" "$PROMETHEUS/api/v1/query" | jq -e '.status == "success"' >/dev/null ||
      fail "an answer to $query"
    while read -r name; do
      case $name in
        # There are none before the first one.
        primelb_server_failures_total | primelb_server_ejections_total) ;;
        *) grep -qx "$name" <<<"$names" || fail "a metric $name, which a query of the dashboard names" ;;
      esac
    done < <(grep -oE '(primelb|jvm|process)_[a-z_]+' <<<"$query")
    count=$((count + 1))
  done <"$WORK/queries"
  note "$count queries of the Grafana dashboard were answered"
  [ "$count" -ge 20 ] || fail "at least 20 queries, got $count"
}
