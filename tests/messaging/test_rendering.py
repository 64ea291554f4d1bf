"""Every answer through every renderer: within the limits, no sentence cut, every link whole."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import law
from channels.messaging import choices, gsm7, render
from channels.messaging.catalogue import configured
from channels.messaging.event import TEXT, Event
from channels.messaging.render import Answer, Said
from dialogue import verdict
from tests.dossier.plans import GOLDEN, SPEAKERS, TODAY

from .fakes import meta, slack, telegram, twilio
from .fakes.meta import messenger_problem, whatsapp_problem
from .fakes.slack import FakeSlack
from .fakes.telegram import FakeTelegram

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"https?://\S+")
ADDRESS = {"chat": 1, "to": "+33600000001", "from": twilio.NUMBER, "room": "!r:s", "channel": "D1"}
EVENT = Event("1", TEXT, ("1",), {**ADDRESS, "message": "m"})
VARIABLES = {
    "TELEGRAM_TOKEN": telegram.TOKEN,
    "MATRIX_HOMESERVER": "https://matrix.example",
    "MATRIX_TOKEN": "syt_0123456789abcdefghij",
    "WHATSAPP_TOKEN": meta.TOKEN,
    "WHATSAPP_NUMBER_ID": meta.NUMBER_ID,
    "MESSENGER_PAGE_TOKEN": meta.TOKEN,
    "META_APP_SECRET": meta.APP_SECRET,
    "META_VERIFY_TOKEN": meta.VERIFY_TOKEN,
    "TWILIO_ACCOUNT": twilio.ACCOUNT,
    "TWILIO_AUTH_TOKEN": twilio.TOKEN,
    "TWILIO_FROM": twilio.NUMBER,
    "TWILIO_PUBLIC_URL": twilio.PUBLIC_URL,
    "SLACK_BOT_TOKEN": slack.TOKEN,
    "SLACK_SIGNING_SECRET": slack.SECRET,
}
PROVIDERS = {provider.name: provider for provider in configured(VARIABLES)}


@cache
def answers() -> list[str]:
    """The texts of every topic and of the domain."""
    texts = []
    for file in [ROOT / "domain.yml", *sorted((ROOT / "data" / "faq").glob("*.yml"))]:
        for responses in (yaml.safe_load(file.read_text(encoding="utf-8")).get("responses") or {}).values():
            texts += [response["text"] for response in responses if response.get("text")]
            texts += [text for response in responses for text in _short_answers(response)]
    return texts


def _short_answers(response: dict) -> list[str]:
    """The short answers inside a topic, to each speaker."""
    angles = (response.get("metadata") or {}).get("angles") or []
    return [angle[key] for angle in angles for key in ("text", *SPEAKERS) if angle.get(key)]


def problem(name: str, body: dict) -> str:
    """What the provider's server would say against a body; empty when nothing."""
    if name == "telegram":
        return FakeTelegram().problem(body)
    if name == "slack":
        return FakeSlack().problem(body)
    if name == "whatsapp":
        return whatsapp_problem(body)
    if name == "messenger":
        return messenger_problem(body)
    if name == "sms":
        return "" if 1 <= len(body["Body"]) <= 1600 else "21617"
    return "" if len(str(body["content"]).encode()) < 65_000 else "M_TOO_LARGE"


def text_of(body: dict) -> str:
    """The text of a body of any provider."""
    for path in (("text", "body"), ("interactive", "body", "text"), ("message", "text"), ("content", "body")):
        found = body
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, str):
            return found
    return body.get("text") or body.get("Body") or ""


def test_all_six_providers_are_switched_on_by_their_settings():
    assert set(PROVIDERS) == {"telegram", "matrix", "whatsapp", "sms", "slack", "messenger"}
    assert configured({}) == []


@cache
def verdicts() -> list[str]:
    """What is said of every golden plan, to each speaker."""
    texts = []
    for plan in filter(None, GOLDEN.values()):
        result = law.check(plan, TODAY)
        for speaker in SPEAKERS:
            texts += [
                verdict.tell(result, plan, TODAY, speaker),
                verdict.tell_next(result, plan, TODAY, speaker),
            ]
    return texts


def bare(text: str) -> str:
    """A text without what a messenger's markup and alphabet change in it."""
    text = html.unescape(re.sub(r"</?(b|br)>", "", text)).replace("*", "").replace("\u2060", "")
    return gsm7.fold(text).strip()


@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("source", [answers, verdicts])
def test_31_every_answer_and_verdict_is_within_the_limits_and_no_sentence_nor_link_is_cut(name, source):
    texts = source()
    assert len(texts) > 50
    for text in texts:
        bodies = PROVIDERS[name].render(Answer(text), EVENT, lambda payload: payload[:16])
        assert [problem(name, body) for body in bodies] == [""] * len(bodies)
        parts = [bare(text_of(body)) for body in bodies]
        assert " ".join(parts).split() == bare(text).split()
        lines = {bare(line) for line in text.splitlines()}
        for part in parts[:-1]:
            assert part[-1] in ".!?" or part.splitlines()[-1].strip() in lines
        for link in LINK.findall(text):
            assert any(link in part for part in parts)


