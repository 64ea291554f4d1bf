"""The trade that somebody would like to see, in her own words: « tester le métier de fleuriste »."""

from __future__ import annotations

import re

from .details.clauses import is_negated
from .details.normalise import normalise
from .details.places import as_typed
from .details.trades import FORM
from .lexicon import lists

_LISTS = lists("trade")
_STOPS = "|".join(_LISTS["stops"])
_NO_NAME = r"(?:la|les?|une?|mon|ma|mes|tes|ses|nos|vos|ce|cette|bouche)\b|l'"
_NAMED = re.compile(
    rf"\b(?:metier|profession|boulot) (?:de |d')(?P<trade>(?!{_NO_NAME})[a-z-]{{3,}}"
    r"(?: (?:de |d'|du |des |en )?(?:la |l')?[a-z-]{3,}){0,2}?)"
    rf"(?=\W*$|[,.;:!?(]| (?:{_STOPS})\b| j')"
)
_AIMED = re.compile(rf"\b(?:{'|'.join(_LISTS['aims'])}) (?:le |la |l'|comme )?(?P<trade>{FORM})\b")
_OVER = re.compile(rf"\b(?:{'|'.join(_LISTS['over'])})\b[^,.;!?]{{0,30}}$")


def aimed(text: str) -> tuple[str, int, int] | None:
    """(the trade as it was typed, its place) of who says which trade she would see; None when nobody does."""
    said = normalise(text)
    for pattern in (_NAMED, _AIMED):
        for match in pattern.finditer(said):
            if is_negated(said, match.start()) or _OVER.search(said, 0, match.start()):
                continue
            start, end = as_typed(text, said, {"trade": match.span("trade")})["trade"]
            return text[start:end].strip(" ,.;:!?").lower().removeprefix("d'").removeprefix("l'"), start, end
    return None
