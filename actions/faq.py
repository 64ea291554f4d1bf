"""A question of the FAQ: its answer, its sources, and what goes with it."""

from __future__ import annotations

from dialogue import faq, notes
from dialogue.situation import audience, situations
from dialogue.turn import Turn

from .act import Act
from .unclear import offer

_PERSONAL = (
    "status",
    "age_at_start",
    "birth_date",
    "prescriber",
    "sick_leave",
    "insertion_contract",
    "prior_same_host",
)
_SECOND = 0.20


class Faq(Act):
    act = "faq"

    def respond(self, turn: Turn) -> None:
        heard, state = turn.understanding, turn.state
        name = heard.topic if heard.is_button else heard.label.removeprefix("faq/")
        topic = faq.topics().get(name or "")
        if topic is None:
            offer(turn)
            return
        state.audience = audience(turn.text) or state.audience
        note_personal_details(turn)
        state.topic = topic.name
        buttons = [] if state.asked else [faq.button(other) for other in topic.related]
        if second := second_topic(turn, topic.name):
            title = faq.topics()[second].title
            also = {"title": f"Aussi : {title}", "payload": faq.button(second)["payload"]}
            buttons = [also, *[button for button in buttons if button["payload"] != also["payload"]]]
        turn.say(
            faq.answer(topic, situations(state, turn.text)),
            buttons=buttons,
            custom=faq.as_custom(topic),
        )
        turn.put_again()


def second_topic(turn: Turn, first: str) -> str | None:
    """Another topic that the same message probably asks about."""
    others = [(name, p) for name, p in turn.understanding.topics if name != first and name in faq.topics()]
    return others[0][0] if others and others[0][1] >= _SECOND else None


def note_personal_details(turn: Turn) -> None:
    """Keep what a question tells of the person herself, and say so; hosts and advisers speak of others."""
    personal = {name: value for name, value in turn.found.fields.items() if name in _PERSONAL}
    if not personal or audience(turn.text):
        return
    new = {name: notes.plain(value) for name, value in personal.items() if name not in turn.state.plan}
    changes = notes.Changes()
    notes.write(turn.state, new, changes, turn.today)
    if changes:
        turn.say(notes.read_back(changes, turn.state.plan))
