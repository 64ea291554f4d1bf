"""The first names by which an adviser calls the people whose plans are checked: « retour à Kévin »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .heard import Context
from .intents.normalise import normalise
from .lexicon import lists
from .message import Message

_NAMES = frozenset(lists("first_names"))
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TURNS_TO, _NAMED, _LEFT, _TAKES_UP, _COMPARED, _AT_THE_HOST = (
    "|".join(lists("files")[name])
    for name in ("turns_to", "named", "left", "takes_up", "compared", "at_the_host")
)
_TURNS = re.compile(rf"(?:(?:{_TURNS_TO})\W+)*")
_IS_OF = re.compile(rf"\b(?:{_NAMED}) ?(?:est|c'est|de|d'|:|,)? ?$")
_IS_LEFT = re.compile(rf",? (?:{_LEFT})\b")
_IS_CALLED = r"s'appelle|se nomme|c'est|est|sera|serait"
# « Lina, 20 ans », « Lina : du 4 au 15 », « Enzo = 19 ans ».
_AGED = re.compile(r"\W*(?:il |elle )?(?:a )?\d{2} ans\b| ?[:=] ?\S")
# « Non, pas Lina, Enzo ».
_INSTEAD = re.compile(
    r"(?:(?:non|nan|mais|c'est|ca)\W+)*pas (?P<denied>[\w-]+)\W+"
    r"(?:(?:c'est|mais|plutot|pour|je parle de)\W+)*"
)


def said_first(text: str) -> str | None:
    """The first name with which a message begins, after words that turn to somebody; None: there is none."""
    said = normalise(text)
    instead = _INSTEAD.match(said)
    lead = instead if instead and instead["denied"] in _NAMES else _TURNS.match(said)
    word = _WORD.match(said, lead.end() if lead else 0)
    if not word or word[0] not in _NAMES or _IS_LEFT.match(said, word.end()):
        return None
    return word[0].capitalize()


def taken_up(text: str, known: Iterable[str]) -> str | None:
    """The known first name whose file is wanted: « je voudrais revenir à Kévin », « remontrez-moi Inès »."""
    said = normalise(text)
    wanted = re.search(rf"\b(?:{_TAKES_UP})\b[^.;!?,]{{0,25}}", said)
    if not wanted:
        return None
    words = _WORD.findall(said[wanted.start() :])
    return next((name for name in known if normalise(name) in words), None)


def mentioned(text: str, known: Mapping[str, str], in_hand: str | None) -> str | None:
    """The number of the only file whose first name a message says, anywhere: « 22 ans, pour Lina ».

    None beside the name of the file in hand, or when somebody is only compared: « comme Lina ».
    """
    said = normalise(text)
    words = _WORD.findall(said)
    if in_hand and normalise(in_hand) in words:
        return None
    found = [number for number, name in known.items() if name and normalise(name) in words]
    if len(found) != 1:
        return None
    name = normalise(known[found[0]])
    beside = (
        rf"\b(?:{_COMPARED})\W+(?:\w+\W+)?{name}\b",
        rf"\b(?:{_AT_THE_HOST})\W+(?:(?:{_IS_CALLED})\W+)?{name}\b",
        rf"\b{name}\b{_IS_LEFT.pattern}",
    )
    return None if any(re.search(pattern, said) for pattern in beside) else found[0]


def introduced(text: str) -> str | None:
    """The first name of somebody whose age follows, or whose file it is; None when there is none."""
    said = normalise(text)
    for word in _WORD.finditer(said):
        is_told = _AGED.match(said, word.end()) or _IS_OF.search(said, 0, word.start())
        if word[0] in _NAMES and is_told:
            return word[0].capitalize()
    return None


def turn(message: Message, context: Context) -> int:
    """Where an adviser's message turns to another person by her first name; 0 when it does not.

    « 9h à 17h. Maintenant Karim : il a 19 ans » ends the plan in hand, and begins another.
    """
    if context.speaker != "adviser" or not context.plan or not context.name:
        return 0
    for clause in message.clauses[1:]:
        known = said_first(clause.text)
        name = introduced(clause.text) or (known if file_of(known, context.names) else None)
        if name and name != context.name:
            return clause.start
    return 0


def file_of(name: str | None, names: Mapping[str, str]) -> str | None:
    """The number of the file of that name. names: by number of a file."""
    return next((number for number, known in names.items() if known == name), None) if name else None
