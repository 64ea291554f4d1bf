"""The mail that a form sends: plain text, fixed subject and recipient, the answer goes to the person."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime, localtime, make_msgid

from dossier import Dossier, File
from dossier.sheet import sheet
from serving.handover.contact import Contact
from serving.handover.request import Request

SUBJECT = "Demande à un conseiller, par l'assistant immersion"
_SEPARATOR = "\n\n" + "-" * 40 + "\n\n"
_NOT_GIVEN = "non donné"


def text_of(request: Request, papers: Dossier | None, transcript: Sequence[tuple[str, str]]) -> str:
    """Return the whole text that leaves, which is what the person is shown before agreeing.

    Args:
        request: the form.
        papers: the papers of the conversation, or None when there is no plan.
        transcript: who spoke ("user" or "bot") and the words, in order; used only when asked for.
    """
    blocks = [
        "Une personne demande à être recontactée.\n\n"
        f"Nom : {request.name or _NOT_GIVEN}\n"
        f"E-mail : {request.email or _NOT_GIVEN}\n"
        f"Téléphone : {request.phone or _NOT_GIVEN}\n\n"
        f"Son message :\n{request.message or '(aucun)'}"
    ]
    if request.with_plan and papers:
        blocks.append(_plan(papers))
    if request.with_transcript and transcript:
        lines = [f"{'La personne' if who == 'user' else 'Assistant'} : {words}" for who, words in transcript]
        blocks.append("Conversation :\n\n" + "\n\n".join(lines))
    blocks.append("Envoyé par le formulaire de l'assistant, avec l'accord de la personne.")
    return _SEPARATOR.join(blocks)


def attachments_of(request: Request, papers: Dossier | None) -> list[File]:
    """Return the two pages and, for a lawful plan, the calendar; nothing when the plan is not asked for."""
    if not request.with_plan or papers is None:
        return []
    return [papers.file(kind) for kind in papers.kinds if kind != "letters"]


def compose(request: Request, contact: Contact, text: str, files: Sequence[File]) -> EmailMessage:
    """Return the mail.

    Args:
        request: the form; it gives only where the answer goes.
        contact: recipient and sender.
        text: result of `text_of`.
        files: result of `attachments_of`.
    """
    sender = contact.form_from or ""
    mail = EmailMessage()
    mail["Subject"] = SUBJECT
    mail["From"] = sender
    mail["To"] = contact.form_to
    if request.email:
        mail["Reply-To"] = request.email
    mail["Date"] = format_datetime(localtime())
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    for file in files:
        maintype, _, subtype = file.content_type.partition(";")[0].partition("/")
        mail.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=file.name)
    return mail


def _plan(papers: Dossier) -> str:
    content = sheet(papers.situation)
    rows = [f"- {row['label']} : {row['value']}" for group in content["plan"] for row in group["rows"]]
    points = [f"- {point['title']}" for point in [*content["change"], *content["watch"]]]
    verdict = f"{content['verdict']['headline']} {content['checked']}"
    return "\n".join(["Son projet :", *rows, "", verdict, *points])
