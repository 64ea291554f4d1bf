"""Five hundred conversations of random things said, held through the policy's decision and the actions.

Hearing is left out, so that every entity and role comes, likely or not. Whatever happens: no exception, no
silent turn, no question put a fourth time, and a verdict that is that of the plan.
"""

from __future__ import annotations

import json
import random
from datetime import date

import pytest

import law
from dialogue import questions
from dialogue.buttons import pressed
from dialogue.decide import CONTROLS
from dialogue.said import Said
from dialogue.state import MAX_PUTS, State
from tests.replies import reply

TODAY = date(2026, 11, 23)
CONVERSATIONS, TURNS = 500, 25
TOPICS = ["remuneration", "duree_max", "salarie", "mineur", "accident", "no_such_topic"]
DATES = ["2026-12-07", "2026-12-18", "2027-01-04", "2027-02-28", "2009-01-03", "2026-01-01"]
ROLES = ["stated"] * 6 + ["corrected", "supposed", "doubtful"]
INTENTS = ["inform", "faq", "affirm", "deny", "correct", "out_of_scope", "dont_know"]


def any_value(dice: random.Random, field: law.Field) -> object:
    if field.type == "boolean":
        return dice.random() < 0.5
    if field.type == "list of enum":
        values = list(field.values) or ["mon", "tue", "sat", "sun"]
        return dice.sample(values, dice.randint(1, min(3, len(values))))
    if field.type == "enum":
        return dice.choice(list(field.values))
    if field.type == "date":
        return dice.choice(DATES)
    if field.type == "time":
        return dice.choice(["06:00", "08:30", "22:00"])
    if field.type in ("integer", "number"):
        return dice.choice([1, 7, 15, 17, 18, 24])
    return [{"start_date": "2026-09-01", "end_date": "2026-09-15"}]


def any_entity(dice: random.Random) -> dict:
    kind = dice.random()
    if kind < 0.5:
        name = dice.choice(list(law.FIELDS))
        return {"entity": name, "value": any_value(dice, law.FIELDS[name]), "role": dice.choice(ROLES)}
    if kind < 0.6:
        name = dice.choice(list(law.FIELDS))
        return {"entity": name, "value": None, "role": "emptied"}
    if kind < 0.7:
        return {"entity": "topic", "value": dice.choice(TOPICS), "role": dice.choice(["asked", "likely"])}
    if kind < 0.8:
        return {"entity": "answer", "value": dice.choice(["yes", "no", "unsure"])}
    if kind < 0.95:
        return {"entity": "control", "value": dice.choice([*CONTROLS, "unreadable"])}
    if kind < 0.97:
        return {"entity": "distress", "value": True, "role": dice.choice(["said", "doubt"])}
    return {"entity": "end_date", "value": dice.choice(["un mois", "trois semaines"]), "role": "vague"}


def any_message(dice: random.Random, offered: list[dict[str, str]]) -> Said:
    """A button on offer one time in four, else up to four random things said."""
    if offered and dice.random() < 0.25:
        name, _, carried = dice.choice(offered)["payload"].partition("{")
        entities = json.loads("{" + carried) if carried else {}
        return pressed(name[1:], [{"entity": key, "value": value} for key, value in entities.items()])
    entities = tuple(any_entity(dice) for _ in range(dice.randint(0, 4)))
    return Said(dice.choice(INTENTS), entities)


@pytest.mark.parametrize("seed", range(CONVERSATIONS))
def test_a_random_conversation_ends_well(seed: int) -> None:
    dice = random.Random(seed)
    state, offered = State(), []
    for number in range(TURNS):
        said = any_message(dice, offered)
        done, messages, state = reply(state, said, TODAY, 1000.0 + number)
        assert any(message.text or message.response for message in messages), (said, done)
        offered = [button for message in messages for button in message.buttons]
        assert all(state.puts.get(name, 0) <= MAX_PUTS for name in questions.questions()), state.puts
        for message in messages:
            hold_verdict(message.custom)


def hold_verdict(custom: dict) -> None:
    """Judge a verdict again from the plan that it shows."""
    if "verdict" not in custom:
        return
    expected = law.check(custom["plan"], TODAY).as_dict()
    for name in ("verdict", "violations", "warnings", "missing"):
        assert custom[name] == expected[name]
