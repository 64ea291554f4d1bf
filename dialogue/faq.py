"""The answers of `data/faq`, one file a topic, and the themes that group them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import law
from law.yaml_files import load_yaml

from . import describe
from .speech import ADVISER, HOST, PARENT, PERSON

FOLDER = Path(__file__).parent.parent / "data" / "faq"
OTHERS = (HOST, ADVISER, PARENT)
_SHOWN_SOURCES = 3
# Most texts are written to the person of the plan. These two are written to whoever reads them.
_TO_ANYBODY = ("donnees", "prescrire")
_VOUS = re.compile(r"\b(vous|votre|vos)\b", re.IGNORECASE)
_WHO_VOUS_IS = {
    HOST: "Ci-dessus, « vous » est la personne que vous accueillez.",
    ADVISER: "Ci-dessus, « vous » est la personne que vous suivez.",
    PARENT: "Ci-dessus, « vous » est votre enfant.",
}


@dataclass(frozen=True)
class Angle:
    """One question inside a topic, and its short answer.

    says: the sense of the answer's first word: "yes", "no", "depends" or "fact". others: the answer by
    speaker, where it is said otherwise than to the person.
    """

    topic: str
    id: str
    question: str
    says: str
    text: str
    others: dict[str, str]
    sources: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name among all, "<topic>/<angle>"."""
        return f"{self.topic}/{self.id}"

    def text_for(self, speaker: str | None) -> str:
        """The answer as it is said to this speaker; None is the person of the plan."""
        return self.others.get(speaker or PERSON, self.text)


@dataclass(frozen=True)
class Topic:
    """One topic: its button words, its answer, its sources, what differs by situation, its angles."""

    name: str
    title: str
    text: str
    sources: tuple[str, ...]
    checked: date
    related: tuple[str, ...]
    situations: dict[str, str]
    angles: tuple[Angle, ...]


@dataclass(frozen=True)
class Theme:
    """A group of topics, in the words of a person."""

    id: str
    title: str
    topics: tuple[str, ...]


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """All topics by name."""
    return {path.stem: _topic(path) for path in sorted(FOLDER.glob("*.yml"))}


def angle(name: Any) -> Angle | None:
    """The angle of that name, "<topic>/<angle>"; None when there is none."""
    topic = topics().get(str(name).partition("/")[0])
    return next((one for one in topic.angles if one.name == name), None) if topic else None


@lru_cache(maxsize=1)
def themes() -> dict[str, Theme]:
    """All themes by id, in the order in which they are offered."""
    entries = load_yaml(Path(__file__).parent / "themes.yml")
    return {e["id"]: Theme(e["id"], e["title"], tuple(e["topics"])) for e in entries}


def _topic(path: Path) -> Topic:
    content = load_yaml(path)
    response = content["responses"][f"utter_faq/{path.stem}"][0]
    about = response["metadata"]
    return Topic(
        path.stem,
        about["title"],
        response["text"].strip(),
        tuple(str(key) for key in about["sources"]),
        date.fromisoformat(str(about["checked"])),
        tuple(about["related"]),
        {key: text.strip() for key, text in (about.get("situations") or {}).items()},
        tuple(_angle(path.stem, entry) for entry in about.get("angles") or ()),
    )


def _angle(topic: str, entry: dict[str, Any]) -> Angle:
    return Angle(
        topic,
        entry["id"],
        entry["question"],
        entry["says"],
        entry["text"].strip(),
        {speaker: entry[speaker].strip() for speaker in OTHERS if speaker in entry},
        tuple(str(key) for key in entry["sources"]),
    )


def button(name: str) -> dict[str, str]:
    """The button that asks a topic."""
    return {"title": topics()[name].title, "payload": f'/faq{{"topic": "{name}"}}'}


def angle_button(one: Angle) -> dict[str, str]:
    """The button that asks the question of an angle."""
    payload = f'/faq{{"topic": "{one.topic}", "angle": "{one.id}"}}'
    return {"title": one.question, "payload": payload}


def more_button(name: str, title: str = "En savoir plus") -> dict[str, str]:
    """The button that asks for the whole text of a topic."""
    return {"title": title, "payload": f'/faq{{"topic": "{name}", "choice": "more"}}'}


def theme_buttons() -> list[dict[str, str]]:
    """One button a theme."""
    return [
        {"title": theme.title, "payload": f'/capabilities{{"theme": "{theme.id}"}}'}
        for theme in themes().values()
    ]


def answer(topic: Topic, situations: list[str], speaker: str | None = None) -> str:
    """The answer, what it means in the known situations, and its sources with their links."""
    told = [topic.situations[key] for key in situations if key in topic.situations]
    meant = _who_vous_is(topic.name, topic.text, speaker)
    return "\n\n".join([topic.text, *meant, *told, _sources(topic.sources, topic.checked)])


def short_answer(one: Angle, speaker: str | None, situations: list[str]) -> str:
    """The answer of an angle to this speaker, what it means in the known situations, and its sources."""
    topic = topics()[one.topic]
    told = [topic.situations[key] for key in situations if key in topic.situations]
    meant = [] if speaker in one.others else _who_vous_is(one.topic, one.text, speaker)
    return "\n\n".join([one.text_for(speaker), *meant, *told, _sources(one.sources, topic.checked)])


def _who_vous_is(topic: str, text: str, speaker: str | None) -> list[str]:
    """A line for a host, an adviser or a parent who reads a text that was written to the person."""
    to_the_person = topic not in _TO_ANYBODY and _VOUS.search(text)
    return [_WHO_VOUS_IS[speaker]] if speaker in _WHO_VOUS_IS and to_the_person else []


def _sources(keys: tuple[str, ...], checked: date) -> str:
    shown = [law.article(key) for key in keys[:_SHOWN_SOURCES]]
    named = " ; ".join(f"{ref.label}, {ref.url}" if ref.url else ref.label for ref in shown)
    word = "Source" if len(shown) == 1 else "Sources"
    return f"{word} : {named}. Vérifié le {describe.day(checked)}."


def as_custom(topic: Topic, one: Angle | None = None) -> dict[str, Any]:
    """The answer for programs."""
    references = [law.article(key) for key in (one or topic).sources]
    return {
        "topic": topic.name,
        **({"angle": one.id} if one else {}),
        "sources": [{"label": ref.label, "url": ref.url} for ref in references],
        "related": list(topic.related),
    }
