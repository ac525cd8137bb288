# Printing. Sourced; defines functions only.
# Progress and errors go to stderr, so that stdout stays for results.
# shellcheck shell=bash

# say TEXT...: one line of progress.
say() {
  printf '%s\n' "$*" >&2
}

# step TEXT...: a heading, with the seconds the former step took.
step() {
  [ -z "${STEP_STARTED:-}" ] || say "    ($((SECONDS - STEP_STARTED)) s)"
  STEP_STARTED=$SECONDS
  say "==> $*"
}

# die TEXT...: an error line, then exit 1. For a wrong command line use `usage_error`.
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# usage_error TEXT...: an error line and where help is, then exit 2.
usage_error() {
  printf 'error: %s\n       %s --help shows the options\n' "$*" "$0" >&2
  exit 2
}
