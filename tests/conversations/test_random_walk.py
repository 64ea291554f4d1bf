"""Five hundred conversations of random acts and sentences, held through the actions with the real law.

The classifier is left out, so that every intent and confidence comes, likely or not. Whatever happens:
no exception, no silent turn, no question put a fourth time, and a verdict that is that of the plan.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import actions
import law
from actions.act import Act, answer
from dialogue.state import MAX_PUTS, State
from dialogue.turn import Turn, Understanding

for module in pkgutil.iter_modules(actions.__path__):
    importlib.import_module(f"actions.{module.name}")

TODAY = date(2026, 11, 23)
CONVERSATIONS, TURNS = 500, 25
ACTS = sorted(set(Act._acts) - {"unclear", "unreadable", "repair", "resume", "faq"})
TOPICS = ["remuneration", "duree_max", "salarie", "mineur", "accident", "no_such_topic"]
LABELS = [*ACTS, *(f"faq/{topic}" for topic in TOPICS)]
SENTENCES = (Path(__file__).parent / "random_sentences.txt").read_text(encoding="utf-8").splitlines()


def say(dice: random.Random, offered: list[dict[str, str]]) -> Understanding:
    """A button on offer one time in four, else any sentence under any label."""
    if offered and dice.random() < 0.25:
        return pressed(dice.choice(offered)["payload"])
    label, sure = dice.choice(LABELS), dice.random()
    others = dice.sample([name for name in LABELS if name != label], 3)
    ranking = ((label, sure), *((name, (1 - sure) / 4) for name in others))
    return Understanding(dice.choice(SENTENCES), label, sure, ranking)


def pressed(payload: str) -> Understanding:
    name, _, carried = payload.partition("{")
    entities = json.loads("{" + carried) if carried else {}
    return Understanding(payload, name[1:], 1.0, (), is_button=True, **entities)


@pytest.mark.parametrize("seed", range(CONVERSATIONS))
def test_a_random_conversation_ends_well(seed: int) -> None:
    dice = random.Random(seed)
    state, offered, puts = State(), [], Counter()
    for number in range(TURNS):
        heard = say(dice, offered)
        before = dict(state.puts)
        turn = Turn(heard, State.load(json.loads(json.dumps(state.dump()))), TODAY, 1000.0 + number)
        answer(turn)
        state = turn.state
        assert any(message.text or message.response for message in turn.messages), heard
        offered = [button for message in turn.messages for button in message.buttons]
        customs = [message.custom or {} for message in turn.messages]
        now = Counter(custom["asked"] for custom in customs if "asked" in custom)
        # A person who starts again, or asks to change a point, has the questions put anew.
        if set(before) - set(state.puts):
            puts.clear()
        fresh = {name for name in now if state.puts.get(name, 0) < before.get(name, 0) + now[name]}
        puts = Counter({name: n for name, n in puts.items() if name not in fresh}) + now
        assert all(count <= MAX_PUTS for count in puts.values()), puts
        for custom in customs:
            hold_verdict(custom)


def hold_verdict(custom: dict) -> None:
    """Judge a verdict again from the plan that it shows."""
    if "verdict" not in custom:
        return
    expected = law.check(custom["plan"], TODAY).as_dict()
    for name in ("verdict", "violations", "warnings", "missing"):
        assert custom[name] == expected[name]
