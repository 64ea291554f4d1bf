"""`python -m dossier`: for programs, and for whoever has a plan in a file."""

import json
import stat
import subprocess
import sys
from datetime import date

import pytest
import yaml

import dossier
from dossier.__main__ import main
from tests.dossier.plans import GOLDEN, LAWFUL_PLANS, SPEAKERS, TODAY


def run(tmp_path, plan, *options):
    source = tmp_path / "plan.yml"
    source.write_text(yaml.safe_dump(plan), encoding="utf-8")
    return main([str(source), "--out", str(tmp_path / "out"), "--today", TODAY.isoformat(), *options])


def test_the_files_are_written_for_this_user_alone_and_their_paths_said(tmp_path, capsys):
    assert run(tmp_path, LAWFUL_PLANS["adult"], "--for", "host", "--department", "pas de calais") == 0
    paths = capsys.readouterr().out.split()
    assert [path.rsplit("/", 1)[1] for path in paths] == [
        "dossier-immersion.pdf",
        "agenda-immersion.ics",
        "lettres-immersion.pdf",
        "lettres.txt",
    ]
    for path in (tmp_path / "out").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.stat().st_size


def test_an_unlawful_plan_gives_no_calendar_and_leaves_no_former_one(tmp_path, capsys):
    run(tmp_path, LAWFUL_PLANS["adult"])
    assert "agenda" in capsys.readouterr().out
    assert run(tmp_path, {**LAWFUL_PLANS["adult"], "host_needs": ["replacement"]}) == 0
    assert "agenda" not in capsys.readouterr().out
    assert not list((tmp_path / "out").glob("agenda*"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "vide"),
        ("{}", "pas encore de projet"),
        ("[1, 2]", "un seul plan"),
        ("start_date: demain", "start_date doit être une date"),
        ("nom: Jean", "champ inconnu"),
        ("a: [", "YAML"),
    ],
)
def test_what_cannot_be_read_gets_one_line(tmp_path, capsys, content, reason):
    source = tmp_path / "plan.yml"
    source.write_text(content, encoding="utf-8")
    assert main([str(source), "--out", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert reason in error and error.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "out").write_text("a file")
    assert run(tmp_path, LAWFUL_PLANS["adult"]) == 2
    assert "impossible d'écrire" in capsys.readouterr().err


@pytest.mark.parametrize("speaker", SPEAKERS)
@pytest.mark.parametrize("name", [name for name, plan in GOLDEN.items() if plan])
def test_programs_get_json(name, speaker):
    papers = dossier.make(GOLDEN[name], TODAY, speaker, "62")
    custom = json.loads(json.dumps(papers.as_custom()))
    assert {one["kind"] for one in custom["files"]} == set(papers.kinds)
    assert custom["signable"] == (papers.situation.result.verdict == "conforme")
    assert custom["form"]["retype"] and custom["letters"]
    assert ("ics" in papers.kinds) <= custom["signable"]


def test_an_empty_plan_has_no_papers():
    with pytest.raises(dossier.EmptyPlanError):
        dossier.make({"start_date": None, "host_needs": []}, date(2026, 11, 23))


def test_the_package_knows_nothing_of_rasa():
    code = (
        "import sys, dossier, dossier.__main__; "
        "sys.exit(any(n.split('.')[0] in ('rasa', 'rasa_sdk', 'sanic') for n in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
