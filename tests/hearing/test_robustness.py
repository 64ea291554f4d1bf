"""Whatever is typed: no error, little time, and a French sentence for what cannot be."""

import random
from datetime import date

import pytest

from hearing.details import find

from .scoring import TODAY, load, sentence_files

HOSTILE = [
    "", " ", "\x00", "\ud800", "\ud83d", "😀" * 3000, "a" * 100_000, "1 " * 50_000, "du 7 au " * 20_000,
    "lundi, " * 20_000, "les " + "7, " * 30_000, "ne " * 9_000, "vingt et un " * 9_000, "est-ce que " * 9_000,
    "?" * 100_000, "7/" * 40_000, "d'" * 30_000, "suivi par la " * 9_000, "du 99/99/9999 au 00/00/0000",
    "le 29 février 9999", "du 1er janvier 0000 au 2", "dans 999 mois", "9999 semaines", "né le 31/12/9999",
    "de 99h99 à 77h77", "-99999 jours", "الإثنين", "𝟕 décembre", "7\u00a0décembre", "j\u2019ai 34\u202fans",
]  # fmt: skip
QUESTIONS = [
    None,
        "q1_objective"
        , "q2_situation", "q3_prescriber", "q4_age", "q5_host", "q6_dates", "q7_schedule", "q8_use",
    "q9_prior", "f1_delegation", "f2_minor", "f2_minor:dangerous_work", "f3_minor_times", "f4_minor_site",
    "f5_minor_holiday", "f6_employee", "f7_insertion:contract_start", "f8_prior", "f9_sick", "unknown", "",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_text_does_not_fail(text: str):
    for question in QUESTIONS:
        assert find(text, TODAY, asked=question) is not None


def test_random_sentences_never_fail():
    rng = random.Random(20261123)
    words = [word for name in sentence_files() for case in load(name) for word in case["t"].split()]
    plans = [
        {},
        {"start_date": TODAY, "end_date": TODAY},
        {"start_date": "2027-01-11", "worked_weekdays": ["mon"]},
        {"start_date": date(9999, 12, 30)},
        {"start_date": "not a date", "end_date": None, "worked_weekdays": None},
    ]
    for _ in range(1500):
        text = " ".join(rng.choice(words) for _ in range(rng.randint(1, 14)))
        find(text, TODAY, asked=rng.choice(QUESTIONS), plan=rng.choice(plans))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("je commence le 31 février", "start_date"),
        ("-3 jours", "duration_days"),
        ("j'ai 200 ans", "age_at_start"),
        ("30 heures par jour", "daily_hours"),
        ("300 heures par semaine", "weekly_hours"),
        ("né le 31 juin 1999", "birth_date"),
    ],
)
def test_an_impossible_value_is_refused_with_a_french_sentence(text: str, name: str):
    found = find(text, TODAY)
    assert name not in found.fields
    assert [field for field, _ in found.rejected] == [name]
    assert found.rejected[0][1].endswith(".")
