"""Letters: for each speaker, in each situation, nothing private too much."""

from urllib.parse import parse_qs, urlsplit

import pytest

from dossier.letters import LONGEST_MAILTO, letters, mailto
from tests.dossier.plans import GOLDEN, LAWFUL_PLANS, SPEAKERS, situation

OFF_HOURS = {**LAWFUL_PLANS["employee"], "work_time": "off_hours", "employer_agreement": False}


def written(plan, speaker="person"):
    return {letter.id: letter for letter in letters(situation(plan, speaker))}


@pytest.mark.parametrize("speaker", SPEAKERS)
@pytest.mark.parametrize("name", GOLDEN)
def test_every_letter_is_whole_and_opens_in_a_mail_program(name, speaker):
    for letter in letters(situation(GOLDEN[name], speaker)):
        assert not {"{", "}", "None"} & {*letter.text} and "None" not in letter.text
        assert letter.text.strip() == letter.text
        if letter.to == "nobody":
            assert letter.mailto is None
            continue
        assert len(letter.mailto) <= LONGEST_MAILTO
        parts = urlsplit(letter.mailto)
        read = parse_qs(parts.query, strict_parsing=True)
        assert (parts.scheme, parts.path) == ("mailto", "")
        assert read["subject"] == [letter.subject]
        assert read["body"][0].replace("\r\n", "\n") == letter.text


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_every_speaker_has_letters_for_before_and_after(speaker):
    moments = {letter.when for letter in letters(situation(LAWFUL_PLANS["minor"], speaker))}
    assert moments == {"before", "after"}


def test_each_speaks_for_themselves():
    first = {speaker: written(LAWFUL_PLANS["minor"], speaker).get("host_first") for speaker in SPEAKERS}
    assert "Je voudrais" in first["person"].text
    assert "Mon enfant voudrait" in first["parent"].text
    assert "J'accompagne une personne" in first["adviser"].text
    assert first["host"] is None
    assert "Nous pouvons vous accueillir" in written(LAWFUL_PLANS["minor"], "host")["host_answer"].text


def test_the_host_learns_neither_the_situation_nor_the_health_nor_the_contract():
    plan = {**LAWFUL_PLANS["insertion"], "sick_leave": True, "sick_leave_agreement": True}
    for speaker in ("person", "adviser"):
        for letter in letters(situation(plan, speaker)):
            if letter.to == "host":
                assert not any(
                    word in letter.text.lower() for word in ("cddi", "insertion", "arrêt", "médecin")
                )


def test_the_employer_is_asked_without_the_host_nor_the_trade():
    text = written(LAWFUL_PLANS["employee"])["employer_agreement"].text
    assert "Vous pouvez refuser" in text
    assert "métier" not in text and "structure" not in text and "entreprise" not in text


def test_a_leave_is_asked_without_a_word_on_the_immersion():
    letter = written(OFF_HOURS)["employer_leave"]
    assert "immersion" not in (letter.subject + letter.text).lower()
    assert "D5135-1" in written(OFF_HOURS)["employer_nothing"].text
    assert "employer_agreement" not in written(OFF_HOURS)


def test_who_has_no_employer_is_told_that_nothing_is_to_be_sent():
    found = written(LAWFUL_PLANS["adult"])
    assert "employer_agreement" not in found and "employer_leave" not in found
    assert "rien à envoyer" in found["employer_nothing"].text


def test_an_insertion_contract_is_told_of_the_copy():
    assert (
        "Agence de services et de paiement" in written(LAWFUL_PLANS["insertion"])["employer_agreement"].text
    )


def test_parents_are_written_to_for_a_minor_only():
    assert "vous pouvez dire non" in written(LAWFUL_PLANS["minor"])["parents"].text
    assert "parents" not in written(LAWFUL_PLANS["adult"])
    assert "représentant légal" in written(LAWFUL_PLANS["minor"], "parent")["parent_agreement"].text


def test_an_unlawful_plan_is_shown_to_advisers_alone():
    found = written({**LAWFUL_PLANS["minor"], "host_needs": ["replacement"]})
    before = [letter.to for letter in found.values() if letter.when == "before"]
    assert set(before) == {"prescriber", "adviser", "nobody"}
    assert "il reste à changer : pas pour remplacer un absent" in found["prescriber"].text


def test_what_is_unknown_is_left_to_fill():
    text = written({"objectives": ["discover"]})["prescriber"].text
    assert "[dates]" in text and "[horaires]" in text
    assert "il manque encore" in text


def test_a_long_letter_is_cut_between_paragraphs_and_says_so():
    cut = mailto("a@b.fr", "Objet", "\n\n".join(["Un paragraphe entier."] * 200))
    assert len(cut) <= LONGEST_MAILTO
    body = parse_qs(urlsplit(cut).query)["body"][0]
    assert body.endswith("[La suite est dans le texte à copier.]")
    assert len(mailto("", "Objet", "é" * 5000)) <= LONGEST_MAILTO


def test_an_address_cannot_add_a_field_to_the_mail():
    assert "&bcc" not in mailto("a@b.fr?bcc=x@y.fr&bcc=z@y.fr", "a\r\nBcc: x@y.fr", "&bcc=x@y.fr").lower()
