"""How a turn is shown on a messenger: who answers, its first page, its papers, then page by page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from channels.messaging import wording
from channels.messaging.decision import Decision
from channels.messaging.event import Event
from channels.messaging.facts import Facts
from channels.messaging.papers import Papers, offered_files
from channels.messaging.provider import Provider
from channels.messaging.render import Said, joined, pages
from serving.conversations import Turn

CHECK_PAYLOAD = "/check_plan"
_OF_A_PLAN = ("asked", "plan", "verdict", "recap", "noted", "proposal")


class Showing:
    """Shows turns.

    Args:
        papers: shows what a plan gives.
        keep_days: days after which an unused conversation is erased, as told to people.
    """

    def __init__(self, papers: Papers, keep_days: float) -> None:
        self._papers = papers
        self._keep_days = keep_days

    def first_page(
        self,
        provider: Provider,
        row: Any,
        event: Event,
        facts: Facts,
        turn: str,
        text: str,
        reply: list[dict[str, Any]],
    ) -> Decision:
        """Return how the answer to ``text``, which is the turn ``turn``, begins."""
        sheets = self._sheets(provider, row, event, reply)
        more = len(sheets) > 1
        files = [file["kind"] for said in reply for file in offered_files(said)]
        answer = joined(sheets[0], _own(facts, text), wording.MORE if more else "")
        answer = replace(answer, files=tuple(files if provider.takes_files else []))
        return Decision(answer, None, turn, 1 if more else None)

    def next_page(self, provider: Provider, row: Any, event: Event, facts: Facts) -> Decision | None:
        """Return the next page of the last turn that was shown, ``None`` when all of it was."""
        shown = next((row for row in facts.earlier if row.turn), None)
        if shown is None or shown.page is None:
            return None
        turn = next((turn for turn in facts.conversation if turn.message_id == shown.turn), None)
        if turn is None:
            return None
        sheets = self._sheets(provider, row, event, turn.reply)
        if shown.page >= len(sheets):
            return None
        following = shown.page + 1 if shown.page + 1 < len(sheets) else None
        answer = joined(sheets[shown.page], _own(facts), wording.MORE if following else "")
        return Decision(answer, None, shown.turn, following)

    def introduced(
        self, provider: Provider, facts: Facts, decision: Decision, again: bool = False
    ) -> Decision:
        """Return the decision, with who answers and what is kept in front of the very first answer."""
        if decision.answer is None or (facts.answered and not again):
            return decision
        notice = wording.welcome(self._keep_days, provider.note)
        text = "\n\n".join(part for part in (notice, decision.answer.text) if part)
        return replace(decision, answer=replace(decision.answer, text=text))

    def _sheets(
        self, provider: Provider, row: Any, event: Event, reply: list[dict[str, Any]]
    ) -> list[list[Said]]:
        with_papers = [self._papers.shown(said, provider, row.conversation) for said in reply]
        said = said_in(with_papers, event.group)
        return pages(said, provider.page_for(event), provider.size(event))


def said_in(reply: list[dict[str, Any]], group: bool) -> list[Said]:
    """Return the messages of a turn as they are shown: each choice once, no check in a group."""
    seen: set[str] = set()
    said = []
    for message in reply:
        buttons = []
        for button in message.get("buttons") or []:
            hidden = group and button["payload"].startswith(CHECK_PAYLOAD)
            if button["title"] and button["payload"] not in seen and not hidden:
                seen.add(button["payload"])
                buttons.append(button)
        said.append(Said(message.get("text") or "", tuple(buttons)))
    return said


def last_offer(conversation: list[Turn], group: bool) -> list[dict[str, Any]]:
    """Return the choices of the last turn that offered any, in the order in which they were shown."""
    for turn in reversed(conversation):
        buttons = [button for said in said_in(turn.reply, group) for button in said.buttons]
        if buttons:
            return buttons
    return []


def tells_of_a_plan(reply: list[dict[str, Any]]) -> bool:
    """Tell whether a turn asks or says anything of a plan."""
    return any(key in (said.get("custom") or {}) for said in reply for key in _OF_A_PLAN)


def _own(facts: Facts, text: str = "") -> list[str]:
    """The words of the person that markup must not touch."""
    return [words for words in (*(turn.text for turn in facts.conversation), text) if "**" in words]
