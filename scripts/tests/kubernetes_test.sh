# The Kubernetes manifests without a cluster: the API's types, what types cannot tell, and that the programs run under the
# restrictions that are asked for.
# shellcheck shell=bash

MANIFESTS=$ROOT/scripts/kubernetes/base
# The types of the API of Kubernetes 1.30, and the compiler that holds manifests against them.
KUBERNETES_TYPES=1.30.0 TYPESCRIPT=5.9.3

# install_types: once for all tests of this file.
install_types() {
  TYPES=$TEST_FOLDER/kubernetes-types
  [ -d "$TYPES/node_modules" ] || npm install --silent --no-save --ignore-scripts --prefix "$TYPES" \
    "kubernetes-types@$KUBERNETES_TYPES" "typescript@$TYPESCRIPT"
}

# compile FOLDER: holds the manifests there against the types.
compile() {
  python3 "$ROOT/scripts/kubernetes/check.py" types "$1" >"$TYPES/manifests.ts" &&
    (cd "$TYPES" && node_modules/.bin/tsc --noEmit --strict --skipLibCheck --moduleResolution node manifests.ts)
}

# sense FOLDER: what types cannot tell; the settings are those that the programs know.
sense() {
  "$JAVA" -jar lb-app/target/lb-app.jar --help >"$WORK/lb.help"
  "$JAVA" -jar server-app/target/server-app.jar --help >"$WORK/server.help"
  python3 "$ROOT/scripts/kubernetes/check.py" sense "$1" "$WORK/lb.help" "$WORK/server.help"
}

# spoilt FILE FROM TO: prints a copy of the manifests in which the first is replaced.
spoilt() {
  local copy
  copy=$(mktemp -d "$WORK/spoilt.XXXXXX")
  cp "$MANIFESTS"/* "$copy"
  grep -qF -- "$2" "$copy/$1" || fail "'$2' in $1, to be spoilt"
  python3 - "$copy/$1" "$2" "$3" <<'PYTHON'
import pathlib
import sys

path = pathlib.Path(sys.argv[1])
path.write_text(path.read_text("utf-8").replace(sys.argv[2], sys.argv[3], 1), "utf-8")
PYTHON
  printf '%s\n' "$copy"
}

test_every_manifest_is_what_the_types_of_the_api_say() {
  install_types
  compile "$MANIFESTS" || fail "no error"
  sense "$MANIFESTS" || fail "no finding"
}

test_what_is_misspelt_missing_or_of_another_type_is_found() {
  install_types
  local file from to said
  while IFS='|' read -r file from to said; do
    expect_status 2 compile "$(spoilt "$file" "$from" "$to")"
    expect_said "$said"
  done <<'CASES'
balancer.yaml|replicas: 2|replicaz: 2|'"replicaz"' does not exist
balancer.yaml|replicas: 2|replicas: two|'string' is not assignable to type 'number'
balancer.yaml|readOnlyRootFilesystem|readOnlyRootFileSystem|readOnlyRootFileSystem
server.yaml|- name: server|- title: server|'"title"' does not exist
server.yaml|maxReplicas: 10|minimum: 1|'"minimum"' does not exist
server.yaml|autoscaling/v2|autoscaling/v9|Cannot find module
network.yaml|podSelector:|podSelektor:|podSelektor
server.yaml|kind: PodDisruptionBudget|kind: PodDisruptionBudged|PodDisruptionBudged
CASES
}

test_what_types_cannot_tell_is_found_too() {
  local file from to said
  while IFS='|' read -r file from to said; do
    expect_status 1 sense "$(spoilt "$file" "$from" "$to")"
    expect_said "$said"
  done <<'CASES'
server.yaml|SERVER_LB_URL|SERVER_LB_ULR|there is no setting SERVER_LB_ULR
balancer.yaml|targetPort: admin|targetPort: amdin|Service balancers: no container has a port amdin
server.yaml|name: server}|name: servers}|Deployment server: its selector
server.yaml|kind: Deployment, name: server|kind: Deployment, name: sever|there is no Deployment sever
balancer.yaml|enableServiceLinks: false|enableServiceLinks: true|no variables of services
balancer.yaml|drop: [ALL]|drop: [NET_RAW]|no capabilities
server.yaml|runAsNonRoot: true|runAsNonRoot: false|a user that is not root
CASES
  mv "$(spoilt network.yaml TCP TCP)" "$WORK/more"
  : >"$WORK/more/forgotten.yaml"
  expect_status 1 sense "$WORK/more"
  expect_said "forgotten.yaml"
}

test_kustomize_builds_the_base() {
  if ! command -v kubectl >/dev/null; then
    note "skipped: kubectl is not installed"
    return
  fi
  kubectl kustomize "$MANIFESTS" >"$WORK/built.yaml"
  expect_equal 10 "$(grep -c '^kind: ' "$WORK/built.yaml")" "the number of objects"
  expect_equal 9 "$(grep -c '^  namespace: primelb$' "$WORK/built.yaml")" "those in the namespace"
}

# run_as_asked NAME IMAGE OPTION...: a container of the image, restricted as the Deployment of that name asks for.
run_as_asked() {
  local options
  mapfile -t options < <(python3 "$ROOT/scripts/kubernetes/check.py" docker "$MANIFESTS" "$1")
  # Before it is there: one that was made and could not be started is there, too.
  on_exit docker rm -f "$NET-$1"
  docker run -d --name "$NET-$1" --network "$NET" "${options[@]}" "${@:3}" "$2" >/dev/null
}

serves_through_the_balancer() {
  curl -fsS -m 2 "http://127.0.0.1:$PORT/prime/7" | grep -q '"prime":true'
}

test_the_programs_run_under_the_restrictions_that_are_asked_for() {
  NET=primelb-kubernetes-$$
  PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  docker network create "$NET" >/dev/null
  on_exit docker network rm "$NET"
  export LB_TOKEN=of-a-secret SERVER_LB_TOKEN=of-a-secret SERVER_ID=pod-1
  run_as_asked balancer primelb/lb-app --network-alias balancers -p "127.0.0.1:$PORT:8080"
  run_as_asked server primelb/server-app
  wait_until 30 serves_through_the_balancer || {
    docker logs "$NET-balancer"
    docker logs "$NET-server"
    fail "an answer through the balancer within 30 s"
  }
  docker stop -t 20 "$NET-server" >/dev/null
  expect_equal 0 "$(docker inspect -f '{{.State.ExitCode}}' "$NET-server")" "the server's exit code"
  docker logs "$NET-server" 2>&1 | grep -q 'primelb-server announced: .* to http://balancers:8081 (.*): active' ||
    fail "the server to have announced itself to the name of the balancers"
}
