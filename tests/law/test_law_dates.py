"""A month from date to date, twelve months, ages and birthdays, public holidays."""

from datetime import date

import pytest

import law
from law.dates import birthday

ONE_MONTH = [
    ("2027-01-11", "2027-02-10"),
    ("2027-03-01", "2027-03-31"),
    ("2027-02-01", "2027-02-28"),
    ("2028-02-01", "2028-02-29"),
    ("2027-02-15", "2027-03-14"),
    ("2027-01-28", "2027-02-27"),
    # From 29 January on, a common February lacks the day: the whole month counts, not a day less.
    ("2027-01-29", "2027-02-28"),
    ("2027-01-30", "2027-02-28"),
    ("2027-01-31", "2027-02-28"),
    # In a leap year only 30 and 31 January lack their day.
    ("2028-01-29", "2028-02-28"),
    ("2028-01-30", "2028-02-29"),
    ("2028-01-31", "2028-02-29"),
    ("2028-02-29", "2028-03-28"),
    ("2027-03-30", "2027-04-29"),
    ("2027-03-31", "2027-04-30"),
    ("2027-05-31", "2027-06-30"),
    ("2027-08-31", "2027-09-30"),
    ("2027-10-31", "2027-11-30"),
    ("2026-12-15", "2027-01-14"),
    ("2026-12-31", "2027-01-30"),
]


@pytest.mark.parametrize(("start", "last"), ONE_MONTH)
def test_one_month_from_date_to_date(start, last):
    assert law.last_day(date.fromisoformat(start), 1) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2026-01-11", "2027-01-10"),
        ("2026-01-01", "2026-12-31"),
        ("2027-03-01", "2028-02-29"),
        ("2028-02-29", "2029-02-28"),
    ],
)
def test_twelve_months_from_date_to_date(start, last):
    assert law.last_day(date.fromisoformat(start), 12) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2011-01-11", "2027-01-10", 15),
        ("2011-01-11", "2027-01-11", 16),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2027-01-12", "2027-01-11", -1),
    ],
)
def test_completed_years(born, day, age):
    assert law.age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [
        ("2011-05-04", 16, "2027-05-04"),
        ("2012-02-29", 16, "2028-02-29"),
        ("2012-02-29", 18, "2030-03-01"),
    ],
)
def test_birthdays(born, years, day):
    assert birthday(date.fromisoformat(born), years) == date.fromisoformat(day)


# Easter Sundays published by the Bureau des longitudes; the movable days are counted from them:
# Monday after, fortieth day, Monday after the fiftieth.
MOVABLE = {
    2024: ("04-01", "05-09", "05-20"),
    2025: ("04-21", "05-29", "06-09"),
    2026: ("04-06", "05-14", "05-25"),
    2027: ("03-29", "05-06", "05-17"),
    2028: ("04-17", "05-25", "06-05"),
    2029: ("04-02", "05-10", "05-21"),
    2030: ("04-22", "05-30", "06-10"),
    2031: ("04-14", "05-22", "06-02"),
    2032: ("03-29", "05-06", "05-17"),
}
FIXED = ("01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25")


@pytest.mark.parametrize("year", MOVABLE)
def test_the_eleven_public_holidays(year):
    found = [day.isoformat() for day, _ in law.public_holidays(date(year, 1, 1), date(year, 12, 31))]
    assert found == sorted(f"{year}-{day}" for day in (*FIXED, *MOVABLE[year]))


def test_both_ends_of_a_period_are_looked_at():
    assert law.public_holidays(date(2026, 12, 25), date(2027, 1, 1)) == [
        (date(2026, 12, 25), "Noël"),
        (date(2027, 1, 1), "jour de l'An"),
    ]
    assert law.public_holidays(date(2026, 12, 26), date(2026, 12, 31)) == []


def test_easter_monday_is_named():
    assert law.public_holidays(date(2027, 3, 29), date(2027, 3, 29)) == [
        (date(2027, 3, 29), "lundi de Pâques")
    ]
