"""Lines of information shown beside a verdict (information.yml); they never enter it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from law.facts import Facts
from law.remedies import compute
from law.rules.duration import duration_over_one_month
from law.sentences import fill
from law.sources import Reference, article
from law.unknown import UNKNOWN
from law.yaml_files import load_package_yaml

FEW_WEEKDAYS = 3
FEW_DAYS = 2
ADVISED_DAYS = 14
LEGAL_WEEK_HOURS = 35


@dataclass(frozen=True)
class Information:
    """A line of information: id, French text, texts it rests on."""

    id: str
    text: str
    references: tuple[Reference, ...]


def _adult(facts: Facts) -> bool:
    return facts.age >= facts.law.majority


_WHEN: dict[str, Callable[[Facts], bool]] = {
    "info_split_presence": lambda facts: (
        facts.rhythm == "split" or (facts.pattern is not UNKNOWN and len(facts.pattern) <= FEW_WEEKDAYS)
    ),
    "info_no_minimum": lambda facts: facts.days <= FEW_DAYS,
    "info_two_weeks": lambda facts: facts.days > ADVISED_DAYS,
    "info_other_hosts": lambda facts: facts.prior_same_host is True or duration_over_one_month(facts),
    "info_over_35": lambda facts: _adult(facts) and facts.weekly > LEGAL_WEEK_HOURS,
    "info_public_holiday": lambda facts: (
        _adult(facts) and bool(facts.holidays) and facts.holiday_presence is not True
    ),
    "info_minor_visit": lambda facts: facts.age < facts.law.majority,
    "info_comes_of_age": lambda facts: facts.comes_of_age is not UNKNOWN,
    "info_siae_copy": lambda facts: facts.quarter_applies,
    "info_signatures": lambda facts: True,
    "info_tutor_reminder": lambda facts: facts.tutor_named is UNKNOWN,
    "info_convention_reminder": lambda facts: facts.convention_before_start is UNKNOWN,
    "info_paid_reminder": lambda facts: facts.paid_by_host is UNKNOWN,
    "info_paid_suspended": lambda facts: facts.work_time == "contract_suspended",
}

# The rules of minors and those of adults may both hold within one period: the day of the change is quoted.
_COMPUTED = ("birthday_18",)

LINES = [
    (
        Information(entry["id"], entry["text"], tuple(article(key) for key in entry["sources"])),
        _WHEN[entry["id"]],
    )
    for entry in load_package_yaml("information.yml")
]


def information_for(facts: Facts) -> list[Information]:
    """Return the lines that concern these facts, in the order of information.yml."""
    shown = [line for line, concerns in LINES if concerns(facts)]
    return [
        replace(line, text=fill([line.text], facts, compute(_COMPUTED, facts))) if "{" in line.text else line
        for line in shown
    ]
