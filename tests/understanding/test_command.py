"""`python -m hearing`: a sentence a line in, one flat JSON object a line out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def run(sentences: bytes, *options: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "hearing", "--today", "2026-11-23", *options],
        input=sentences,
        capture_output=True,
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
    )


def objects(*sentences: str, asked: str | None = None) -> list[dict[str, Any]]:
    done = run("\n".join(sentences).encode() + b"\n", *(["--asked", asked] if asked else []))
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_fields_stand_at_the_top_level_and_what_is_vague_or_contradictory_apart() -> None:
    dates, empty, vague, contradictory = objects(
        "du 7 au 18 décembre", "", "un mois", "le lundi 8 décembre", asked="q6_dates"
    )
    assert (dates["start_date"], dates["end_date"]) == ("2026-12-07", "2026-12-18")
    assert set(dates) == {"start_date", "end_date", "moves"}
    assert not set(empty) - {"moves"}
    assert vague["approximate"] == {"end_date": "un mois"}
    assert [conflict["kind"] for conflict in contradictory["conflicts"]] == ["weekday"]


def test_bytes_that_are_no_text_are_read_as_a_message() -> None:
    done = run(b"\xff\xfe\n30 ans\n")
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[1])["age_at_start"] == 30


def test_eleven_details_and_a_question_are_heard_whichever_question_is_open() -> None:
    sentence = (
        "Je suis au chômage, 30 ans, France Travail, découvrir, du 4 au 15 janvier, lundi au vendredi 7h, "
        "en boulangerie, observer, première fois, et c'est payé ?"
    )
    for asked in (None, "q1_objective", "q4_age", "q6_dates", "q7_schedule", "q8_use", "q9_prior"):
        (said,) = objects(sentence, asked=asked)
        questions = [move["topic"] for move in said["moves"] if move.get("role") == "asked"]
        assert questions == ["remuneration"], asked
        assert (said["start_date"], said["end_date"]) == ("2027-01-04", "2027-01-15"), asked
        wanted = {"status": "jobseeker", "age_at_start": 30}
        wanted |= {"objectives": ["discover"], "daily_hours": 7}
        assert {name: said.get(name) for name in wanted} == wanted, asked


def test_without_a_trained_model_it_says_so_in_one_line(tmp_path: Path) -> None:
    done = run(b"bonjour\n", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.decode().splitlines()) == 1
    assert "make train" in done.stderr.decode()
