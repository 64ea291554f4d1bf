"""French words for the values of a plan, as they are read back to the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import law

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = {
    "mon": "lundi",
    "tue": "mardi",
    "wed": "mercredi",
    "thu": "jeudi",
    "fri": "vendredi",
    "sat": "samedi",
    "sun": "dimanche",
}
_YES_NO = {
    "legal_rep_agreement": ("un parent signe", "pas d'accord d'un parent"),
    "dangerous_work": ("des tâches dangereuses", "aucune tâche dangereuse"),
    "sick_leave": ("en arrêt de travail", "pas en arrêt de travail"),
    "sick_leave_agreement": ("accord médical obtenu", "pas d'accord médical"),
    "prescriber_delegation": ("autorisé à prescrire par convention", "pas autorisé à prescrire"),
    "employer_agreement": ("votre employeur signe", "votre employeur ne signe pas"),
    "host_is_employer": ("chez votre employeur", "chez un autre employeur"),
    "contract_open_ended": ("contrat sans date de fin", "contrat avec une date de fin"),
    "host_has_siret": ("structure avec un SIRET", "structure sans SIRET"),
    "convention_before_start": (
        "convention signée avant le début",
        "convention non signée avant le début",
    ),
    "tutor_named": ("une personne vous encadre", "personne ne vous encadre"),
    "night_presence": ("présence la nuit", "pas de nuit"),
    "holiday_presence": ("présent les jours fériés", "absent les jours fériés"),
    "construction_site": ("sur un chantier", "pas sur un chantier"),
    "prior_same_host": ("déjà venu dans cette structure depuis un an", "première fois dans cette structure"),
    "is_renewal": ("pour prolonger la précédente", "pas pour prolonger la précédente"),
    "renewal_goals_reached": ("objectifs déjà atteints", "objectifs pas encore atteints"),
}
_SHORT = {
    "objectives": {
        "discover": "découvrir un métier",
        "confirm": "confirmer un projet",
        "recruit": "engager un recrutement",
        "other": "un autre but",
    },
    "status": {
        "jobseeker": "en recherche d'emploi",
        "employee": "salarié",
        "insertion_employee": "en contrat d'insertion ou aidé",
        "apprentice": "apprenti ou alternant",
        "public_agent": "agent public",
        "self_employed": "à votre compte",
        "student": "élève ou étudiant",
        "esat_worker": "accueilli en ESAT",
        "inactive": "sans activité",
    },
    "prescriber": {
        "france_travail": "France Travail",
        "mission_locale": "la mission locale",
        "cap_emploi": "Cap emploi",
        "siae": "une structure d'insertion",
        "departement": "le conseil départemental",
        "prepa_apprentissage": "une prépa-apprentissage",
        "cep_operator": "le conseil en évolution professionnelle (Avenir Actifs, Apec)",
        "other_body": "un autre organisme",
        "etti": "une entreprise d'intérim d'insertion",
        "none": "personne",
    },
    "host_kind": {
        "company": "une entreprise",
        "association": "une association",
        "public_body": "un service public",
        "esat": "un ESAT",
        "individual": "un particulier",
        "abroad": "une structure à l'étranger",
    },
    "host_needs": {
        "none": "observer et essayer",
        "permanent_post": "tenir un poste habituel",
        "surge": "absorber un surcroît d'activité",
        "seasonal": "occuper un emploi saisonnier",
        "replacement": "remplacer un absent",
    },
    "paid_by_host": {
        "none": "rien n'est payé",
        "expenses_only": "frais remboursés",
        "gratuity": "une gratification",
        "wage": "un salaire",
    },
    "work_time": {
        "working_time": "sur votre temps de travail",
        "off_hours": "hors de votre temps de travail",
        "contract_suspended": "contrat suspendu",
    },
    "insertion_contract": {
        "cddi": "un CDDI",
        "cdi_inclusion": "un CDI inclusion",
        "etti_mission": "une mission avec une ETTI",
        "cui_cae": "un PEC ou CUI-CAE",
        "cui_cie": "un CUI-CIE",
    },
    "rhythm": {"continuous": "en continu", "split": "en plusieurs fois"},
}
_LABELS = {
    "objectives": "But",
    "age_at_start": "Âge le premier jour",
    "legal_rep_agreement": "Accord d'un parent",
    "dangerous_work": "Tâches dangereuses",
    "sick_leave": "Arrêt de travail",
    "sick_leave_agreement": "Accord médical",
    "prescriber": "Organisme qui prescrit",
    "prescriber_delegation": "Autorisé à prescrire",
    "work_time": "Temps de travail",
    "employer_agreement": "Accord de l'employeur",
    "host_is_employer": "Chez mon employeur",
    "insertion_contract": "Contrat",
    "contract_start": "Début du contrat",
    "contract_end": "Fin du contrat",
    "contract_open_ended": "Contrat sans date de fin",
    "contract_immersion_days": "Immersions déjà faites",
    "host_kind": "Structure d'accueil",
    "host_has_siret": "Numéro SIRET",
    "host_needs": "But pour la structure",
    "paid_by_host": "Argent versé",
    "convention_before_start": "Signée avant le début",
    "tutor_named": "Tuteur désigné",
    "worked_weekdays": "Jours",
    "holiday_presence": "Jours fériés",
    "construction_site": "Chantier",
    "prior_same_host": "Déjà venu depuis un an",
    "prior_conventions": "Immersion précédente",
    "is_renewal": "Pour prolonger",
    "renewal_goals_reached": "Objectifs déjà atteints",
    "day_start": "Début de journée",
    "day_end": "Fin de journée",
}
_PREFIX = {
    "objectives": "pour ",
    "status": "vous êtes ",
    "prescriber": "suivi par ",
    "host_kind": "accueil par ",
    "host_needs": "présence pour ",
    "insertion_contract": "avec ",
}
_SENTENCE = {
    ("status", "jobseeker"): "en recherche d'emploi",
    ("prescriber", "none"): "aucun organisme ne vous suit",
    ("prescriber", "cep_operator"): "suivi par un opérateur du conseil en évolution professionnelle",
}


def day(value: date | str, year: bool = True) -> str:
    """ "7 décembre 2026"; the first of a month is "1er"."""
    value = value if isinstance(value, date) else date.fromisoformat(value)
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def weekday_and_day(value: date | str) -> str:
    """ "lundi 7 décembre 2026"."""
    value = value if isinstance(value, date) else date.fromisoformat(value)
    return f"{list(WEEKDAYS.values())[value.weekday()]} {day(value)}"


def period(start: str | None, end: str | None) -> str:
    """ "du 7 au 27 décembre 2026"; repeats neither the month nor the year."""
    if not start:
        return f"jusqu'au {day(end)}"
    if not end:
        return f"à partir du {weekday_and_day(start)}"
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return f"le {weekday_and_day(first)}"
    if (first.year, first.month) == (last.year, last.month):
        number = "1er" if first.day == 1 else first.day
        return f"du {number} au {day(last)}"
    return f"du {day(first, first.year != last.year)} au {day(last)}"


def hours(value: float) -> str:
    """ "7 h 30" for 7.5."""
    minutes = round(float(value) * 60)
    return f"{minutes // 60} h" + (f" {minutes % 60:02d}" if minutes % 60 else "")


def weekdays(names: Iterable[str]) -> str:
    """ "du lundi au vendredi", "mardi et jeudi"."""
    order = [name for name in WEEKDAYS if name in set(names)]
    if not order:
        return "aucun jour"
    indexes = [list(WEEKDAYS).index(name) for name in order]
    if len(order) > 2 and indexes == list(range(indexes[0], indexes[0] + len(order))):
        return f"du {WEEKDAYS[order[0]]} au {WEEKDAYS[order[-1]]}"
    return enumeration([WEEKDAYS[name] for name in order])


def enumeration(items: list[str]) -> str:
    """ "a, b et c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} et {items[-1]}" if items else ""


