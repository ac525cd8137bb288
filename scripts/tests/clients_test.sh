# Real clients through the balancer as it is shipped: what they send arrives, what they get is whole.
# shellcheck shell=bash disable=SC2119 # settings and options of the fixture may be none

# shellcheck source=scripts/tests/clients/fixture.sh
. scripts/tests/clients/fixture.sh

test_curl_gets_large_bodies_whole_in_every_framing() {
  start_echo_system
  big_file
  local path
  for path in "chunked/$BIG" "until-close/$BIG"; do
    curl -fsS -m 30 -o "$WORK/got" "$TRAFFIC/$path"
    expect_equal "$(sha "$WORK/big")" "$(sha "$WORK/got")" "the hash of $path"
    curl -fsS -m 30 --http1.0 -o "$WORK/got" "$TRAFFIC/$path"
    expect_equal "$(sha "$WORK/big")" "$(sha "$WORK/got")" "the hash of $path in HTTP/1.0"
  done
  curl -fsS -m 30 -r 1000-1999 -o "$WORK/got" -w '%{http_code}' "$TRAFFIC/bytes/$BIG" >"$WORK/status"
  expect_equal 206 "$(cat "$WORK/status")" "the status of a range"
  cmp "$WORK/got" <(tail -c +1001 "$WORK/big" | head -c 1000) || fail "the bytes of the range"
  expect_counts_agree
}

test_curl_sends_large_bodies_whole_in_every_way() {
  start_echo_system
  big_file
  local way
  for way in "--data-binary @$WORK/big" "-H Expect: --data-binary @$WORK/big" "-T $WORK/big" "-X POST -T -" \
    "-H Transfer-Encoding:chunked --data-binary @$WORK/big" "--http1.0 -H Expect: --data-binary @$WORK/big" \
    "--http2 --data-binary @$WORK/big" "--expect100-timeout 20 -H Expect:100-continue -T $WORK/big"; do
    # shellcheck disable=SC2086 # an option and its values
    curl -fsS -m 30 $way "$TRAFFIC/echo" <"$WORK/big" >"$WORK/got"
    expect_equal "$BIG $(sha "$WORK/big")" "$(jq -r '"\(.length) \(.sha256)"' "$WORK/got")" "what curl $way sent"
    expect_equal "" "$(field "$WORK/got" expect)" "Expect behind the balancer"
    curl -fsS -m 30 -o "$WORK/mirrored" --data-binary "@$WORK/big" "$TRAFFIC/mirror"
    cmp "$WORK/big" "$WORK/mirrored" || fail "the mirrored body"
  done
  expect_counts_agree
}

test_curl_sees_methods_targets_and_small_bodies_passed_on_unchanged() {
  start_echo_system
  local method
  for method in GET POST PUT PATCH DELETE OPTIONS; do
    curl -fsS -m 10 -X "$method" -d "small $method" --path-as-is "$TRAFFIC/echo/../x//%2e%2F?a=%0d%0a&b=[]" >"$WORK/got"
    expect_equal "$method /echo/../x//%2e%2F?a=%0d%0a&b=[] HTTP/1.1" \
      "$(jq -r '"\(.method) \(.target) \(.version)"' "$WORK/got")" "the request line"
    expect_equal "$(printf 'small %s' "$method" | sha256sum | cut -d' ' -f1)" "$(jq -r .sha256 "$WORK/got")" "the body"
  done
  expect_status 0 curl -sS -m 10 -w '%{http_code}' "$TRAFFIC/echo?a=%zz"
  expect_said 400
  curl -fsS -m 10 -F file=@README.md -F name=value "$TRAFFIC/mirror" >"$WORK/form"
  grep -qF 'name="file"; filename="README.md"' "$WORK/form" || fail "a form with a file"
  curl -fsS -m 10 -I "$TRAFFIC/bytes/12345" -o "$WORK/head" --next -fsS -m 10 "$TRAFFIC/bytes/7" -o "$WORK/body"
  grep -qi '^Content-Length: 12345' "$WORK/head" || fail "the length in an answer to HEAD"
  expect_equal 7 "$(wc -c <"$WORK/body")" "what follows HEAD"
  expect_counts_agree
}

