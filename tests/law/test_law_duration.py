"""One month from date to date, two conventions, sixty days, twelve months, renewals (D5135-3)."""

from datetime import date, timedelta

import pytest

from tests.law.plans import ADULT, checked, convention, fired, returning, without
from tests.law.test_law_dates import ONE_MONTH


def the_day_after(day):
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(("start", "last"), ONE_MONTH)
def test_one_month_to_the_day(start, last):
    assert checked(ADULT, start_date=start, end_date=last)["verdict"] == "conforme"
    longer = checked(ADULT, start_date=start, end_date=the_day_after(last))
    assert longer["violations"] == ["duration_over_one_month"]
    assert longer["remedies"] == {"latest_end_date": last}


@pytest.mark.parametrize(("days", "expected"), [(1, set()), (28, set()), (29, {"duration_over_one_month"})])
def test_a_number_of_days_stands_for_the_last_day(days, expected):
    plan = {**without(ADULT, "end_date"), "start_date": "2027-02-01"}
    assert fired(plan, duration_days=days) == expected
    assert "end_date" not in checked(plan, duration_days=days)["missing"]


def test_the_last_day_wins_over_a_number_of_days():
    assert fired(ADULT, duration_days=90) == set()


@pytest.mark.parametrize(("days", "expected"), [(31, []), (32, ["duration_over_one_month"])])
def test_without_dates_more_than_31_days_never_fit_in_a_month(days, expected):
    result = checked(without(ADULT, "start_date", "end_date"), duration_days=days)
    assert result["violations"] == expected
    assert result["missing"] == ["start_date"]
    assert result["remedies"] == {}


def test_a_last_day_before_the_first_decides_nothing_on_duration():
    result = checked(ADULT, start_date="2027-01-22", end_date="2027-01-21", duration_days=60)
    assert result["missing"] == ["end_date"]
    assert result["violations"] == []


def test_one_day_is_enough():
    assert checked(ADULT, end_date="2027-01-11", worked_weekdays=["mon"])["verdict"] == "conforme"


# The plan goes from 11 to 22 January 2027: twelve days.


@pytest.mark.parametrize(
    ("second", "expected", "earliest"),
    [
        # Two conventions in the twelve months: the planned one would be the third.
        ("2026-06-01", {"too_many_conventions"}, "2027-03-02"),
        ("2026-01-12", {"too_many_conventions"}, "2027-01-12"),
        # Begun exactly twelve months before: out of the window.
        ("2026-01-11", set(), None),
        ("2025-12-01", set(), None),
    ],
)
def test_two_conventions_in_twelve_months(second, expected, earliest):
    plan = returning(convention("2026-03-02", 5), convention(second, 5))
    result = checked(plan)
    assert set(result["violations"]) == expected
    assert result["remedies"] == ({} if earliest is None else {"earliest_new_start": earliest})


def test_the_second_most_recent_convention_gives_the_earliest_new_start():
    plan = returning(*(convention(day, 2) for day in ("2026-02-02", "2026-09-07", "2026-05-04")))
    assert checked(plan)["remedies"] == {"earliest_new_start": "2027-05-04"}


def test_a_renewal_is_not_a_convention():
    plan = returning(convention("2026-03-02", 10), convention("2026-03-12", 10, kind="renewal"))
    assert fired(plan) == set()


def test_a_record_without_kind_is_an_initial_convention():
    first = convention("2026-03-02", 5)
    second = without(convention("2026-06-01", 5), "kind")
    assert fired(returning(first, second)) == {"too_many_conventions"}


def test_earlier_conventions_that_begin_on_or_after_the_first_day_are_ignored():
    plan = returning(convention("2027-01-11", 31, same_goals=True), convention("2027-02-15", 28))
    assert fired(plan) == set()


@pytest.mark.parametrize(("start", "expected"), [("2026-01-12", {"same_goals_again"}), ("2026-01-11", set())])
def test_a_second_convention_has_other_goals(start, expected):
    assert fired(returning(convention(start, 5, same_goals=True))) == expected
    assert fired(returning(convention(start, 5, same_goals=False))) == set()


@pytest.mark.parametrize(
    ("already", "end", "expected", "remedies"),
    [
        (31, "2027-02-08", set(), {}),  # 31 + 29 = 60
        (31, "2027-02-09", {"over_60_days"}, {"days_left_60": 29, "latest_end_date_60": "2027-02-08"}),
        (59, "2027-01-11", set(), {}),
        (59, "2027-01-12", {"over_60_days"}, {"days_left_60": 1, "latest_end_date_60": "2027-01-11"}),
    ],
)
def test_sixty_days_to_the_day(already, end, expected, remedies):
    first = convention("2026-03-02", min(already, 31))
    rest = [convention("2026-04-02", already - 31, kind="renewal")] if already > 31 else []
    result = checked(returning(first, *rest), end_date=end)
    assert set(result["violations"]) == expected
    assert result["remedies"] == remedies


