#!/usr/bin/env bash
# Make the weights of hearing/tuned anew from the sentences of data/: about an hour on two cores, in an environment
# of its own, because what learns is ten times larger than what reads.
set -euo pipefail
cd "$(dirname "$0")/.."

own=.build/tuning
wanted=$(sha256sum scripts/tuning/requirements.txt | cut -d' ' -f1)
if [ "$(cat "$own/installed" 2>/dev/null)" != "$wanted" ]; then
  echo "• Installing what learns into $own (about 2 GB on disk, once)…"
  python3 -m venv "$own/venv"
  "$own/venv/bin/pip" install --quiet --disable-pip-version-check -r scripts/tuning/requirements.txt
  echo "$wanted" >"$own/installed"
fi
echo "• Tuning the encoder (about an hour)…"
.venv/bin/python -m components.examples >"$own/examples.json"
# Every core learns: the bound of one core that the Makefile sets is for what serves.
OMP_NUM_THREADS=$(nproc) "$own/venv/bin/python" -m scripts.tuning.tune <"$own/examples.json"
