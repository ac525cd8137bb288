#!/usr/bin/env bash
# Builds the images primelb/server-app and primelb/lb-app into the Docker engine. An engine that has those of this
# commit keeps them. No registry is needed: where the base image cannot be pulled it is made here.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk engine base-image maven images; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

if [ "${1:-}" = --help ]; then
  printf 'usage: scripts/build-images.sh\nBuilds primelb/server-app and primelb/lb-app for docker-compose.yml.\n'
  exit 0
fi
[ $# -eq 0 ] || usage_error "unknown option $1"

find_jdk25
engine_answers || die "no Docker engine answers at $(engine_name): start one, or set DOCKER_HOST"
ensure_base_image
build_images
docker image ls --no-trunc --format '{{.Repository}}:{{.Tag}} {{.ID}}' --filter reference='primelb/*:latest' | sort
