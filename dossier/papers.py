"""Everything that a plan gives once it is checked: files, letters, the State's form."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

from . import agenda, pdf, state_form
from .letters import Letter, letters
from .sheet import missing
from .situation import LAWFUL, Situation

PDF, ICS, LETTERS = "pdf", "ics", "letters"
# Kinds of files: name, title shown to people, media type.
_KINDS = {
    PDF: ("dossier-immersion.pdf", "Le dossier (PDF, 2 pages)", "application/pdf"),
    ICS: ("agenda-immersion.ics", "Les dates pour un agenda", "text/calendar; charset=utf-8"),
    LETTERS: ("lettres-immersion.pdf", "Les lettres (PDF)", "application/pdf"),
}
_LETTERS_TITLE = "Lettres pour une immersion professionnelle"


class EmptyPlanError(ValueError):
    """There is no plan to make papers from. The message is one French sentence."""


@dataclass(frozen=True)
class File:
    """A file to hand over: kind, name, title in French, media type, bytes."""

    kind: str
    name: str
    title: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Dossier:
    """The papers of a plan. `reference` tells it from others in a calendar."""

    situation: Situation
    reference: str = "immersion"

    @property
    def kinds(self) -> list[str]:
        """The kinds of files this plan gives: a calendar only when it is lawful."""
        table = self.situation.timetable
        dated = self.situation.result.verdict == LAWFUL and table and table.days
        return [PDF, ICS, LETTERS] if dated else [PDF, LETTERS]

    @property
    def letters(self) -> list[Letter]:
        """The letters of this speaker."""
        return letters(self.situation)

    @staticmethod
    def title(kind: str) -> str:
        """The name of a kind of file for people."""
        return _KINDS[kind][1]

    def file(self, kind: str, now: datetime | None = None) -> File:
        """Return one file.

        Raises:
            KeyError: there is no such kind.
            agenda.NoCalendarError: a calendar was asked for a plan that is not lawful.
        """
        name, title, content_type = _KINDS[kind]
        if kind == ICS:
            content = agenda.render(self.situation, now or datetime.now(timezone.utc), self.reference)
        elif kind == LETTERS:
            content = pdf.render_letters(self.letters, _LETTERS_TITLE)
        else:
            content = pdf.render(self.situation)
        return File(kind, name, title, content_type, content)

    def files(self) -> list[File]:
        """Return every file of this plan."""
        return [self.file(kind) for kind in self.kinds]

    def write(self, folder: Path) -> list[Path]:
        """Write the files and the letters as text, for this user alone, and return their paths.

        A file of an earlier writing that this plan no longer gives is removed.

        Raises:
            OSError: a file cannot be written.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        contents = {file.name: file.content for file in self.files()}
        contents["lettres.txt"] = self.letters_as_text().encode()
        # A calendar written before the plan stopped being lawful would be believed.
        for name, _, _ in _KINDS.values():
            if name not in contents:
                (folder / name).unlink(missing_ok=True)
        paths = []
        for name, content in contents.items():
            path = folder / name
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            paths.append(path)
        return paths

    def letters_as_text(self) -> str:
        """Return the letters one after the other, each under its title."""
        blocks = []
        for letter in self.letters:
            subject = f"Objet : {letter.subject}\n\n" if letter.subject else ""
            blocks.append(f"{letter.title}\n{'=' * len(letter.title)}\n\n{subject}{letter.text}\n")
        return "\n\n".join(blocks)

    def as_custom(self) -> dict[str, Any]:
        """Return the papers for programs: files by their path on the server, letters, the State's form."""
        return {
            "files": [
                {
                    "kind": kind,
                    "name": _KINDS[kind][0],
                    "title": _KINDS[kind][1],
                    "url": f"/chat/dossier/{kind}",
                }
                for kind in self.kinds
            ],
            "letters": [letter.as_custom() for letter in self.letters],
            "form": state_form.as_custom(self.situation),
            "missing": missing(self.situation),
            "signable": self.situation.result.verdict == LAWFUL,
        }


def make(
    plan: Mapping[str, Any],
    today: date,
    speaker: str | None = None,
    department: str | None = None,
    reference: str = "immersion",
    trade: str | None = None,
) -> Dossier:
    """Return the papers of a plan.

    Args:
        plan: fields of plan.yml, as text or typed.
        today: day of the check.
        speaker: "person", "parent", "adviser" or "host"; anything else is the person.
        department: code of the department ("62"), or None.
        reference: what tells this plan from another one, never shown.
        trade: the trade to be seen, in the words of the person, or None.

    Raises:
        EmptyPlanError: nothing is known of the plan.
        law.PlanError: the plan names an unknown field or holds an impossible value.
    """
    situation = Situation.of(plan, today, speaker, department, trade)
    if not situation.plan:
        raise EmptyPlanError("Il n'y a pas encore de projet : dites-m'en un peu d'abord.")
    return Dossier(situation, reference)
