# The images that scripts/build-images.sh leaves in the engine.
# shellcheck shell=bash

test_a_rebuild_gives_the_same_image_ids() {
  scripts/build-images.sh >"$WORK/first"
  touch core/src/main/java/primelb/core/package-info.java
  scripts/build-images.sh >"$WORK/second"
  expect_equal 2 "$(grep -c '^primelb/.*sha256:' "$WORK/first")" "the number of images"
  expect_equal "$(cat "$WORK/first")" "$(cat "$WORK/second")" "the images"
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
