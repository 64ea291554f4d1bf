"""A server starts without what it never uses, with what is kept ready, and reads what Rasa would read."""

from __future__ import annotations

import os
import re
import shutil
import sre_compile
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from service import ROOT

from serving import patterns, ready, spared
from serving.domains import read_domain
from serving.models import UnpackedStorage

LOADED = """
import sys
from serving.spared import spare_scikit_learn, spare_tensorflow, spare_unused
spare_tensorflow([])
spare_scikit_learn([])
spare_unused()
import serving.hosting
print(*(name for name in sys.argv[1:] if getattr(sys.modules.get(name), "__file__", None)))
"""
UNUSED = (
    "tensorflow",
    "keras",
    "sklearn",
    "aiogram",
    "boto3",
    "matplotlib",
    "pymongo",
    "slack_sdk",
    "socketio",
)
UNUSED += ("apscheduler", "dask", "requests", "setuptools")
PATTERNS = [
    (r"(?P<day>\d+) (?P<month>mars|avril)|(\w)\3", re.IGNORECASE),
    (rb"[a-f]+(?=\d)", 0),
    ("é{2,3}|[^à-ü]", re.VERBOSE | re.MULTILINE),
]
TEXTS = ["Le 3 MARS", "12 avril", "aabb", "ééé", "", "fade7"]


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


@pytest.fixture
def archive(model: Path, tmp_path: Path) -> Path:
    """A copy of the model, in a folder of its own."""
    return Path(shutil.copy(model, tmp_path / "first.tar.gz"))


def test_a_model_is_unpacked_once(archive: Path) -> None:
    folder = ready.unpack(archive)
    (folder / "mark").touch()
    assert ready.unpack(archive) == folder
    assert (folder / "mark").exists()
    assert [path.stat().st_mode & 0o555 for path in (folder, folder / "components")] == [0o555] * 2


def test_a_model_of_the_same_name_is_another(archive: Path, model: Path) -> None:
    first = ready.unpack(archive)
    with tarfile.open(model) as old, tarfile.open(archive, "w:gz") as new:
        for member in old:
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
        new.addfile(tarfile.TarInfo("more"))
    second = ready.unpack(archive)
    assert second != first
    assert (second / "more").exists()


def test_the_models_before_the_last_two_are_forgotten(archive: Path) -> None:
    for number in range(3):
        old = ready.ready_folder(archive) / f"old-{number}"
        old.mkdir(parents=True)
        os.utime(old, (number, number))
    folder = ready.unpack(archive)
    assert {path.name for path in folder.parent.iterdir()} == {"old-2", folder.name}


def test_the_components_of_a_model_are_told_packed_or_not(archive: Path) -> None:
    packed = spared.components_of_model(archive)
    ready.unpack(archive)
    assert packed
    assert spared.components_of_model(archive) == spared.components_of_model(archive.parent) == packed


@pytest.mark.parametrize("can_be_kept", [True, False])
def test_rasa_reads_a_model_where_it_was_unpacked(archive: Path, tmp_path: Path, can_be_kept: bool) -> None:
    if not can_be_kept:
        ready.ready_folder(archive).write_text("in the way", encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    storage, metadata = UnpackedStorage.from_model_archive(own, archive)
    with storage.read_from(Resource("domain_provider")) as folder:
        assert (folder / "domain.yml").is_file()
        assert folder.is_relative_to(own) != can_be_kept
    assert metadata.domain.intents


@pytest.fixture
def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiles again as Python does, at the end."""
    monkeypatch.setattr(sre_compile, "compile", sre_compile.compile)
    re.purge()


@pytest.mark.usefixtures("as_before")
def test_a_pattern_that_was_kept_finds_what_it_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with patterns.kept_in(tmp_path):
        made = [re.compile(*pattern) for pattern in PATTERNS]
    re.purge()
    patterns.use(tmp_path)
    monkeypatch.delattr(patterns, "_compile")
    for pattern, old in zip(PATTERNS, made, strict=True):
        new = re.compile(*pattern)
        assert (new.pattern, new.flags, new.groups, new.groupindex) == (
            *(old.pattern, old.flags),
            *(old.groups, old.groupindex),
        )
        for text in TEXTS:
            given = text.encode() if isinstance(old.pattern, bytes) else text
            assert [found.groupdict() for found in new.finditer(given)] == [
                found.groupdict() for found in old.finditer(given)
            ]
            assert new.sub(old.pattern[:0], given) == old.sub(old.pattern[:0], given)


@pytest.mark.usefixtures("as_before")
def test_a_pattern_that_is_new_is_compiled_as_ever(tmp_path: Path) -> None:
    with patterns.kept_in(tmp_path):
        re.compile("known")
    patterns.use(tmp_path)
    assert re.compile("kn+own").fullmatch("knnown")


@pytest.mark.parametrize("content", [None, b"", b"not this"])
@pytest.mark.usefixtures("as_before")
def test_without_kept_patterns_all_are_compiled(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / patterns._NAME).write_bytes(content)
    patterns.use(tmp_path)
    assert sre_compile.compile is patterns._compile


def test_a_component_of_scikit_learn_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    ours = ["components.hearing.Hearing", "rasa.core.policies.rule_policy.RulePolicy"]
    theirs = ["rasa.nlu.classifiers.sklearn_intent_classifier.SklearnIntentClassifier"]
    for unknown in (None, ours + theirs):
        spared.spare_scikit_learn(unknown)
        assert not spared.lacks(ours + theirs)
    monkeypatch.delitem(sys.modules, "sklearn", raising=False)
    spared.spare_scikit_learn(ours)
    assert spared.lacks(ours + theirs)
    assert not spared.lacks(ours)
