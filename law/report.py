"""The result of a check and the table of rules, in French, for a person who reads a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from law.engine import Finding, check
from law.fields import FIELDS
from law.nearest import Change, nearest_lawful
from law.repairs import actions
from law.rules import RULES, Rule
from law.sentences import date_in_french
from law.sources import Reference

WIDTH = 100
_HEADLINES = {
    "conforme": "conforme : aucun point contraire aux textes.",
    "non_conforme": "non conforme : au moins un point est à changer.",
    "a_completer": "à compléter : rien de contraire, mais il manque des réponses pour décider.",
}
_KINDS = {"violation": "interdit", "warning": "à vérifier"}
_LIMITS = "Ceci est une aide : l'organisme qui prescrit l'immersion décide."


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _item(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _source_lines(references: Iterable[Reference]) -> list[str]:
    return [f"      - {ref.label}" + (f" : {ref.url}" if ref.url else "") for ref in references]


def _finding_lines(findings: list[Finding]) -> list[str]:
    lines = []
    for finding in findings:
        # Changes are listed apart, each once; the advice of a warning belongs to it.
        advice = [_wrapped("À faire : " + finding.remedy, "    ")] if finding.kind == "warning" else []
        lines += [
            f"  * {finding.title} [{finding.id}]",
            _wrapped(finding.reason, "    "),
            *advice,
            *_source_lines(finding.references),
        ]
    return lines


def _shown(field: str, value: Any) -> str:
    if value is None:
        return "non dit"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return date_in_french(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, list):
        return ", ".join(FIELDS[field].values.get(item, str(item)) for item in value)
    return str(value).replace(".", ",")


def _change_line(change: Change) -> str:
    before, after = _shown(change.field, change.before), _shown(change.field, change.after)
    return f"  - {FIELDS[change.field].label} : {before} -> {after}"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *lines] if lines else []


def explain_plan(name: str, plan: Mapping[str, Any], today: date) -> str:
    """Return what the law says of a plan, with reasons, changes, articles and links.

    Args:
        name: how the plan is called in its file.
        plan: fields of plan.yml.
        today: day of the check.

    Raises:
        PlanError: see `fields.parse_plan`.
    """
    result = check(plan, today)
    nearest = nearest_lawful(plan, today)
    lines = [
        f"Plan {name}, vérifié le {date_in_french(today)}",
        "Verdict : " + _HEADLINES[result.verdict],
        *_section("Ce qui est contraire aux textes", _finding_lines(result.violations)),
        *_section("À changer", [_item(action.text) for action in actions(result)]),
        *_section(
            "Le plan conforme le plus proche, pour les dates et les heures",
            [_change_line(change) for change in nearest[1]] if nearest else [],
        ),
        *_section("À vérifier", _finding_lines(result.warnings)),
        *_section("Il manque", [f"  - {FIELDS[field].label} [{field}]" for field in result.missing]),
        *_section("À savoir", [_item(line.text) for line in result.information]),
        "",
        _LIMITS,
    ]
    return "\n".join(lines)


def _rule_lines(rule: Rule) -> list[str]:
    return [
        f"{rule.id} ({_KINDS[rule.kind]}, {rule.severity}, {rule.level}, {rule.nature})",
        f"  {rule.title} : {rule.checks}",
        *_source_lines(rule.references),
    ]


def rules_table() -> str:
    """Return every rule with its kind, its strength, what it checks and its sources."""
    violations = sum(rule.kind == "violation" for rule in RULES.values())
    head = f"{len(RULES)} règles : {violations} interdictions, {len(RULES) - violations} points à vérifier"
    return "\n".join([head, *(line for rule in RULES.values() for line in ["", *_rule_lines(rule)])])