def value(name: str, content: Any) -> str:
    """A value alone, for a table: "7 décembre 2026", "oui", "la mission locale"."""
    if isinstance(content, bool):
        return "oui" if content else "non"
    if name == "worked_weekdays":
        return weekdays(content)
    if name == "prior_conventions":
        return enumeration([_record(record) for record in content])
    if name in _SHORT:
        names = content if isinstance(content, list) else [content]
        return enumeration([_SHORT[name].get(item, str(item)) for item in names]) or "aucun"
    if name.endswith("_date") or name in ("contract_start", "contract_end"):
        return day(content)
    if name in ("daily_hours", "weekly_hours"):
        return hours(content)
    if name in ("day_start", "day_end"):
        clock = str(content)[:5].split(":")
        return f"{int(clock[0])} h" + (f" {clock[1]}" if clock[1] != "00" else "")
    units = {"age_at_start": "ans", "break_minutes": "minutes", "duration_days": "jours"}
    units["contract_immersion_days"] = "jours"
    return f"{content} {units[name]}" if name in units else str(content)


def _record(record: Mapping[str, Any]) -> str:
    text = period(record.get("start_date"), record.get("end_date")) if record else ""
    goals = record.get("same_goals")
    return text + ("" if goals is None else ", même but" if goals else ", autre but ou autres objectifs")


