"""The papers of a plan on a messenger: the files where it takes any, else links of fifteen minutes.

Nothing is stored: a part that is a file holds its kind alone, and the file is made again at each sending.
"""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent

from channels import documents
from channels.links import Links
from channels.messaging import wording
from channels.messaging.event import Event
from channels.messaging.provider import Provider
from channels.messaging.render import Answer
from channels.messaging.sending import NEVER, Client, Outcome
from channels.refusals import Refused
from serving.settings import Settings

FILE = "file"


class Papers:
    """Shows and sends papers.

    Args:
        settings: for the links.
    """

    def __init__(self, settings: Settings) -> None:
        self._links = Links(settings)

    def shown(self, said: dict[str, Any], provider: Provider, conversation: str) -> dict[str, Any]:
        """Return a message of a turn with what stands in its text for the files it offers."""
        files = offered_files(said)
        if not files or provider.takes_files:
            return said
        return {
            **said,
            "text": "\n".join(part for part in (said.get("text"), self._linked(files, conversation)) if part),
        }

    async def send(
        self,
        agent: Agent | None,
        provider: Provider,
        client: Client,
        event: Event,
        conversation: str,
        body: dict[str, Any],
        part_id: str,
    ) -> Outcome:
        """Make one file and send it; a messenger that refuses it gets its link.

        Raises:
            TurnFailed: the plan cannot be read now.
        """
        try:
            papers = await documents.papers_from(agent, conversation)
            file = await documents.file_of(papers, body[FILE])
        except Refused as refused:
            # The plan changed between the answer and this part.
            return await self._say(provider, client, event, refused.message, part_id)
        outcome = await provider.send_file(client, event, file, part_id)
        if outcome.kind != NEVER:
            return outcome
        link = self._linked([{"kind": file.kind, "title": file.title}], conversation)
        return await self._say(provider, client, event, link, part_id)

    @staticmethod
    async def _say(provider: Provider, client: Client, event: Event, text: str, part_id: str) -> Outcome:
        body = provider.render(Answer(text), event, str)[0]
        return provider.outcome(await client.call(provider.call(body, part_id)))

    def _linked(self, files: list[dict[str, Any]], conversation: str) -> str:
        links = [(file["title"], self._links.url(file["kind"], conversation)) for file in files]
        lines = [f"{title} : {url}" for title, url in links if url]
        return "\n".join([*lines, wording.LINKS_END if lines else wording.NO_FILE])


def offered_files(said: dict[str, Any]) -> list[dict[str, Any]]:
    """The files that a message of a turn offers."""
    return ((said.get("custom") or {}).get("dossier") or {}).get("files") or []
