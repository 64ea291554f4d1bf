"""What a person receives to a first message: the right answer, an offer of it, a refusal or another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dialogue.clock import today
from dialogue.decide import LISTEN, next_action
from dialogue.said import Said
from dialogue.state import State
from hearing.intents.metrics import OUT_OF_SCOPE, Sentence

_TOPIC = "faq/"
ANSWERED, OFFERED, REFUSED, OTHER, NOTHING = KINDS = ("answered", "offered", "refused", "other", "nothing")


def received(said: Said, sentence: Sentence) -> str:
    """What the reply to this message is worth to somebody who asked the question of the sentence."""
    wanted = {sentence.label, *sentence.also}
    actions = list(_actions(said))
    given = [f"{_TOPIC}{topic}" for topic in said.asked_topics] if "action_answer" in actions else []
    offered = [f"{_TOPIC}{topic}" for topic in said.likely_topics]
    if given and set(given) <= wanted:
        return ANSWERED
    if wanted & {*given, *offered}:
        return OFFERED
    if given:
        return OTHER
    return REFUSED if "action_out_of_scope" in actions else NOTHING


def _actions(said: Said) -> Iterator[str]:
    """The actions of the reply, as far as they do not depend on what they change."""
    done: list[str] = []
    while (action := next_action(said, State(turn=len(done)), done, today(), 0.0)) != LISTEN:
        done.append(action)
        yield action


def figures(given: Sequence[tuple[Sentence, str]]) -> list[str]:
    """The lines of the report: questions by what they receive, then what is out of scope."""
    questions = Counter(kind for sentence, kind in given if sentence.label.startswith(_TOPIC))
    outside = Counter(kind for sentence, kind in given if sentence.label == OUT_OF_SCOPE)
    lines = []
    if total := questions.total():
        shares = ", ".join(f"{kind} {questions[kind] / total:.1%}" for kind in KINDS)
        lines.append(f"  received by {total} questions: {shares}")
    if total := outside.total():
        lines.append(f"  out of scope answered otherwise: {outside[OTHER] / total:.1%} of {total}")
    return lines
