#!/usr/bin/env bash
# Make .build/deploy, once: helm as a library, the schemas of Kubernetes and of compose files, for the tests alone.
# They are kept apart because their versions do not agree with Rasa's.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(helm-python-sdk==0.2.2 kubernetes-validate==1.33.1 compose-spec==0.2.1 PyYAML)
wanted="${packages[*]}"
[ -x .build/deploy/bin/python ] && [ "$(cat .build/deploy/installed 2>/dev/null)" = "$wanted" ] && exit 0
uv=$(command -v uv || echo .build/tools/bin/uv)
echo "• Installing what checks the chart and the compose file (about 355 MB on disk, once)…"
"$uv" venv --quiet --clear --python .venv/bin/python .build/deploy
VIRTUAL_ENV=.build/deploy "$uv" pip install --quiet "${packages[@]}"
echo "$wanted" >.build/deploy/installed
