"""What is told of a topic: the short answer of an angle, the whole text, or the questions that are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from . import describe, faq
from .ages import MAJORITY, known_age
from .clock import today
from .faq import Angle, Topic
from .situation import situations
from .speech import ADVISER, HOST, say
from .state import State

MOST_OFFERS = 3
# An answer given as late as that many turns before is still under the eyes.
_STILL_SEEN = 2
_REMEMBERED = 12
# Below so many words, what follows the first paragraph is as well read at once.
_WORTH_FOLDING = 40
_RULES, _OF_ADULTS_TOO = "mineur", ("mineur/guardianship", "mineur/turning_eighteen")
# The same question asked of an adult and of a minor.
_FOR_MINORS = {
    "taches/machines_and_acts": "taches/minor_danger",
    "nuit_dimanche_feries/night": "nuit_dimanche_feries/minor",
    "nuit_dimanche_feries/public_holiday": "nuit_dimanche_feries/minor",
    "horaires/hours_a_day": "horaires/minor_hours",
    "horaires/hours_a_week": "horaires/minor_hours",
}
_FOR_ADULTS = {minor: adult for adult, minor in reversed(_FOR_MINORS.items())}
_OF_A_WEEK = ("horaires/hours_a_week", "horaires/minor_hours")
_TOO_OLD = ("beneficiaires/too_old",)
Button = dict[str, str]


@dataclass(frozen=True)
class Told:
    """An answer: `more` are the buttons to its whole text, `offers` those of other questions of its topic."""

    text: str
    custom: dict[str, Any]
    more: list[Button] = field(default_factory=list)
    offers: list[Button] = field(default_factory=list)


def answer(state: State, topic: Topic, angle: Angle | None, likely: Sequence[str] = ()) -> Told:
    """The answer to a question; it is remembered, so that it is not told whole twice in a row.

    angle: the one that is asked, None when none is sure. likely: names of angles that may be asked.
    """
    if angle and not _is_seen(state, angle.name):
        return short(state, angle)
    if topic.angles and _is_seen(state, topic.name):
        return _left(state, topic, likely)
    told = whole(state, topic, likely)
    return replace(told, text=_counted(state, angle) + told.text) if angle else folded(topic, told)


def for_the_age(angle: Angle | None, state: State) -> Angle | None:
    """The question as it is for the age that is known: « puis-je toucher aux machines ? » of who is 16."""
    if angle is None or (minor := _is_minor(state)) is None:
        return angle
    return faq.angle((_FOR_MINORS if minor else _FOR_ADULTS).get(angle.name)) or angle


def suits(name: str, state: State) -> bool:
    """Whether a topic, or an angle, may be offered to somebody of the age that is known."""
    minor = _is_minor(state)
    if minor is None:
        return True
    of_minors = name in _FOR_ADULTS or (name.partition("/")[0] == _RULES and name not in _OF_ADULTS_TOO)
    return name not in _TOO_OLD if minor else not of_minors


def for_adults(state: State, topic: str, angle: str | None) -> str:
    """What comes before the rules of minors when the person is known to be an adult; nothing else."""
    if topic != _RULES or angle in _OF_ADULTS_TOO or _is_minor(state) is not False:
        return ""
    age = str(known_age(state.plan, today()))
    text = (
        "{Vous aurez {age} ans : vous êtes majeur et vous signez seul|La personne aura {age} ans : elle est"
        " majeure et signe seule|parent: Votre enfant aura {age} ans : il est majeur et signe seul}."
        " Ce qui suit vaut avant 18 ans.\n\n"
    )
    return say(text.replace("{age}", age), state.speaker)


def _is_minor(state: State) -> bool | None:
    age = known_age(state.plan, today())
    return None if age is None else age < MAJORITY


def again(state: State) -> Told | None:
    """The last answer once more; None when there was none."""
    given = state.topics[-1][0] if state.topics else state.topic
    angle, topic = faq.angle(given), faq.topics().get(given or "")
    return short(state, angle) if angle else whole(state, topic) if topic else None


def short(state: State, angle: Angle) -> Told:
    """The short answer of an angle."""
    topic = faq.topics()[angle.topic]
    text = _counted(state, angle) + faq.short_answer(angle, state.speaker, _situations_to_tell(state, topic))
    _remember(state, topic, angle.name)
    return Told(text, faq.as_custom(topic, angle), [faq.more_button(topic.name)], _others(state, topic))


def _counted(state: State, angle: Angle) -> str:
    """The hours of a week that the plan makes, if it tells them, before what the law says of them."""
    daily, days = state.plan.get("daily_hours"), state.plan.get("worked_weekdays")
    if angle.name not in _OF_A_WEEK or daily is None or not days:
        return ""
    return f"Avec ce que j'ai noté, cela fait {describe.hours(daily * len(days))} par semaine.\n\n"


def whole(state: State, topic: Topic, likely: Sequence[str] = ()) -> Told:
    """The whole text of a topic."""
    _remember(state, topic, topic.name)
    related = [faq.button(name) for name in topic.related]
    offers = _others(state, topic, likely) or related
    return Told(faq.answer(topic, situations(state), state.speaker), faq.as_custom(topic), offers=offers)


def folded(topic: Topic, told: Told) -> Told:
    """The whole text of a topic that was not asked for whole: a screen shows `rest` on demand."""
    rest = topic.text.partition("\n\n")[2]
    return replace(told, custom={**told.custom, "rest": rest}) if len(rest.split()) > _WORTH_FOLDING else told


def _left(state: State, topic: Topic, likely: Sequence[str]) -> Told:
    state.topic = topic.name
    text = f"Ma réponse sur « {topic.title} » est juste au-dessus. Que voulez-vous savoir de plus ?"
    again = faq.more_button(topic.name, "Relire la réponse")
    return Told(text, faq.as_custom(topic), [again], _others(state, topic, likely))


def _others(state: State, topic: Topic, likely: Sequence[str] = ()) -> list[Button]:
    """Questions of a topic that were not answered just now, the likely ones first."""
    left = [a for a in topic.angles if not _is_seen(state, a.name) and suits(a.name, state)]
    left.sort(key=lambda angle: likely.index(angle.name) if angle.name in likely else len(likely))
    return [faq.angle_button(angle) for angle in left[:MOST_OFFERS]]


def _situations_to_tell(state: State, topic: Topic) -> list[str]:
    """What the situation changes to a topic: told once, beside a short answer, to the person or a parent."""
    told = any(name.partition("/")[0] == topic.name for name, _ in state.topics)
    return [] if told or state.speaker in (HOST, ADVISER) else situations(state)


def _is_seen(state: State, name: str) -> bool:
    return any(given == name and 0 < state.turn - turn <= _STILL_SEEN for given, turn in state.topics)


def _remember(state: State, topic: Topic, name: str) -> None:
    state.topic = topic.name
    state.topics = [*state.topics, [name, state.turn]][-_REMEMBERED:]
