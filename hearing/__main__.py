"""`python -m hearing [--today YYYY-MM-DD] [--asked QUESTION_ID]`

Reads one sentence a line on standard input and prints one flat JSON object a line, with the trained model
(exit 2 when there is none). Each object holds the fields of law/plan.yml at its top level, and only when
there are some: `approximate` {field: phrase}, `conflicts` [{kind, text, fields}], `rejected`
[{field, text}], `proposals` {field: value} (one at most), `moves` (see hearing/heard.py).
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from datetime import date
from typing import Any

from .ears import trained
from .hear import hear
from .heard import Context, Heard

# Only these roles say that a value is true of the plan.
_TOLD = ("stated", "corrected", "supposed")


def as_json(heard: Heard) -> dict[str, Any]:
    """What was heard as one flat object."""
    details = [entity for entity in heard.entities if entity.is_detail and entity.group in (None, "person")]
    result: dict[str, Any] = {e.entity: e.value for e in details if e.role in _TOLD}
    lists: dict[str, Any] = {
        "approximate": {e.entity: e.value for e in details if e.role == "vague"},
        "conflicts": [e.value for e in heard.of("conflict")],
        "rejected": [{"field": e.entity, "text": e.value} for e in details if e.role == "rejected"],
        "proposals": {e.entity: e.value for e in details if e.role == "doubtful"},
        "moves": heard.moves,
    }
    return result | {name: content for name, content in lists.items() if content}


def main() -> int:
    """Read sentences on standard input until its end; 2 when there is no trained model."""
    parser = argparse.ArgumentParser(prog="python -m hearing", description="What French sentences say.")
    parser.add_argument("--today", type=date.fromisoformat, default=None, help="day of the conversation")
    parser.add_argument("--asked", default=None, help="question of the plan, for instance q6_dates")
    options = parser.parse_args()
    try:
        ears = trained()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    fixed = os.environ.get("ASSISTANT_TODAY")
    today = options.today or (date.fromisoformat(fixed) if fixed else date.today())
    context = Context(today=today, question=options.asked)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    for line in sys.stdin.buffer:
        sentence = line.decode("utf-8", errors="replace").rstrip("\r\n")
        print(json.dumps(as_json(hear(sentence, context, ears)), ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
