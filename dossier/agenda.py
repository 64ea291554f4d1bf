"""The days of presence as a calendar file (iCalendar, RFC 5545): one event a day, Europe/Paris."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from dialogue.speech import HOST
from law.dates import ONE_DAY

from . import words
from .situation import LAWFUL, Situation

PARIS = ZoneInfo("Europe/Paris")
_PRODUCT = "-//Assistant immersion//FR"
_SUMMARY = "Immersion professionnelle"
_SUMMARY_OF_HOST = "Accueil d'une personne en immersion"
_REMINDER = "La convention est-elle signée par tous ? Rien ne commence avant la dernière signature."
_SECONDS_A_MINUTE = 60


class NoCalendarError(ValueError):
    """The plan has no calendar: it is not lawful and complete. The message is one French sentence."""


def render(situation: Situation, now: datetime, reference: str = "immersion") -> bytes:
    """Return the calendar file of a lawful plan.

    Args:
        situation: the plan.
        now: moment at which it is made, with its time zone; a later file replaces an earlier one.
        reference: what tells this plan from another one; the same reference gives the same event ids.

    Raises:
        NoCalendarError: the plan is not `conforme`, or has no day of presence.
    """
    table = situation.timetable
    if situation.result.verdict != LAWFUL or table is None or not table.days:
        raise NoCalendarError("L'agenda se fait quand le projet est complet et respecte les règles.")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for day in table.days:
        calendar.add_component(_event(day, table.span(day), situation, now, reference))
    calendar.subcomponents[0].add_component(_reminder())
    # Unbounded, the description of the time zone would hold decades of changes of hour.
    calendar.add_missing_timezones(
        first_date=date(table.days[0].year, 1, 1), last_date=date(table.days[-1].year + 1, 1, 1)
    )
    return calendar.to_ical()


def _event(
    day: date, span: tuple[datetime, datetime] | None, situation: Situation, now: datetime, reference: str
) -> Event:
    event = Event()
    key = hashlib.sha256(f"{reference} {day.isoformat()}".encode()).hexdigest()[:32]
    event.add("uid", f"{key}@assistant-immersion")
    event.add("dtstamp", now.astimezone(timezone.utc))
    event.add("sequence", int(now.timestamp()) // _SECONDS_A_MINUTE)
    event.add("summary", _SUMMARY_OF_HOST if situation.speaker == HOST else _SUMMARY)
    event.add("description", f"Horaires : {words.hours_of_a_day(situation) or 'à confirmer'}.")
    if span is None:
        # The hours are not known: the whole day. The end of a day-long event is the morrow.
        event.add("dtstart", day)
        event.add("dtend", day + ONE_DAY)
    else:
        event.add("dtstart", span[0].replace(tzinfo=PARIS))
        event.add("dtend", span[1].replace(tzinfo=PARIS))
    return event


def _reminder() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _REMINDER)
    alarm.add("trigger", timedelta(days=-1))
    return alarm
