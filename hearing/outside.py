"""What a message outside of our subject is about, so that the reply can say who answers."""

from __future__ import annotations

from .ears import Ears
from .topics import Ranked

# Calibrated probability of the choice inside what is outside.
_SURE = 0.5


def kind(ears: Ears, ranked: Ranked) -> str | None:
    """The kind of the message; None when no kind is sure."""
    for name, certainty in ears.kinds_of(ranked)[:1]:
        if certainty >= _SURE:
            return name
    return None
