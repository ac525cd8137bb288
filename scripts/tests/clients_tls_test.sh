# Real clients over TLS, and a certificate that is changed while the balancer runs.
# shellcheck shell=bash

# shellcheck source=scripts/tests/clients/fixture.sh
. scripts/tests/clients/fixture.sh

# make_keystore NAME: makes $WORK/NAME.p12 with a new key and its certificate $WORK/NAME.pem, for this machine only.
make_keystore() {
  "${JAVA%java}keytool" -genkeypair -alias lb -keyalg EC -groupname secp256r1 -storetype PKCS12 -validity 2 \
    -keystore "$WORK/$1.p12" -storepass:file "$WORK/password" -dname "CN=$1" -ext SAN=ip:127.0.0.1,dns:localhost
  "${JAVA%java}keytool" -exportcert -rfc -alias lb -keystore "$WORK/$1.p12" -storepass:file "$WORK/password" \
    -file "$WORK/$1.pem"
}

# start_tls_system: an echo system that speaks TLS, with the keystore $WORK/current.p12 and the certificate $WORK/lb.pem.
start_tls_system() {
  echo "correct horse" >"$WORK/password"
  make_keystore lb
  cp "$WORK/lb.p12" "$WORK/current.p12"
  start_echo_system LB_TLS_KEYSTORE="$WORK/current.p12" LB_TLS_PASSWORD_FILE="$WORK/password"
}

test_tls_curl_trusts_the_certificate_and_bodies_are_whole() {
  start_tls_system
  big_file --cacert "$WORK/lb.pem"
  local way
  for way in "" "--tls-max 1.2" "--tlsv1.3" "--http1.0" "-H Transfer-Encoding:chunked"; do
    # shellcheck disable=SC2086 # options and their values
    curl -fsS -m 30 --cacert "$WORK/lb.pem" $way --data-binary "@$WORK/big" "$TRAFFIC/echo" >"$WORK/got"
    expect_equal "$(sha "$WORK/big")" "$(jq -r .sha256 "$WORK/got")" "what curl $way sent"
    expect_equal https "$(field "$WORK/got" x-forwarded-proto)" "X-Forwarded-Proto"
  done
  curl -fsS -m 30 --cacert "$WORK/lb.pem" -o "$WORK/got" "$TRAFFIC/chunked/$BIG"
  cmp "$WORK/big" "$WORK/got" || fail "a chunked body"
  curl -fsS -m 30 --cacert "$WORK/lb.pem" -o "$WORK/got" --http1.0 "$TRAFFIC/until-close/$BIG"
  cmp "$WORK/big" "$WORK/got" || fail "a body that ends with the connection"
  expect_status 60 curl -sS -m 10 "$TRAFFIC/echo"
  expect_status 0 curl -fsS -m 60 --cacert "$WORK/lb.pem" -Z --parallel-max 20 -o "$WORK/part#1" \
    "$TRAFFIC/bytes/[1000-1049]"
  expect_equal "$(((1000 + 1049) * 50 / 2))" "$(cat "$WORK"/part* | wc -c)" "the bytes of 50 answers"
  expect_counts_agree
}

# say_over_tls OPTION...: one request by openssl; what both said is in $WORK/out.
say_over_tls() {
  printf 'GET /echo?openssl HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' |
    timeout 20 openssl s_client -connect "${TRAFFIC#https://}" -CAfile "$WORK/lb.pem" -verify_return_error \
      -verify_ip 127.0.0.1 -ign_eof "$@"
}

test_tls_openssl_speaks_1_2_and_1_3_and_nothing_older() {
  start_tls_system
  local version
  for version in 2 3; do
    expect_status 0 say_over_tls "-tls1_$version"
    expect_said "TLSv1.$version"
    expect_said "Verify return code: 0 (ok)"
    expect_said '"target": "/echo?openssl"'
    expect_said "HTTP/1.1 200 OK"
  done
  expect_status 1 say_over_tls -tls1_1 -cipher 'DEFAULT:@SECLEVEL=0'
  expect_counts_agree
}

test_tls_java_http_client_of_both_versions_and_its_web_socket() {
  start_tls_system
  expect_status 0 "$JAVA" "$CLIENTS/JavaClient.java" "$TRAFFIC" "$WORK/lb.pem"
  sed -n 's/^ok/note: ok/p' "$WORK/out"
  expect_counts_agree
}

test_tls_other_clients_see_no_failure() {
  start_tls_system
  wget -q -T 30 -t 1 --ca-certificate="$WORK/lb.pem" -O "$WORK/got" "$TRAFFIC/bytes/1000000"
  expect_equal 1000000 "$(wc -c <"$WORK/got")" "what wget got"
  if has_client ab; then
    expect_status 0 ab -q -l -k -n 500 -c 10 "$TRAFFIC/echo"
    grep -Eq '^Failed requests: +0$' "$WORK/out" || fail "no failure of ab"
  fi
  if has_client wrk; then
    expect_status 0 wrk -t 2 -c 10 -d 2s --timeout 10s "$TRAFFIC/chunked/100000"
    ! grep -E 'Socket errors|Non-2xx' "$WORK/out" || fail "no error of wrk"
  fi
  if has_client node; then
    NODE_EXTRA_CA_CERTS=$WORK/lb.pem expect_status 0 node "$CLIENTS/node_client.mjs" "$TRAFFIC"
  fi
  expect_counts_agree
}

test_tls_a_changed_keystore_is_served_to_new_connections_while_old_ones_go_on() {
  start_tls_system
  make_keystore renewed
  expect_status 0 python3 "$CLIENTS/tls_reload.py" "$TRAFFIC" "$WORK/current.p12" "$WORK/lb.pem" "$WORK/renewed.p12" \
    "$WORK/renewed.pem"
  expect_status 0 curl -fsS -m 10 --cacert "$WORK/renewed.pem" "$TRAFFIC/echo"
  expect_status 60 curl -fsS -m 10 --cacert "$WORK/lb.pem" "$TRAFFIC/echo"
  expect_counts_agree
}
