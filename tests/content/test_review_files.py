"""The review writes a sentence where the person said, after her yes, and nothing else changes."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from components.examples import examples
from hearing.details.annotations import sentences
from serving.database import CONVERSATIONS, EVENTS, Database
from serving.review import homes
from serving.review.files import Mark, marked, write
from serving.review.homes import Home, named, of_details
from serving.review.items import Item
from serving.review.refusals import refusal
from serving.review.session import Session
from serving.review.treated import Treated

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "mon chef va-t-il me mettre dehors si je pars voir un fleuriste ?"
TOPIC, ANGLE = named("salarie"), named("salarie/dismissal")
KIND = named("out_of_scope/cpf")
DETAILS = of_details("q2_situation")
HELD = yaml.safe_load((ROOT / "tests/understanding/held_out.yml").read_text(encoding="utf-8"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of what is learnt and of what measures."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "tests").mkdir()
    shutil.copytree(ROOT / "tests/understanding", tmp_path / "tests/understanding")
    return tmp_path


def contents(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text("utf-8") for path in root.glob("data/**/*.yml")}


def lines_added(before: dict[str, str], root: Path) -> dict[str, list[str]]:
    """The new lines of each file; all the others must stay, in their order."""
    added = {}
    for name, text in contents(root).items():
        old, new = before.get(name, "").splitlines(), text.splitlines()
        fresh = list(new)
        for line in old:
            fresh.remove(line)
        rest = iter(new)
        assert all(line in rest for line in old), name
        if fresh:
            added[name] = fresh
    return added


def item(home: Home, sentence: str = SENTENCE, fields: tuple[str, ...] = ()) -> Item:
    return Item(sentence, {}, "L'assistant n'était pas sûr.", home, fields)


def review(root: Path, *typed: str, items: list[Item]) -> str:
    """Hold a session; the person leaves when she has typed all. Return what was shown."""
    keyboard: Iterator[str] = iter(typed)
    shown: list[str] = []

    def ask(question: str) -> str:
        shown.append(question)
        try:
            return next(keyboard)
        except StopIteration:
            raise EOFError from None

    Session(ask, shown.append, Treated(root / ".build/reviewed"), root).review(items)
    return "\n".join(shown)


@pytest.mark.parametrize(
    ("home", "label", "choice"),
    [
        (TOPIC, "faq/salarie", None),
        (ANGLE, "faq/salarie", "dismissal"),
        (named("salarie/apprentice"), "faq/salarie", "apprentice"),
        (homes.OUTSIDE, "out_of_scope", None),
        (KIND, "out_of_scope", "cpf"),
    ],
    ids=str,
)
def test_a_sentence_is_the_last_of_its_block_and_rasa_reads_it_there(
    root: Path, home: Home | None, label: str, choice: str | None
) -> None:
    assert home is not None
    before = contents(root)
    learnt = examples(RasaYAMLReader().read(root / home.file))
    write(root, home, SENTENCE)
    assert lines_added(before, root) == {str(home.file): [f"      - {SENTENCE}"]}
    data = RasaYAMLReader().read(root / home.file)
    assert set(examples(data)) - set(learnt) == {(SENTENCE, label, choice)}
    blocks = yaml.safe_load((root / home.file).read_text("utf-8"))["nlu"]
    [block] = [block for block in blocks if home.holds(block)]
    assert block["examples"].splitlines()[-1] == f"- {SENTENCE}"
    assert all(message.get(TEXT) for message in data.intent_examples)


def test_every_name_that_can_be_given_has_its_block() -> None:
    for name in homes.names():
        home = named(name)
        assert home is not None
        blocks = yaml.load((ROOT / home.file).read_text("utf-8"), Loader=yaml.CSafeLoader)["nlu"]
        assert len([block for block in blocks if home.holds(block)]) == 1, name


def test_comments_and_a_missing_last_newline_are_no_matter(root: Path) -> None:
    path = root / KIND.file
    path.write_text("# Une note.\n" + path.read_text("utf-8").rstrip("\n"), encoding="utf-8")
    write(root, named("out_of_scope/daily_life"), SENTENCE)
    text = path.read_text("utf-8")
    assert text.startswith("# Une note.\n")
    assert text.endswith(f"\n      - {SENTENCE}\n")


def test_details_are_read_with_the_value_that_was_given_or_say_nothing(root: Path) -> None:
    before = sentences(root / homes.DETAILS)
    write(root, of_details(None), "je bosse à la ferme")
    line = marked("jsuis au taquet chez moi", Mark("au taquet", "status", "inactive"))
    write(root, DETAILS, line)
    write(root, DETAILS, "au bureau")
    new = [sentence for sentence in sentences(root / homes.DETAILS) if sentence not in before]
    assert [(one.asked, one.text, one.details) for one in new] == [
        (None, "je bosse à la ferme", set()),
        ("q2_situation", "jsuis au taquet chez moi", {("status", "inactive")}),
        ("q2_situation", "au bureau", set()),
    ]
    assert lines_added({}, root)["data/details/relecture.yml"][-3:] == [
        "    examples: |",
        '      - jsuis [au taquet]{"entity": "status", "value": "inactive"} chez moi',
        "      - au bureau",
    ]


def test_a_block_that_is_not_there_is_an_error_and_nothing_is_written(root: Path) -> None:
    before = contents(root)
    with pytest.raises(ValueError, match="no block"):
        write(root, Home(TOPIC.file, "angle", "nothing"), SENTENCE)
    assert contents(root) == before


@pytest.mark.parametrize(
    ("sentence", "home", "why"),
    [
        ("<nom> peut me virer ?", TOPIC, "contient <nom>"),
        ("rappelez-moi au <téléphone>", TOPIC, "contient <téléphone>"),
        ("rappelez-moi au 06 12 34 56 78", TOPIC, "contient <téléphone>"),
        ("je suis [ici]", TOPIC, "« [ »"),
        ("je suis {ici}", DETAILS, "« { »"),
        ('/faq{"topic": "salarie"}', TOPIC, "code d'un bouton"),
        ("   ", TOPIC, "vide"),
        ("autorisé : apprenti + PMSMP", TOPIC, None),
        ("APPRENTI + PMSMP, autorise", TOPIC, "déjà dans data/faq/salarie.yml"),
        ("apprenti + pmsmp : autorisé ?", KIND, "déjà dans data/faq/salarie.yml"),
        ("apprenti + pmsmp : autorisé ?", DETAILS, None),
        ("Il veut voir comment tourne un garage !", DETAILS, "déjà dans data/details/accueil.yml"),
        (HELD[0]["text"].upper(), TOPIC, "mesurer l'assistant (tests/understanding/held_out.yml)"),
        (HELD[0]["text"], DETAILS, "mesurer l'assistant (tests/understanding/held_out.yml)"),
        ("madame de la mission locale m'a dit oui", TOPIC, None),
        ("日本語で話せますか", TOPIC, None),
    ],
)
def test_what_must_not_be_learnt_is_refused_with_its_reason(
    root: Path, sentence: str, home: Home, why: str | None
) -> None:
    found = refusal(root, home, sentence)
    assert found is None if why is None else why in (found or "")


def test_nothing_is_written_without_a_yes(root: Path) -> None:
    before = contents(root)
    for typed in ([], ["n"], ["q"], [""], ["salarie"], ["salarie", "n"], ["e", "autre phrase"], ["xyz", "q"]):
        assert "0 phrase(s) écrite(s)." in review(root, *typed, items=[item(ANGLE, f"phrase {typed}")])
    assert contents(root) == before


def test_a_key_pressed_by_mistake_decides_nothing(root: Path) -> None:
    shown = review(root, "", "z", items=[item(ANGLE)])
    assert shown.count("À écrire dans") == 3
    assert "1 sur 1" in review(root, items=[item(ANGLE)])


def test_a_yes_writes_in_the_suggested_block(root: Path) -> None:
    before = contents(root)
    shown = review(root, "o", items=[item(ANGLE)])
    assert "À écrire dans data/faq/salarie.yml, angle dismissal" in shown
    assert lines_added(before, root) == {"data/faq/salarie.yml": [f"      - {SENTENCE}"]}


def test_a_name_changes_the_file_and_an_unknown_one_is_said_to_be_so(root: Path) -> None:
    before = contents(root)
    shown = review(root, "salarié", "out_of_scope/cpf", "oui", items=[item(ANGLE)])
    assert "angle dismissal (« Mon employeur peut-il me licencier pour ça ? »)" in shown
    assert "Je ne connais pas « salarié ». Peut-être : salarie" in shown
    assert lines_added(before, root) == {"data/acts/out_of_scope.yml": [f"      - {SENTENCE}"]}


def test_the_names_that_can_be_typed_are_listed_on_demand(root: Path) -> None:
    shown = review(root, "?", "salarie/?", items=[item(ANGLE)])
    assert "\n  salarie : « Je suis salarié : possible ? »\n" in shown
    assert "\n  salarie/may_refuse : « Mon employeur : obligé d'accepter ou non ? »\n" in shown
    assert "accident/" not in shown


def test_a_masked_sentence_is_refused_until_it_is_typed_again(root: Path) -> None:
    before = contents(root)
    shown = review(
        root, "o", "e", "mon  patron peut me virer\tpour ça, vrai ?", "o", items=[item(ANGLE, "<nom> vire ?")]
    )
    assert "La phrase contient <nom>" in shown
    assert lines_added(before, root) == {
        "data/faq/salarie.yml": ["      - mon patron peut me virer pour ça, vrai ?"]
    }


def test_the_value_of_a_refused_proposal_is_chosen_in_french(root: Path) -> None:
    refused = item(DETAILS, "je bosse plus, la boîte a coulé", ("status",))
    assert "Ce qu'elle dit du projet : rien." in review(root, "q", items=[refused])
    assert "\n  1. Situation : en recherche d'emploi\n" in review(root, "v", items=[refused])
    shown = review(root, "v", "1", "absent", "v", "1", "je bosse plus", "o", items=[refused])
    assert "Ce qu'elle dit du projet : Situation : en recherche d'emploi." in shown
    assert "« absent » n'est pas dans la phrase." in shown
    [new] = [one for one in sentences(root / homes.DETAILS) if one.voice == "relecture"]
    assert (new.text, new.details) == (refused.sentence, {("status", "jobseeker")})


def test_what_was_decided_is_not_asked_again_and_only_hashes_are_kept(root: Path) -> None:
    first, second, third = (item(ANGLE, f"ma phrase {number} à moi") for number in "123")
    assert "1 sur 3" in review(root, "o", "n", "q", items=[first, second, third])
    shown = review(root, items=[first, second, third])
    assert "1 sur 1" in shown and third.sentence in shown and first.sentence not in shown
    assert "Rien de nouveau" in review(root, items=[first])
    kept = (root / ".build/reviewed").read_text("ascii").split()
    assert len(kept) == 2 and all(len(line) == 64 and int(line, 16) for line in kept)


@pytest.fixture
def base(root: Path) -> dict[str, str]:
    """Settings of a store that holds a conversation with a sentence that was not understood."""
    url = f"sqlite:///{root / 'conversations.db'}"
    said = [
        ("user", {"text": SENTENCE, "message_id": "1"}),
        ("bot", {"text": "…", "data": {"custom": {"proposed": ["abus", "salarie"]}}}),
        ("user", {"text": '/faq{"topic": "salarie", "angle": "dismissal"}', "message_id": "2"}),
    ]

    def fill(connection: sa.engine.Connection) -> None:
        connection.execute(sa.insert(CONVERSATIONS).values(sender_id="a", version=1, last_used=0.0))
        for kind, event in said:
            data = json.dumps({"timestamp": 0.0, **event})
            connection.execute(sa.insert(EVENTS).values(sender_id="a", type_name=kind, data=data))

    Database(url, 10.0).run_now(fill)
    return {
        **os.environ,
        "DATABASE_URL": url,
        "PYTHONPATH": str(ROOT),
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


COMMAND = [sys.executable, "-m", "serving.review"]


def test_a_person_at_a_terminal_says_yes(root: Path, base: dict[str, str]) -> None:
    before = contents(root)
    person, terminal = pty.openpty()
    os.write(person, b"o\n")
    done = subprocess.run(
        COMMAND, cwd=root, env=base, stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, timeout=120
    )
    os.close(terminal)
    shown = b"".join(iter(lambda: _read(person), b"")).decode()
    assert done.returncode == 0, done.stderr
    assert "Il a proposé : « " in shown and "La personne a choisi « " in shown
    assert "1 phrase(s) écrite(s)." in shown
    assert lines_added(before, root) == {"data/faq/salarie.yml": [f"      - {SENTENCE}"]}


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


def test_into_a_pipe_go_json_lines_and_nothing_is_written(root: Path, base: dict[str, str]) -> None:
    before = contents(root)
    done = subprocess.run(
        COMMAND, cwd=root, env=base, input="o\n", capture_output=True, text=True, timeout=120, check=True
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "sentence": SENTENCE,
            "proposed": ["abus", "salarie"],
            "chosen": "salarie/dismissal",
            "file": "data/faq/salarie.yml",
        }
    ]
    assert done.stderr == "1 phrase(s) à relire.\n"
    assert contents(root) == before
    assert not (root / ".build").exists()
