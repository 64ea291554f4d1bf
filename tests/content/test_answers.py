"""Every topic of data/faq can be asked, is answered in plain words, and rests on a source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import law
from dialogue import faq

FOLDER = Path("data/faq")
TOPICS = sorted(path.stem for path in FOLDER.glob("*.yml"))
JARGON = ("susmentionné", "nonobstant", "ledit", "afférent", "subséquent", "stipul", "sus-", "infra", "supra")


def content(topic: str) -> dict:
    return yaml.safe_load((FOLDER / f"{topic}.yml").read_text(encoding="utf-8"))


def test_there_are_sixty_one_topics() -> None:
    assert len(TOPICS) == 61


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_holds_its_questions_its_answer_and_its_sources(topic: str) -> None:
    entry = content(topic)
    assert list(entry["responses"]) == [f"utter_faq/{topic}"]
    assert {block["intent"] for block in entry["nlu"]} == {f"faq/{topic}"}
    assert sum(len(block["examples"].splitlines()) for block in entry["nlu"]) >= 60
    about = entry["responses"][f"utter_faq/{topic}"][0]["metadata"]
    assert about["sources"]
    for key in about["sources"]:
        assert law.article(key).label


@pytest.mark.parametrize("topic", TOPICS)
def test_an_answer_is_short_and_plain(topic: str) -> None:
    entry = faq.topics()[topic]
    texts = [entry.text, *entry.situations.values()]
    assert 80 <= len(entry.text) <= 700
    for text in texts:
        assert not re.search(r"[{}]", text)
        assert not re.search(r"\b(tu|ton|tes|toi)\b", text, re.IGNORECASE), "answers say vous"
        assert not [word for word in JARGON if word in text.lower()]
        assert "*" not in text.replace("**", "").replace("13912*05", "")
        assert text.count("**") % 2 == 0


@pytest.mark.parametrize("topic", TOPICS)
def test_the_direct_answer_comes_first(topic: str) -> None:
    first = re.split(r"(?<=[.!:?])\s", faq.topics()[topic].text)[0]
    assert len(first) <= 190, first


@pytest.mark.parametrize("topic", TOPICS)
def test_no_answer_speaks_of_pole_emploi_as_if_it_still_existed(topic: str) -> None:
    for match in re.finditer("Pôle emploi", faq.topics()[topic].text):
        around = faq.topics()[topic].text[max(0, match.start() - 60) : match.end() + 30]
        assert re.search("ancien|ex-|devenu|n'existe plus|remplac|avant", around), around


@pytest.mark.parametrize("topic", TOPICS)
def test_related_topics_exist_and_are_others(topic: str) -> None:
    related = faq.topics()[topic].related
    assert 2 <= len(related) <= 3
    assert set(related) <= set(TOPICS) - {topic}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_button_title_is_short_and_is_its_own(topic: str) -> None:
    titles = [entry.title for entry in faq.topics().values()]
    assert len(faq.topics()[topic].title) <= 36
    assert titles.count(faq.topics()[topic].title) == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_an_answer_ends_with_a_source_and_its_date(topic: str) -> None:
    entry = faq.topics()[topic]
    last = faq.answer(entry, []).splitlines()[-1]
    assert last.startswith("Source")
    assert "Vérifié le" in last
    if any(re.match(r"[LRD]\d", key) for key in entry.sources[:3]):
        assert "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI" in last


def test_every_topic_is_in_one_theme() -> None:
    grouped = [name for theme in faq.themes().values() for name in theme.topics]
    assert sorted(grouped) == TOPICS
