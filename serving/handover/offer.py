"""What « parler à un conseiller » offers, as configured: always the public numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from dossier import Dossier, mailto
from dossier.letters import letters
from dossier.numbers import as_text, numbers
from dossier.situation import Situation
from serving.handover.contact import Contact

_LETTER = "contact"


def offer(contact: Contact, papers: Dossier | None) -> dict[str, Any]:
    """Return the ways to a person.

    Args:
        contact: what is configured.
        papers: the papers of the conversation, or None when there is no plan.

    Returns:
        {"mailto", "form", "appointment", "recipient", "delay", "numbers"}; what is not configured is None.
    """
    configured = contact.email or contact.mailer or contact.appointment
    return {
        "mailto": _mailto(contact, papers),
        "form": contact.mailer is not None,
        "appointment": contact.appointment,
        "recipient": contact.recipient if configured else None,
        "delay": contact.delay,
        "numbers": numbers(),
    }


def as_words(contact: Contact, papers: Dossier | None, in_terminal: bool) -> str:
    """Return the same as text: in a terminal the mail is written out, nothing opens it."""
    lines = []
    if contact.email:
        lines.append(f"- par e-mail ({contact.recipient}) : {contact.email}")
    if contact.appointment:
        lines.append(f"- prendre rendez-vous : {contact.appointment}")
    if contact.delay and lines:
        lines.append(f"- {contact.delay}")
    text = "Pour parler à une personne :\n" + "\n".join([*lines, as_text()])
    if contact.email and in_terminal:
        text += f"\n\nMessage à copier :\n\n{_letter(papers).text}"
    return text


def _mailto(contact: Contact, papers: Dossier | None) -> str | None:
    if not contact.email:
        return None
    letter = _letter(papers)
    return mailto(contact.email, letter.subject, letter.text)


def _letter(papers: Dossier | None) -> Any:
    situation = papers.situation if papers else Situation.of({}, date.today())
    return next(letter for letter in letters(situation) if letter.id == _LETTER)
