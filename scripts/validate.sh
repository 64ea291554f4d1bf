#!/usr/bin/env bash
# `rasa data validate`: any warning is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p .build
if ! .venv/bin/python -m scripts.rasa data validate --domain domain.yml --data data --config config.yml \
  --fail-on-warnings >.build/validate.log 2>&1; then
  tail -n 20 .build/validate.log >&2
  exit 1
fi
