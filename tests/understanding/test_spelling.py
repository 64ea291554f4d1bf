"""One spelling out of many: normalisation, SMS, sounds, typing errors, words of danger."""

from __future__ import annotations

import pytest

from hearing.intents.normalise import MAX_CHARACTERS, canonical, normalise, readable
from hearing.intents.sounds import sounds
from hearing.intents.spelling import Speller


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  ÇA   va ?", "ca va ?"),
        ("C’est l'œuvre", "c'est l'oeuvre"),
        ("merciiiiii", "mercii"),
        ("a\x00b\ud800c", "a b c"),
        ("35\u00a0h", "35 h"),
        ("👍", "oui"),
        ("👎🏽", "non"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_a_long_text_is_cut() -> None:
    assert len(readable("a b " * 100_000)) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c koi", "c'est quoi"),
        ("cest quoi", "c'est quoi"),
        ("jsuis ds la merde", "je suis dans la merde"),
        ("chui payé ou pa", "je suis paye ou pas"),
        ("pk g pa le droit", "pourquoi j'ai pas le droit"),
        ("esk ya un delai", "est-ce que il y a un delai"),
        ("bcp de tps", "beaucoup de temps"),
        ("stp dsl", "s'il vous plait desole"),
        ("35h du 12 au 15", "0h du 0 au 0"),
        ("c'est d'accord", "c'est d'accord"),
    ],
)
def test_canonical_writes_sms_in_full_and_numbers_as_zero(text: str, expected: str) -> None:
    assert canonical(normalise(text)) == expected


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("convansion", "convention"),
        ("imersion", "immersion"),
        ("signez", "signer"),
        ("peyer", "peyé"),
        ("asurance", "assurance"),
        ("conseillé", "conseiller"),
    ],
)
def test_words_that_sound_alike_are_alike(typed: str, clean: str) -> None:
    assert sounds(normalise(typed)) == sounds(normalise(clean))


def test_words_that_sound_different_stay_different() -> None:
    assert len({sounds(word) for word in ("payer", "partir", "convention", "condition", "nuit", "non")}) == 6


@pytest.fixture(scope="module")
def speller() -> Speller:
    texts = ["la convention est signee", "mon immersion chez un employeur", "je cherche une entreprise"] * 3
    return Speller().fit(texts, vocabulary={"pendre"})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("la convetnion", "la convention"),
        ("une entreprize", "une entreprise"),
        ("jcherche", "je cherche"),
        ("limmersion", "l immersion"),
        ("l'employer", "l'employeur"),
        ("pendre", "pendre"),
        ("pmsmp", "pmsmp"),
        ("zoo", "zoo"),
        ("anticonstitutionnellement", "anticonstitutionnellement"),
    ],
)
def test_mend(speller: Speller, typed: str, expected: str) -> None:
    assert speller.mend(typed) == expected
