"""French words for values."""

from __future__ import annotations

import pytest

from dialogue import describe


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-12-07", "2026-12-27", "du 7 au 27 décembre 2026"),
        ("2026-12-01", "2026-12-27", "du 1er au 27 décembre 2026"),
        ("2026-11-30", "2026-12-04", "du 30 novembre au 4 décembre 2026"),
        ("2026-12-20", "2027-01-05", "du 20 décembre 2026 au 5 janvier 2027"),
        ("2026-12-07", "2026-12-07", "le lundi 7 décembre 2026"),
        ("2026-12-07", None, "à partir du lundi 7 décembre 2026"),
        (None, "2026-12-27", "jusqu'au 27 décembre 2026"),
    ],
)
def test_a_period_repeats_neither_month_nor_year(start: str, end: str, words: str) -> None:
    assert describe.period(start, end) == words


@pytest.mark.parametrize(
    ("value", "words"), [(7, "7 h"), (7.5, "7 h 30"), (7.25, "7 h 15"), (35, "35 h"), (0.5, "0 h 30")]
)
def test_hours_are_told_with_their_minutes(value: float, words: str) -> None:
    assert describe.hours(value) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["mon", "tue", "wed", "thu", "fri"], "du lundi au vendredi"),
        (["thu", "tue"], "mardi et jeudi"),
        (["mon"], "lundi"),
        (["mon", "wed", "fri"], "lundi, mercredi et vendredi"),
        (["sat", "sun"], "samedi et dimanche"),
    ],
)
def test_weekdays_in_a_row_are_a_range(names: list[str], words: str) -> None:
    assert describe.weekdays(names) == words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("age_at_start", 34, "34 ans le premier jour"),
        ("status", "employee", "vous êtes salarié"),
        ("status", "jobseeker", "en recherche d'emploi"),
        ("prescriber", "mission_locale", "suivi par la mission locale"),
        ("prescriber", "none", "aucun organisme ne vous suit"),
        ("prior_same_host", False, "première fois dans cette structure"),
        ("daily_hours", 7.5, "7 h 30 par jour"),
        ("day_start", "09:00", "à partir de 9 h"),
        ("objectives", ["discover", "confirm"], "pour découvrir un métier et confirmer un projet"),
    ],
)
def test_a_value_is_read_back_as_part_of_a_sentence(name: str, value: object, words: str) -> None:
    assert describe.phrase(name, value) == words


def test_a_public_holiday_on_a_worked_day_is_named() -> None:
    plan = {"start_date": "2027-03-22", "end_date": "2027-04-02", "worked_weekdays": ["mon", "tue"]}
    assert describe.holidays(plan) == ["le lundi 29 mars 2027 (lundi de Pâques)"]


def test_a_public_holiday_on_another_day_is_not_named() -> None:
    plan = {"start_date": "2027-03-22", "end_date": "2027-04-02", "worked_weekdays": ["tue", "wed"]}
    assert describe.holidays(plan) == []
