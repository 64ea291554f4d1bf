"""The list to learn from holds what was not understood, without personal data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from serving.conversations import Turn
from serving.review import homes
from serving.review.items import Item, corrections, misses, refused_proposals, useless
from serving.review.masks import mask


def bot(**custom: object) -> dict:
    return {"text": "…", "buttons": [], "custom": custom}


def lines(items: Iterable[Item]) -> list[tuple[dict[str, Any], str | None]]:
    """What programs read of each item, and the block where it would be written."""
    return [(json.loads(item.as_json()), item.home.block) for item in items]


def test_a_proposal_and_the_button_that_followed_are_listed() -> None:
    conversation = [
        Turn("1", "on peut faire quoi comme truc", 0.0, [bot(proposed=["taches", "metiers"])]),
        Turn("2", '/faq{"topic": "taches"}', 1.0, [bot(topic="taches")]),
        Turn("3", "merci", 2.0, [bot()]),
    ]
    found = {"proposed": ["taches", "metiers"], "chosen": "taches", "file": "data/faq/taches.yml"}
    assert lines(misses(conversation)) == [({"sentence": "on peut faire quoi comme truc", **found}, None)]


def test_the_button_of_an_angle_gives_its_block() -> None:
    conversation = [
        Turn("1", "viré ?", 0.0, [bot(proposed=["abus"])]),
        Turn("2", '/faq{"topic": "salarie", "angle": "dismissal"}', 1.0),
    ]
    [item] = misses(conversation)
    assert item.home == homes.named("salarie/dismissal")
    assert "La personne a choisi « Mon employeur peut-il me licencier pour ça ? »." in item.happened


def test_the_rest_of_an_answer_given_before_is_no_choice() -> None:
    more = '/faq{"topic": "frais", "choice": "more"}'
    [item] = misses([Turn("1", "quoi", 0.0, [bot(proposed=["taches"])]), Turn("2", more, 1.0)])
    assert (item.facts["chosen"], item.home) == (None, homes.named("taches"))


def test_without_a_choice_the_likeliest_topic_is_suggested_then_what_is_outside() -> None:
    topics = (["gone", "taches"], [])
    items = [next(misses([Turn("1", "quoi", 0.0, [bot(proposed=named)])])) for named in topics]
    assert [item.home for item in items] == [homes.named("taches"), homes.OUTSIDE]


def test_an_answer_that_was_not_read_is_listed_without_a_choice() -> None:
    conversation = [Turn("1", "patate", 0.0, [bot(unread="q2_situation")])]
    found = {"proposed": [], "chosen": None, "file": "data/details/relecture.yml"}
    assert lines(misses(conversation)) == [({"sentence": "patate", **found}, "q2_situation")]
    assert "status" in next(misses(conversation)).fields


def test_what_was_told_to_be_outside_in_general_is_listed_and_a_known_kind_is_not() -> None:
    conversation = [
        Turn("1", "et mon truc ?", 0.0, [bot(outside=True)]),
        Turn("2", "mon compte formation", 1.0, [bot(outside="cpf")]),
    ]
    found = {"sentence": "et mon truc ?", "outside": True, "file": "data/acts/out_of_scope.yml"}
    assert lines(misses(conversation)) == [(found, None)]


def test_what_was_understood_is_not_listed() -> None:
    assert not list(misses([Turn("1", "je serai payé ?", 0.0, [bot(topic="remuneration")])]))


def test_a_refused_proposal_is_listed_with_the_sentence_that_made_it() -> None:
    detail = {"status": "jobseeker"}
    conversation = [
        Turn("1", "bonjour", 0.0, [bot(asked="q2_situation")]),
        Turn("2", "jsuis libre, 06 12 34 56 78", 1.0, [bot(proposal=detail)]),
        Turn("3", "on est payé ?", 2.0, [bot(topic="remuneration"), bot(proposal=detail)]),
        Turn("4", "/deny", 3.0, [bot(refused=detail), bot(asked="q2_situation")]),
    ]
    found = {
        "sentence": "jsuis libre, <téléphone>",
        "refused": detail,
        "file": "data/details/relecture.yml",
    }
    assert lines(refused_proposals(conversation)) == [(found, "q2_situation")]
    [item] = refused_proposals(conversation)
    assert "a cru comprendre : en recherche d'emploi" in item.happened
    assert item.fields == ("status",)


def test_an_accepted_proposal_is_not_listed() -> None:
    conversation = [
        Turn("1", "jsuis libre", 0.0, [bot(proposal={"status": "jobseeker"})]),
        Turn("2", "oui", 1.0),
    ]
    assert not list(refused_proposals(conversation))


def test_a_button_chosen_in_the_place_of_an_answer_is_listed_and_one_that_goes_on_is_not() -> None:
    other, related = '/faq{"topic": "salarie", "angle": "dismissal"}', '/faq{"topic": "frais"}'
    answer = bot(topic="abus", instead=[other])
    corrected = [Turn("1", "viré ?", 0.0, [answer]), Turn("2", other, 1.0)]
    found = {"answered": "abus", "chosen": "salarie/dismissal", "file": "data/faq/salarie.yml"}
    assert lines(corrections(corrected)) == [({"sentence": "viré ?", **found}, "dismissal")]
    assert not list(corrections([Turn("1", "viré ?", 0.0, [answer]), Turn("2", related, 1.0)]))


def test_an_answer_found_of_no_use_is_listed_with_the_words_that_it_answered() -> None:
    offer = {"text": "…", "buttons": [{"title": "Et l'argent ?", "payload": "/faq{}"}]}
    conversation = [
        Turn("1", "viré, 06 12 34 56 78 ?", 0.0, [bot(topic="salarie", angle="dismissal"), offer]),
        Turn("2", "/faq{}", 1.0, [bot(topic="frais")]),
        Turn("3", "et la durée ?", 2.0, [bot(topic="duree_max")]),
    ]
    assert lines(useless(conversation, {"1": ["salarie"], "2": ["frais"]})) == [
        (
            {"sentence": "viré, <téléphone> ?", "useless": "salarie", "file": "data/faq/salarie.yml"},
            "dismissal",
        ),
        ({"sentence": "Et l'argent ?", "useless": "frais", "file": "data/faq/frais.yml"}, None),
    ]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("écrivez à jean.dupont@example.org", "écrivez à <mail>"),
        ("mon numéro 06 12 34 56 78 svp", "mon numéro <téléphone> svp"),
        ("né le 03/03/2009", "né le <date>"),
        ("je m'appelle Karim Benali et je cherche", "<nom> et je cherche"),
        ("ma sécu 1 85 05 78 006 084 36", "ma sécu <numéro>"),
        ("35h par semaine pendant 3 semaines", "35h par semaine pendant 3 semaines"),
    ],
)
def test_personal_data_is_masked(sentence: str, shown: str) -> None:
    assert mask(sentence) == shown
