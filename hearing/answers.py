"""« Oui », « non », « je ne sais pas » at the head of a message."""

from __future__ import annotations

from .lexicon import Expressions, lists

_LISTS = lists("answers")
_YES, _NO = Expressions(_LISTS["yes"]), Expressions(_LISTS["no"])
_NOT_YES, _NOT_NO = Expressions(_LISTS["not_yes"]), Expressions(_LISTS["not_no"])
_KEEPS = Expressions(_LISTS["keeps"])
_UNKNOWN = Expressions(_LISTS["unknown"])
_UNSURE = Expressions([*_LISTS["unsure"], *_LISTS["unknown"]])
_FILLERS = Expressions(_LISTS["fillers"])
_ABOUT = {name: Expressions(said) for name, said in _LISTS["about"].items()}


def heard(said: str) -> str | None:
    """ "yes", "no" or "unsure" when the words begin with it (or are it), else None."""
    if _FILLERS.begin(said):
        said = _FILLERS.without(said)
    if _UNSURE.begin(said):
        return "unsure"
    if _YES.begin(said) and not _NOT_YES.begin(said):
        return "yes"
    return "no" if _NO.begin(said) and not _NOT_NO.begin(said) else None


def keeps(said: str) -> bool:
    """Whether the words begin by keeping what was tried."""
    return _KEEPS.begin(said) and not _NO.begin(said)


def says_unknown(said: str) -> bool:
    """Whether the words say anywhere that something is not known."""
    return _UNKNOWN.are_in(said)


def question_named(said: str) -> str | None:
    """The question that « je ne sais pas pour les dates » names."""
    return next((name for name, named in _ABOUT.items() if named.are_in(said)), None)
