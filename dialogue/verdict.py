"""A verdict told to an anxious person: one sentence first, then each point, then what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import law

from . import describe
from .next_steps import next_steps
from .questions import question_of

LIMITS = (
    "Ce résultat est une information, pas un conseil juridique ni une autorisation : "
    "c'est l'organisme qui autorise l'immersion (le prescripteur) qui décide."
)
_NUMBERS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]


def headline(result: law.Result) -> str:
    """The whole verdict in one sentence."""
    if result.verdict == "non_conforme":
        count = len(result.violations)
        number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
        return "Un point est à changer." if count == 1 else f"{number.capitalize()} points sont à changer."
    if result.verdict == "a_completer":
        return "Rien ne bloque pour l'instant, mais il manque des informations."
    return "Votre projet respecte les règles vérifiées."


def tell(result: law.Result, plan: dict[str, Any], today: date) -> str:
    """The verdict as text, readable without any markup."""
    icon = {"non_conforme": "✖", "a_completer": "…", "conforme": "✔"}[result.verdict]
    blocks = [f"{icon} **{headline(result)}**"]
    first_with = {}
    for number, finding in enumerate(result.violations, 1):
        blocks.append(_point(number, finding, first_with.setdefault(finding.remedy, number)))
    if result.warnings:
        blocks.append("**À surveiller** (cela ne bloque pas, mais faites confirmer) :")
        blocks += [_warning(finding) for finding in result.warnings]
    if result.missing:
        blocks.append(f"**Il manque** : {describe.enumeration(missing_labels(result.missing))}.")
    return "\n\n".join(blocks)


def tell_next(result: law.Result, plan: dict[str, Any], today: date) -> str:
    """What to do next in this situation, the date of the check and its limits."""
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(next_steps(result, plan), 1))
    tips = "".join(f"\n- {line.text}" for line in result.information if line.id not in _SAID_IN_STEPS)
    tips = f"\n\n**Bon à savoir** :{tips}" if tips else ""
    return f"**Et maintenant** :\n{steps}{tips}\n\nVérifié le {describe.day(today)}. {LIMITS}"


_SAID_IN_STEPS = {"info_signatures", "info_convention_reminder", "info_tutor_reminder", "info_siae_copy"}


def _point(number: int, finding: law.Finding, first: int) -> str:
    """A point; a change that repairs several points is said once, at the `first` of them."""
    remedy = finding.remedy if first == number else f"le même changement qu'au point {first}."
    texts = references(finding)
    return f"{number}. **{finding.title}**\n{finding.reason}\nQue faire : {remedy}\nSource : {texts}"


def _warning(finding: law.Finding) -> str:
    return f"- **{finding.title}** : {finding.reason} {finding.remedy}\n  Source : {references(finding, 1)}"


def references(finding: law.Finding, most: int = 2) -> str:
    """The first sources of a finding, with their links."""
    return " ; ".join(
        f"{reference.label}, {reference.url}" if reference.url else reference.label
        for reference in finding.references[:most]
    )


def missing_labels(missing: list[str]) -> list[str]:
    """What is missing, in the words of the questions."""
    labels = [q.name if (q := question_of(name)) else describe.label(name) for name in missing]
    return list(dict.fromkeys(labels))


def as_custom(
    result: law.Result, plan: dict[str, Any], today: date, provisional: bool = False
) -> dict[str, Any]:
    """The verdict for programs: see the README, "What a program receives"."""
    return {
        **result.as_dict(),
        "plan": plan,
        "provisional": provisional,
        "headline": headline(result),
        "date": today.isoformat(),
        "points": [_as_point(finding) for finding in [*result.violations, *result.warnings]],
        "missing_labels": missing_labels(result.missing),
        "next_steps": next_steps(result, plan),
        "limits": LIMITS,
    }


def _as_point(finding: law.Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "title": finding.title,
        "reason": finding.reason,
        "remedy": finding.remedy,
        "references": [{"label": ref.label, "url": ref.url} for ref in finding.references],
    }


def provisional(findings: list[law.Finding]) -> str:
    """What already blocks, told before the last question."""
    points = "\n".join(
        f"- **{finding.title}** : {finding.reason} {finding.remedy}\n  Source : {references(finding, 1)}"
        for finding in findings
    )
    one = "un point est déjà à changer" if len(findings) == 1 else "des points sont déjà à changer"
    return f"Avant d'aller plus loin, {one} :\n{points}\nVous pouvez le changer maintenant, ou continuer."
