"""A server starts without what it never uses, and reads of its model what Rasa would read."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

from rasa.shared.core.domain import Domain
from service import ROOT

from serving.domains import read_domain

LOADED = """
import sys
from serving.spared import spare_tensorflow, spare_unused
spare_tensorflow([])
spare_unused()
import serving.hosting
print(*(name for name in sys.argv[1:] if getattr(sys.modules.get(name), "__file__", None)))
"""
UNUSED = ("tensorflow", "keras", "aiogram", "boto3", "matplotlib", "pymongo", "slack_sdk", "socketio")


def test_a_server_does_not_load_what_it_never_uses() -> None:
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADED, *UNUSED, "sanic", "sqlalchemy"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["sanic", "sqlalchemy"]


def test_what_was_left_out_says_so_when_it_is_asked_to_work() -> None:
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"{LOADED}\nimport pymongo\npymongo.MongoClient('x')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert "started without pymongo.MongoClient" in told.stderr


def test_the_domain_of_a_model_is_the_one_that_rasa_reads(model: Path, tmp_path: Path) -> None:
    with tarfile.open(model) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "components" / "domain_provider"
    quick, rasa = read_domain(folder / "domain.yml"), Domain.from_path(folder)
    assert quick.as_dict() == rasa.as_dict()
    assert quick.fingerprint() == rasa.fingerprint()


def test_a_word_that_older_yaml_takes_for_a_truth_stays_a_word(tmp_path: Path) -> None:
    file = tmp_path / "domain.yml"
    file.write_text(
        "version: '3.1'\nresponses:\n  utter_ask:\n  - text: On y va ?\n    custom:\n      says: no\n"
        "      sure: true\n      day: 2027-01-04\n",
        encoding="utf-8",
    )
    (told,) = read_domain(file).responses["utter_ask"]
    assert told["custom"] == {"says": "no", "sure": True, "day": "2027-01-04"}
    assert Domain.from_path(file).responses["utter_ask"][0]["custom"]["says"] == "no"
