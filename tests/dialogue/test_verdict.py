"""A verdict is told so that an anxious person can act on it."""

from __future__ import annotations

from datetime import date

import pytest

import law
from dialogue import verdict
from dialogue.next_steps import signatories

from .plans import COMMON

TODAY = date(2026, 11, 23)


def told(**changes: object) -> str:
    plan = {**COMMON, **changes}
    return verdict.tell(law.check(plan, TODAY), plan, TODAY)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Votre projet respecte les règles vérifiées."),
        ({"host_needs": ["replacement"]}, "Un point est à changer."),
        ({"host_needs": ["replacement", "surge"]}, "Deux points sont à changer."),
        ({"host_needs": None}, "Rien ne bloque pour l'instant, mais il manque des informations."),
    ],
)
def test_one_sentence_comes_first(changes: dict, sentence: str) -> None:
    assert told(**changes).splitlines()[0].endswith(f"**{sentence}**")


def test_a_point_says_why_its_article_and_what_to_do() -> None:
    text = told(end_date="2027-01-31")
    assert "6 janvier 2027" in text
    assert "article D5135-3 du code du travail, https://www.legifrance.gouv.fr/codes/article_lc/" in text
    assert "Que faire :" in text


def test_a_change_that_repairs_two_points_is_said_once() -> None:
    text = told(host_needs=["replacement", "surge"])
    assert text.count("Revoir les tâches avec le tuteur") == 1
    assert "le même changement qu'au point 1" in text


def test_warnings_stand_apart_and_do_not_change_the_verdict() -> None:
    text = told(worked_weekdays=["sat", "sun"])
    assert "respecte les règles vérifiées" in text
    assert text.index("À surveiller") < text.index("Présence le dimanche")


def test_what_is_missing_is_named_in_plain_words() -> None:
    assert "**Il manque** : vos dates" in told(start_date=None, end_date=None)


@pytest.mark.parametrize(
    ("changes", "signs"),
    [
        ({"status": "jobseeker"}, False),
        ({"status": "employee", "work_time": "working_time"}, True),
        ({"status": "employee", "work_time": "off_hours"}, False),
        ({"status": "insertion_employee"}, True),
        ({"status": "insertion_employee", "work_time": "off_hours"}, True),
    ],
)
def test_the_employer_signs_when_the_situation_says_so(changes: dict, signs: bool) -> None:
    assert ("votre employeur" in signatories({**COMMON, **changes}, TODAY)) is signs


@pytest.mark.parametrize(("age", "signs"), [(17, True), (18, False)])
def test_a_legal_representative_signs_for_a_minor(age: int, signs: bool) -> None:
    assert ("votre représentant légal" in signatories({**COMMON, "age_at_start": age}, TODAY)) is signs


def test_a_verdict_repeats_who_and_when_it_judged() -> None:
    text = told(worked_weekdays=["tue", "thu"], daily_hours=6.5)
    judged = text.partition("Vérifié avec : ")[2].partition("\n")[0].rstrip(".")
    for part in ("du 7 au 18 décembre 2026", "en recherche d'emploi", "34 ans", "suivi par France Travail"):
        assert part in judged
    assert judged.endswith("mardi et jeudi, 6 h 30 par jour")


@pytest.mark.parametrize(
    ("days", "start", "end", "said"),
    [
        (["tue", "sat"], "2026-12-14", "2026-12-18", "le premier jour (lundi 14 décembre 2026) n'est pas"),
        (["tue", "sat"], "2026-12-15", "2026-12-18", "il n'y a aucun samedi dans vos dates"),
        (["mon", "tue"], "2026-12-14", "2026-12-16", "le dernier jour (mercredi 16 décembre 2026) n'est pas"),
        (["mon", "tue"], "2026-12-14", "2026-12-27", None),
        (["mon", "wed"], "2026-12-14", "2026-12-16", None),
    ],
)
def test_days_that_do_not_go_with_the_dates_are_said(
    days: list[str], start: str, end: str, said: str | None
) -> None:
    text = told(worked_weekdays=days, start_date=start, end_date=end)
    assert ("À relire avant d'envoyer" in text) is (said is not None)
    assert (said or "") in text


def test_a_verdict_repeats_nothing_that_it_does_not_know() -> None:
    names = (
        "start_date",
        "end_date",
        "worked_weekdays",
        "daily_hours",
        "status",
        "age_at_start",
        "prescriber",
    )
    assert "Vérifié avec" not in told(**dict.fromkeys(names))
