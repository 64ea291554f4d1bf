"""The scripted conversation of the stand-in server: four questions, then a verdict."""

from __future__ import annotations

from typing import Any

QUESTIONS = [
    (
        "q1_objective",
        "Quel est le but de cette immersion : découvrir un métier, ou autre chose ?",
        ["Découvrir un métier", "Confirmer un projet", "Engager un recrutement"],
    ),
    (
        "q2_situation",
        "Quelle est votre situation aujourd'hui ?",
        [
            "En recherche d'emploi",
            "Salarié",
            "Contrat d'insertion ou aidé",
            "Agent public",
            "À mon compte",
            "Sans activité",
        ],
    ),
    ("q6_dates", "Du combien au combien, premier et dernier jour compris ?", ["Une semaine", "Un mois"]),
    ("q7_schedule", "Quels jours de la semaine, et combien d'heures par jour ?", ["Lundi à vendredi, 7 h"]),
]
FORMS = {
    "q1_objective": {
        "field": "objectives",
        "parts": [
            {
                "field": "objectives",
                "label": "But",
                "kind": "choices",
                "values": [
                    {"value": "discover", "title": "Découvrir un métier"},
                    {"value": "confirm", "title": "Confirmer un projet"},
                ],
            }
        ],
    },
    "q6_dates": {
        "field": "start_date",
        "parts": [
            {"field": "start_date", "label": "Premier jour", "kind": "date"},
            {"field": "end_date", "label": "Dernier jour", "kind": "date"},
        ],
    },
    "q7_schedule": {
        "field": "worked_weekdays",
        "parts": [
            {
                "field": "worked_weekdays",
                "label": "Jours",
                "kind": "weekdays",
                "values": [{"value": "mon", "title": "lundi"}, {"value": "tue", "title": "mardi"}],
            },
            {"field": "daily_hours", "label": "Heures par jour", "kind": "hours"},
        ],
    },
}
NOT_TAKEN = "Le dernier jour est avant le premier. Changez l'une des dates."
LABELS = ["But de l'immersion", "Situation", "Dates", "Horaires"]
LEGIFRANCE = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000029238104"
SOURCE = {"label": "article D5135-3 du code du travail", "url": LEGIFRANCE}
STEPS = [
    "Changez les points ci-dessus ; je peux revérifier le projet autant de fois qu'il faut.",
    "Parlez du projet à votre conseiller France Travail (téléphone : 3949), qui juge s'il est possible.",
]
LETTER = "Bonjour,\nVoici mon projet :\n- Dates : une semaine\nMerci d'avance."
HUMAN = {"mailto": None, "form": True, "appointment": None, "recipient": "Cabinet Boussole", "numbers": []}
FILES = [
    {
        "kind": "pdf",
        "name": "dossier-immersion.pdf",
        "title": "Le dossier (PDF, 2 pages)",
        "url": "/chat/dossier/pdf",
    },
    {
        "kind": "letters",
        "name": "lettres-immersion.pdf",
        "title": "Les lettres (PDF)",
        "url": "/chat/dossier/letters",
    },
]
JUDGED = "du 7 décembre 2026 au 30 janvier 2027, tous les jours, 7 h par jour"
TAKE = ("Prendre le projet conforme", '/what_if{"choice": "take_nearest"}')
UNDO = ("Annuler ce changement", '/what_if{"choice": "undo"}')
REST = "Vous regardez et vous essayez des gestes du métier. " * 6
LIMITS = "Ce résultat est une information, pas une autorisation : c'est l'organisme prescripteur qui décide."


