"""How well details are read in a voice that was never heard: `python -m bench.voices [--write]`

The voices (files of data/details) are shared out among eight groups; for each group the second reader learns
from all the others, then reads those voices together with the grammar. A detail that is annotated is right,
proposed, wrong or missed; a field said in words that nobody annotated is invented. Trains nothing else and
leaves the assistant as it is.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from datetime import date
from pathlib import Path

from hearing import expected
from hearing.details import Weighing, annotations, find
from hearing.details.annotations import Sentence
from hearing.details.second import SecondReader
from hearing.details.weigh import SUPPORTED
from hearing.intents.encoder import Remembering, encoder

TODAY = date(2026, 11, 26)
# One reader a voice would take an hour.
_GROUPS = 8
_COLUMNS = ("right", "proposed", "wrong", "missed", "invented")


def judged(sentence: Sentence, reader: SecondReader) -> Counter[str]:
    """How the details of one sentence are read, by a reader that never saw its voice."""
    found = find(sentence.text, TODAY, asked=sentence.asked)
    Weighing(found, sentence.text, {}, expected.fields(sentence.asked)).settle(reader)
    said: dict[str, set] = {}
    for name, value in sentence.details:
        said.setdefault(name, set()).add(value)
    counts: Counter[str] = Counter()
    for name, values in said.items():
        held = found.fields.get(name)
        if held is None:
            counts["proposed" if found.proposals.get(name) in (*values, list(values)) else "missed"] += 1
        else:
            counts["right" if set(held if isinstance(held, list) else [held]) == values else "wrong"] += 1
    counts["invented"] = len((set(found.fields) & set(SUPPORTED)) - set(said))
    return counts


def table() -> str:
    """One line a voice and one for all, in shares of the annotated details."""
    sentences = annotations.sentences()
    lines = ["| voice | details | " + " | ".join(_COLUMNS) + " |", "|---" * (len(_COLUMNS) + 2) + "|"]
    total: Counter[str] = Counter()
    # The voices are left out of the same sentences: each text is read once.
    reading = Remembering(encoder("use", os.cpu_count() or 1))
    voices = sorted({sentence.voice for sentence in sentences})
    for first in range(_GROUPS):
        unheard = voices[first::_GROUPS]
        others = [piece for each in sentences if each.voice not in unheard for piece in each.pieces]
        reader = SecondReader(reading).fit(others)
        for voice in unheard:
            counts = sum((judged(each, reader) for each in sentences if each.voice == voice), Counter())
            total += counts
            lines.append(_line(voice, counts))
            print(lines[-1], flush=True)
    lines[2:] = sorted(lines[2:])
    lines.append(_line("**all**", total))
    return "\n".join(lines)


def _line(name: str, counts: Counter[str]) -> str:
    details = sum(counts[column] for column in _COLUMNS[:-1])
    shares = (f"{counts[column] / max(1, details):.1%}" for column in _COLUMNS)
    return f"| {name} | {details} | " + " | ".join(shares) + " |"


def main() -> None:
    """Print the table; with --write, keep it in bench/voices.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="keep the figures in bench/voices.md")
    options = parser.parse_args()
    text = table()
    print(text.splitlines()[-1])
    if options.write:
        Path("bench/voices.md").write_text(
            "# Details in a voice never heard\n\n`make leave-one-voice-out`: shares of the annotated details"
            f" of each voice.\n\n{text}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
