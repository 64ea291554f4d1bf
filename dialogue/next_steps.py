"""Who signs, in which order, whom to call: the way forward for one situation."""

from __future__ import annotations

from typing import Any

import law

from .ages import MAJORITY, MISSION_LOCALE_MAX_AGE

_BODIES = {
    "france_travail": "votre conseiller France Travail (téléphone : 3949)",
    "mission_locale": "votre conseiller de la mission locale",
    "cap_emploi": "votre conseiller Cap emploi",
    "siae": "votre structure d'insertion",
    "departement": "votre référent du département",
    "prepa_apprentissage": "votre CFA ou organisme de préparation à l'apprentissage",
    "cep_operator": "votre conseiller en évolution professionnelle",
    "other_body": "l'organisme qui vous accompagne",
}
_EMPLOYED = ("employee", "insertion_employee", "apprentice")


def next_steps(result: law.Result, plan: dict[str, Any]) -> list[str]:
    """What the person does now, one sentence a step, in order."""
    steps = []
    if result.violations:
        steps.append("Changez les points ci-dessus ; je peux revérifier le projet autant de fois qu'il faut.")
    steps += [_call(plan), "Fixez avec la structure d'accueil le but, les tâches, les horaires et le tuteur."]
    steps.append(
        "L'organisme qui prescrit prépare la convention, le papier que tous signent : "
        f"{', '.join(signatories(plan))}."
    )
    if plan.get("status") == "insertion_employee":
        steps.append("Une copie de la convention part à l'Agence de services et de paiement.")
    steps.append("Commencez seulement quand tout le monde a signé et que cet organisme a validé.")
    return steps


def signatories(plan: dict[str, Any]) -> list[str]:
    """Who signs the convention in this situation (L5135-4, D5135-1)."""
    age = plan.get("age_at_start")
    people = ["vous", "la structure d'accueil", "l'organisme qui prescrit"]
    if age is not None and age < MAJORITY:
        people.insert(1, "votre représentant légal")
    if plan.get("status") in _EMPLOYED and plan.get("work_time") != "off_hours":
        people.append("votre employeur")
    people.append("la structure d'accompagnement si elle est différente")
    return people


def _call(plan: dict[str, Any]) -> str:
    prescriber = plan.get("prescriber")
    if prescriber in _BODIES:
        return f"Parlez du projet à {_BODIES[prescriber]}, qui juge s'il est utile et possible."
    status, age = plan.get("status"), plan.get("age_at_start")
    if status in ("employee", "self_employed", "public_agent"):
        return "Contactez le conseil en évolution professionnelle, gratuit : mon-cep.org."
    if age is not None and age <= MISSION_LOCALE_MAX_AGE:
        return "Contactez la mission locale la plus proche, ou France Travail (3949)."
    return "Contactez un organisme qui peut prescrire, par exemple France Travail (3949)."
