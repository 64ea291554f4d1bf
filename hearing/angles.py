"""The angle from which a topic is asked about: the question that is put inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .ears import Ears
from .topics import Ranked

# Calibrated probabilities of the choice inside a topic (bench/nlu.md).
SURE = 0.50
_WORTH_OFFERING, _LIKELY = 0.4, 0.1
_MOST = 3


def of_question(
    ears: Ears, topic: str, heard: Sequence[Ranked], told: Sequence[str] = ()
) -> Iterator[tuple[str, str, float]]:
    """("<topic>/<angle>", role, probability): the angle that is asked, or those that may be.

    heard: the question in its message, alone, or both; the one that is surer of its angle is believed.
    told: the angles, by these names, that are known not to be meant.
    """
    each = ([a for a in ears.angles_of(ranked, topic) if f"{topic}/{a[0]}" not in told] for ranked in heard)
    found = max(each, key=_certainty)
    sure = _certainty(found) >= SURE
    if sure:
        yield f"{topic}/{found[0][0]}", "asked", found[0][1]
        return
    for name, certainty in found[:_MOST]:
        if certainty >= _LIKELY:
            yield f"{topic}/{name}", "likely", certainty


def worth_offering(ears: Ears, topic: str, ranked: Ranked) -> Iterator[tuple[str, float]]:
    """The angle that stands for a topic that is only offered; nothing when none is near."""
    for name, certainty in ears.angles_of(ranked, topic)[:1]:
        if certainty >= _WORTH_OFFERING:
            yield f"{topic}/{name}", certainty


def _certainty(angles: Sequence[tuple[str, float]]) -> float:
    return angles[0][1] if angles else 0.0
