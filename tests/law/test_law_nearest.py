"""The nearest lawful plan: which fields change, and to what."""

from datetime import date, time

import pytest

import law
from tests.law.plans import ADULT, INSERTION, MINOR, TODAY, WEEK, convention, returning, without


def proposed(plan, **changes):
    """Return the changes proposed, by field."""
    proposal = law.nearest_lawful({**plan, **changes}, TODAY)
    return None if proposal is None else {change.field: change.after for change in proposal[1]}


@pytest.mark.parametrize("plan", [ADULT, MINOR, INSERTION])
def test_a_lawful_plan_has_nothing_to_change(plan):
    assert proposed(plan) is None


def test_what_is_not_a_date_or_an_hour_is_left_to_people():
    assert proposed(ADULT, prescriber="none", host_needs=["surge"], paid_by_host="wage") is None


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({**ADULT, "end_date": "2027-03-31"}, {"end_date": date(2027, 2, 10)}),
        ({**without(ADULT, "end_date"), "duration_days": 60}, {"duration_days": 31}),
        # Four weeks fit in a month from any first day.
        ({**without(ADULT, "end_date", "start_date"), "duration_days": 60}, {"duration_days": 28}),
        (
            returning(convention("2026-12-01", 31), end_date="2027-02-10"),
            {"end_date": date(2027, 2, 8)},
        ),
        # No day left: the same length, once the oldest convention has left the twelve months.
        (
            returning(convention("2026-03-02", 31), convention("2026-06-01", 29, kind="renewal")),
            {"start_date": date(2027, 3, 2), "end_date": date(2027, 3, 13)},
        ),
        (
            returning(convention("2026-03-02", 5), convention("2026-06-01", 5)),
            {"start_date": date(2027, 3, 2), "end_date": date(2027, 3, 13)},
        ),
        ({**INSERTION, "contract_immersion_days": 81}, {"end_date": date(2027, 1, 20)}),
        (
            {**without(MINOR, "age_at_start"), "birth_date": "2011-03-20"},
            {"start_date": date(2027, 3, 20), "end_date": date(2027, 3, 31)},
        ),
        ({**ADULT, "daily_hours": 13, "worked_weekdays": ["mon"]}, {"daily_hours": 10}),
        ({**ADULT, "daily_hours": 10}, {"daily_hours": 9.5}),  # 48 hours in five days, by quarters of an hour
        ({**ADULT, "daily_hours": 11, "weekly_hours": 50}, {"weekly_hours": 48}),
        ({**without(ADULT, "daily_hours"), "weekly_hours": 60}, {"weekly_hours": 48}),
        ({**ADULT, "worked_weekdays": WEEK, "daily_hours": 3}, {"worked_weekdays": WEEK[:6]}),
        ({**MINOR, "daily_hours": 9, "construction_site": False}, {"daily_hours": 7}),
        ({**MINOR, "daily_hours": 3, "worked_weekdays": WEEK[:6]}, {"worked_weekdays": WEEK[:5]}),
        ({**MINOR, "daily_hours": 3, "worked_weekdays": WEEK[1:]}, {"worked_weekdays": WEEK[1:6]}),
        ({**ADULT, "day_start": "06:00", "day_end": "22:00"}, {"day_end": time(19, 0)}),
        ({**MINOR, "day_start": "07:00", "day_end": "20:00"}, {"day_end": time(19, 0)}),
        (
            {**MINOR, "day_start": "16:00", "day_end": "23:00"},
            {"day_start": time(15, 0), "day_end": time(22, 0)},
        ),
        (
            {**MINOR, "day_start": "05:00", "day_end": "12:00"},
            {"day_start": time(6, 0), "day_end": time(13, 0)},
        ),
        ({**ADULT, "break_minutes": 10}, {"break_minutes": 20}),
        ({**MINOR, "break_minutes": 20}, {"break_minutes": 30}),
    ],
)
def test_the_nearest_plan(plan, expected):
    assert proposed(plan) == expected


def test_a_holiday_of_a_minor_is_taken_out():
    plan = {**MINOR, "start_date": "2027-03-22", "end_date": "2027-04-02", "holiday_presence": True}
    assert proposed(plan) == {"holiday_presence": False}


def test_a_quarter_used_up_has_no_lawful_neighbour():
    assert proposed(INSERTION, contract_immersion_days=91) is None


def test_several_repairs_come_in_the_order_of_the_plan():
    proposal = law.nearest_lawful({**ADULT, "end_date": "2027-03-31", "daily_hours": 13}, TODAY)
    assert [(change.field, change.before) for change in proposal[1]] == [
        ("end_date", date(2027, 3, 31)),
        ("daily_hours", 13),
    ]


def test_a_first_day_never_moves_to_the_past():
    plan = returning(convention("2025-10-01", 5), convention("2025-10-20", 5))
    late = {**plan, "start_date": "2026-09-07", "end_date": "2026-09-11"}
    assert proposed(late) == {"start_date": TODAY, "end_date": date(2026, 11, 27)}
