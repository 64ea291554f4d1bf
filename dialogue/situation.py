"""Who is speaking, as far as the conversation knows: it changes what an answer adds."""

from __future__ import annotations

import re

from .ages import MAJORITY
from .state import State

_HOST = re.compile(
    r"\b(on (va )?accueill\w+|nous (allons )?accueill\w+|j.?accueille|prendre une? stagiaire|"
    r"stagiaire chez (nous|moi)|je tiens une? \w+|venir (dans mon|dans ma|chez moi au)|"
    r"je suis (le |la )?(g[eé]rant|patron|employeu|artisan|drh|commer[cç]ant)|"
    r"ma (boutique|boulangerie|ferme) (accueille|peut|doit))",
    re.IGNORECASE,
)
_ADVISER = re.compile(
    r"\b(mon|ma|mes|notre|une?|nos) "
    r"(b[eé]n[eé]ficiaires?|usag[eè]re?s?|jeunes? que j|personnes? que j.accompagne)|"
    r"je suis (une? |la |le )?(conseill[eè]re?|cip|coach|r[eé]f[eé]rente?|charg[eé]e? d.insertion)|"
    r"j.accompagne",
    re.IGNORECASE,
)


def audience(text: str) -> str | None:
    """ "host" or "adviser" when the words of a message show it, else None."""
    if _ADVISER.search(text):
        return "adviser"
    return "host" if _HOST.search(text) else None


def situations(state: State, text: str) -> list[str]:
    """The keys of `situations` in data/faq that hold for this person or this message."""
    if speaker := audience(text) or state.audience:
        return [speaker]
    known = []
    age = state.plan.get("age_at_start")
    if age is not None and age < MAJORITY:
        known.append("minor")
    if state.plan.get("status"):
        known.append(state.plan["status"])
    return known
