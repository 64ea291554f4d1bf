#!/usr/bin/env bash
# Make .build/messengers, once: a Matrix server and the messengers' own libraries, for the tests alone.
# They are kept apart because their versions do not agree with Rasa's.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(matrix-synapse==1.163.2 python-telegram-bot==22.8 "twilio>=9,<10")
wanted="${packages[*]}"
[ -x .build/messengers/bin/python ] && [ "$(cat .build/messengers/installed 2>/dev/null)" = "$wanted" ] && exit 0
uv=$(command -v uv || echo .build/tools/bin/uv)
echo "• Installing the messengers' servers and libraries for the tests (about 300 MB on disk, once)…"
"$uv" venv --quiet --clear --python .venv/bin/python .build/messengers
VIRTUAL_ENV=.build/messengers "$uv" pip install --quiet "${packages[@]}"
echo "$wanted" >.build/messengers/installed
