"""What is near our subject and not ours is said to be so, shortly, with who answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from dialogue import elsewhere

SENTENCES = Path("data/acts/out_of_scope.yml")
SOMEBODY = re.compile(r"\b\w+(?:[.-]\w+)*\.(?:fr|org)\b|\b39\d\d\b|\b0 806 000 126\b")
MOST_WORDS = 60


def test_each_kind_that_sentences_lead_to_has_its_text_and_no_other() -> None:
    first, *others = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))["nlu"]
    assert "metadata" not in first
    assert sorted(block["metadata"]["kind"] for block in others) == sorted(elsewhere.kinds())


@pytest.mark.parametrize("kind", elsewhere.kinds())
def test_a_kind_says_at_once_that_it_is_not_ours_then_who_answers(kind: str) -> None:
    first, _, rest = elsewhere.kinds()[kind].partition("ce n'est pas mon domaine. ")
    assert first.endswith(", ")
    assert SOMEBODY.search(rest)


@pytest.mark.parametrize("kind", elsewhere.kinds())
def test_the_reply_to_a_kind_is_short_and_ends_with_what_we_can_do(kind: str) -> None:
    reply = elsewhere.reply(kind)
    assert len(reply.split()) <= MOST_WORDS
    assert reply.endswith("je vérifie un projet d'immersion.")


@pytest.mark.parametrize("kind", [None, "nothing"])
def test_a_message_of_no_kind_gets_the_general_reply(kind: str | None) -> None:
    assert elsewhere.reply(kind).startswith("Cela sort de ce que je connais.")