def test_the_last_day_of_the_sixty_stays_within_the_month():
    plan = returning(convention("2026-03-02", 25), start_date="2027-02-01", end_date="2027-03-31")
    assert checked(plan)["remedies"] == {
        "latest_end_date": "2027-02-28",
        "days_left_60": 35,
        "latest_end_date_60": "2027-02-28",
    }


def test_no_day_is_left_before_the_oldest_convention_leaves_the_twelve_months():
    plan = returning(convention("2026-03-02", 31), convention("2026-04-02", 30, kind="renewal"))
    result = checked(plan)
    assert result["violations"] == ["over_60_days"]
    assert result["remedies"]["days_left_60"] == 0
    assert "latest_end_date_60" not in result["remedies"]
    assert result["remedies"]["earliest_60"] == "2027-03-02"


def test_a_convention_begun_twelve_months_before_frees_its_days():
    plan = returning(convention("2026-01-11", 31), convention("2026-04-02", 48))
    assert fired(plan) == set()
    assert fired(returning(convention("2026-01-12", 31), convention("2026-04-02", 48, kind="renewal"))) == {
        "over_60_days"
    }


def test_a_single_period_of_61_days_is_a_matter_of_the_month_only():
    plan = returning(start_date="2027-01-11", end_date="2027-03-12")
    assert fired(plan) == {"duration_over_one_month"}


@pytest.mark.parametrize(
    ("earlier", "goals_reached", "expected"),
    [
        ([convention("2026-12-07", 26, same_goals=True)], False, set()),
        ([convention("2026-12-07", 26, same_goals=True)], None, set()),
        ([convention("2026-12-07", 26, same_goals=True)], True, {"renewal_not_needed"}),
        ([convention("2026-12-07", 26, same_goals=False)], False, {"renewal_different_goals"}),
        (
            [convention("2026-11-02", 20, same_goals=True), convention("2026-12-01", 20, True, "renewal")],
            False,
            {"renewal_twice"},
        ),
        # The renewal of another convention, for other goals, does not use up this one's.
        (
            [convention("2026-11-02", 20, same_goals=True), convention("2026-12-01", 20, False, "renewal")],
            False,
            set(),
        ),
    ],
)
def test_one_renewal_for_goals_not_reached(earlier, goals_reached, expected):
    plan = returning(*earlier, is_renewal=True, renewal_goals_reached=goals_reached)
    assert fired(plan) == expected


def test_the_days_of_a_renewal_count_in_the_sixty():
    plan = returning(convention("2026-12-01", 31, same_goals=True), is_renewal=True, end_date="2027-02-09")
    assert fired(plan) == {"over_60_days"}


def test_a_renewal_is_not_judged_as_a_new_convention():
    earlier = [convention("2026-03-02", 5), convention("2026-12-07", 12, same_goals=True)]
    assert fired(returning(*earlier, is_renewal=True)) == set()


@pytest.mark.parametrize(
    "record",
    [
        {"start_date": "2026-12-07", "same_goals": False},
        {"end_date": "2026-12-18", "same_goals": False},
        {"start_date": "2026-12-07", "end_date": "2026-12-18"},
        {"start_date": "2026-12-18", "end_date": "2026-12-07", "same_goals": False},
        {},
    ],
)
def test_an_incomplete_record_is_asked_again_and_decides_nothing(record):
    result = checked(returning(record, is_renewal=True))
    assert result["missing"] == ["prior_conventions"]
    assert result["violations"] == []


def test_a_complete_record_still_counts_beside_an_incomplete_one():
    result = checked(returning(convention("2026-12-07", 5, same_goals=True), {"start_date": "2026-03-02"}))
    assert result["violations"] == ["same_goals_again"]
    assert result["missing"] == ["prior_conventions"]


@pytest.mark.parametrize("prior", [False, None])
def test_earlier_conventions_count_only_in_the_same_host(prior):
    plan = returning(*(convention(day, 31, same_goals=True) for day in ("2026-05-04", "2026-09-07")))
    assert fired(plan, prior_same_host=prior) == set()


def test_simultaneous_violations_come_in_the_order_of_the_rules():
    plan = returning(
        convention("2026-05-04", 31, same_goals=True),
        convention("2026-09-07", 28),
        end_date="2027-02-11",
        objectives=["discover", "recruit"],
        daily_hours=13,
    )
    assert checked(plan)["violations"] == [
        "objective_not_single",
        "duration_over_one_month",
        "too_many_conventions",
        "same_goals_again",
        "over_60_days",
        "daily_over_12",
        "weekly_over_48",
    ]
    assert checked(plan)["remedies"] == {
        "latest_end_date": "2027-02-10",
        "earliest_new_start": "2027-05-04",
        "days_left_60": 1,
        "latest_end_date_60": "2027-01-11",
    }
