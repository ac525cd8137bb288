# The images of server-app and lb-app. Jib builds them plain (tag `plain`), which gives the same ids for the same commit
# and base. What is run (tag `latest`) is the plain image with a cache of what the JVM does when it starts (JDK 25:
# -XX:AOTCache), recorded in a run of both programs under load. It fits the JVM and the jars of the very image it was
# recorded in; a JVM that finds it unfit says so and starts without.
# Sourced with say.sh, wait.sh, maven.sh, engine.sh and base-image.sh; defines functions only.
# shellcheck shell=bash

IMAGES=(primelb/server-app primelb/lb-app)
AOT_CACHE=/app/app.aot
# The plain image that an image was made of.
PLAIN_LABEL=primelb.plain

# build_images: afterwards the engine has both images of what is in the source folder.
build_images() {
  build package jib:dockerBuild "-Djib.from.image=docker://$BASE_IMAGE"
  if images_are_trained; then
    return
  fi
  train_images || {
    say "the start-up cache could not be recorded (see above); the programs start slower without it"
    docker tag primelb/server-app:plain primelb/server-app:latest
    docker tag primelb/lb-app:plain primelb/lb-app:latest
  }
}

# images_are_trained: the latest images were made of the plain ones that are there now.
images_are_trained() {
  local image
  for image in "${IMAGES[@]}"; do
    [ "$(docker image inspect -f '{{.Id}}' "$image:plain")" = \
      "$(docker image inspect -f "{{index .Config.Labels \"$PLAIN_LABEL\"}}" "$image:latest" 2>/dev/null)" ] || return 1
  done
}

# train_images: runs a balancer and a server of the plain images under load, in a network of their own, and makes the
# latest images of what their JVMs record when they end.
train_images() (
  set -e
  name=primelb-training-$$
  trap 'docker rm -f "$name-lb" "$name-server" "$name-client" >/dev/null 2>&1 || true
    docker network rm "$name" >/dev/null 2>&1 || true' EXIT
  docker network create "$name" >/dev/null
  training_container lb-app "$name-lb" --network "$name" --network-alias lb -e LB_HOST=0.0.0.0 -e LB_ADMIN_HOST=0.0.0.0
  training_container server-app "$name-server" --network "$name" --network-alias server -e SERVER_HOST=0.0.0.0 \
    -e SERVER_ID=server -e SERVER_URL=http://server:8000 -e SERVER_LB_URL=http://lb:8081
  docker start "$name-lb" "$name-server" >/dev/null
  wait_until 30 training_has_begun "$name-server"
  # Cheap primes, so that the code around the computation is warm, too.
  docker create --name "$name-client" --network "$name" --entrypoint java primelb/server-app:plain \
    -jar /tmp/client-cli.jar run -c 8 -r 400 -o /tmp/training.json http://lb:8080/prime/524287 >/dev/null
  docker cp -q "$ROOT/client-cli/target/client-cli.jar" "$name-client:/tmp/client-cli.jar"
  docker start -a "$name-client" >"$ROOT/client-cli/target/training.log" 2>&1 || {
    cat "$ROOT/client-cli/target/training.log" >&2
    exit 1
  }
  # The cache is made when the JVM ends, by a second one.
  docker stop -t 60 "$name-server" >/dev/null
  docker stop -t 60 "$name-lb" >/dev/null
  trained_image server-app "$name-server"
  trained_image lb-app "$name-lb"
)

# training_has_begun CONTAINER: the server there has been announced.
training_has_begun() {
  docker logs "$1" 2>&1 | grep -q ': active$'
}

# training_container IMAGE NAME OPTIONS...: a container of the plain image whose JVM records.
training_container() {
  local image=primelb/$1:plain name=$2 entry
  shift 2
  mapfile -t entry < <(docker image inspect -f '{{range .Config.Entrypoint}}{{println .}}{{end}}' "$image" | sed '/^$/d')
  docker create --name "$name" --entrypoint "${entry[0]}" "$@" "$image" \
    -XX:AOTCacheOutput=/tmp/app.aot "${entry[@]:1}" >/dev/null
}

# trained_image IMAGE CONTAINER: the plain image with the cache that the container has left becomes the latest one.
trained_image() {
  local image=primelb/$1 entry folder
  folder=$(mktemp -d "${TMPDIR:-/tmp}/primelb-aot.XXXXXX")
  docker cp -q "$2:/tmp/app.aot" "$folder/app.aot" || {
    docker logs --tail 20 "$2" >&2
    rm -rf "$folder"
    return 1
  }
  chmod 644 "$folder/app.aot"
  entry=$(docker image inspect -f '{{json .Config.Entrypoint}}' "$image:plain")
  docker rm "$2" >/dev/null
  docker create --name "$2" "$image:plain" >/dev/null
  docker cp -q "$folder/app.aot" "$2:$AOT_CACHE"
  rm -rf "$folder"
  docker commit -c "ENTRYPOINT [\"java\",\"-XX:AOTCache=$AOT_CACHE\",${entry#\[\"java\",}" \
    -c "LABEL $PLAIN_LABEL=$(docker image inspect -f '{{.Id}}' "$image:plain")" "$2" "$image:latest" >/dev/null
}
