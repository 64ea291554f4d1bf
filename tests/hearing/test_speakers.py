"""Who speaks is found in the words: the person unless they show a parent, an adviser or a host."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hearing import speakers
from hearing.lexicon import words

SENTENCES = yaml.safe_load((Path(__file__).parent / "speakers.yml").read_text(encoding="utf-8"))
SAID = [(who, text) for who in ("adviser", "host", "parent") for text in SENTENCES[who]]


@pytest.mark.parametrize(("who", "text"), SAID)
def test_a_speaker_is_found_in_the_words(who: str, text: str) -> None:
    assert speakers.heard(words(text)) == (who, "said")


@pytest.mark.parametrize("text", SENTENCES["nobody"])
def test_words_about_others_do_not_change_who_speaks(text: str) -> None:
    assert speakers.heard(words(text)) is None


@pytest.mark.parametrize("text", SENTENCES["likely"])
def test_who_speaks_may_be_only_likely(text: str) -> None:
    assert speakers.heard(words(text))[1] == "likely"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ma fille a judo le mercredi, donc pas le mercredi", None),
        ("mon client du 20 a décalé, je serai là tous les jours", None),
        ("un gars est venu voir le patron hier, il commence lundi", None),
        ("en fait je suis sa mère, c'est elle qui ferait le stage", "parent"),
        ("je suis sa conseillère, je vérifie pour elle", "adviser"),
    ],
)
def test_somebody_spoken_of_in_the_middle_of_a_plan_does_not_change_who_speaks(
    text: str, who: str | None
) -> None:
    found = speakers.heard(words(text), under_way=True)
    assert (found and found[0]) == who
