"""Letters ready to send, before and after: one file each in letters/, in the words of whoever sends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dialogue.law_words import told
from dialogue.speech import ADVISER
from law.unknown import is_known
from law.yaml_files import load_yaml

from . import words
from .sheet import missing, texts
from .situation import Situation

NOBODY = "nobody"
# Windows hands longer addresses to no mail program.
LONGEST_MAILTO = 2000
_VOWELS = "aâeéèêiîoôuh"
_CUT = "[La suite est dans le texte à copier.]"


@dataclass(frozen=True)
class Letter:
    """A text that the speaker may send or keep.

    Attributes:
        id: its name.
        title: to whom and why, in French.
        to: "host", "employer", "prescriber", "parents", "adviser", "person", or "nobody" for notes to keep.
        when: "before" or "after" the immersion.
        subject: subject of the mail, or None for notes.
        text: the text to copy; what nobody knows is between brackets.
    """

    id: str
    title: str
    to: str
    when: str
    subject: str | None
    text: str

    @property
    def mailto(self) -> str | None:
        """The address that opens a mail program with the letter; None for notes."""
        return None if self.subject is None else mailto("", self.subject, self.text)

    def as_custom(self) -> dict[str, Any]:
        """Return the letter for programs."""
        return {
            "id": self.id,
            "title": self.title,
            "to": self.to,
            "when": self.when,
            "text": self.text,
            "mailto": self.mailto,
        }


def letters(situation: Situation) -> list[Letter]:
    """Return the letters that this speaker may need in this situation, in the order of their files."""
    values = _Values(situation)
    found = []
    for name, letter in _files():
        if situation.speaker not in letter["from"] or not situation.holds(letter.get("if")):
            continue
        text = "\n\n".join(part.format_map(values) for part in _parts(letter["body"], situation))
        subject = letter.get("subject")
        if text:
            found.append(
                Letter(
                    id=name,
                    title=letter["title"],
                    to=letter["to"],
                    when=letter["when"],
                    subject=subject and " ".join(subject.format_map(values).split()),
                    text=text,
                )
            )
    return found


def mailto(address: str, subject: str, body: str) -> str:
    """Return a `mailto:` address; a body too long for it stops between two paragraphs and says so.

    Args:
        address: where to, or "" to let the person choose.
        subject: one line.
        body: plain text.
    """
    head = f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body="
    paragraphs = body.split("\n\n")
    for kept in range(len(paragraphs), 0, -1):
        shown = paragraphs[:kept] + ([_CUT] if kept < len(paragraphs) else [])
        full = head + quote("\r\n\r\n".join(shown).replace("\r\n", "\n").replace("\n", "\r\n"), safe="")
        if len(full) <= LONGEST_MAILTO:
            return full
    return head + quote(_CUT, safe="")


@lru_cache
def _files() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.stem.partition("_")[2], load_yaml(path))
        for path in sorted((Path(__file__).parent / "letters").glob("*.yml"))
    ]


def _parts(body: list[Any], situation: Situation) -> Iterator[str]:
    for part in body:
        if isinstance(part, str):
            yield part
        elif situation.holds(part.get("if")):
            text = part.get("text") or part.get(situation.speaker)
            if text:
                yield text


class _Values(dict[str, str]):
    """What the braces of the letters stand for; what is not known is left between brackets."""

    def __init__(self, situation: Situation) -> None:
        super().__init__()
        self._situation = situation

    def __missing__(self, name: str) -> str:
        reader, unknown = _READERS[name]
        return reader(self._situation) or unknown


def _enum(name: str) -> Callable[[Situation], str | None]:
    return lambda situation: words.value(name, situation.plan[name]) if name in situation.plan else None


def _trade(situation: Situation) -> str | None:
    """ "de fleuriste", "d'ébéniste"."""
    if not situation.trade:
        return None
    return f"d'{situation.trade}" if situation.trade[0] in _VOWELS else f"de {situation.trade}"


def _prescriber(situation: Situation) -> str | None:
    known = situation.plan.get("prescriber")
    return None if known in (None, "none", "etti") else words.value("prescriber", known)


def _titles(findings: list[Any]) -> str:
    return words.joined(
        [title[:1].lower() + title[1:] for title in (told(finding.title, ADVISER) for finding in findings)]
    )


def _signatories(situation: Situation) -> str:
    return ", ".join(texts()["roles"][role].split(" :")[0] for role in situation.signatories)


def _holidays(situation: Situation) -> str | None:
    table = situation.timetable
    return words.holidays(table) if table else None


def _total_hours(situation: Situation) -> str | None:
    table = situation.timetable
    return words.hours(table.hours) if table and table.hours else None


_READERS: dict[str, tuple[Callable[[Situation], str | None], str]] = {
    "dates": (words.dates, "[dates]"),
    "weekdays": (words.weekdays, "[jours]"),
    "hours": (words.hours_of_a_day, "[horaires]"),
    "purpose": (_enum("objectives"), "[but]"),
    "trade": (_trade, "de [métier]"),
    "prescriber": (_prescriber, "[à trouver]"),
    "host_kind": (_enum("host_kind"), "[nature]"),
    "prior": (_enum("prior_conventions"), "[dates]"),
    "age": (lambda s: str(s.facts.age) if is_known(s.facts.age) else None, "[âge]"),
    "today": (lambda s: words.day(s.today), ""),
    "to_change": (lambda s: _titles(s.result.violations), ""),
    "to_watch": (lambda s: _titles(s.result.warnings), ""),
    "missing": (lambda s: words.joined(missing(s)).lower(), ""),
    "signatories": (_signatories, ""),
    "holidays": (_holidays, ""),
    "total_hours": (_total_hours, "[total]"),
}