def answer(memory: dict[str, Any], said: str) -> list[dict[str, Any]]:
    """Return the reply to a text or a payload."""
    words = said.lower()
    if words in ("vérifier mon projet", "/check_plan"):
        memory["answers"] = []
        return [
            _message("Vérifions votre projet ensemble. Vous pouvez répondre avec vos mots."),
            _question(0),
        ]
    if words.startswith(("c'est quoi", "/faq")):
        return _faq(memory)
    if words in ("/recap", "où en est-on ?"):
        return _recap(memory)
    if words.startswith("/correct"):
        memory["answers"] = memory.get("answers", [])[:2]
        return [_question(2)]
    if words == "/human":
        return [_message("Voici à qui parler.", custom={"human": HUMAN})]
    if words == "/document":
        papers = {"files": FILES, "letters": [], "form": None, "missing": [], "signable": True}
        custom = {"document": LETTER, "dossier": papers}
        return [_message(f"Voici un message à envoyer :\n\n{LETTER}", custom=custom)]
    if "take_nearest" in words:
        memory["before"], memory["answers"][2] = memory["answers"][2], "une semaine"
        said = f"J'ai changé : une semaine (avant : {memory['before']})."
        return [_message(said), *_verdict(memory["answers"], UNDO)]
    if said == UNDO[1]:
        memory["answers"][2] = memory["before"]
        return [_message(f"C'est annulé. J'ai remis : {memory['before']}."), *_verdict(memory["answers"])]
    if "nearest" in words:
        return _nearest()
    if words == "many":
        titles = [*(f"R{n}" for n in range(1, 11)), "Je ne sais pas"]
        return [_message("Laquelle ?", [(title, f"/inform {title}") for title in titles])]
    if words == "long":
        return [_message("\n\n".join(f"Paragraphe {n} : {'mots ' * 40}" for n in range(12)))]
    if words == "adresses":
        return [
            _message(
                "Appelez le 3949, le 0 800 123 456 ou le 01 23 45 67 89. Voyez mon-cep.org, ou "
                "lannuaire.service-public.fr/navigation. Écrivez à aide@exemple.fr. "
                "Pas 3000 euros, 2026, L3949-1, 39,49 ni etc.fr@x."
            )
        ]
    if words == "markdown":
        return [
            _message(
                "**Gras** <b>non</b>\n- un\n- deux\n\n1. a\n  suite\n2. b\nfin\n\n"
                "Voir https://exemple.fr/page. Pas http://exemple.fr ni javascript:alert(1)"
            )
        ]
    answers = memory.get("answers")
    if answers is None or len(answers) == len(QUESTIONS):
        return [_message("Je n'ai pas compris. Pouvez-vous le dire autrement ?")]
    answers.append(said.removeprefix("/inform "))
    noted = _message(f"C'est noté : {answers[-1]}.")
    return [noted, _question(len(answers))] if len(answers) < len(QUESTIONS) else _verdict(answers)


def spoken(body: dict[str, Any]) -> dict[str, str]:
    """The words of a value, as the channel tells them; nothing when the value is not taken."""
    value = body.get("value")
    if "field" not in body or (isinstance(value, dict) and value.get("start_date") == "2027-01-01"):
        return {}
    return {"said": f"Valeur : {value}"}


def project(memory: dict[str, Any]) -> dict[str, Any]:
    """The plan in hand as a form: the answers so far, and the dates or the hours that are missing."""
    answers = memory.get("answers") or []
    forms = [
        {"field": name, "parts": [{"field": name, "label": label, "kind": "age"}]}
        for name, label in zip(("f0", "f1"), LABELS, strict=False)
    ] + [FORMS["q6_dates"], FORMS["q7_schedule"]]
    lines = [{"label": label, "form": form} for label, form in zip(LABELS, forms, strict=True)]
    known = [{**line, "value": value} for line, value in zip(lines, answers, strict=False)]
    plans = [{"id": 1, "label": "19 ans", "current": False}, {"id": 2, "label": "34 ans", "current": True}]
    return {"rows": known, "missing": lines[len(known) :], "files": plans if len(known) > 1 else []}


