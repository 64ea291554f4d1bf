"""The days of presence of a plan, week by week: public holidays and days off left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import groupby

from law.dates import ONE_DAY, WEEKDAYS, public_holidays
from law.facts import Facts
from law.unknown import is_known

# Beyond it the plan is unlawful whatever it holds, and nobody reads the rest.
MOST_WEEKS = 9


@dataclass(frozen=True)
class Week:
    """A week of presence.

    Attributes:
        days: its days of presence, in order.
        hours: hours of presence of the week, or None when they are unknown.
        at_most: whether `hours` is a bound and not a sum (the days are not all alike).
    """

    days: tuple[date, ...]
    hours: Fraction | None
    at_most: bool


@dataclass(frozen=True)
class Timetable:
    """When the person is there.

    Attributes:
        weeks: the weeks with at least one day of presence, at most `MOST_WEEKS`.
        weeks_left_out: how many more weeks there are.
        holidays_out: the public holidays left out, with their French names.
        starts, ends: hours of the day, or None when they are unknown. `ends` before `starts` is the morrow.
        break_minutes: longest break, in minutes, or None.
    """

    weeks: tuple[Week, ...]
    weeks_left_out: int
    holidays_out: tuple[tuple[date, str], ...]
    starts: time | None
    ends: time | None
    break_minutes: int | None

    @property
    def days(self) -> list[date]:
        """Every day of presence of the weeks shown."""
        return [day for week in self.weeks for day in week.days]

    @property
    def hours(self) -> Fraction | None:
        """Hours of all the weeks shown, or None when they are unknown."""
        hours = [week.hours for week in self.weeks if week.hours is not None]
        return sum(hours, Fraction(0)) if len(hours) == len(self.weeks) else None

    @property
    def at_most(self) -> bool:
        """Whether `hours` is a bound."""
        return any(week.at_most for week in self.weeks)

    def span(self, day: date) -> tuple[datetime, datetime] | None:
        """Return the two local hours of a day of presence, or None when they are unknown."""
        if self.starts is None or self.ends is None:
            return None
        last = day + ONE_DAY if self.ends <= self.starts else day
        return datetime.combine(day, self.starts), datetime.combine(last, self.ends)


def timetable(facts: Facts) -> Timetable | None:
    """Return the days of presence, or None when the dates or the days of the week are not known.

    Args:
        facts: facts of the plan (`law.engine.facts_of`).
    """
    if not is_known(facts.days) or not is_known(facts.pattern):
        return None
    # A date far away must not be counted day by day.
    shown_until = min(facts.end, facts.start + timedelta(weeks=MOST_WEEKS) - ONE_DAY)
    pattern = sorted(facts.pattern, key=WEEKDAYS.index)
    present = [
        day
        for rank in range((shown_until - facts.start).days + 1)
        if WEEKDAYS[(day := facts.start + rank * ONE_DAY).weekday()] in pattern
    ]
    holidays = [
        (day, name)
        for day, name in public_holidays(facts.start, shown_until)
        if day in present and facts.holiday_presence is not True
    ]
    out = {day for day, _ in holidays}
    weeks = [
        _week(tuple(days), facts)
        for _, days in groupby((day for day in present if day not in out), lambda day: day.isocalendar()[:2])
    ]
    return Timetable(
        weeks=tuple(weeks),
        weeks_left_out=-(-(facts.end - shown_until).days // len(WEEKDAYS)),
        holidays_out=tuple(holidays),
        starts=facts.day_start if is_known(facts.day_start) else None,
        ends=facts.day_end if is_known(facts.day_end) else None,
        break_minutes=facts.break_minutes if is_known(facts.break_minutes) else None,
    )


def _week(days: tuple[date, ...], facts: Facts) -> Week:
    """The hours of a week: `daily_hours` is that of the longest day, `weekly_hours` of the fullest week."""
    if not is_known(facts.daily):
        return Week(days, None, False)
    longest = facts.daily * len(days)
    if not is_known(facts.weekly_hours) or facts.weekly >= facts.daily * len(facts.pattern):
        return Week(days, Fraction(longest), False)
    full = len(days) == len(facts.pattern)
    return Week(days, Fraction(min(facts.weekly, longest)), not full)
