"""« Le dossier » : the papers of the plan, its letters, the State's form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dossier
from dialogue.turn import Turn
from dossier import state_form

from .small import SmallAction

FOLDER = Path("dossiers")
FORM, LETTERS, LETTER = "form", "letters", "letter:"
DEPARTMENT = "department"

_AFTER = [
    {"title": "Les autres lettres", "payload": '/document{"choice": "letters"}'},
    {"title": "Le formulaire de l'État", "payload": '/document{"choice": "form"}'},
    {"title": "Parler à un conseiller", "payload": "/human"},
]
_WHO = {
    "person": "à donner par la personne",
    "parent": "à donner par le représentant légal",
    "host": "à demander à la structure",
    "employer": "à demander à l'employeur",
    "adviser": "à demander au conseiller",
}


class Document(SmallAction):
    named = "document"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        choice = (turn.said.control("document") or {}).get("group") or ""
        named = turn.said.value(DEPARTMENT)
        if named:
            state.department = named
        try:
            papers = dossier.make(state.plan, turn.today, state.speaker, state.department, trade=state.trade)
        except dossier.EmptyPlanError:
            turn.say(
                "Je peux préparer un dossier de deux pages, un agenda et des lettres. "
                "Il me faut d'abord votre projet.",
                buttons=[{"title": "Vérifier mon projet", "payload": "/check_plan"}],
            )
            return
        custom = {"dossier": papers.as_custom()}
        if named or choice == FORM:
            _give_form(turn, papers, custom)
        elif choice == LETTERS:
            buttons = [
                {"title": letter.title, "payload": f'/document{{"choice": "{LETTER}{letter.id}"}}'}
                for letter in papers.letters
            ]
            turn.say("Quelle lettre voulez-vous ? Ce qui est entre crochets est à remplir.", buttons=buttons)
        elif choice.startswith(LETTER):
            _give_letter(turn, papers, choice.removeprefix(LETTER), custom)
        else:
            _give_files(turn, papers, custom)


def _give_files(turn: Turn, papers: dossier.Dossier, custom: dict[str, Any]) -> None:
    turn.say(_state_of(papers) + "\n\n" + _where(turn, papers))
    letter = next(one for one in papers.letters if one.id == "prescriber")
    turn.say(
        "Et voici un message à copier et à envoyer à l'organisme qui prescrit "
        f"(ce qui est entre crochets est à remplir) :\n\n{letter.text}",
        buttons=_AFTER,
        custom={**custom, "document": letter.text},
    )


def _state_of(papers: dossier.Dossier) -> str:
    result = papers.situation.result
    if result.violations:
        return "Votre dossier est fait, mais il n'est pas prêt à signer : il dit ce qui est à changer."
    if result.missing:
        return "Votre dossier est fait, mais il n'est pas complet : il dit ce qui manque."
    return "Votre dossier est prêt."


def _where(turn: Turn, papers: dossier.Dossier) -> str:
    """Where the files are: on this machine in a terminal, behind buttons or links elsewhere."""
    titles = [papers.title(kind) for kind in papers.kinds]
    if not turn.in_terminal:
        return "À prendre : " + ", ".join(title[0].lower() + title[1:] for title in titles) + "."
    try:
        paths = papers.write(FOLDER / turn.today.isoformat())
    except OSError:
        return f"Je n'ai pas pu écrire les fichiers dans {FOLDER.resolve()} : ce dossier n'est pas ouvert."
    return "Fichiers écrits :\n" + "\n".join(f"- {path.resolve()}" for path in paths)


def _give_letter(turn: Turn, papers: dossier.Dossier, name: str, custom: dict[str, Any]) -> None:
    letter = next((one for one in papers.letters if one.id == name), None)
    if letter is None:
        turn.say("Cette lettre ne va plus avec votre projet. En voici d'autres.", buttons=_AFTER)
        return
    subject = f"Objet : {letter.subject}\n\n" if letter.subject else ""
    turn.say(f"**{letter.title}**\n\n{subject}{letter.text}", buttons=_AFTER, custom=custom)


def _give_form(turn: Turn, papers: dossier.Dossier, custom: dict[str, Any]) -> None:
    situation = papers.situation
    search = state_form.description()["search"]
    link = state_form.link(situation)
    if link is None:
        turn.say(
            "Le formulaire de l'État demande d'abord un organisme qui prescrit, par exemple France Travail "
            f"(3949).\nPour chercher une structure d'accueil : {search['url']}",
            custom=custom,
        )
        return
    section = ""
    lines = []
    for line in state_form.to_type(situation):
        if line.section != section:
            section = line.section
            lines.append(f"**{section}**")
        lines.append(f"- {line.label} : {line.value or '(' + _WHO[line.who] + ')'}")
    turn.say(
        f"Le formulaire de l'État : {link}\n"
        "Il ne reprend pas votre projet : tout est à taper, dans cet ordre.\n\n"
        + "\n".join(lines)
        + "\n\n"
        + "\n".join(f"- {trap}" for trap in state_form.description()["traps"])
        + f"\n\nPas encore de structure d'accueil ? {search['url']}",
        custom=custom,
    )
    if situation.department is None:
        turn.state.offer_now(DEPARTMENT)
        turn.say(
            "Si vous voulez un lien qui s'ouvre au bon endroit, dites-moi le département où vous êtes suivi "
            "(son numéro ou son nom). Ce n'est pas obligatoire."
        )
