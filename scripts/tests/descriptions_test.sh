# The OpenAPI descriptions, read by somebody else's reader (Redocly's, from npm).
# shellcheck shell=bash

# The last of those that are content with Debian 12's Node 18.
REDOCLY_VERSION=1.34.5

test_the_descriptions_are_valid_openapi() {
  npm install --silent --no-save --prefix "$WORK/npm" "@redocly/cli@$REDOCLY_VERSION"
  expect_status 0 env REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true CI=true \
    "$WORK/npm/node_modules/.bin/redocly" lint --extends minimal --max-problems 20 \
    lb-app/src/main/resources/primelb/lb/openapi.json server-app/src/main/resources/primelb/server/openapi.json
  expect_said 'Your API descriptions are valid'
}
