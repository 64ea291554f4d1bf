"""Questions without their mark: « et mon patron il peut me virer », learned from those that have one.

Who types on a phone leaves the mark out as often as not, and joins the question to what is told before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from .by_words import ByWords
from .lexicon import Expressions, lists
from .message import Clause, Message

# Probability from which a part is a question, if the classifier knows its topic besides: of the parts of
# conversations without a mark that are above it, nine in ten ask or want something.
_ASKS = 0.8
_WONDERING, _WONDERING_ENDS = (
    Expressions(lists("questions")[name]) for name in ("wondering", "wondering_ends")
)
_FEWEST_WORDS = 4
_FEWEST_LEARNED = 3
# More examples change nothing that can be measured.
_MOST = 8_000
_REGULARISATION = 1.0
_ASKING, _TELLING = "asks", "tells"
_JOINT = re.compile(
    r"\s*[,;]\s*|\s+(?=(?:et|mais|sinon|du coup|au fait)\s)"
    # « … 5h 12h le samedi c permis », but not « avec mon patron c est qui qui paye ».
    r"|(?<!avec)(?<!dans)(?<!chez)(?<!pour)(?<!sur)(?<!par)(?<!\bde)(?<!\ben)(?<!\ba)(?<!\bet)"
    r"\s+(?=(?:le|la|les|mon|ma|mes)\s\w+\s(?:c|c'est|cest|c est|ca)\s)",
    re.IGNORECASE,
)


def reader(asked: Sequence[str], told: Sequence[str]) -> ByWords:
    """What knows a question, from questions without their mark and from what is told."""
    labels = [_ASKING] * len(asked) + [_TELLING] * len(told)
    return ByWords().fit([*asked, *told], labels, _REGULARISATION)


def examples(questions: Iterable[str], told: Iterable[str]) -> tuple[list[str], list[str]]:
    """What asks and what tells, without marks.

    questions: sentences, of which those with a mark are read: what stands before a question tells why it is
    asked. told: sentences that tell a plan.
    """
    asked: list[str] = []
    tells: list[str] = []
    for sentence in _spread([sentence for sentence in questions if "?" in sentence], _FEWEST_LEARNED):
        for clause in Message(sentence).clauses:
            (asked if clause.asks else tells).append(clause.text.replace("?", " "))
    for sentence in told:
        tells += [clause.text for clause in Message(sentence).clauses if not clause.asks]
    return _spread(asked, _FEWEST_LEARNED), _spread(tells, _FEWEST_WORDS)


def _spread(texts: Iterable[str], fewest: int) -> list[str]:
    """At most so many of the texts that are long enough, from one end to the other."""
    long_enough = [text for text in dict.fromkeys(texts) if len(text.split()) >= fewest]
    return long_enough[:: -(-len(long_enough) // _MOST) or 1]


def heard(message: Message, asking: ByWords, *, begun: bool = True) -> list[Clause]:
    """The clauses of a message, those that ask without a mark set apart, as `guessed`.

    begun: whether a plan is being told; a first message is known by its whole, its words of doubt apart.
    """
    parts = [part for clause in message.clauses for part in _parts(clause)]
    open_ones = [part for part in parts if not part.asks and len(part.words.split()) >= _FEWEST_WORDS]
    if not open_ones:
        return message.clauses
    asks = {
        part.start for part in open_ones if _WONDERING.are_in(part.words) or _WONDERING_ENDS.end(part.words)
    }
    if begun:
        likely = asking.likely([part.words for part in open_ones])[:, asking.labels.index(_ASKING)]
        asks |= {part.start for part, sure in zip(open_ones, likely >= _ASKS, strict=True) if sure}
    if not asks:
        return message.clauses
    return [whole for clause in message.clauses for whole in _joined(clause, asks)]


def _parts(clause: Clause) -> list[Clause]:
    """A clause cut where another thing may begin; one that asks stays whole."""
    if clause.asks:
        return [clause]
    cuts = [0, *(joint.end() for joint in _JOINT.finditer(clause.text)), len(clause.text)]
    return [
        Clause(clause.text[left:right].rstrip(" ,;"), clause.start + left, clause.start + right, asks=False)
        for left, right in pairwise(cuts)
        if clause.text[left:right].strip()
    ]


def _joined(clause: Clause, asks: set[int]) -> Iterator[Clause]:
    """The parts of a clause, those that ask together and those that tell together."""
    for guessed, group in groupby(_parts(clause), key=lambda part: part.start in asks):
        parts = list(group)
        start, end = parts[0].start, parts[-1].end
        text = clause.text[start - clause.start : end - clause.start].rstrip(" ,;")
        if len(parts) == 1 and parts[0].asks:
            yield clause
        else:
            yield replace(
                clause, text=text, start=start, end=start + len(text), asks=guessed, guessed=guessed
            )
