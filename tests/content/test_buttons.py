"""Every button leads somewhere: to a topic, a theme, an act of the domain or a value of the plan."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

import law
from dialogue import faq, questions
from hearing import details

DOMAIN = yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))
PAYLOAD = re.compile(r"/(?P<intent>\w+)(?P<entities>\{.*\})?")
CHOICE = re.compile(r"/inform\{\"choice\": \"(.*)\"\}")
QUESTION_BUTTONS = [
    (question.id, part.name, button["title"], choice[1])
    for question in questions.questions().values()
    for part in question.parts
    for button in questions.buttons(part)
    if (choice := CHOICE.fullmatch(button["payload"]))
]


def literal_payloads() -> list[str]:
    sources = [*Path("actions").glob("*.py"), *Path("dialogue").glob("*.py")]
    written = re.compile(r"'(/\w+\{[^']*\})'|\"(/\w+)\"")
    found = [payload for path in sources for payload in written.findall(path.read_text("utf-8"))]
    return [first or second for first, second in found]


@pytest.mark.parametrize("payload", sorted(set(literal_payloads())))
def test_a_button_written_in_the_code_names_an_intent(payload: str) -> None:
    match = PAYLOAD.fullmatch(payload.replace("{{", "{").replace("}}", "}"))
    assert match and match["intent"] in DOMAIN["intents"]


@pytest.mark.parametrize("button", [faq.button(name) for name in faq.topics()], ids=lambda b: b["payload"])
def test_a_topic_button_leads_to_its_topic(button: dict[str, str]) -> None:
    match = PAYLOAD.fullmatch(button["payload"])
    assert match and match["intent"] == "faq"
    assert json.loads(match["entities"])["topic"] in faq.topics()


@pytest.mark.parametrize("button", faq.theme_buttons(), ids=lambda b: b["title"])
def test_a_theme_button_leads_to_its_theme(button: dict[str, str]) -> None:
    match = PAYLOAD.fullmatch(button["payload"])
    assert match and json.loads(match["entities"])["theme"] in faq.themes()


@pytest.mark.parametrize(("question", "part", "title", "choice"), QUESTION_BUTTONS)
def test_a_question_button_gives_values_that_the_plan_takes(
    question: str, part: str, title: str, choice: str
) -> None:
    for pair in choice.split(";"):
        name, vague, phrase = pair.partition("~")
        if vague:
            assert details.complete({"start_date": date(2026, 12, 7)}, {name: phrase}, {})[name]
            continue
        name, _, raw = pair.partition("=")
        if name == "same_goals":
            assert raw in ("true", "false")
            continue
        value = json.loads(raw) if raw in ("true", "false") or raw.isdigit() else raw
        if law.FIELDS[name].type == "list of enum":
            value = raw.split(",")
        assert law.check({name: value}, date(2026, 11, 23)).missing
        assert name in questions.fills(question)
