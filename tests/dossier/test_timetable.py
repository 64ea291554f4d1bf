"""Days and hours of presence."""

from fractions import Fraction

from tests.dossier.plans import LAWFUL_PLANS, situation, without

ADULT = LAWFUL_PLANS["adult"]


def table(**changes):
    return situation({**ADULT, **changes}).timetable


def test_hours_add_up_week_by_week():
    assert [(len(week.days), week.hours) for week in table().weeks] == [(5, 35), (5, 35)]
    assert (table().hours, table().at_most) == (70, False)


def test_a_week_cut_by_the_dates_counts_its_own_days():
    assert [week.hours for week in table(start_date="2027-01-13").weeks] == [21, 35]


def test_fewer_hours_a_week_than_its_longest_days_are_a_bound_in_a_cut_week():
    weeks = table(start_date="2027-01-13", daily_hours=7, weekly_hours=30).weeks
    assert [(week.hours, week.at_most) for week in weeks] == [(21, True), (30, False)]


def test_hours_of_the_day_give_the_hours_of_the_week():
    found = situation(
        {
            **{k: v for k, v in ADULT.items() if k != "daily_hours"},
            "day_start": "08:30",
            "day_end": "16:00",
            "break_minutes": 45,
        }
    ).timetable
    assert found.weeks[0].hours == Fraction(27, 4) * 5


def test_a_period_of_a_century_is_not_counted_day_by_day():
    found = table(end_date="2099-12-31")
    assert len(found.weeks) == 9
    assert found.weeks_left_out > 3000


def test_nothing_is_invented_without_dates_or_weekdays():
    for name in ("start_date", "worked_weekdays"):
        assert situation(without(ADULT, name)).timetable is None