@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("length", [641, 1025, 1601, 2001, 4097, 12_000])
def test_32_38_a_text_over_each_limit_is_split_and_loses_nothing(name, length):
    text = ("Ça va 😀 bien. " * length)[:length].strip()
    bodies = PROVIDERS[name].render(Answer(text), EVENT, str)
    assert [problem(name, body) for body in bodies] == [""] * len(bodies)
    words = " ".join(map(text_of, bodies)).split()
    assert words == (gsm7.fold(text) if name == "sms" else text).split()


@given(st.text(alphabet="ab .\n*é😀👨‍👩‍👧", max_size=300), st.integers(5, 60))
def test_38_a_split_keeps_every_character_and_every_emoji(text, limit):
    parts = render.split(text, limit)
    squeezed = "".join(text.split()).replace("*", "")
    assert "".join("".join(parts).split()).replace("*", "") == squeezed
    for part in parts:
        part.encode("utf-8")


@given(st.integers(20, 400))
def test_a_link_is_never_cut_where_it_fits(limit):
    link = "https://www.legifrance.gouv.fr/a1"
    text = f"Un mot. {link} Deux mots, puis {link}, fin de phrase. " * 5
    parts = render.split(text, max(limit, len(link) + 10))
    assert sum(part.count(link) for part in parts) == 10


def titled(*titles: str) -> list[dict[str, str]]:
    return [{"title": title, "payload": f"/p{number}"} for number, title in enumerate(titles)]


@given(
    st.lists(st.text(alphabet="abcdé …", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=14)
)
def test_35_two_choices_are_never_shown_alike(titles):
    for provider in PROVIDERS.values():
        layout = choices.arrange(titled(*titles), provider.choices)
        shown = [choice.title for choice in layout.choices]
        assert len(shown) == len(titles) and len(set(shown)) == len(shown)
        assert [choice.full for choice in layout.choices] == titles


@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("titles", [("Un métier", "Un metier"), ("x" * 80, "y" * 80)])
def test_35_titles_that_fit_no_button_are_read_in_full(name, titles):
    answer = Answer("Lequel ?", tuple(titled(*titles)))
    bodies = PROVIDERS[name].render(answer, EVENT, lambda payload: payload)
    assert [problem(name, body) for body in bodies] == [""] * len(bodies)
    shown = "\n".join(map(text_of, bodies))
    for letter, title in zip("ab", titles, strict=True):
        assert f"{letter}) {gsm7.fold(title) if name == 'sms' else title}" in shown


def test_a_short_title_is_used_when_there_is_one_and_is_never_needed():
    buttons = [{"title": "Un titre de plus de vingt caractères", "payload": "/a", "short": "Un titre"}]
    assert choices.arrange(buttons, PROVIDERS["whatsapp"].choices).choices[0].title == "Un titre"
    assert choices.arrange(titled("x" * 80), PROVIDERS["whatsapp"].choices).form == choices.LETTERS


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("😀" * 35, 1),
    ],
)
def test_37_segments_are_counted_as_the_operator_does(text, count):
    assert gsm7.segments(text) == count


def test_37_french_is_folded_into_the_alphabet_of_sms():
    assert (
        gsm7.fold("« Même » l’été… à Noël : 35 h – œuvre ✔ 😀 ça")
        == '" Meme " l\'été... à Noel : 35 h - oeuvre OK :  ca'
    )
    assert gsm7.fold("Привет") == "Привет"


def test_a_page_of_a_long_answer_keeps_the_question_that_follows():
    said = [Said("Un.\n\n" + "Long. " * 200), Said("Quel âge ?", ({"title": "?", "payload": "/x"},))]
    first, *rest = render.pages(said, 459, gsm7.length)
    assert [message.text for message in first] == ["Un.", "Quel âge ?"]
    assert sum(page[0].text.count("Long.") for page in rest) == 200


def test_of_two_answers_each_begins_on_the_first_page():
    paragraphs = ["Suite de la réponse. " * 7] * 4
    said = [Said("\n\n".join([f"{name} répond.", *paragraphs, "Source."])) for name in ("Un", "Deux")]
    first, *rest = render.pages(said, 459, gsm7.length)
    assert [message.text.split(".")[0] for message in first] == ["Un répond", "Deux répond"]
    assert sum(gsm7.length(message.text) for message in first) <= 459
    whole = " ".join(message.text for page in (first, *rest) for message in page)
    assert whole.count("Suite de la réponse.") == 56 and whole.count("Source.") == 2


def test_in_distress_the_number_to_call_is_in_the_first_page_of_an_sms():
    texts = [text for text in answers() if "3114" in text]
    assert texts
    for text in texts:
        assert "3114" in render.pages([Said(text)], PROVIDERS["sms"].page, gsm7.length)[0][0].text
