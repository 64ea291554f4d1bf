"""Numbers of the law: their values today, and a new one that comes into force."""

from datetime import date
from types import SimpleNamespace

import pytest

import law
from law.facts import gather
from law.fields import parse_plan
from law.parameters import ParameterTable
from law.rules.duration import over_60_days
from law.yaml_files import load_package_yaml
from tests.law.plans import TODAY, convention, returning

IN_FORCE = {
    "max_convention_months": 1,
    "max_renewals": 1,
    "max_conventions_same_host": 2,
    "max_days_same_host": 60,
    "window_months": 12,
    "min_age": 16,
    "majority": 18,
    "mission_locale_max_age": 25,
    "adult_daily_hours": 10,
    "adult_daily_hours_ceiling": 12,
    "adult_weekly_hours": 48,
    "minor_daily_hours": 8,
    "minor_weekly_hours": 35,
    "minor_site_daily_hours": 10,
    "minor_site_weekly_hours": 40,
    "max_days_per_week": 6,
    "minor_rest_days": 2,
    "adult_daily_rest": 11,
    "adult_daily_rest_floor": 9,
    "minor_daily_rest": 12,
    "minor_daily_rest_under_16": 14,
    "adult_break_minutes": 20,
    "adult_break_from_hours": 6,
    "minor_break_minutes": 30,
    "minor_break_above_hours": 4.5,
    "adult_night_start": 21 * 60,
    "minor_night_start": 22 * 60,
    "minor_night_start_under_16": 20 * 60,
    "adult_night_end": 6 * 60,
    "minor_night_end": 6 * 60,
}


@pytest.mark.parametrize(("name", "value"), IN_FORCE.items())
def test_values_in_force(name, value):
    assert getattr(law.PARAMETERS.on(TODAY), name) == value


def with_a_new_line(name: str, line: dict) -> ParameterTable:
    entries = load_package_yaml("parameters.yml")
    entry = next(entry for entry in entries if entry["id"] == name)
    entry["values"].append(line)
    return ParameterTable(entries)


def test_a_new_value_is_one_more_line_and_starts_on_its_day():
    line = {
        "since": date(2027, 2, 1),
        "value": 45,
        "legi": "LEGIARTI000000000001",
        "url": "https://example.org",
    }
    table = with_a_new_line("max_days_same_host", line)

    def refused(start: str, end: str) -> bool:
        plan = parse_plan(returning(convention("2026-12-01", 31), start_date=start, end_date=end))
        return over_60_days(gather(plan, TODAY, table.on(plan["start_date"])))

    # 31 + 20 days: lawful under sixty, not under forty-five.
    assert not refused("2027-01-31", "2027-02-19")
    assert refused("2027-02-01", "2027-02-20")
    assert table.by_id["max_days_same_host"].on(date(2027, 1, 31)) == 60


def test_before_the_first_known_value_the_oldest_one_is_used():
    assert isinstance(law.PARAMETERS.on(date(1990, 1, 1)), SimpleNamespace)
    assert law.PARAMETERS.on(date(1990, 1, 1)).adult_daily_hours == 10