def phrase(name: str, content: Any) -> str:
    """A value as part of a sentence read back: "vous êtes salarié", "7 h par jour"."""
    if name in _YES_NO and isinstance(content, bool):
        return _YES_NO[name][0 if content else 1]
    if isinstance(content, str) and (name, content) in _SENTENCE:
        return _SENTENCE[name, content]
    shown = value(name, content)
    if name == "age_at_start":
        return f"{shown} le premier jour"
    frames = {
        "birth_date": "né le {}",
        "daily_hours": "{} par jour",
        "weekly_hours": "{} par semaine",
        "break_minutes": "{} de pause",
        "day_start": "à partir de {}",
        "day_end": "jusqu'à {}",
        "contract_start": "contrat depuis le {}",
        "contract_end": "contrat jusqu'au {}",
        "contract_immersion_days": "{} d'immersion déjà faits pendant ce contrat",
        "prior_conventions": "immersion précédente {}",
        "duration_days": "{} de durée",
    }
    return frames.get(name, _PREFIX.get(name, "") + "{}").format(shown)


def noted(changes: Mapping[str, Any], plan: Mapping[str, Any]) -> str:
    """The details just understood, in one line without a verb."""
    rest = dict(changes)
    parts = []
    if rest.keys() & {"start_date", "end_date"}:
        rest.pop("duration_days", None)
        rest.pop("start_date", None), rest.pop("end_date", None)
        parts.append(period(plan.get("start_date"), plan.get("end_date")))
    if rest.keys() >= {"day_start", "day_end"}:
        begin, end = rest.pop("day_start"), rest.pop("day_end")
        parts.append(f"de {value('day_start', begin)} à {value('day_end', end)}")
    return ", ".join(parts + [phrase(name, content) for name, content in rest.items()])


def rows(plan: Mapping[str, Any]) -> list[dict[str, str]]:
    """The plan as the rows of a table, {"field", "label", "value", "payload"}."""
    table = []
    shown = dict(plan)
    if shown.get("start_date") and shown.get("end_date"):
        dates = period(shown.pop("start_date"), shown.pop("end_date"))
        table.append(_row("start_date", "Dates", dates[0].upper() + dates[1:]))
    for name, content in shown.items():
        if content is not None and name in law.FIELDS:
            table.append(_row(name, label(name), value(name, content)))
    return table


def change_buttons(plan: Mapping[str, Any]) -> list[dict[str, str]]:
    """One button for each point of the plan, to change it."""
    return [
        {"title": f"{row['label']} : {row['value']}"[:48], "payload": row["payload"]} for row in rows(plan)
    ]


def label(name: str) -> str:
    """The short name of a field, for tables and buttons."""
    return _LABELS.get(name) or law.FIELDS[name].label


def _row(name: str, label: str, shown: str) -> dict[str, str]:
    return {
        "field": name,
        "label": label,
        "value": shown,
        "payload": f'/correct{{"choice": "{name}"}}',
    }


def holidays(plan: Mapping[str, Any]) -> list[str]:
    """Public holidays of the period on a worked weekday: "le lundi 29 mars 2027 (lundi de Pâques)"."""
    start, end = (date.fromisoformat(plan[name]) for name in ("start_date", "end_date"))
    worked = set(plan.get("worked_weekdays") or WEEKDAYS)
    names = list(WEEKDAYS)
    return [
        f"le {weekday_and_day(on)} ({title[:1].lower() + title[1:]})"
        for on, title in law.public_holidays(start, end)
        if names[on.weekday()] in worked
    ]
