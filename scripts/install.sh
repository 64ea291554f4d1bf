#!/usr/bin/env bash
# Make .venv from requirements.lock, once: gets uv if it is missing and finds Python 3.10.
set -euo pipefail
cd "$(dirname "$0")/.."

stop() { printf 'Stopped: %s\n' "$1" >&2; exit 1; }

wanted=$(sha256sum requirements.lock | cut -d' ' -f1)
[ -x .venv/bin/python ] && [ "$(cat .build/installed 2>/dev/null)" = "$wanted" ] && exit 0
mkdir -p .build

find_uv() {
  command -v uv && return
  [ -x .build/tools/bin/uv ] && echo .build/tools/bin/uv && return
  local python
  python=$(command -v python3 || command -v python) || return 1
  "$python" -m pip install --quiet --disable-pip-version-check --target .build/tools uv >&2 || return 1
  echo .build/tools/bin/uv
}

# A version manager may put a python3.10 on the PATH that does not run: only one that runs counts.
find_python() {
  local candidate
  for candidate in python3.10 "$HOME"/.pyenv/versions/3.10*/bin/python3.10 /usr/local/bin/python3.10 \
    /usr/bin/python3.10 /opt/homebrew/bin/python3.10 "$HOME"/.local/share/uv/python/cpython-3.10*/bin/python3.10; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; then
      "$candidate" -c 'import sys; print(sys.executable)'
      return
    fi
  done
  "$uv" python install --quiet 3.10 >/dev/null 2>&1 && "$uv" python find --managed-python 3.10
}

echo "• Getting uv, the installer…"
uv=$(find_uv) || stop "uv is missing and could not be installed: check that Python with pip and the network are there."
echo "• Finding Python 3.10…"
python=$(find_python) || stop "Python 3.10 was neither found nor could be fetched: install it, then run the command again."
echo "• Installing the packages into .venv (about 2.5 GB on disk, once)…"
"$uv" venv --quiet --clear --python "$python" .venv || stop "the environment .venv could not be made."
VIRTUAL_ENV=.venv "$uv" pip sync --compile-bytecode --require-hashes requirements.lock ||
  stop "the packages could not be installed: check the network and run the command again."
echo "$wanted" >.build/installed
