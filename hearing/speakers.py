"""Who is speaking, found in the words: the person, a parent, an adviser, or the host."""

from __future__ import annotations

from .lexicon import Expressions, lists

_SAID = {speaker: Expressions(said) for speaker, said in lists("speakers")["said"].items()}
_UNLESS = {speaker: Expressions(said) for speaker, said in lists("speakers")["unless"].items()}
_SIGNS = {speaker: Expressions(said) for speaker, said in lists("speakers")["signs"].items()}
_GREETING = Expressions(lists("speakers")["greeting"])
_LIKELY = {speaker: Expressions(said) for speaker, said in lists("speakers")["likely"].items()}


def heard(said: str) -> tuple[str, str] | None:
    """(speaker, "said" or "likely") when the words show who speaks, else None."""
    signed = _GREETING.without(said) if _GREETING.begin(said) else said
    for speaker, expressions in _SIGNS.items():
        if expressions.begin(signed):
            return speaker, "said"
    for role, known in (("said", _SAID), ("likely", _LIKELY)):
        for speaker, expressions in known.items():
            if expressions.are_in(said) and not (speaker in _UNLESS and _UNLESS[speaker].are_in(said)):
                return speaker, role
    return None
