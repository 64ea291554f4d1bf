"""Night (L3122-20, L3163-1) and public holidays (L3133-1, L3164-6)."""

import pytest

from tests.law.plans import ADULT, MINOR, WEEK, checked, fired

# One day a week: no rest between two days comes into play.
ONE_DAY = {**ADULT, "worked_weekdays": ["mon"], "daily_hours": 3}
ONE_MINOR_DAY = {**MINOR, "worked_weekdays": ["mon"], "daily_hours": 3}


@pytest.mark.parametrize(
    ("arrival", "departure", "at_night"),
    [
        ("14:00", "21:00", False),
        ("14:00", "21:01", True),
        ("06:00", "12:00", False),
        ("05:59", "12:00", True),
        ("22:00", "06:00", True),
        ("20:00", "04:00", True),
        ("04:00", "05:00", True),
        ("00:00", "03:00", True),
        ("23:00", "00:30", True),
        ("06:00", "05:59", True),  # nearly the whole day round
    ],
)
def test_night_of_an_adult(arrival, departure, at_night):
    assert fired(ONE_DAY, day_start=arrival, day_end=departure) == ({"night_work"} if at_night else set())


@pytest.mark.parametrize(
    ("age", "arrival", "departure", "at_night"),
    [
        (17, "14:00", "22:00", False),
        (17, "14:00", "22:01", True),
        (17, "06:00", "12:00", False),
        (17, "05:59", "12:00", True),
        (17, "20:00", "02:00", True),
        (15, "14:00", "20:00", False),
        (15, "14:00", "20:01", True),
    ],
)
def test_night_of_a_minor(age, arrival, departure, at_night):
    found = fired(ONE_MINOR_DAY, age_at_start=age, day_start=arrival, day_end=departure)
    assert ("minor_night" in found) is at_night


@pytest.mark.parametrize(
    ("times", "stated", "at_night"),
    [
        ({}, True, True),
        ({}, False, False),
        ({}, None, False),
        ({"day_start": "22:00"}, True, True),
        ({"day_start": "08:00", "day_end": "08:00"}, True, True),  # equal: they say nothing
        ({"day_start": "09:00", "day_end": "17:00"}, True, False),  # the times decide
    ],
)
def test_a_stated_night_counts_when_the_times_do_not_decide(times, stated, at_night):
    adult = fired(ONE_DAY, night_presence=stated, **times)
    assert adult == ({"night_work"} if at_night else set())
    minor_times = {"day_start": None, "day_end": None, **times}
    minor = fired(ONE_MINOR_DAY, night_presence=stated, **minor_times)
    assert minor == ({"minor_night"} if at_night else set())


# Easter Monday is 29 March 2027; 1 and 8 May 2027 are Saturdays; Ascension is Thursday 6 May.
EASTER = {"start_date": "2027-03-22", "end_date": "2027-04-02", "daily_hours": 3}
MAY = {"start_date": "2027-04-26", "end_date": "2027-05-07", "daily_hours": 3}


@pytest.mark.parametrize(
    ("present", "expected"), [(True, {"public_holiday_presence"}), (False, set()), (None, set())]
)
def test_a_public_holiday_of_an_adult(present, expected):
    assert fired(ADULT, **EASTER, holiday_presence=present) == expected


@pytest.mark.parametrize(
    ("weekdays", "expected"),
    [
        (["sat"], {"first_of_may_presence"}),
        (["thu"], {"public_holiday_presence"}),
        (["thu", "sat"], {"public_holiday_presence", "first_of_may_presence"}),
        (["mon"], set()),
    ],
)
def test_the_first_of_may_stands_apart(weekdays, expected):
    assert fired(ADULT, **MAY, worked_weekdays=weekdays, holiday_presence=True) == expected


@pytest.mark.parametrize(
    ("present", "expected", "missing"),
    [
        (True, {"minor_public_holiday"}, []),
        (False, set(), []),
        (None, set(), ["holiday_presence"]),
    ],
)
def test_a_public_holiday_of_a_minor(present, expected, missing):
    result = checked(MINOR, **EASTER, holiday_presence=present)
    assert set(result["violations"]) == expected
    assert result["missing"] == missing
    assert result["remedies"] == ({"holidays": ["2027-03-29"]} if expected else {})


def test_every_holiday_of_the_period_is_listed_for_a_minor():
    plan = {**MINOR, **MAY, "worked_weekdays": ["mon", "tue", "thu", "sat"], "holiday_presence": True}
    # The first of May has no exception for minors.
    assert checked(plan)["remedies"] == {"holidays": ["2027-05-01", "2027-05-06"]}


def test_a_holiday_on_a_free_weekday_does_not_count():
    plan = {**MINOR, **EASTER, "worked_weekdays": WEEK[1:5], "holiday_presence": True}
    assert checked(plan)["verdict"] == "conforme"
