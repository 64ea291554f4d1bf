"""A verdict told to an anxious person: one sentence first, then each point, then what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import law

from . import describe
from .law_words import told
from .next_steps import next_steps
from .questions import question_of
from .records import questions
from .speech import say

LIMITS = (
    "Ce résultat est une information, pas un conseil juridique ni une autorisation : "
    "c'est l'organisme qui autorise l'immersion (le prescripteur) qui décide."
)
_NUMBERS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]


def headline(result: law.Result, speaker: str | None = None) -> str:
    """The whole verdict in one sentence."""
    if result.verdict == "non_conforme":
        count = len(result.violations)
        number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
        return "Un point est à changer." if count == 1 else f"{number.capitalize()} points sont à changer."
    if result.verdict == "a_completer":
        return "Rien ne bloque pour l'instant, mais il manque des informations."
    return say("{Votre|Le} projet respecte les règles vérifiées.", speaker)


def tell(result: law.Result, plan: dict[str, Any], today: date, speaker: str | None = None) -> str:
    """The verdict as text, readable without any markup."""
    icon = {"non_conforme": "✖", "a_completer": "…", "conforme": "✔"}[result.verdict]
    blocks = [f"{icon} **{headline(result, speaker)}**"]
    if what := judged(plan, speaker):
        blocks.append(f"Vérifié avec : {what}.")
    if doubt := to_reread(plan, speaker):
        blocks.append(doubt)
    first_with: dict[str, int] = {}
    for number, finding in enumerate(result.violations, 1):
        blocks.append(_point(number, finding, first_with.setdefault(finding.remedy, number), speaker))
    if result.warnings:
        blocks.append("**À surveiller** (cela ne bloque pas, mais faites confirmer) :")
        blocks += [_warning(finding, speaker) for finding in result.warnings]
    if result.missing:
        missing = describe.enumeration(missing_labels(result.missing, speaker))
        blocks.append(f"**Il manque** : {missing}.")
    return "\n\n".join(blocks)


def judged(plan: dict[str, Any], speaker: str | None = None) -> str:
    """What decides most, as it was judged: who, followed by whom, when; "" when none is known."""
    known = {name: plan[name] for name in _JUDGED if plan.get(name) is not None}
    return describe.noted(known, plan, speaker)


def to_reread(plan: dict[str, Any], speaker: str | None = None) -> str:
    """Days that do not go with the dates, which no rule forbids and nobody means; "" when there are none."""
    worked = plan.get("worked_weekdays")
    if not (worked and plan.get("start_date") and plan.get("end_date")):
        return ""
    names, found = list(describe.WEEKDAYS), []
    first, last = (date.fromisoformat(plan[name]) for name in ("start_date", "end_date"))
    inside = {
        names[(first.weekday() + n) % len(names)] for n in range(min((last - first).days + 1, len(names)))
    }
    bounds = {"premier": first}
    if last.weekday() < names.index("sat"):
        # Weeks said in full end on a Sunday.
        bounds["dernier"] = last
    for which, day in bounds.items():
        if names[day.weekday()] not in worked:
            found.append(f"le {which} jour ({describe.weekday_and_day(day)}) n'est pas un jour de présence")
    if never := [name for name in worked if name not in inside]:
        days = describe.enumeration([f"aucun {describe.WEEKDAYS[name]}" for name in never])
        found.append(say(f"il n'y a {days} dans {{vos|ces}} dates", speaker))
    return f"À relire avant d'envoyer : {' ; '.join(found)}." if found else ""


def tell_next(result: law.Result, plan: dict[str, Any], today: date, speaker: str | None = None) -> str:
    """What to do next in this situation, the date of the check and its limits."""
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(next_steps(result, plan, today, speaker), 1))
    lines = [told(line.text, speaker) for line in result.information if line.id not in _SAID_IN_STEPS]
    tips = "".join(f"\n- {line}" for line in lines)
    tips = f"\n\n**Bon à savoir** :{tips}" if tips else ""
    return f"**Et maintenant** :\n{steps}{tips}\n\nVérifié le {describe.day(today)}. {LIMITS}"


_SAID_IN_STEPS = {"info_signatures", "info_convention_reminder", "info_tutor_reminder", "info_siae_copy"}
_JUDGED = (
    "status",
    "age_at_start",
    "prescriber",
    "start_date",
    "end_date",
    "duration_days",
    "worked_weekdays",
    "day_start",
    "day_end",
    "break_minutes",
    "daily_hours",
    "weekly_hours",
)


def _point(number: int, finding: law.Finding, first: int, speaker: str | None) -> str:
    """A point; a change that repairs several points is said once, at the `first` of them."""
    remedy = told(finding.remedy, speaker) if first == number else f"le même changement qu'au point {first}."
    title, reason = told(finding.title, speaker), told(finding.reason, speaker)
    return f"{number}. **{title}**\n{reason}\nQue faire : {remedy}\nSource : {references(finding)}"


def _warning(finding: law.Finding, speaker: str | None) -> str:
    title, reason, remedy = (told(text, speaker) for text in (finding.title, finding.reason, finding.remedy))
    return f"- **{title}** : {reason} {remedy}\n  Source : {references(finding, 1)}"


def references(finding: law.Finding, most: int = 2) -> str:
    """The first sources of a finding, with their links."""
    return " ; ".join(
        f"{reference.label}, {reference.url}" if reference.url else reference.label
        for reference in finding.references[:most]
    )


def missing_labels(missing: list[str], speaker: str | None = None) -> list[str]:
    """What is missing, in the words of the questions."""
    labels = [
        questions(speaker)[question.id].name
        if (question := question_of(name))
        else describe.label(name, speaker)
        for name in missing
    ]
    return list(dict.fromkeys(labels))


def as_custom(
    result: law.Result,
    plan: dict[str, Any],
    today: date,
    provisional: bool = False,
    speaker: str | None = None,
) -> dict[str, Any]:
    """The verdict for programs: see the README, "What a program receives"."""
    return {
        **result.as_dict(),
        "plan": plan,
        "provisional": provisional,
        "headline": headline(result, speaker),
        "judged": judged(plan, speaker),
        "to_reread": to_reread(plan, speaker),
        "lines": [{"label": row["label"], "value": row["value"]} for row in describe.rows(plan, speaker)],
        "date": today.isoformat(),
        "points": [_as_point(finding, speaker) for finding in [*result.violations, *result.warnings]],
        "missing_labels": missing_labels(result.missing, speaker),
        "next_steps": next_steps(result, plan, today, speaker),
        "limits": LIMITS,
    }


def _as_point(finding: law.Finding, speaker: str | None) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "title": told(finding.title, speaker),
        "reason": told(finding.reason, speaker),
        "remedy": told(finding.remedy, speaker),
        "references": [{"label": ref.label, "url": ref.url} for ref in finding.references],
    }


def provisional(findings: list[law.Finding], speaker: str | None = None) -> str:
    """What already blocks, told before the last question."""
    points = "\n".join(_warning(finding, speaker) for finding in findings)
    one = "un point est déjà à changer" if len(findings) == 1 else "des points sont déjà à changer"
    return f"Avant d'aller plus loin, {one} :\n{points}\nVous pouvez le changer maintenant, ou continuer."
