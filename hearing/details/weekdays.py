"""Weekdays as people write them: "du lundi au jeudi", "mardi, jeudi et samedi", "le vendredi matin"."""

import re

from .calendar_fr import WEEKDAY_KEYS, weekday_index
from .dates import WEEKDAY

DAY = rf"{WEEKDAY}s?"
PART = r"(?: (?:matins?|midis?|apres-midis?|soirs?|toute la journee))?"
NOT_A_DATE = (
    r"(?! (?:\d{1,2}(?!\d|h| ?[-a] ?\d)|1er|prochain|en (?:8|15)\b|qui vient|de (?:paques|pentecote)))"
)
RANGE = re.compile(rf"\b(?:du|de|le)?\s*({DAY}){PART}\s*(?:au|a|jusqu'au|-)\s*({DAY})\b{NOT_A_DATE}")
LIST = re.compile(
    rf"\b(?:les? |tous les |chaque )?({DAY}){PART}((?:\s*(?:,|et|/|puis|\+|&| "
    rf"|-)\s*(?:et )?(?:les? |tous les )?{DAY}{PART})+){NOT_A_DATE}"
)
# Any way of naming days, the longest first.
NAMED = re.compile(rf"{RANGE.pattern}|{LIST.pattern}|\b{DAY}\b{PART}{NOT_A_DATE}")


def key(name: str) -> str:
    """ "fri" for "vendredi" or "vendredis"."""
    return WEEKDAY_KEYS[weekday_index(name)]


def keys(phrase: str) -> set[str]:
    """Every weekday named one by one in a phrase."""
    return {key(name) for name in re.findall(WEEKDAY, phrase)}


def ranged(first: str, last: str) -> set[str]:
    """The days from one to the other: "du vendredi au lundi" has four."""
    start, end = weekday_index(first), weekday_index(last)
    return {WEEKDAY_KEYS[(start + step) % 7] for step in range((end - start) % 7 + 1)}


def of(phrase: str) -> set[str]:
    """The days of a phrase that `NAMED` finds."""
    whole = RANGE.fullmatch(phrase)
    return ranged(whole[1], whole[2]) if whole else keys(phrase)
