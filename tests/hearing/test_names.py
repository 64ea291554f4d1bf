"""First names of an adviser's people: whom a message turns to, and who is introduced."""

from __future__ import annotations

import pytest

from hearing import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Retour Kevin", "Kevin"),
        ("revenons à Kévin svp", "Kevin"),
        ("Pour Lina : du mardi au samedi", "Lina"),
        ("nan pas Lina, ENZO a le CDD le week-end", "Enzo"),
        ("non, c'est pas Lina, plutôt Kevin", "Kevin"),
        ("non, pas Lina", None),
        ("comme Kevin, elle veut découvrir", None),
        ("Oui, Nadia c'est terminé, passez à Odile.", None),
        ("c'est Mme Diallo sa tutrice", None),
        ("la rose est rouge", None),
        ("", None),
    ],
)
def test_a_message_turns_to_whom_it_names_first(text: str, name: str | None) -> None:
    assert names.said_first(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2e dossier : Lina, 20 ans", "Lina"),
        ("Kevin, 17 ans, déscolarisé", "Kevin"),
        ("il s'appelle Thomas", "Thomas"),
        ("Enzo : du 11 au 22 janvier", "Enzo"),
        ("Enzo = 19 ans, en CEJ", "Enzo"),
        ("le dossier d'Enzo, du 11 au 22", "Enzo"),
        ("Tuteur : Marc", None),
        ("avec Sophie, la patronne", None),
        ("du 4 au 15 janvier, 20 ans", None),
    ],
)
def test_who_is_introduced_is_told_with_an_age_or_as_a_file(text: str, name: str | None) -> None:
    assert names.introduced(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("et je voudrais revenir à Kevin ensuite", "Kevin"),
        ("Remontrez-moi Inès maintenant", "Inès"),
        ("Kevin reviendra lundi", None),
        ("je reviens vers vous", None),
    ],
)
def test_a_known_person_is_taken_up_again_wherever_she_is_named(text: str, name: str | None) -> None:
    assert names.taken_up(text, ["Kevin", "Inès"]) == name


def test_a_file_is_found_by_its_name() -> None:
    assert names.file_of("Lina", {"1": "Kevin", "2": "Lina"}) == "2"
    assert names.file_of("Odile", {"1": "Kevin"}) is None
    assert names.file_of(None, {}) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("22 ans, du 4 au 15 janvier, pour Lina", "2"),
        ("du coup lina finirait le 22", "2"),
        ("la convention de Lina, qui la signe ?", "2"),
        ("elle aussi 7 h par jour, comme Lina", None),
        ("aux mêmes dates que Lina", None),
        ("il sera avec Lina", None),
        ("Lina et Kevin feront 7 h", None),
        ("Inès et Lina feront 7 h", None),
        ("Lina c'est fini", None),
        ("sa tutrice, c'est Lina", None),
        ("son tuteur s'appelle Lina", None),
        ("son patron est d'accord, pour Lina aussi du 4 au 15", "2"),
        ("22 ans", None),
    ],
)
def test_the_only_other_person_who_is_named_is_whom_a_message_is_about(text: str, number: str | None) -> None:
    assert names.mentioned(text, {"1": "Kevin", "2": "Lina", "3": "Inès"}, "Kevin") == number
