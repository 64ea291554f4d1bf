"""`python -m widget.lint`: oxlint on the scripts as a page gets them, told by the lines of ``parts/``.

The parts share one scope, so that only the joined scripts tell which names are unknown or unused. The
rules are in ``oxlint.json``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from unittest import mock

import rjsmin

from . import bundle

CONFIG = Path(__file__).parent / "oxlint.json"
_JOINED = Path(".build/lint")


def findings() -> list[str]:
    """What the linter finds, one "file:line:column: message (rule)" each.

    Raises:
        OSError: the linter is not installed.
        ValueError: the linter failed.
    """
    _JOINED.mkdir(parents=True, exist_ok=True)
    scripts = {}
    # Minified, a script has no lines that a part has.
    with mock.patch.object(rjsmin, "jsmin", str):
        for script in (bundle.widget, bundle.later):
            made = script.__wrapped__()
            path = _JOINED / f"{made.name}.js"
            path.write_text(made.text, encoding="utf-8")
            scripts[str(path)] = made.text
    linter = str(Path(sys.executable).with_name("oxlint"))
    command = [linter, "--config", str(CONFIG), "--no-ignore", "--format", "json", *scripts]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = []
    for found in json.loads(done.stdout)["diagnostics"]:
        span = found["labels"][0]["span"] if found["labels"] else {"line": 1, "column": 1}
        place = _place(found["filename"], scripts[found["filename"]], span["line"])
        told.append(f"{place}:{span['column']}: {found['message']} ({found['code']})")
    return sorted(told)


def _place(file: str, script: str, line: int) -> str:
    """The part that holds a line of a script, and its line there; the script's own where no part holds it."""
    for part in sorted(bundle.FOLDER.glob("*.js")):
        before, found, _ = script.partition(part.read_text(encoding="utf-8"))
        inside = line - before.count("\n")
        if found and 1 <= inside <= found.count("\n"):
            return f"widget/parts/{part.name}:{inside}"
    return f"{file}:{line}"


if __name__ == "__main__":
    found = findings()
    print("\n".join(found) or "The widget's scripts have no fault that oxlint knows.")
    sys.exit(bool(found))
