"""What happened to a sentence, in French, for the person who reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogue import describe, faq
from dialogue.records import questions, records

from .files import Mark
from .homes import Home

OUTSIDE = "L'assistant a répondu que cela sort de ce qu'il connaît."
_KEEP_LITTLE = "Si la phrase dit aussi autre chose, retapez (e) les seuls mots dont il s'agit."
_NOT_LEARNT = "Une date, un âge ou des heures ne s'apprennent pas ainsi : refusez (n)."


def proposed(topics: Sequence[str], chosen: str | None) -> str:
    """Several topics were proposed, and one may then have been chosen."""
    if not topics:
        hesitated = "L'assistant n'a pas compris, et n'avait aucun sujet à proposer."
    else:
        hesitated = f"L'assistant n'était pas sûr. Il a proposé : {', '.join(map(title, topics))}."
    return f"{hesitated} {_chosen(chosen)}"


def unread(question: str, chosen: str | None) -> str:
    """An answer to a question was not read."""
    known = questions().get(question)
    about = f" Il demandait : {known.name}." if known else ""
    learnt = _KEEP_LITTLE if values(fields_of(question)) else _NOT_LEARNT
    return f"L'assistant n'a pas su lire cette réponse.{about} {_chosen(chosen) if chosen else learnt}"


def refused(detail: Mapping[str, Any]) -> str:
    """A detail was proposed, and refused."""
    return f"L'assistant a cru comprendre : {_detail(detail)}. La personne a dit non. {_KEEP_LITTLE}"


def corrected(answered: str | None, chosen: str | None) -> str:
    """An answer was given, and another chosen in its place."""
    return f"L'assistant a répondu sur {title(answered)}. Ce n'était pas la question. {_chosen(chosen)}"


def useless(topic: str) -> str:
    """An answer was found of no use."""
    return (
        f"L'assistant a répondu sur {title(topic)}, et la personne a trouvé la réponse inutile. "
        "Si un autre sujet convenait, tapez son nom. Sinon refusez (n), et revoyez le texte de la réponse."
    )


def title(name: str | None) -> str:
    """The words of the button of a topic or of an angle."""
    angle, topic = faq.angle(name), faq.topics().get(name or "")
    return f"« {angle.question if angle else topic.title if topic else name} »"


def about(home: Home) -> str:
    """Which question the sentences of a home ask, in brackets; nothing for those that ask none of ours."""
    if home.key != "angle":
        return ""
    return f" ({title('/'.join(filter(None, (home.file.stem, home.block))))})"


def meaning(mark: Mark | None) -> str:
    """What a mark says of a plan."""
    if mark is None:
        return "rien"
    return next(words for _, value, words in values([mark.field]) if value == mark.value)


def fields_of(question: str) -> tuple[str, ...]:
    """The fields that an answer to this question may give."""
    known = questions().get(question)
    return known.fills if known else ()


def values(fields: Sequence[str]) -> list[tuple[str, str, str]]:
    """(field, value, words) of each value that these fields may take, for those that have a list."""
    known = [records()[name] for name in fields if name in records()]
    return [
        (record.name, key, f"{record.label} : {value.words or value.title}")
        for record in known
        for key, value in record.values.items()
    ]


def _chosen(name: str | None) -> str:
    return f"La personne a choisi {title(name)}." if name else "La personne n'a rien choisi."


def _detail(detail: Mapping[str, Any]) -> str:
    if not detail.keys() <= records().keys():
        return ", ".join(f"{name} : {value}" for name, value in detail.items())
    return ", ".join(describe.phrase(name, value) for name, value in detail.items())
