#!/usr/bin/env bash
# Train the model, only when what it learns from has changed since the last one.
set -euo pipefail
cd "$(dirname "$0")/.."

inputs() { find data hearing components config.yml domain.yml -type f \( -name '*.yml' -o -name '*.py' -o -name '*.txt' \) | LC_ALL=C sort; }
# A model is read back well only by the releases that wrote it.
releases() { grep -E '^(rasa|numpy|scikit-learn)==' requirements.lock; }
wanted=$({ inputs | xargs sha256sum; releases; } | sha256sum | cut -d' ' -f1)
# A model that is to be tried before people meet it is trained beside the one in use.
folder=${MODEL_FOLDER:-models}
mark=.build/trained
[ "$folder" = models ] || mark=$folder/trained
# What a start need not do again; a server starts without it as well, only later.
get_ready() { .venv/bin/python -m serving.ready "$folder/assistant.tar.gz" >>.build/train.log 2>&1; }
if [ -f "$folder/assistant.tar.gz" ] && [ "$(cat "$mark" 2>/dev/null)" = "$wanted" ]; then
  [ -d "$folder/.ready" ] || get_ready || true
  exit 0
fi

# --force: Rasa's own cache does not see a change in the code that a component calls. --skip-validation:
# `make validate` reads the same 40,000 sentences for it, and takes a warning for a failure.
mkdir -p .build "$folder"
echo "• Training the assistant (a few minutes, once)…"
if ! .venv/bin/python -m scripts.rasa train --domain domain.yml --data data --config config.yml \
  --out "$folder" --fixed-model-name assistant --force --skip-validation >.build/train.log 2>&1 || ! get_ready; then
  tail -n 15 .build/train.log >&2
  echo "Stopped: training failed; the whole log is in .build/train.log." >&2
  exit 1
fi
echo "$wanted" >"$mark"
echo "• Trained."
