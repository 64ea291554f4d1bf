"""One text for the four speakers: the person, a parent, an adviser, the host.

In a text, `{form|form}` holds the words that change: the first form speaks to the person of the plan, the
second speaks of that person to anybody else. `{form|form|host: form}` gives one speaker words of its own.
In a second form « la personne » is said « votre enfant » to a parent. Braces without a bar are left alone.
"""

from __future__ import annotations

import re

PERSON, PARENT, ADVISER, HOST = SPEAKERS = ("person", "parent", "adviser", "host")
_CHANGING = re.compile(r"\{([^{}]*\|[^{}]*)\}")
_NAMED = re.compile(rf"\s*({'|'.join(SPEAKERS)}):\s?(.*)", re.DOTALL)
_NAMES_FOR_A_PARENT = (("la personne", "votre enfant"), ("La personne", "Votre enfant"))


def say(text: str, speaker: str | None = None) -> str:
    """The text as it is said to this speaker; None and an unknown speaker are the person of the plan."""
    return _CHANGING.sub(lambda match: _form(match[1].split("|"), speaker), text)


def of_the_person(text: str, speaker: str | None) -> str:
    """Words about « la personne », with the name that this speaker has for that person."""
    if speaker == PARENT:
        for name, parents_name in _NAMES_FOR_A_PARENT:
            text = text.replace(name, parents_name)
    return text


def _form(forms: list[str], speaker: str | None) -> str:
    plain = []
    for form in forms:
        named = _NAMED.fullmatch(form)
        if named and named[1] == speaker:
            return named[2]
        if not named:
            plain.append(form)
    if speaker in (None, PERSON) or speaker not in SPEAKERS:
        return plain[0]
    return of_the_person(plain[-1] if len(plain) > 1 else plain[0], speaker)
