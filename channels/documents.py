"""The papers of a conversation, made again from its slots at each request: nothing is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from rasa.core.agent import Agent
from sanic.response import HTTPResponse, raw

import dossier
from channels.refusals import Refused
from dialogue.clock import today
from dialogue.state import State
from serving.faults import MODEL, TurnFailed

NO_PLAN = Refused(404, "dossier_empty", "Il n'y a pas encore de projet : parlez-en d'abord à l'assistant.")
NO_CALENDAR = Refused(
    409, "calendar_not_lawful", "L'agenda se fait quand le projet est complet et respecte les règles."
)
NO_SUCH_FILE = Refused(404, "not_found", "Ce document n'existe pas.")
_KINDS = (dossier.PDF, dossier.ICS, dossier.LETTERS)


def papers_of(slots: Mapping[str, Any], sender_id: str) -> dossier.Dossier:
    """Return the papers of a conversation.

    Args:
        slots: the slots of its tracker, by name.
        sender_id: the conversation; it tells its events from those of another one in a calendar.

    Raises:
        Refused: 404, there is no plan yet.
    """
    state = State.from_slots(slots.get)
    try:
        return dossier.make(state.plan, today(), state.speaker, state.department, sender_id, state.trade)
    except dossier.EmptyPlanError:
        raise NO_PLAN from None


async def papers_from(agent: Agent | None, sender_id: str) -> dossier.Dossier:
    """Return the papers of a stored conversation.

    Raises:
        Refused: 404, there is no plan, or no conversation any more.
        TurnFailed: the model or the store is not there.
    """
    if agent is None or not agent.is_ready():
        raise TurnFailed(MODEL, "no agent")
    tracker = await agent.tracker_store.retrieve(sender_id)
    return papers_of(tracker.current_slot_values() if tracker else {}, sender_id)


async def file_of(papers: dossier.Dossier, kind: str) -> dossier.File:
    """Return one file, made in a thread: Typst works for some hundredths of a second.

    Raises:
        Refused: 404 for an unknown kind, 409 for a calendar of a plan that is not lawful.
    """
    if kind not in _KINDS:
        raise NO_SUCH_FILE
    try:
        return await asyncio.get_running_loop().run_in_executor(None, papers.file, kind)
    except dossier.NoCalendarError:
        raise NO_CALENDAR from None


def as_download(file: dossier.File) -> HTTPResponse:
    """Return a file as an answer that is saved, neither shown nor kept on the way."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "X-Robots-Tag": "noindex, nofollow",
    }
    return raw(file.content, headers=headers, content_type=file.content_type)
