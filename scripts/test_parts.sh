#!/usr/bin/env bash
# Every part of the tests, in the order given. Training goes on beside the parts that need no model.
set -euo pipefail
cd "$(dirname "$0")/.."

log=.build/train-beside-tests.log
mkdir -p .build
${MAKE:-make} --no-print-directory train >"$log" 2>&1 &
training=$!
trap 'kill "$training" 2>/dev/null || true' EXIT

wait_for_training() {
  [ -n "$training" ] || return 0
  if ! wait "$training"; then
    cat "$log" >&2
    exit 1
  fi
  cat "$log"
  training=""
  trap - EXIT
}

for part in "$@"; do
  case $part in
    law | hearing | dialogue | dossier | content) ;;
    *) wait_for_training ;;
  esac
  ${MAKE:-make} --no-print-directory "test-$part"
done
wait_for_training
