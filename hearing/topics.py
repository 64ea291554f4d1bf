"""The questions of a message: topics to answer, and topics to offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .intents.features import Rows

# Calibrated probabilities of the classifier.
SURE = 0.55
ASK = 0.20
# Below, the answer comes with two others to choose from (bench/nlu.md).
DOUBTLESS = 0.90
# A message that tells details and asks nothing in so many words: answered above; above SURE, offered.
CERTAIN = 0.80
# When nothing is in progress, answered from here on if it is so surely about some topic (bench/nlu.md).
PROBABLE, ASKS = 0.30, 0.70
# A part of a message has lost its context: it must be surer, and longer than a word or two.
_ALONE = 0.5
_ALONE_WORDS = 3
_SECOND = 0.20
_LIKELY = 0.05
_MOST_LIKELY, _BESIDE_A_DOUBTFUL_ONE = 3, 2
# Acts by which one tells: they say nothing of what a question asks.
_TELLING = {"inform", "affirm", "deny", "dont_know", "correct"}
# Weight of what the only question of a message says by itself, beside the whole (bench/nlu.md): it is as
# good as the whole when nothing else can be meant.
_ASKED_ALONE, _ASKED_PLAINLY, PLAIN = 0.4, 0.5, 0.9
# The same when the rest only tells details, whose words pull towards their own topics.
_ASKED_BESIDE_DETAILS = 0.75
PREFIX = "faq/"
OUTSIDE = "out_of_scope"


@dataclass(frozen=True)
class Ranked:
    """Labels of one text with their probabilities, best first; its text and its row, where they were read."""

    ranking: tuple[tuple[str, float], ...]
    rows: Rows = field(repr=False, compare=False)
    text: str = field(repr=False, compare=False)

    @property
    def label(self) -> str:
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        return self.ranking[0][1]

    @property
    def is_topic(self) -> bool:
        return self.label.startswith(PREFIX)

    @property
    def topics(self) -> list[tuple[str, float]]:
        """(topic, probability), best first."""
        return [(name[len(PREFIX) :], p) for name, p in self.ranking if name.startswith(PREFIX)]

    def of(self, label: str) -> float:
        """The probability of a label."""
        return next((p for name, p in self.ranking if name == label), 0.0)

    def asked_in(self, part: Ranked, *, beside_details: bool = False) -> Ranked:
        """The ranking of a question that is a part of this text, read by itself and in the whole.

        What the whole gives to acts by which one tells goes to the part. beside_details: all the rest tells
        details of the plan, whose words say nothing of the question.
        """
        told, asked = ({name: p for name, p in each.ranking if name not in _TELLING} for each in (self, part))
        of_part = _ASKED_PLAINLY if max(asked.values()) >= PLAIN else _ASKED_ALONE
        weight = 1 - (_ASKED_BESIDE_DETAILS if beside_details and surely(part) else of_part)
        rest = 1 - weight * sum(told.values())
        both = ((name, rest * p + weight * told.get(name, 0.0)) for name, p in asked.items())
        return replace(self, ranking=tuple(sorted(both, key=_likeliest)))

    def without(self, label: str) -> Ranked:
        """The ranking when this label is known not to be the one."""
        left = max(1.0 - self.of(label), 1e-9)
        return replace(self, ranking=tuple((name, p / left) for name, p in self.ranking if name != label))


def _likeliest(label: tuple[str, float]) -> float:
    return -label[1]


def asked(ranked: Ranked) -> tuple[str, float] | None:
    """The topic that a question asks about, when the classifier is sure enough to answer it."""
    return ranked.topics[0] if ranked.is_topic and ranked.confidence >= ASK else None


def surely(ranked: Ranked) -> bool:
    """Whether a text is about its likeliest topic beyond a doubt worth asking."""
    return ranked.is_topic and ranked.confidence >= SURE


def likely(ranked: Ranked, known: Mapping[str, float]) -> list[tuple[str, float]]:
    """Topics worth offering: three when none is answered, two beside an answer in doubt, else one that is
    nearly as likely.

    known: the topics that are answered, with their probabilities.
    """
    doubtful = len(known) == 1 and max(known.values()) < DOUBTLESS
    most = _MOST_LIKELY if not known else _BESIDE_A_DOUBTFUL_ONE if doubtful else 1
    floor = _LIKELY if doubtful or not known else _SECOND
    return [(name, p) for name, p in ranked.topics if name not in known and p >= floor][:most]


def stands_alone(said: str, confidence: float) -> bool:
    """Whether a part of a message is a question that can be answered by itself."""
    return confidence >= _ALONE and len(said.split()) >= _ALONE_WORDS
