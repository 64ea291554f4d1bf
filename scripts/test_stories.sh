#!/usr/bin/env bash
# `rasa test core` on tests/stories: every predicted action must be the expected one.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p .build
export ASSISTANT_TODAY=2026-11-23
if ! .venv/bin/python -m scripts.rasa test core --model models/assistant.tar.gz --stories tests/stories \
  --fail-on-prediction-errors --out .build/stories >.build/stories.log 2>&1; then
  tail -n 25 .build/stories.log >&2
  exit 1
fi
