"""Hours of a day and of a week (L3121-18 to L3121-20; minors: L3162-1, R3162-1), breaks."""

import pytest

from tests.law.plans import ADULT, MINOR, WEEK, checked, fired, without


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (9.99, set()),
        (10, set()),
        (10.01, {"daily_over_10"}),
        (12, {"daily_over_10"}),
        (12.01, {"daily_over_12"}),
        (24, {"daily_over_12"}),
    ],
)
def test_a_day_of_an_adult(hours, expected):
    assert fired(ADULT, daily_hours=hours, worked_weekdays=["mon", "wed"]) == expected


@pytest.mark.parametrize(
    ("hours", "expected"), [(35, set()), (47.99, set()), (48, set()), (48.01, {"weekly_over_48"})]
)
def test_a_week_of_an_adult(hours, expected):
    assert fired(ADULT, daily_hours=9.75, weekly_hours=hours) == expected


def test_the_week_is_counted_from_the_days():
    assert fired(ADULT, daily_hours=9.6) == set()
    assert fired(ADULT, daily_hours=9.61) == {"weekly_over_48"}


def test_a_short_period_counts_the_days_that_really_occur():
    # Thursday and Friday only: 20 hours, although five days of ten hours would be 50.
    assert fired(ADULT, start_date="2027-01-14", end_date="2027-01-15", daily_hours=10) == set()


@pytest.mark.parametrize(
    ("hours", "site", "expected"),
    [
        (8, None, set()),
        (8.01, False, {"minor_daily_over_8"}),
        (8.01, True, {"minor_hours_construction"}),
        (8.01, None, set()),
        (10, False, {"minor_daily_over_8"}),
        (10, True, {"minor_hours_construction"}),
        (10.01, True, {"minor_daily_over_8"}),
        (10.01, False, {"minor_daily_over_8"}),
        (10.01, None, {"minor_daily_over_8"}),
    ],
)
def test_a_day_of_a_minor(hours, site, expected):
    assert fired(MINOR, daily_hours=hours, construction_site=site, worked_weekdays=["mon", "tue"]) == expected


@pytest.mark.parametrize(
    ("hours", "site", "expected"),
    [
        (35, None, set()),
        (35.01, False, {"minor_weekly_over_35"}),
        (35.01, True, {"minor_hours_construction"}),
        (35.01, None, set()),
        (40, False, {"minor_weekly_over_35"}),
        (40, True, {"minor_hours_construction"}),
        # In five days, more than 40 hours are also more than eight a day: on a site, only a warning.
        (40.01, True, {"minor_weekly_over_35", "minor_hours_construction"}),
    ],
)
def test_a_week_of_a_minor(hours, site, expected):
    plan = without(MINOR, "daily_hours")
    assert fired(plan, weekly_hours=hours, construction_site=site) == expected


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"daily_hours": 8}, True),  # forty hours in the week
        ({"daily_hours": 7}, False),
        ({"daily_hours": 8, "worked_weekdays": ["mon", "tue"]}, False),
        ({"daily_hours": 8.5, "worked_weekdays": ["mon", "tue"]}, True),
        ({"daily_hours": 10.5, "worked_weekdays": ["mon", "tue"]}, False),
    ],
)
def test_the_site_is_asked_when_it_decides(changes, asked):
    assert ("construction_site" in checked(MINOR, **changes)["missing"]) is asked


@pytest.mark.parametrize(("age", "expected"), [(17, {"minor_daily_over_8"}), (18, set())])
def test_the_eighteenth_birthday_changes_the_hours(age, expected):
    plan = {**MINOR, "worked_weekdays": ["mon"], "construction_site": False}
    assert fired(plan, age_at_start=age, daily_hours=9) == expected


def test_no_rule_on_hours_without_an_age():
    assert fired(without(ADULT, "age_at_start"), daily_hours=15) == set()


@pytest.mark.parametrize(
    ("daily", "weekly", "weekdays", "contradictory"),
    [
        (7, 35, WEEK[:5], False),
        (7.02, 35.1, WEEK[:5], False),  # exact in decimals
        (7, 35.01, WEEK[:5], True),
        (7, 5, WEEK[:5], True),
        (7, 7, WEEK[:5], False),
        (7, 49, None, False),
        (7, 49.5, None, True),
    ],
)
def test_hours_that_contradict_each_other_are_asked_again(daily, weekly, weekdays, contradictory):
    changes = {"daily_hours": daily, "weekly_hours": weekly, "worked_weekdays": weekdays}
    assert ("weekly_hours" in checked(ADULT, **changes)["missing"]) is contradictory


def test_contradictory_hours_decide_nothing():
    result = checked(ADULT, daily_hours=13, weekly_hours=100)
    assert result["violations"] == []
    assert result["missing"] == ["weekly_hours"]


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({"weekly_hours": 35}, []),
        ({"day_start": "09:00", "day_end": "17:00", "break_minutes": 60}, []),
        ({"day_start": "09:00", "day_end": "17:00"}, ["daily_hours"]),
        ({"break_minutes": 60}, ["daily_hours"]),
        ({"weekly_hours": 35, "worked_weekdays": None}, ["worked_weekdays", "daily_hours"]),
        ({}, ["daily_hours"]),
    ],
)
def test_what_stands_for_the_hours_of_a_day(known, missing):
    assert checked(without(ADULT, "daily_hours"), **known)["missing"] == missing


def test_the_day_is_counted_from_the_week_then_from_the_times():
    plan = {**without(ADULT, "daily_hours"), "day_start": "08:00", "day_end": "19:30", "break_minutes": 30}
    assert fired(plan) == {"weekly_over_48", "daily_over_10"}
    assert fired(plan, weekly_hours=35) == set()


@pytest.mark.parametrize(
    ("hours", "pause", "expected"),
    [
        (6, 19, {"break_too_short"}),
        (6, 20, set()),
        (5.99, 0, set()),
        (6, None, set()),
        (7, 0, {"break_too_short"}),
    ],
)
def test_the_break_of_an_adult(hours, pause, expected):
    assert fired(ADULT, daily_hours=hours, break_minutes=pause) == expected


@pytest.mark.parametrize(
    ("hours", "pause", "expected"),
    [
        (4.51, 29, {"minor_break_too_short"}),
        (4.51, 30, set()),
        (4.5, 0, set()),
        (7, 29, {"minor_break_too_short"}),
        (7, None, set()),
    ],
)
def test_the_break_of_a_minor(hours, pause, expected):
    assert fired(MINOR, daily_hours=hours, break_minutes=pause) == expected
