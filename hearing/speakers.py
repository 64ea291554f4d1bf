"""Who is speaking, found in the words: the person, a parent, an adviser, or the host."""

from __future__ import annotations

from .lexicon import Expressions, lists

_SAID = {speaker: Expressions(said) for speaker, said in lists("speakers")["said"].items()}
_UNLESS = {speaker: Expressions(said) for speaker, said in lists("speakers")["unless"].items()}
_SIGNS = {speaker: Expressions(said) for speaker, said in lists("speakers")["signs"].items()}
_GREETING = Expressions(lists("speakers")["greeting"])
_AT_FIRST = {speaker: Expressions(said) for speaker, said in lists("speakers")["at_first"].items()}
_LIKELY = {speaker: Expressions(said) for speaker, said in lists("speakers")["likely"].items()}


def heard(said: str, under_way: bool = False) -> tuple[str, str] | None:
    """(speaker, "said" or "likely") when the words show who speaks, else None.

    under_way: something is known of the plan; « ma fille » is then somebody that one speaks of.
    """
    signed = _GREETING.without(said) if _GREETING.begin(said) else said
    possible = [speaker for speaker in _SAID if not (speaker in _UNLESS and _UNLESS[speaker].are_in(said))]
    for speaker in possible:
        if speaker in _SIGNS and _SIGNS[speaker].begin(signed):
            return speaker, "said"
    for role, known in (("said", _SAID), ("said", {} if under_way else _AT_FIRST), ("likely", _LIKELY)):
        for speaker in possible:
            if speaker in known and known[speaker].are_in(said):
                return speaker, role
    return None