test_curl_sees_the_rules_for_header_fields() {
  start_echo_system
  curl -fsS -m 10 -H 'Connection: X-Secret, keep-alive' -H 'X-Secret: s' -H 'Keep-Alive: timeout=9' -H 'TE: trailers' \
    -H 'Proxy-Authorization: Basic eA==' -H 'Proxy-Connection: keep-alive' -H 'Trailer: X-T' -H 'Upgrade: h2c' \
    -H 'HTTP2-Settings: AAMAAABk' -H 'X-Forwarded-For: 6.6.6.6' -H 'X-Forwarded-Proto: https' -H 'X-Forwarded-Host: evil' \
    -H 'Forwarded: for=6.6.6.6' -H 'X-KEPT: one' -H 'X-KEPT: two' -H 'Cookie: a=1; b=2' "$TRAFFIC/echo" >"$WORK/got"
  local name
  for name in connection x-secret keep-alive te proxy-authorization proxy-connection trailer transfer-encoding upgrade \
    http2-settings forwarded content-length; do
    expect_equal "" "$(field "$WORK/got" "$name")" "$name at the server"
  done
  expect_equal 127.0.0.1 "$(field "$WORK/got" x-forwarded-for)" "X-Forwarded-For"
  expect_equal http "$(field "$WORK/got" x-forwarded-proto)" "X-Forwarded-Proto"
  expect_equal "${TRAFFIC#http://}" "$(field "$WORK/got" x-forwarded-host)" "X-Forwarded-Host"
  expect_equal "${TRAFFIC#http://}" "$(field "$WORK/got" host)" "Host"
  expect_equal "one|two" "$(field "$WORK/got" x-kept)" "a repeated field"
  expect_equal "a=1; b=2" "$(field "$WORK/got" cookie)" "Cookie"
  expect_equal 1 "$(field "$WORK/got" via | grep -c '^1.1 [^|]*$')" "the number of Via"

  curl -fsS -m 10 -D "$WORK/head" "$TRAFFIC/fields"
  expect_equal "a=1 b=2; HttpOnly" "$(sed -nE 's/^Set-Cookie: (.*)\r$/\1/Ip' "$WORK/head" | paste -sd' ')" "Set-Cookie"
  expect_equal 0 "$(grep -ciE '^(connection|keep-alive|x-inner|proxy-authenticate):' "$WORK/head")" "fields of one hop"
  expect_equal 1 "$(grep -ci '^via: ' "$WORK/head")" "the number of Via"
  expect_counts_agree
}

test_curl_keeps_one_connection_and_two_hundred_in_parallel_do_not_mix() {
  start_echo_system
  curl -fsS -m 10 "$TRAFFIC/bytes/1" "$TRAFFIC/chunked/2" "$TRAFFIC/echo" -o /dev/null -o /dev/null -o /dev/null \
    -w '%{num_connects} ' >"$WORK/connects"
  expect_equal "1 0 0 " "$(cat "$WORK/connects")" "connections made"
  curl -fsS -Z --parallel-max 50 -m 60 -o "$WORK/part#1" "$TRAFFIC/bytes/[10000-10199]"
  local size
  for size in $(seq 10000 10199); do
    expect_equal "$size" "$(wc -c <"$WORK/part$size")" "the size of an answer"
  done
  expect_counts_agree
}

test_curl_that_leaves_and_a_server_that_answers_early_harm_nobody() {
  start_echo_system
  big_file
  expect_status 28 curl -sS -m 1 "$TRAFFIC/slow/4000"
  expect_status 0 curl -sS -m 10 --data-binary "@$WORK/big" -w '%{http_code}' -o /dev/null "$TRAFFIC/early"
  expect_said 413
  expect_status 0 curl -sS -m 10 -H Expect: --data-binary "@$WORK/big" -w '%{http_code}' -o /dev/null "$TRAFFIC/early"
  expect_said 413
  curl -fsS -m 10 "$TRAFFIC/slow/500" >"$WORK/got"
  expect_equal /slow/500 "$(jq -r .target "$WORK/got")" "a slow answer"
  expect_counts_agree
}

test_wget_gets_posts_and_resumes() {
  start_echo_system
  big_file
  wget -q -T 30 -t 1 -O "$WORK/got" "$TRAFFIC/chunked/$BIG"
  cmp "$WORK/big" "$WORK/got" || fail "a chunked body"
  mkdir "$WORK/resumed"
  head -c 4000000 "$WORK/big" >"$WORK/resumed/$BIG"
  (cd "$WORK/resumed" && wget -q -T 30 -t 1 -c "$TRAFFIC/bytes/$BIG")
  cmp "$WORK/big" "$WORK/resumed/$BIG" || fail "a resumed body"
  wget -q -T 30 -t 1 --post-file="$WORK/big" -O "$WORK/got" "$TRAFFIC/echo"
  expect_equal "$(sha "$WORK/big")" "$(jq -r .sha256 "$WORK/got")" "the posted body"
  wget -q -T 30 -t 1 --method=PUT --body-data=x --header='X-A: b' -O "$WORK/got" "$TRAFFIC/echo"
  expect_equal "PUT b" "$(jq -r .method "$WORK/got") $(field "$WORK/got" x-a)" "a method and a field"
  wget -T 30 -t 1 -O /dev/null "$TRAFFIC/bytes/5" "$TRAFFIC/bytes/6" 2>"$WORK/log"
  grep -q 'Reusing existing connection' "$WORK/log" || fail "one connection for two requests"
  expect_counts_agree
}

