#!/usr/bin/env bash
# Chromium and its driver from Debian's packages, when they are not there.
set -euo pipefail
command -v chromium >/dev/null && command -v chromedriver >/dev/null && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "Stopped: install Chromium and its driver first (apt-get install chromium chromium-driver)." >&2
  exit 1
fi
echo "• Installing Chromium and its driver…"
apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null
