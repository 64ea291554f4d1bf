"""How long hearing takes on one core: `python -m bench.hearing`

Hears each sentence of tests/understanding with the trained model, after a warm-up, and prints the median
and the 95th percentile in milliseconds: whole messages, and those of several clauses apart.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

from hearing.ears import trained
from hearing.hear import hear
from hearing.heard import Context
from hearing.intents import metrics
from hearing.message import Message

SETS = sorted(Path("tests/understanding").glob("*.yml"))
_WARM_UP = 50


def main() -> int:
    """Print the figures; 1 when there is no trained model."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    try:
        ears = trained()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    context = Context(today=date.today(), question="q6_dates")
    texts = [sentence.text for path in SETS for sentence in metrics.read(path)]
    for text in texts[:_WARM_UP]:
        hear(text, context, ears)
    taken: dict[str, list[float]] = {"all messages": [], "several clauses": []}
    for text in texts:
        start = time.perf_counter()
        hear(text, context, ears)
        milliseconds = (time.perf_counter() - start) * 1000
        taken["all messages"].append(milliseconds)
        if len(Message(text).clauses) > 1:
            taken["several clauses"].append(milliseconds)
    for name, values in taken.items():
        median, slow = np.percentile(values, [50, 95])
        print(f"{name}: {len(values)}, median {median:.1f} ms, 95 % {slow:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
