"""What the two pages say, as plain data: the words are in sheet.yml, the layout in sheet.typ."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import law
from dialogue.law_words import told as said_to
from dialogue.speech import HOST
from law.unknown import is_known
from law.yaml_files import load_yaml

from . import state_form, words
from .situation import LAWFUL, UNLAWFUL, Situation

# Fields that a row of the sheet shows together.
_SHOWN_TOGETHER = {
    "dates": ("start_date", "end_date"),
    "hours": ("daily_hours", "day_start", "day_end"),
}
_SIGN_TEXT = {LAWFUL: "lawful", UNLAWFUL: "unlawful"}


@lru_cache
def texts() -> dict[str, Any]:
    """Return sheet.yml."""
    return load_yaml(Path(__file__).parent / "sheet.yml")


def sheet(situation: Situation) -> dict[str, Any]:
    """Return the content of the two pages as JSON values; nothing in it is markup."""
    said = texts()
    result = situation.result
    return {
        "title": said["title"][situation.speaker],
        "law": said["law"],
        "checked": said["checked"].format(today=words.day(situation.today)),
        "blanks": said["blanks"],
        "verdict": _verdict(situation),
        "plan": _plan(situation),
        "change": _points(result.violations, situation.speaker),
        "watch": _points(result.warnings, situation.speaker),
        "sign": _sign(situation),
        "times": _times(situation),
        "bring": _bring(situation),
        "call": _call(situation),
        "accident": said["accident"],
        "reader": [item["text"] for item in said["reader"][situation.speaker] if _shown(item, situation)],
        "form": _form(situation),
        "limits": said["limits"],
        "headings": said["headings"],
        "columns": said["columns"],
        "labels": {name: said[name] for name in ("remedy", "source", "missing", "more_points")},
    }


def missing(situation: Situation) -> list[str]:
    """Return French names of what the plan must still say, in the order of the plan."""
    return list(dict.fromkeys(words.label(name) for name in situation.result.missing))


def counted(number: int, one: str, many: str) -> str:
    """ "un point", "3 points"."""
    return f"{number} {many}" if number > 1 else f"un {one}"


def _verdict(situation: Situation) -> dict[str, Any]:
    result = situation.result
    said = texts()["verdict"][result.verdict]
    count = counted(len(result.violations), "point est", "points sont")
    return {
        "state": result.verdict,
        "mark": said["mark"],
        "headline": said["headline"].format(count=count),
        "note": said["note"],
        "missing": missing(situation),
    }


def _plan(situation: Situation) -> list[dict[str, Any]]:
    groups = []
    for group in texts()["plan"]:
        rows = [
            {"label": row.get("label") or words.label(row["field"]), "value": value}
            for row in group["rows"]
            if situation.speaker not in row.get("hidden_from", ())
            and (value := _value(row["field"], situation)) is not None
        ]
        if rows:
            groups.append({"title": group["title"], "rows": rows})
    return groups


def _value(name: str, situation: Situation) -> str | None:
    """The words for a row; "à compléter" when the plan must say it and does not; None to leave it out."""
    known = _known(name, situation)
    if known is not None:
        return known
    must = {*situation.result.missing} & {*_SHOWN_TOGETHER.get(name, (name,))}
    return texts()["to_complete"] if must else None


def _known(name: str, situation: Situation) -> str | None:
    facts = situation.facts
    if name == "dates":
        said = words.dates(situation)
        return said and said + (f" ({facts.days} jours)" if is_known(facts.days) and facts.days > 1 else "")
    if name == "hours":
        return words.hours_of_a_day(situation)
    if name == "age_at_start":
        return f"{facts.age} ans" if is_known(facts.age) else None
    if name == "weekly_hours":
        return words.hours(facts.weekly) if is_known(facts.weekly) else None
    return words.value(name, situation.plan[name]) if name in situation.plan else None


def _points(findings: list[law.Finding], speaker: str) -> list[dict[str, Any]]:
    points = []
    told: set[str] = set()
    for finding in findings:
        points.append(
            {
                "title": said_to(finding.title, speaker),
                "reason": said_to(finding.reason, speaker),
                # One change may repair several points: it is written once.
                "remedy": texts()["same_remedy"]
                if finding.remedy in told
                else said_to(finding.remedy, speaker),
                "sources": [{"label": ref.label, "url": ref.url} for ref in finding.references],
            }
        )
        told.add(finding.remedy)
    return points


def _sign(situation: Situation) -> dict[str, Any]:
    said = texts()
    verdict = situation.result.verdict
    return {
        "text": said["sign"][_SIGN_TEXT.get(verdict, "incomplete")],
        "boxes": verdict == LAWFUL,
        "roles": [role_name(role, situation.speaker) for role in situation.signatories],
        "copy": said["copy_to_payer"] if situation.facts.quarter_applies else None,
    }


def role_name(role: str, speaker: str) -> str:
    """The name of somebody who signs, marked when it is the reader."""
    said = texts()
    name = said["roles"][role]
    mine = said["reader_role"][speaker] == role
    return name + (said["you"] if mine else "")


def _times(situation: Situation) -> dict[str, Any]:
    said = texts()["times"]
    table = situation.timetable
    if table is None:
        return {"rows": [], "notes": [said["unknown"]]}
    if not table.days:
        return {"rows": [], "notes": [said["none"]]}
    span = words.hours_of_a_day(situation) or texts()["to_complete"]
    rows = [
        [
            words.period(week.days[0], week.days[-1]),
            words.weekday_names(week.days),
            span,
            _hours(week.hours, week.at_most),
        ]
        for week in table.weeks
    ]
    total = ", " + _hours(table.hours, table.at_most) if table.hours is not None else ""
    notes = [said["total"].format(days=counted(len(table.days), "jour", "jours"), hours=total)]
    if table.weeks_left_out:
        notes = [said["more_weeks"].format(count=counted(table.weeks_left_out, "semaine", "semaines"))]
    if table.holidays_out:
        notes.append(said["holidays"].format(holidays=words.holidays(table)))
    if situation.facts.rhythm == "split":
        notes.append(said["split"])
    return {"rows": rows, "notes": notes}


def _hours(hours: Any, at_most: bool) -> str:
    if hours is None:
        return texts()["to_complete"]
    return words.hours(hours) + (" au plus" if at_most else "")


def _bring(situation: Situation) -> list[dict[str, Any]]:
    return [
        {
            "who": capital(role_name(part["who"], situation.speaker).split(" :")[0]),
            "items": [item["text"] for item in part["items"] if _shown(item, situation)],
        }
        for part in texts()["bring"]
        if situation.holds(part.get("if"))
    ]


def _call(situation: Situation) -> list[dict[str, Any]]:
    prescriber = situation.plan.get("prescriber")
    return [
        {"text": line["text"], "blank": line.get("blank", False)}
        for line in texts()["call"]
        if "prescriber" not in line or prescriber in line["prescriber"]
    ]


def _form(situation: Situation) -> list[dict[str, Any]]:
    """Sentences, each with its address."""
    said = texts()["form"]
    form = state_form.description()
    checked = said["checked"].format(checked=words.day(form["checked"]))
    link = state_form.link(situation)
    lines = [{"text": said["link"], "url": link, "end": checked}] if link else []
    if not link:
        lines.append({"text": said["no_link"], "url": None, "end": ""})
    if situation.speaker != HOST:
        lines.append({"text": said["search"], "url": form["search"]["url"], "end": "."})
    return lines


def _shown(item: dict[str, Any], situation: Situation) -> bool:
    field = item.get("field")
    return (
        situation.holds(item.get("if"))
        and situation.speaker not in item.get("hidden_from", ())
        and (field is None or situation.plan.get(field) is True)
    )


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