test_ab_of_http10_sees_no_failure_with_and_without_keep_alive() {
  has_client ab || return 0
  start_echo_system
  head -c 100000 /dev/urandom >"$WORK/upload"
  local way
  for way in "" "-k" "-k -p $WORK/upload -T application/octet-stream"; do
    # shellcheck disable=SC2086 # an option and its values
    expect_status 0 ab -q -l -n 1000 -c 20 $way "$TRAFFIC/echo"
    grep -Eq '^Complete requests: +1000$' "$WORK/out" || fail "1000 requests of ab $way"
    grep -Eq '^Failed requests: +0$' "$WORK/out" || fail "no failure of ab $way"
    ! grep -q '^Non-2xx' "$WORK/out" || fail "only 200"
    [[ $way != -k* ]] || grep -Eq '^Keep-Alive requests: +1000$' "$WORK/out" || fail "every connection kept, ab $way"
  done
  expect_counts_agree
  expect_equal 3000 "$(counted requests)" "requests"
}

test_hey_sees_only_200() {
  has_client hey || return 0
  start_echo_system
  head -c 100000 /dev/urandom >"$WORK/upload"
  local way
  for way in "" "-disable-keepalive" "-m POST -D $WORK/upload"; do
    # shellcheck disable=SC2086 # an option and its values
    expect_status 0 hey -n 1000 -c 20 $way "$TRAFFIC/echo"
    grep -Eq '\[200\][[:space:]]+1000 responses' "$WORK/out" || fail "1000 times 200 of hey $way"
    ! grep -q 'Error distribution' "$WORK/out" || fail "no error of hey $way"
  done
  expect_counts_agree
  expect_equal 3000 "$(counted requests)" "requests"
}

test_wrk_sees_no_error() {
  has_client wrk || return 0
  start_echo_system
  local path
  for path in echo bytes/100000 chunked/100000; do
    expect_status 0 wrk -t 2 -c 20 -d 2s --timeout 10s "$TRAFFIC/$path"
    ! grep -E 'Socket errors|Non-2xx' "$WORK/out" || fail "no error at $path"
    grep -Eq '^ *[1-9][0-9]* requests in' "$WORK/out" || fail "answers"
  done
  expect_counts_agree
}

test_siege_and_httperf_see_no_error() {
  start_echo_system
  if has_client siege; then
    HOME=$WORK expect_status 0 siege -b -c 10 -r 50 "$TRAFFIC/echo"
    grep -Eq '"failed_transactions":[[:space:]]+0,$' "$WORK/out" || fail "no failed transaction of siege"
    expect_counts_agree
    expect_equal 500 "$(counted answered)" "answered requests of siege"
  fi
  if has_client httperf; then
    expect_status 0 httperf --hog --timeout 10 --server 127.0.0.1 --port "${TRAFFIC##*:}" --uri /echo --num-conns 50 \
      --num-calls 10 --rate 100
    expect_said "Reply status: 1xx=0 2xx=500 3xx=0 4xx=0 5xx=0"
    expect_said "Errors: total 0 "
  fi
  expect_counts_agree
}

test_python_keeps_its_connection_pipelines_and_meets_the_limits() {
  start_echo_system
  expect_status 0 python3 "$CLIENTS/python_client.py" "$TRAFFIC"
  sed -n 's/^ok/note: ok/p' "$WORK/out"
  expect_counts_agree
}

test_node_fetches_streams_aborts_and_upgrades() {
  has_client node || return 0
  start_echo_system
  local options=()
  ! node --experimental-websocket -e 0 2>/dev/null || options+=(--experimental-websocket)
  expect_status 0 node "${options[@]}" "$CLIENTS/node_client.mjs" "$TRAFFIC"
  sed -n 's/^ok/note: ok/p' "$WORK/out"
  expect_counts_agree
}

test_java_http_client_of_both_versions_and_its_web_socket() {
  start_echo_system
  expect_status 0 "$JAVA" "$CLIENTS/JavaClient.java" "$TRAFFIC"
  sed -n 's/^ok/note: ok/p' "$WORK/out"
  expect_counts_agree
}
