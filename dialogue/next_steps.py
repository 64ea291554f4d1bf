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
    "prepa_apprentissage": "votre organisme de préparation à l'apprentissage",
    "cep_operator": "votre conseiller en évolution professionnelle",
    "other_body": "l'organisme qui vous accompagne",
}
_COPIED_CONTRACTS = ("cddi", "cui_cae", "cui_cie")
_CANNOT_PRESCRIBE = {
    "no_prescriber",
    "prescriber_not_authorised",
    "etti_prescriber",
    "siae_outside_staff",
    "siae_suspended_contract",
}


def next_steps(result: law.Result, plan: dict[str, Any]) -> list[str]:
    """What the person does now, one sentence a step, in order."""
    steps = []
    if result.violations:
        steps.append("Changez les points ci-dessus ; je peux revérifier le projet autant de fois qu'il faut.")
    steps += [
        _call(result, plan),
        "Fixez avec la structure d'accueil le but, les tâches, les horaires et le tuteur.",
    ]
    steps.append(
        "L'organisme qui prescrit prépare la convention, le papier que tous signent : "
        f"{', '.join(signatories(plan))}."
    )
    if plan.get("insertion_contract") in _COPIED_CONTRACTS:
        steps.append("Une copie de la convention part à l'Agence de services et de paiement.")
    steps.append("Commencez seulement quand tout le monde a signé et que cet organisme a validé.")
    return steps


def signatories(plan: dict[str, Any]) -> list[str]:
    """Who signs the convention in this situation (L5135-4, D5135-1)."""
    age = plan.get("age_at_start")
    people = ["vous", "la structure d'accueil", "l'organisme qui prescrit"]
    if age is not None and age < MAJORITY:
        people.insert(1, "votre représentant légal")
    status = plan.get("status")
    if status == "insertion_employee" or (
        status in ("employee", "apprentice") and plan.get("work_time") != "off_hours"
    ):
        people.append("votre employeur")
    elif status in ("employee", "apprentice"):
        people.append("votre employeur, sauf si l'organisme accepte sans lui")
    people.append("la structure d'accompagnement si elle est différente")
    return people


def _call(result: law.Result, plan: dict[str, Any]) -> str:
    prescriber = plan.get("prescriber")
    if plan.get("status") == "public_agent" and prescriber in (None, "none"):
        return "Parlez-en d'abord à votre service des ressources humaines."
    if prescriber != "none" and _CANNOT_PRESCRIBE & {finding.id for finding in result.violations}:
        return "Cherchez d'abord un organisme qui peut prescrire, par exemple France Travail (3949)."
    if prescriber in _BODIES:
        return f"Parlez du projet à {_BODIES[prescriber]}, qui juge s'il est utile et possible."
    status, age = plan.get("status"), plan.get("age_at_start")
    if status in ("employee", "self_employed"):
        return "Contactez le conseil en évolution professionnelle, gratuit : mon-cep.org."
    if age is not None and age <= MISSION_LOCALE_MAX_AGE:
        return "Contactez la mission locale la plus proche, ou France Travail (3949)."
    return "Contactez un organisme qui peut prescrire, par exemple France Travail (3949)."
