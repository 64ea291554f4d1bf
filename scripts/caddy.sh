#!/usr/bin/env bash
# Caddy out of Debian's package into .build/caddy, once, for the tests: installed, it would start a service.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v caddy >/dev/null && exit 0
[ -x .build/caddy/usr/bin/caddy ] && exit 0
mkdir -p .build/caddy
cd .build/caddy
[ "$(id -u)" = 0 ] && apt-get update -qq >/dev/null
apt-get download -qq caddy
dpkg --extract caddy_*.deb .
rm caddy_*.deb
