#!/usr/bin/env bash
# Lines and branches that the tests without a server run, by package; fails under the floors of bench/coverage.md.
set -euo pipefail
cd "$(dirname "$0")/.."

tests=(tests/law tests/hearing tests/dialogue tests/content tests/web/test_web_units.py tests/messaging)
# The server of a process of its own is not measured: what it does is measured in this one.
left_out=(--ignore tests/messaging/test_process.py --ignore tests/messaging/test_outage.py)
left_out+=(--ignore tests/messaging/test_two_servers.py)

.venv/bin/coverage erase
.venv/bin/coverage run -m pytest -q "${tests[@]}" "${left_out[@]}"
.venv/bin/coverage combine --quiet
below=0
while IFS='|' read -r _ package _ floor _; do
  package=${package//[\` ]/}
  echo "• $package, floor ${floor// /}"
  .venv/bin/coverage report --include="$package/*" --skip-covered --fail-under="${floor// /}" || below=1
done < <(grep '^| `' bench/coverage.md)
exit "$below"
