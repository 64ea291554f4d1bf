#!/usr/bin/env bash
# Chromium with its driver, and Firefox, from Debian's packages, when they are not there.
set -euo pipefail
has() { command -v "$1" >/dev/null; }

packages=()
has chromium && has chromedriver || packages+=(chromium chromium-driver)
has firefox-esr || has firefox || packages+=(firefox-esr)
[ ${#packages[@]} = 0 ] && exit 0
if [ "$(id -u)" != 0 ] || ! has apt-get; then
  # Only the walk in Firefox is left out without Firefox.
  [ "${packages[0]}" = firefox-esr ] && exit 0
  echo "Stopped: install the browsers first (apt-get install ${packages[*]})." >&2
  exit 1
fi
echo "• Installing ${packages[*]}…"
apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}" >/dev/null
