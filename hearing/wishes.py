"""What the person wants of the assistant, in words that no list holds: learned from `data/controls/`.

One file a control, sentences that ask for it and, in `nothing.yml`, some that only look like it. The learner
is that of plan details (hearing/details/second.py), with the control in the place of a detail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from .details.annotations import Told
from .details.normalise import normalise
from .details.second import SecondReader
from .message import Clause, Message
from .topics import SURE, Ranked, surely

FOLDER = Path("data/controls")
_CONTROL = "control"
# Certainties from which a wish is heard, measured on sentences in other words than those that it learned from
# (tests/hearing/controls_learned.yml), on questions and on details that it was not given.
_SURE = 0.5
_SURE_OF = {
    "as_before": 0.6,
    "stop": 0.55,
    # A point must be named besides.
    "forget": 0.45,
    "former": 0.45,
    # What these tell harms nobody.
    "changes": 0.4,
    "recap": 0.4,
    "result": 0.4,
    # What is told after its offer waits for an answer.
    "new_file": 0.5,
    "simpler": 0.45,
    "repeat": 0.45,
    "wait": 0.45,
    "list_files": 0.45,
    "previous": 0.45,
}
# When the classifier of acts says the same; what it takes for a question or another act needs to be surer.
_AGREED, _DOUBTED = 0.3, 0.75
_ACTS = {
    "recap": {"recap", "result", "changes"},
    "check_plan": {"result", "new_file"},
    "restart": {"restart", "erase"},
    "cancel": {"stop", "undo", "erase"},
    "correct": {"undo", "former", "forget"},
}
_CONFIDENT, _OPPOSED = 0.4, 0.6
# A question that tells nothing of itself: said flatly, it is a statement about something else.
ASKED = frozenset({"result"})
# A question that the classifier does not know, asked of a plan under way, is likely about its result.
_UNKNOWN = 0.27
OF_A_PLAN = frozenset(
    {"undo", "as_before", "former", "forget", "changes", "recap", "result", "restart", "erase", "new_file"}
)
# What asks for something that was said before.
OF_A_CONVERSATION = frozenset(
    {"simpler", "repeat", "previous", "restart", "list_files", "continue", "said_already"}
)
# What a wish may hold of the plan: « un autre jeune, 18 ans », « enlevez Cap emploi ».
WITH_DETAILS = frozenset({"new_file", "forget", "former"})
# Under it the words alone show that a part is no wish.
_FLOOR = 0.1
# A wish is short: what is longer tells things.
_LONGEST = 14
# In a longer message, a part between commas is no wish of its own.
_LONGEST_IN_PARTS = 25
_FEWEST_OF_A_PART = 2
_COMMA = re.compile(r"\s*(?:[,;:()]|\.\.+|…)\s+|\s+[-–—]+\s+")
# Acts whose sentences hold wishes too.
MIXED = frozenset(
    {"recap", "restart", "cancel", "check_plan", "correct", "affirm", "deny", "dont_know", "complaint"}
    | {"why_asking"}
)
# What it learns beside the sentences of wishes, to know what is none: so many questions, parts of plans.
_QUESTIONS, _PIECES = 800, 1000
_SHORT = 12


@dataclass(frozen=True)
class Wish:
    """A control that a part of the message asks for; `certainty` near 1 when it is like what was learned."""

    control: str
    certainty: float
    part: Clause


def examples(folder: Path = FOLDER) -> list[Told]:
    """The sentences of every control, and those that ask for none."""
    return [told for path in sorted(folder.glob("*.yml")) for told in _of_file(path)]


def _of_file(path: Path) -> Iterator[Told]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    control = content[_CONTROL]
    said = frozenset([(_CONTROL, control)]) if control else frozenset()
    for line in content["examples"].splitlines():
        yield Told(path.stem, None, line.removeprefix("- ").strip(), said)


def others(questions: Iterable[str], pieces: Iterable[str]) -> list[Told]:
    """A part of what is asked and of what is told of plans: no wish.

    questions: sentences of other acts and topics. pieces: parts of sentences that tell a plan.
    """
    chosen = [*_spread(questions, _QUESTIONS), *_spread(pieces, _PIECES)]
    return [Told("others", None, text, frozenset()) for text in chosen]


def _spread(texts: Iterable[str], most: int) -> list[str]:
    """At most so many of the short texts, from one end to the other."""
    short = [text for text in dict.fromkeys(texts) if len(text.split()) <= _SHORT]
    return short[:: max(1, len(short) // most)][:most]


@dataclass(frozen=True)
class Candidate:
    """A part of a message that may be a wish: its words, normalised, and what they give each control."""

    part: Clause
    text: str
    by_words: np.ndarray


def candidates(message: Message, reader: SecondReader) -> list[Candidate]:
    """The parts of a message whose words may be those of a wish."""
    found = parts(message)
    said = [normalise(part.text).strip(" .,;:!?") for part in found]
    told = map(Candidate, found, said, reader.by_words(said))
    return [candidate for candidate in told if candidate.by_words.max() >= _FLOOR]


def heard(message: Message, candidates: list[Candidate], reader: SecondReader) -> list[Wish]:
    """The likeliest wish of each clause that may hold one, in order, however certain."""
    meant = reader.by_meaning([candidate.text for candidate in candidates])
    best: dict[int, Wish] = {}
    for candidate, row in zip(candidates, meant, strict=True):
        scores, part = candidate.by_words + row, candidate.part
        name = int(scores.argmax())
        wish = Wish(reader.details[name][1], float(scores[name]), part)
        clause = next((c.start for c in message.clauses if c.start <= part.start < c.end), 0)
        if clause not in best or wish.certainty > best[clause].certainty:
            best[clause] = wish
    return [best[start] for start in sorted(best)]


def is_sure(wish: Wish, ranked: Ranked, short: bool) -> bool:
    """Whether a wish is to be obeyed.

    ranked: what the classifier makes of its clause. short: a word or two under an open question, which are an
    answer first of all.
    """
    least = _SURE_OF.get(wish.control, _SURE)
    if ranked.confidence >= _CONFIDENT and wish.control in _ACTS.get(ranked.label, ()):
        least = _AGREED
    elif (ranked.confidence >= _OPPOSED and ranked.label in _ACTS) or (surely(ranked) and wish.part.asks):
        least = _DOUBTED
    elif wish.control in ASKED and not ranked.is_topic and ranked.confidence < SURE:
        least = _UNKNOWN
    if (wish.control in ASKED and not wish.part.asks) or short:
        least = max(least, _SURE)
    return wish.certainty >= least


def parts(message: Message) -> list[Clause]:
    """What may be a wish of its own: each clause, and its parts between commas."""
    clauses = message.clauses or [message.whole]
    found = list(clauses)
    if len(message.words.split()) <= _LONGEST_IN_PARTS:
        found += [part for clause in clauses for part in _between_commas(clause)]
    return [part for part in found if 0 < len(part.words.split()) <= _LONGEST]


def shortest(message: Message) -> list[Clause]:
    """The parts between commas, and the clauses that hold none."""
    return [
        part
        for clause in message.clauses or [message.whole]
        for part in list(_between_commas(clause)) or [clause]
    ]


def head(part: Clause) -> Clause:
    """Its words before the first comma, which name what it is about; what follows gives reasons."""
    return next(_between_commas(part), part)


def _between_commas(clause: Clause) -> Iterator[Clause]:
    commas = list(_COMMA.finditer(clause.text))
    starts = [0, *(comma.end() for comma in commas)]
    ends = [*(comma.start() for comma in commas), len(clause.text)]
    for start, end in zip(starts, ends, strict=True) if commas else ():
        text = clause.text[start:end]
        if len(text.split()) >= _FEWEST_OF_A_PART:
            asks = clause.asks and end == len(clause.text)
            yield Clause(text, clause.start + start, clause.start + end, asks)
