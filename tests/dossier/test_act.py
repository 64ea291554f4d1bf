"""« Le dossier » in a conversation, without Rasa's servers."""

import pytest

from actions.document import FOLDER, Document
from dialogue.buttons import pressed
from dialogue.state import State
from dialogue.turn import Turn
from tests.dossier.plans import GOLDEN, LAWFUL_PLANS, TODAY


def answered(plan, choice=None, in_terminal=False, **memory):
    said = pressed("document", [{"entity": "choice", "value": choice}] if choice else [])
    turn = Turn(said, State(plan=dict(plan), **memory), TODAY, 0.0, (), in_terminal)
    Document().respond(turn)
    return turn


def words(turn):
    return "\n".join(message.text or "" for message in turn.messages)


def test_a_terminal_gets_files_and_their_paths(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = words(answered(LAWFUL_PLANS["adult"], in_terminal=True))
    written = sorted((tmp_path / FOLDER / TODAY.isoformat()).iterdir())
    assert [path.name for path in written] == [
        "agenda-immersion.ics",
        "dossier-immersion.pdf",
        "lettres-immersion.pdf",
        "lettres.txt",
    ]
    assert all(str(path) in said for path in written)


def test_a_folder_that_cannot_be_written_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / FOLDER).write_text("a file in the way")
    turn = answered(LAWFUL_PLANS["adult"], in_terminal=True)
    assert "Je n'ai pas pu écrire" in words(turn)
    assert "Bonjour" in words(turn)
    assert turn.state.plan == LAWFUL_PLANS["adult"]


def test_elsewhere_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    turn = answered(LAWFUL_PLANS["adult"])
    assert not list(tmp_path.iterdir())
    assert {one["kind"] for one in turn.messages[-1].custom["dossier"]["files"]} == {"pdf", "ics", "letters"}


@pytest.mark.parametrize("name", [name for name, plan in GOLDEN.items() if plan])
def test_ready_is_said_of_a_lawful_plan_alone(name):
    turn = answered(GOLDEN[name])
    custom = next(message.custom for message in turn.messages if message.custom)
    assert ("Votre dossier est prêt." in words(turn)) == custom["dossier"]["signable"]


def test_a_letter_that_no_longer_fits_is_said():
    assert "ne va plus avec votre projet" in words(answered(LAWFUL_PLANS["adult"], "letter:parents"))
    assert "Sans votre signature" in words(answered(LAWFUL_PLANS["minor"], "letter:parents"))


def test_without_a_body_there_is_no_form_and_the_search_stays():
    said = words(answered({**LAWFUL_PLANS["adult"], "prescriber": "none"}, "form"))
    assert "demande d'abord un organisme qui prescrit" in said
    assert "/recherche" in said and "demande-immersion" not in said


def test_the_department_is_asked_once_and_never_needed():
    first = answered(LAWFUL_PLANS["adult"], "form")
    assert "Ce n'est pas obligatoire" in words(first)
    assert "Ce n'est pas obligatoire" not in words(answered(LAWFUL_PLANS["adult"], "form", department="62"))
