"""What is asked of minors: consent of the parents, dangerous work, building sites."""

import re

from .clauses import clause_around, is_negated
from .model import Reading

DANGER = re.compile(
    r"\b(?:scies?\b|tronconneuse|machines? (?:dangereuses?|a bois|outils?|de decoupe|a couper)"
    r"|produits? (?:chimiques?|dangereux|toxiques?)|echafaudages?|echelles?\b|en hauteur|sur (?:le|les"
    r"|un) toits?"
    r"|sous tension|electrique\b|engins?\b|tracteur|nacelle|chariot elevateur|presse\b|toupie|meuleuse"
    r"|au bar\b|service au bar|amiante|phytosanitaires?)"
)


SAID_DANGEROUS = re.compile(
    r"\b(?:c'est|ce sera|ce serait|y a|y aura|y aurait|travaux|taches?|travail|machines?|un peu|si|oui) "
    r"(?:des (?:choses|taches|travaux|trucs) |plutot |quand meme |assez |un peu )?(?P<what>dangere\w+)"
)
DANGER_DENIED = re.compile(
    r"\bn'y touch\w+ (?:pas|jamais)\b|\b(?:pas|jamais) y toucher\b|"
    r"\b(?:pas|jamais|aucune?|ni)(?: (?!que |qu')[a-z']+){0,3} (?:machines?|engins?|echelles?"
    r"|produits chimiques)\b"
)


def read(reading: Reading) -> None:
    """Fill legal_rep_agreement, dangerous_work and construction_site."""
    _read_consent(reading)
    _read_danger(reading)
    _read_site(reading)


def _read_consent(reading: Reading) -> None:
    text = reading.text
    if re.search(r"\bemancip", text):
        reading.put("legal_rep_agreement", True, at=reading.whole)
    parents = re.search(
        r"\b(?:mes|ses|les|nos) parents\b|\b(?:ma|sa) (?:mere|maman|tutrice)\b|\b(?:mon|son) (?:pere|papa"
        r"|tuteur legal|representant)\b|\bpapa\b|\bmaman\b",
        text,
    )
    if parents:
        clause = text if reading.asks("f2_minor") else clause_around(text, parents.start(), parents.end())
        if re.search(
            r"pas d'accord|\brefus|\bneg?\b[^,]{0,12}\b(?:veu|signe|sont)|\bveu(?:t|lent) pas|\bcontre\b"
            r"|\bdit non|\bopposee?",
            clause,
        ):
            reading.put("legal_rep_agreement", False, at=parents.span())
        elif re.search(
            r"d'accord|\b(?:est|sont) pour\b|\bsign|\baccept|\bdit oui|\bok\b|\bautoris|\bveu(?:t|lent) bien",
            clause,
        ):
            reading.put("legal_rep_agreement", True, at=parents.span())


def _read_danger(reading: Reading) -> None:
    text = reading.text
    said = SAID_DANGEROUS.search(text)
    if said and not is_negated(text, said.start("what")):
        reading.put("dangerous_work", True, at=said.span())
        return
    if reading.asks("f2_minor", "dangerous_work") and re.search(
        r"\b(?:que|juste|seulement|uniquement) (?:regarder|observer|aider)|\brien de (?:dangereux|risque)"
        r"|\baucun(?:e)? (?:danger|machine|risque)",
        text,
    ):
        reading.put("dangerous_work", False, at=reading.whole)
        return
    if DANGER_DENIED.search(text):
        reading.put("dangerous_work", False, at=reading.whole)
        return
    match = DANGER.search(text)
    if match:
        reading.put("dangerous_work", not is_negated(text, match.start()), at=match.span())
        return
    match = re.search(
        r"\b(?:rien de dangereux|pas de (?:machines?|danger|travaux dangereux)|aucun (?:danger"
        r"|travail dangereux))\b",
        text,
    )
    if match:
        reading.put("dangerous_work", False, at=reading.whole)


def _read_site(reading: Reading) -> None:
    match = re.search(
        r"\b(?:sur|dans) (?:un |des |le |les )?chantiers?\b(?! d'insertion| naval| ecole)", reading.text
    )
    if not match and reading.asks("f4_minor_site"):
        match = re.search(r"\bchantier\b(?! d'insertion)", reading.text)
    if match:
        reading.put("construction_site", not is_negated(reading.text, match.start()), at=match.span())