def _message(
    text: str, buttons: list[tuple[str, str]] = (), custom: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A message as the assistant sends it: each carries the plan."""
    return {
        "text": text,
        "buttons": [{"title": title, "payload": payload} for title, payload in buttons],
        "custom": {"plan": {}, **(custom or {})},
    }


def _question(number: int) -> dict[str, Any]:
    name, text, titles = QUESTIONS[number]
    buttons = [(title, f"/inform {title}") for title in titles] + [("Je ne sais pas", "/dont_know")]
    custom: dict[str, Any] = {"asked": name, "progress": {"done": number, "total": 9}}
    if name in FORMS:
        custom["form"] = FORMS[name]
    return _message(text, buttons, custom=custom)


def _faq(memory: dict[str, Any]) -> list[dict[str, Any]]:
    text = (
        f"Quelques jours ou semaines dans une structure, sans contrat de travail.\n\n{REST}\n\n"
        f"Source : {SOURCE['label']}, {LEGIFRANCE}. Vérifié le 23 novembre 2026."
    )
    related = [("Quelle durée maximale ?", '/faq{"topic": "duree_max"}')]
    custom = {"topic": "definition", "sources": [SOURCE], "related": ["duree_max"], "rest": REST}
    reply = [_message(text, related, custom=custom)]
    answers = memory.get("answers")
    if answers is not None and len(answers) < len(QUESTIONS):
        reply.append(_question(len(answers)))
    return reply


def _recap(memory: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [
        {"field": f"f{n}", "label": LABELS[n], "value": value, "payload": f'/correct{{"choice": "f{n}"}}'}
        for n, value in enumerate(memory.get("answers") or [])
    ]
    lines = "".join(f"\n- {row['label']} : {row['value']}" for row in rows)
    text = f"Voici votre projet :{lines}\nIl manque : vos horaires."
    return [_message(text, [("Continuer", "/check_plan")], custom={"recap": rows})]


def _verdict(answers: list[str], *more: tuple[str, str]) -> list[dict[str, Any]]:
    """The result and its end; more: buttons that come before the others."""
    lawful = answers[2] == "/inform Une semaine" or "semaine" in answers[2].lower()
    long = {
        "id": "one_month",
        "kind": "violation",
        "title": "La période dépasse un mois",
        "reason": f"Vous prévoyez : {answers[2]}. Une convention dure un mois au plus, de date à date.",
        "remedy": "Finissez au plus tard le 6 janvier 2027.",
        "references": [SOURCE],
    }
    rest = {
        "id": "rest",
        "kind": "violation",
        "title": "Vous n'auriez pas de jour de repos dans la semaine",
        "reason": "Un jour de repos par semaine est obligatoire.",
        "remedy": "Gardez un jour libre.",
        "references": [{"label": "article L3132-1 du code du travail", "url": None}],
    }
    tutor = {
        "id": "tutor",
        "kind": "warning",
        "title": "Personne n'est encore nommé pour vous encadrer",
        "reason": "La structure désigne une personne qui vous guide.",
        "remedy": "Demandez son nom.",
        "references": [SOURCE],
    }
    missing = ["votre âge"] if answers[1] == "/dont_know" else []
    points = [tutor] if lawful else [long, rest, tutor]
    state = "a_completer" if lawful and missing else "conforme" if lawful else "non_conforme"
    headline = {
        "non_conforme": "Deux points sont à changer.",
        "conforme": "Votre projet respecte les règles vérifiées.",
        "a_completer": "Rien ne bloque pour l'instant, mais il manque des informations.",
    }[state]
    custom = {
        "verdict": state,
        "violations": [p["id"] for p in points if p["kind"] == "violation"],
        "warnings": ["tutor"],
        "missing": ["age_at_start"] if missing else [],
        "remedies": {},
        "provisional": False,
        "headline": headline,
        "judged": JUDGED,
        "lines": [{"label": label, "value": value} for label, value in zip(LABELS, answers, strict=True)],
        "date": "2026-11-23",
        "points": points,
        "missing_labels": missing,
        "next_steps": STEPS,
        "limits": LIMITS,
    }
    lines = "\n\n".join(
        f"{n}. **{p['title']}**\n{p['reason']}\nQue faire : {p['remedy']}" for n, p in enumerate(points, 1)
    )
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(STEPS, 1))
    end = f"**Et maintenant** :\n{steps}\n\nVérifié le 23 novembre 2026. {LIMITS}"
    nearest = [TAKE, ("Voir le projet conforme le plus proche", '/what_if{"choice": "nearest"}')]
    buttons = [
        *more,
        *([] if lawful else nearest),
        ("Changer un point", "/correct"),
        ("Le dossier à envoyer", "/document"),
        ("Parler à un conseiller", "/human"),
    ]
    text = f"**{headline}**\n\nVérifié avec : {JUDGED}.\n\n{lines}"
    return [_message(text, custom=custom), _message(end, buttons)]


def _nearest() -> list[dict[str, Any]]:
    change = {
        "field": "end_date",
        "label": "Dernier jour",
        "before": "30 janvier 2027",
        "after": "6 janvier 2027",
    }
    text = "Le projet conforme le plus proche :\n- Dernier jour : 6 janvier 2027 (avant : 30 janvier 2027)"
    buttons = [("Prendre ce projet", TAKE[1])]
    return [_message(text, buttons, custom={"nearest": {"plan": {}, "changes": [change]}})]
