"""Eighteen during the period: the rules of minors bind the days before the birthday (L3161-1, L3162-1)."""

import pytest

import law
from tests.law.plans import MINOR, TODAY, checked, fired, without

# From Monday 11 to Friday 22 January 2027; 18 on Thursday 14 January.
ON_THURSDAY = {**without(MINOR, "age_at_start"), "birth_date": "2009-01-14", "construction_site": False}


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2009-01-11", set()),  # 18 on the first day
        ("2009-01-12", {"minor_daily_over_8"}),  # one day of minority
        ("2009-01-22", {"minor_daily_over_8", "minor_weekly_over_35"}),  # 18 on the last day
        ("2009-01-23", {"minor_daily_over_8", "minor_weekly_over_35"}),  # 18 on the day after
    ],
)
def test_nine_hours_a_day_are_too_many_before_the_birthday_only(birth_date, expected):
    assert fired(ON_THURSDAY, birth_date=birth_date, daily_hours=9) == expected


def test_the_last_week_of_a_minor_counts_the_days_before_the_birthday():
    """Three days of nine hours are twenty-seven hours: above eight a day, within thirty-five a week."""
    assert fired(ON_THURSDAY, daily_hours=9) == {"minor_daily_over_8"}


def test_without_a_day_of_presence_before_the_birthday_no_rule_of_minors_is_broken():
    changes = {"worked_weekdays": ["thu", "fri"], "daily_hours": 9, "dangerous_work": True}
    result = checked(ON_THURSDAY, **changes)
    assert (result["verdict"], result["violations"]) == ("conforme", [])


def test_what_is_asked_of_minors_is_not_asked_when_every_day_of_presence_is_an_adult_s():
    plan = without(ON_THURSDAY, "dangerous_work", "day_start", "day_end", "legal_rep_agreement")
    assert checked(plan, worked_weekdays=["thu", "fri"])["missing"] == ["legal_rep_agreement"]
    assert set(checked(plan)["missing"]) >= {"legal_rep_agreement", "dangerous_work", "day_start", "day_end"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"day_start": "15:00", "day_end": "22:30", "daily_hours": 7}, {"minor_night", "night_work"}),
        (
            {"daily_hours": 11, "day_start": "08:00", "day_end": "19:00"},
            {"minor_daily_over_8", "daily_over_10"},
        ),
        ({"dangerous_work": True}, {"minor_dangerous_work"}),
        ({"break_minutes": 20}, {"minor_break_too_short"}),
    ],
)
def test_both_ages_are_judged_by_their_own_rules(changes, expected):
    found = fired(ON_THURSDAY, **changes)
    assert expected <= found
    assert found - expected <= {"weekly_over_48", "daily_rest_under_11"}


@pytest.mark.parametrize(
    ("birth_date", "rule"),
    [("2009-05-06", "public_holiday_presence"), ("2009-05-07", "minor_public_holiday")],
)
def test_a_public_holiday_is_judged_at_the_age_of_that_day(birth_date, rule):
    """Ascension is on 6 May 2027: an adult checks, a minor may not come."""
    plan = {**ON_THURSDAY, "birth_date": birth_date, "start_date": "2027-05-03", "end_date": "2027-05-14"}
    assert fired(plan, holiday_presence=True) == {rule}


def test_seven_days_in_a_row_are_too_many_across_the_birthday():
    week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert "seven_days" in fired(ON_THURSDAY, worked_weekdays=week, daily_hours=4)


def test_the_verdict_says_from_which_day_the_rules_of_adults_hold():
    texts = {line.id: line.text for line in law.check(ON_THURSDAY, TODAY).information}
    assert texts["info_comes_of_age"].endswith("celles des adultes à partir du 14 janvier 2027.")


@pytest.mark.parametrize("birth_date", ["2009-01-11", "2009-01-23"])
def test_no_day_is_announced_when_nobody_comes_of_age_during_the_period(birth_date):
    information = law.check({**ON_THURSDAY, "birth_date": birth_date}, TODAY).information
    assert "info_comes_of_age" not in {line.id for line in information}


def test_with_the_age_alone_a_minor_stays_one_for_the_whole_period():
    assert "minor_daily_over_8" in fired(MINOR, daily_hours=9, construction_site=False)
