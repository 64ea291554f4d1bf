"""The questions of a message: topics to answer, and topics to offer."""

from __future__ import annotations

from dataclasses import dataclass

# Calibrated probabilities of the classifier.
SURE = 0.55
ASK = 0.30
# A message that tells details and asks nothing in so many words.
CERTAIN = 0.80
# A part of a message has lost its context: it must be surer, and longer than a word or two.
_ALONE = 0.60
_ALONE_WORDS = 3
_SECOND = 0.20
_LIKELY = 0.04
_MOST_LIKELY = 3
_PREFIX = "faq/"


@dataclass(frozen=True)
class Ranked:
    """Labels of one text with their probabilities, best first."""

    ranking: tuple[tuple[str, float], ...]

    @property
    def label(self) -> str:
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        return self.ranking[0][1]

    @property
    def is_topic(self) -> bool:
        return self.label.startswith(_PREFIX)

    @property
    def topics(self) -> list[tuple[str, float]]:
        """(topic, probability), best first."""
        return [(name[len(_PREFIX) :], p) for name, p in self.ranking if name.startswith(_PREFIX)]

    def of(self, label: str) -> float:
        """The probability of a label."""
        return next((p for name, p in self.ranking if name == label), 0.0)


def asked(ranked: Ranked) -> tuple[str, float] | None:
    """The topic that a question asks about, when the classifier is sure enough to answer it."""
    return ranked.topics[0] if ranked.is_topic and ranked.confidence >= ASK else None


def likely(ranked: Ranked, known: set[str]) -> list[tuple[str, float]]:
    """Topics worth offering beside those that are answered; three when none is."""
    floor = _SECOND if known else _LIKELY
    others = [(name, p) for name, p in ranked.topics if name not in known and p >= floor]
    return others[: 1 if known else _MOST_LIKELY]


def stands_alone(said: str, confidence: float) -> bool:
    """Whether a part of a message is a question that can be answered by itself."""
    return confidence >= _ALONE and len(said.split()) >= _ALONE_WORDS
