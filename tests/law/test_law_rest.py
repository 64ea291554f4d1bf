"""Weekly rest (L3132-1, L3164-2), Sunday (L3132-3), rest between two days (L3131-1, L3164-1)."""

import pytest

from tests.law.plans import ADULT, MINOR, WEEK, fired, without

SHORT_DAY = {**without(ADULT, "daily_hours"), "daily_hours": 3}
SHORT_MINOR_DAY = {**MINOR, "daily_hours": 3}


@pytest.mark.parametrize(
    ("weekdays", "expected"),
    [
        (WEEK[:6], set()),
        (WEEK, {"seven_days", "sunday_presence"}),
        (["sun"], {"sunday_presence"}),
        (["sat"], set()),
    ],
)
def test_six_days_a_week_and_sunday(weekdays, expected):
    assert fired(SHORT_DAY, worked_weekdays=weekdays) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2027-01-11", "2027-01-16", set()),  # Monday to Saturday: no Sunday occurs
        ("2027-01-11", "2027-01-17", {"seven_days", "sunday_presence"}),  # a full week
        ("2027-01-12", "2027-01-17", {"sunday_presence"}),  # six days with a Sunday
    ],
)
def test_a_period_shorter_than_a_week_has_no_seventh_day(start, end, expected):
    assert fired(SHORT_DAY, start_date=start, end_date=end, worked_weekdays=WEEK) == expected


@pytest.mark.parametrize(
    ("weekdays", "rested"),
    [
        (["mon", "tue", "wed", "thu", "fri"], True),
        (["tue", "wed", "thu", "fri", "sat"], True),  # Sunday and Monday
        (["mon", "tue", "wed", "thu", "fri", "sat"], False),
        (["mon", "tue", "thu", "fri", "sat"], False),  # Wednesday and Sunday are apart
        (["mon", "wed", "fri"], True),  # Saturday and Sunday
        (["mon", "wed", "fri", "sun"], False),
    ],
)
def test_two_days_of_rest_in_a_row_for_a_minor(weekdays, rested):
    assert ("minor_rest_two_days" not in fired(SHORT_MINOR_DAY, worked_weekdays=weekdays)) is rested
    assert "minor_rest_two_days" not in fired(SHORT_DAY, worked_weekdays=weekdays)


def test_a_short_period_of_a_minor_is_judged_on_the_days_that_occur():
    plan = {**SHORT_MINOR_DAY, "worked_weekdays": WEEK, "start_date": "2027-01-11"}
    assert fired(plan, end_date="2027-01-15") == set()
    assert fired(plan, end_date="2027-01-16") == {"minor_rest_two_days"}


@pytest.mark.parametrize(
    ("arrival", "departure", "expected"),
    [
        ("07:00", "20:00", set()),  # 13 hours on site, 11 of rest
        ("07:00", "20:01", {"daily_rest_under_11"}),
        ("06:00", "21:00", {"daily_rest_under_11"}),  # 9 hours of rest
        ("06:00", "20:59", {"daily_rest_under_11"}),
        ("05:59", "20:59", {"daily_rest_under_11", "night_work"}),
        ("06:00", "21:01", {"daily_rest_under_9", "night_work"}),
    ],
)
def test_rest_of_an_adult_between_two_days(arrival, departure, expected):
    assert fired(SHORT_DAY, day_start=arrival, day_end=departure) == expected


@pytest.mark.parametrize(
    ("age", "arrival", "departure", "expected"),
    [
        (17, "08:00", "20:00", set()),  # 12 hours of rest
        (17, "08:00", "20:01", {"minor_daily_rest"}),
        (16, "08:00", "20:01", {"minor_daily_rest"}),
        (15, "08:00", "18:00", {"age_under_16"}),  # 14 hours of rest
        (15, "08:00", "18:01", {"age_under_16", "minor_daily_rest"}),
    ],
)
def test_rest_of_a_minor_between_two_days(age, arrival, departure, expected):
    plan = {**SHORT_MINOR_DAY, "age_at_start": age}
    assert fired(plan, day_start=arrival, day_end=departure) == expected


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({"worked_weekdays": ["mon", "wed", "fri"]}, False),
        ({"worked_weekdays": ["mon", "tue"]}, True),
        ({"worked_weekdays": ["mon", "sun"]}, True),  # Sunday, then Monday
        ({"end_date": "2027-01-11"}, False),  # a single day
        ({"end_date": "2027-01-12"}, True),
        ({"end_date": "2027-01-12", "worked_weekdays": ["tue", "wed"]}, False),  # only Tuesday occurs
        ({"end_date": None}, True),
        ({"worked_weekdays": None}, False),
    ],
)
def test_rest_counts_between_two_days_in_a_row(changes, counted):
    plan = {**SHORT_DAY, "day_start": "06:00", "day_end": "21:00", **changes}
    assert ("daily_rest_under_11" in fired(plan)) is counted
