"""« Parler à un conseiller » over HTTP: what is offered, the exact preview, the sending.

| request | answer |
|---|---|
| ``GET /chat/handover`` | 200 what is offered: ``{"mailto", "form", "appointment", "recipient", …}`` |
| ``POST /chat/handover/preview`` | 200 ``{"subject", "text", "to", "attachments"}`` |
| ``POST /chat/handover`` | 200 ``{"sent": true, "message"}`` |

The two ``POST`` take ``{"name", "email", "phone", "message", "plan", "transcript"}``, the second with
``"consent": true``. Contact data is in these bodies alone: never in a message, a log or the base.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from rasa.core.agent import Agent

from channels import documents
from channels.limits import Limit
from channels.refusals import Refused, too_many
from dossier import Dossier
from serving.conversations import BOT, USER, history, turns
from serving.database import Database
from serving.faults import TurnFailed
from serving.handover import sent
from serving.handover.contact import Contact
from serving.handover.mail import SUBJECT, attachments_of, compose, text_of
from serving.handover.offer import offer
from serving.handover.request import Request, RequestRefusedError, read_request
from serving.handover.smtp import MailDownError, MailRefusedError, send
from serving.settings import Settings

logger = logging.getLogger(__name__)

NO_FORM = Refused(404, "handover_off", "Ce formulaire n'est pas ouvert ici.")
NO_CONSENT = Refused(422, "consent_missing", "Rien n'est parti : cochez d'abord la case d'accord.")
REFUSED = (
    "Rien n'est parti : le message a été refusé à l'arrivée. Rien n'est gardé. "
    "Écrivez ou téléphonez vous-même."
)
DOWN = (
    "Rien n'est parti : la messagerie ne répond pas. Rien n'est gardé. "
    "Réessayez plus tard, ou écrivez ou téléphonez vous-même."
)
SENT = "C'est envoyé. Destinataire : {recipient}. {delay}"
WILL_ANSWER = "Vous aurez une réponse à l'adresse ou au numéro donnés."


class Handover:
    """Sends what a person agreed to send.

    Args:
        settings: limits and keys.
        contact: who is reached, and by which server.
        database: where the conversations are.
    """

    def __init__(self, settings: Settings, contact: Contact, database: Database) -> None:
        self._contact = contact
        self._database = database
        self._by_conversation = Limit("mails of a conversation", "3/day", settings)
        self._by_address = Limit("mails of an address", "10/day", settings)

    @property
    def is_open(self) -> bool:
        """Whether there is a form."""
        return self._contact.mailer is not None

    async def offer(self, agent: Agent | None, sender_id: str) -> dict[str, Any]:
        """Return what is offered to this conversation."""
        return {**offer(self._contact, await self._papers(agent, sender_id)), "keeps": self._contact.keeps}

    async def preview(self, agent: Agent | None, sender_id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return the exact mail that would leave.

        Raises:
            Refused: there is no form, or it cannot be sent as it is.
        """
        request = self._read(fields)
        papers = await self._papers(agent, sender_id)
        return {
            "subject": SUBJECT,
            "to": self._contact.recipient,
            "text": await self._text(request, papers, sender_id),
            "attachments": [file.name for file in await _in_thread(attachments_of, request, papers)],
            "keeps": self._contact.keeps,
        }

    async def send(
        self, agent: Agent | None, sender_id: str, address: str, fields: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Send the mail, once, and say that it left.

        Args:
            agent: the agent, for the plan of the conversation.
            sender_id: the conversation.
            address: a keyed hash of the address of the request, to count against.
            fields: the form, with its consent.

        Raises:
            Refused: nothing left; the message says why.
        """
        request = self._read(fields)
        if not request.consent:
            raise NO_CONSENT
        wait = await self._by_conversation.wait_for(sender_id) or await self._by_address.wait_for(address)
        if wait:
            raise too_many(wait, "Trop d'envois aujourd'hui. Réessayez demain, ou téléphonez.")
        papers = await self._papers(agent, sender_id)
        text = await self._text(request, papers, sender_id)
        files = await _in_thread(attachments_of, request, papers)
        mail = compose(request, self._contact, text, files)
        try:
            await _in_thread(send, mail, self._contact.mailer)
        except MailDownError as error:
            logger.error("mail not sent", extra={"cause": error.cause})
            raise Refused(503, "handover_down", DOWN) from None
        except MailRefusedError as error:
            logger.error("mail refused", extra={"cause": error.cause})
            raise Refused(503, "handover_refused", REFUSED) from None
        logger.info("mail sent")
        # It has left, whatever becomes of the count.
        with suppress(TurnFailed):
            await self._database.run(lambda connection: sent.keep(connection, sender_id))
        delay = self._contact.delay or WILL_ANSWER
        return {"sent": True, "message": SENT.format(recipient=self._contact.recipient, delay=delay)}

    def _read(self, fields: Mapping[str, Any]) -> Request:
        if not self.is_open:
            raise NO_FORM
        try:
            return read_request(fields)
        except RequestRefusedError as error:
            raise Refused(422, f"{error.field}_invalid", str(error)) from None

    async def _papers(self, agent: Agent | None, sender_id: str) -> Dossier | None:
        try:
            return await documents.papers_from(agent, sender_id)
        except Refused:  # there is no plan yet: a person can be reached all the same
            return None

    async def _text(self, request: Request, papers: Dossier | None, sender_id: str) -> str:
        transcript: list[tuple[str, str]] = []
        if request.with_transcript:
            conversation = await self._database.run(lambda connection: turns(connection, sender_id))
            transcript = [
                (USER if message["from"] == USER else BOT, message["text"])
                for message in history(conversation or [])
                if message["text"]
            ]
        return text_of(request, papers, transcript)


async def _in_thread(work: Any, *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(None, work, *arguments)
