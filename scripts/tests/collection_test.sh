# The request collection, run by newman (Postman's own runner) against a live system.
# shellcheck shell=bash

NEWMAN_VERSION=6.2.2

test_every_request_of_the_collection_gets_the_answer_it_expects() {
  fresh_system local
  npm install --silent --no-save --prefix "$WORK/npm" "newman@$NEWMAN_VERSION"
  expect_status 0 "$WORK/npm/node_modules/.bin/newman" run scripts/primelb.postman_collection.json \
    --color off --timeout-request 10000 --env-var "lb=$TRAFFIC" --env-var "admin=$ADMIN" \
    --env-var "server=http://127.0.0.1:$PRIMELB_SERVER1_PORT"
}
