"""The calendar, read again by another library than the one that wrote it."""

from datetime import date, datetime, timedelta, timezone

import pytest
import vobject

from dossier import agenda
from tests.dossier.plans import GOLDEN, LAWFUL_PLANS, situation

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
EASTER = {
    **LAWFUL_PLANS["adult"],
    "start_date": "2027-03-22",
    "end_date": "2027-04-09",
    "day_start": "09:00",
    "day_end": "17:00",
    "break_minutes": 60,
}


def events(plan, now=NOW, **more):
    content = agenda.render(situation(plan, **more), now)
    return vobject.readOne(content.decode()).vevent_list


def utc(moment):
    return moment.astimezone(timezone.utc).replace(tzinfo=timezone.utc)


def test_there_is_one_event_a_day_across_the_change_of_hour():
    starts = {event.dtstart.value.date(): utc(event.dtstart.value) for event in events(EASTER)}
    assert len(starts) == 14
    assert starts[date(2027, 3, 26)] == datetime(2027, 3, 26, 8, tzinfo=timezone.utc)
    assert starts[date(2027, 3, 30)] == datetime(2027, 3, 30, 7, tzinfo=timezone.utc)
    ends = [utc(event.dtend.value) for event in events(EASTER)]
    assert ends[0] == datetime(2027, 3, 22, 16, tzinfo=timezone.utc)
    assert ends[-1] == datetime(2027, 4, 9, 15, tzinfo=timezone.utc)


def test_the_autumn_change_of_hour_is_right_too():
    plan = {**EASTER, "start_date": "2027-10-25", "end_date": "2027-11-05"}
    starts = {event.dtstart.value.date(): utc(event.dtstart.value).hour for event in events(plan)}
    assert (starts[date(2027, 10, 29)], starts[date(2027, 11, 2)]) == (7, 8)


def test_holidays_and_days_off_are_left_out():
    days = {event.dtstart.value.date() for event in events(EASTER)}
    assert date(2027, 3, 29) not in days  # Easter Monday
    assert all(day.weekday() < 5 for day in days)


def test_a_holiday_of_presence_is_kept():
    days = {event.dtstart.value.date() for event in events({**EASTER, "holiday_presence": True})}
    assert date(2027, 3, 29) in days


def test_without_hours_an_event_lasts_the_day():
    first = events(LAWFUL_PLANS["adult"])[0]
    assert (first.dtstart.value, first.dtend.value) == (date(2027, 1, 11), date(2027, 1, 12))


def test_an_evening_that_ends_after_midnight_ends_the_next_day():
    first = events(
        {**EASTER, "day_start": "18:00", "day_end": "00:30", "break_minutes": 30, "daily_hours": 6}
    )[0]
    assert first.dtend.value - first.dtstart.value == timedelta(hours=6, minutes=30)


def test_a_second_file_replaces_the_first():
    before, after = events(EASTER), events(EASTER, NOW + timedelta(hours=1))
    assert [event.uid.value for event in before] == [event.uid.value for event in after]
    assert len({event.uid.value for event in before}) == len(before)
    assert int(after[0].sequence.value) > int(before[0].sequence.value)


def test_the_first_day_reminds_of_the_signatures():
    first, second = events(EASTER)[:2]
    assert first.valarm.trigger.value == timedelta(days=-1)
    assert "signée par tous" in first.valarm.description.value
    assert not hasattr(second, "valarm")


def test_lines_are_folded_and_end_as_the_standard_says():
    content = agenda.render(situation(EASTER), NOW)
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


@pytest.mark.parametrize("name", GOLDEN)
def test_only_a_lawful_plan_has_a_calendar(name):
    seen = situation(GOLDEN[name])
    if seen.result.verdict == "conforme":
        assert agenda.render(seen, NOW)
    else:
        with pytest.raises(agenda.NoCalendarError, match="respecte les règles"):
            agenda.render(seen, NOW)
