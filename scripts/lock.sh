#!/usr/bin/env bash
# Compile requirements.lock with hashes and without any download address.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .build/tools/bin/uv)
"$uv" pip compile pyproject.toml --overrides requirements.overrides --all-extras --universal --python-version 3.10 \
  --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet --output-file requirements.lock
