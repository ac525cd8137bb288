# Installing Debian packages that a bare machine lacks. Sourced with say.sh; defines functions only.
# shellcheck shell=bash

# install_missing PACKAGE=COMMAND...: installs the packages whose command is not there. Needs root then.
install_missing() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair#*=}" >/dev/null || missing+=("${pair%%=*}")
  done
  if [ "${#missing[@]}" -eq 0 ]; then
    say "nothing to install"
    return
  fi
  say "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q update >/dev/null
  apt-get -q install -y --no-install-recommends "${missing[@]}" >/dev/null ||
    die "cannot install ${missing[*]}"
}
