"""An adviser names one of several plans in words."""

import pytest

from hearing.files import named

FILES = ("1", "2", "4")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("revenons au premier dossier", "1"),
        ("reprends le dossier 2", "2"),
        ("dossier n°4 svp", "4"),
        ("le dernier jeune", "4"),
        ("la deuxième personne", "2"),
        ("fiche numéro 2", "2"),
        ("la troisième cliente", "4"),
        ("revenez au premier", "1"),
        ("on reprend la deuxième", "2"),
        ("rouvrez la dernière candidate", "4"),
        ("l'usager n°2 a rappelé", "2"),
    ],
)
def test_a_file_is_named_by_its_number_or_its_rank(text: str, number: str) -> None:
    assert named(text, FILES) == number


@pytest.mark.parametrize(
    "text",
    [
        "dossier 3",
        "le cinquième dossier",
        "le premier jour",
        "mon dossier",
        "le premier lundi",
        "je reviens au but",
    ],
)
def test_a_file_that_does_not_exist_or_another_first_thing_names_none(text: str) -> None:
    assert named(text, FILES) is None


def test_without_other_files_nothing_is_named() -> None:
    assert named("le premier dossier", ()) is None


def test_a_long_message_that_speaks_of_a_person_opens_nothing() -> None:
    assert named("le premier jeune que je suis depuis un an cherche un stage en menuiserie", FILES) is None
