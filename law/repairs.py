"""What to do about a plan, each change said once even when it repairs several violations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from law.engine import Finding, Result
from law.sentences import date_in_french


@dataclass(frozen=True)
class Action:
    """One change to make: a French sentence and the violations it repairs."""

    text: str
    rules: tuple[str, ...]


def _end_of_month(finding: Finding, start: date) -> date | None:
    return finding.values.get("latest_end_date")


def _end_of_sixty_days(finding: Finding, start: date) -> date | None:
    return finding.values.get("latest_end_date_60")


def _end_of_quarter(finding: Finding, start: date) -> date | None:
    days_left = finding.values.get("days_left_quarter")
    return start + timedelta(days=days_left - 1) if days_left else None


# Violations that an earlier last day repairs, with the last day each allows; the earliest repairs them all.
_LATEST_ENDS: dict[str, Callable[[Finding, date], date | None]] = {
    "duration_over_one_month": _end_of_month,
    "over_60_days": _end_of_sixty_days,
    "quarter_contract": _end_of_quarter,
}
# Violations that a later first day repairs, with the value that gives it; the latest repairs them all.
_EARLIEST_STARTS = {"too_many_conventions": "earliest_new_start", "over_60_days": "earliest_60"}
# Two days of rest in a row are also one day of rest.
_REPAIRED_BY_ANOTHER = {"seven_days": "minor_rest_two_days"}


def _shared(
    bounds: dict[str, date], choose: Callable[[Iterable[date]], date], sentence: str
) -> dict[str, str]:
    """Return one sentence for all the rules that one date settles, when there are at least two."""
    if len(bounds) < 2:
        return {}
    text = sentence.format(date_in_french(choose(bounds.values())))
    return dict.fromkeys(bounds, text)


def _shared_sentences(violations: list[Finding], start: Any) -> dict[str, str]:
    ends: dict[str, date] = {}
    starts: dict[str, date] = {}
    for finding in violations:
        end_of = _LATEST_ENDS.get(finding.id)
        end = end_of(finding, start) if end_of and isinstance(start, date) else None
        if end is not None:
            ends[finding.id] = end
        first_day = finding.values.get(_EARLIEST_STARTS.get(finding.id, ""))
        if first_day is not None:
            starts[finding.id] = first_day
    return {
        **_shared(ends, min, "Finir au plus tard le {}."),
        **_shared(starts, max, "Commencer à partir du {}, ou choisir une autre structure."),
    }


def actions(result: Result) -> list[Action]:
    """Return the changes that repair the violations of a result, in rule order, each said once."""
    violations = result.violations
    violated = {finding.id for finding in violations}
    shared = _shared_sentences(violations, result.start)
    remedies = {finding.id: shared.get(finding.id, finding.remedy) for finding in violations}
    grouped: dict[str, list[str]] = {}
    for finding in violations:
        other = _REPAIRED_BY_ANOTHER.get(finding.id)
        text = remedies[other] if other in violated else remedies[finding.id]
        grouped.setdefault(text, []).append(finding.id)
    return [Action(text, tuple(rules)) for text, rules in grouped.items()]
