"""Random plans, made to cross every bound: short dates, round hours, every enumeration, many unknowns."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

import law
from tests.law.plans import WEEK

DAYS = st.dates(min_value=date(2026, 10, 1), max_value=date(2028, 4, 1))
LENGTHS = st.integers(min_value=-2, max_value=70)


@st.composite
def _periods(draw, longest=70):
    start = draw(DAYS)
    return start, start + timedelta(days=draw(st.integers(min_value=-2, max_value=longest)))


@st.composite
def _records(draw):
    start, end = draw(_periods())
    start, end = start - timedelta(days=200), end - timedelta(days=200)
    record = {
        "start_date": start,
        "end_date": end,
        "kind": draw(st.sampled_from(["initial", "renewal"])),
        "same_goals": draw(st.booleans()),
    }
    dropped = draw(st.sets(st.sampled_from(list(record)), max_size=1)) if draw(st.booleans()) else set()
    return {name: value for name, value in record.items() if name not in dropped}


def _values(field: law.Field) -> st.SearchStrategy:
    special = {
        "birth_date": st.dates(min_value=date(1960, 1, 1), max_value=date(2013, 1, 1)),
        "age_at_start": st.sampled_from([14, 15, 16, 17, 18, 25, 26, 40, 130]),
        "duration_days": st.integers(min_value=1, max_value=70),
        "contract_immersion_days": st.integers(min_value=0, max_value=100),
        "break_minutes": st.sampled_from([0, 15, 20, 29, 30, 60]),
        "daily_hours": st.sampled_from([3, 4.5, 6, 7, 7.02, 8, 8.5, 10, 11.75, 12, 13, 24]),
        "weekly_hours": st.sampled_from([5, 14, 21, 35, 35.1, 39, 40, 48, 60, 84]),
        "prior_conventions": st.lists(_records(), max_size=3),
    }
    by_type = {
        "date": DAYS,
        "time": st.sampled_from(
            ["00:00", "05:30", "06:00", "08:00", "14:00", "18:00", "21:30", "22:00", "23:30"]
        ),
        "boolean": st.booleans(),
        "enum": st.sampled_from(list(field.values) or ["none"]),
        "list of enum": st.lists(st.sampled_from(list(field.values) or ["none"]), unique=True),
    }
    return special[field.name] if field.name in special else by_type[field.type]


_FIELD_VALUES = {name: _values(field) for name, field in law.FIELDS.items()}


@st.composite
def plans(draw):
    """Draw a plan of known fields and possible values, with a coherent period more often than not."""
    names = draw(st.sets(st.sampled_from(list(law.FIELDS))))
    plan = {name: draw(_FIELD_VALUES[name]) for name in sorted(names)}
    if draw(st.booleans()):
        plan["start_date"], plan["end_date"] = draw(_periods())
    if draw(st.booleans()):
        plan["worked_weekdays"] = draw(st.lists(st.sampled_from(WEEK), min_size=1, unique=True))
        plan["daily_hours"] = draw(_FIELD_VALUES["daily_hours"])
    if draw(st.booleans()):
        plan |= {
            "prior_same_host": True,
            "prior_conventions": draw(st.lists(_records(), min_size=1, max_size=3)),
        }
    return plan


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates() | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)
RAW_PLANS = st.dictionaries(st.sampled_from(list(law.FIELDS)) | st.text(max_size=8), JUNK, max_size=6)
