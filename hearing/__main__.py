"""`python -m hearing [--today YYYY-MM-DD] [--asked QUESTION_ID]`

Reads one sentence a line on standard input and prints one JSON object a line.

Each object holds the fields of the plan (ISO dates), and only when there are some: `approximate`
(field -> phrase), `conflicts` (list of {kind, text, fields}) and `rejected` (list of {field, text}).
"""

import argparse
import json
import sys
from datetime import date
from typing import Any

from .details import find
from .details.model import Found


def as_json(found: Found) -> dict[str, Any]:
    """The result as plain JSON values."""
    result: dict[str, Any] = dict(found.fields)
    if found.approximate:
        result["approximate"] = found.approximate
    if found.conflicts:
        result["conflicts"] = [
            {"kind": c.kind, "text": c.text_fr, "fields": list(c.fields)} for c in found.conflicts
        ]
    if found.rejected:
        result["rejected"] = [{"field": name, "text": text} for name, text in found.rejected]
    return result


def main() -> None:
    """Read sentences on standard input until its end."""
    parser = argparse.ArgumentParser(
        prog="python -m hearing", description="Plan details in French sentences."
    )
    parser.add_argument("--today", type=date.fromisoformat, default=None, help="day of the conversation")
    parser.add_argument("--asked", default=None, help="question of the plan, for instance q6_dates")
    options = parser.parse_args()
    today = options.today or date.today()
    sys.stdout.reconfigure(encoding="utf-8")
    for line in sys.stdin.buffer:
        sentence = line.decode("utf-8", errors="replace").rstrip("\r\n")
        found = find(sentence, today, asked=options.asked)
        print(json.dumps(as_json(found), ensure_ascii=False, default=str), flush=True)


if __name__ == "__main__":
    main()
