# The images that scripts/build-images.sh leaves in the engine.
# shellcheck shell=bash

test_a_rebuild_gives_the_same_image_ids() {
  scripts/build-images.sh >"$WORK/first"
  touch core/src/main/java/primelb/core/package-info.java
  scripts/build-images.sh >"$WORK/second"
  expect_equal 2 "$(grep -c '^primelb/.*sha256:' "$WORK/first")" "the number of images"
  expect_equal "$(cat "$WORK/first")" "$(cat "$WORK/second")" "the images"
}

# version_of APP MAIN FLAGS...: what the program says of its version when the JVM is given these flags.
version_of() {
  docker run --rm --entrypoint java "primelb/$1" "${@:3}" -XX:+UseSerialGC -XX:MaxRAMPercentage=50 \
    -cp @/app/jib-classpath-file "primelb.$2" --version
}

test_the_start_up_cache_fits_and_one_that_does_not_fit_stops_nobody() {
  local program app main
  for program in server-app:server.ServerMain lb-app:lb.LbMain; do
    app=${program%:*} main=${program#*:}
    expect_status 0 version_of "$app" "$main" -XX:AOTMode=on -XX:AOTCache=/app/app.aot
    expect_status 0 version_of "$app" "$main" -XX:AOTCache=/app/jib-classpath-file
    docker image inspect -f '{{.Config.Entrypoint}}' "primelb/$app" | grep -q -- '-XX:AOTCache=/app/app.aot' ||
      fail "the start-up cache in the entry point of $app"
  done
}

test_images_run_as_nobody_in_particular_and_carry_labels() {
  local image
  for image in server-app lb-app; do
    expect_equal 10001 "$(docker image inspect -f '{{.Config.User}}' "primelb/$image")" "the user of $image"
    expect_equal "$image" \
      "$(docker image inspect -f '{{index .Config.Labels "org.opencontainers.image.title"}}' "primelb/$image")" \
      "the title of $image"
  done
}

test_the_compose_file_is_valid_and_publishes_on_loopback_only() {
  find_compose
  compose config >"$WORK/config"
  expect_equal 0 "$(grep -cE '^ *- "?[0-9]+:[0-9]+' "$WORK/config" || true)" "ports open to everybody"
  expect_equal 4 "$(grep -cE '127\.0\.0\.1' "$WORK/config")" "ports on loopback"
}
