"""What a date in a sentence is about: the planned immersion, or something else; and its day."""

import re
from datetime import date

from . import dates
from .calendar_fr import shift
from .clauses import clause_around, is_negated
from .dates import ImpossibleDate, WrongWeekday
from .model import Reading
from .patterns import any_of

# The date is that of something else than the immersion.
OTHER_EVENT = any_of(
    r"rendez-vous",
    r"\b(?:est|sont|sera|part\w*) en vacances|\best absente?\b|\bje stresse\b",
    r"\breviend\w+|\bactualis\w+|\bindemnites? s'arret|nous sommes le|\bje le saurai",
    r"entretien",
    r"\bloi\b",
    r"decret",
    r"\binscri",
    r"\bdemande\b(?! d')",
    r"\benvoye (?:ma|mon|le|la|une?|mes)\b",
    r"depose",
    r"reunion",
    r"\bdepuis\b",
    r"reponse|\breponds?\b|\brepondrai\b|\b(?:je|on) vous (?:redis?|dirai|tiens|recontacte)|\bje saurai\b",
    r"\bappel",
    r"anniversaire|\bnee?\b|naissance",
    r"licenci",
    r"ferie",
    r"concours",
    r"examen",
    r"article",
    r"\bsign",
    r"contrat",
    r"\bcdd\b",
    r"\bcddi\b",
    r"\bpec\b",
    r"fin de (?:mes )?droits",
    r"\bformation (?:commence|debute|demarre|est|du|le)",
    r"\bau revoir\b",
    r"\ba demain\b",
    r"\b(?:est|sera|etre) ferme",
    r"preavis",
    r"\bconges? (?:du|commenc|finiss|debut|annuel)",
    r"rupture",
    r"arret",
    r"atelier",
    r"a [lL]a? radio",
    r"\ble code\b",
    r"\bjournal",
    r"hier\b",
    r"accident",
    r"permis",
    r"\b(?:une|l'|leur|mon) ?embauche\b",
    r"\bouv(?:re|erte?)\b",
)
OWN_PLAN = re.compile(
    r"\b(?:voudrais|aimerais|veux|souhait\w+|pense|decouvrir|tester|immersion|stage|pmsmp|periode|dates?"
    r"|commenc|demarr|debut|ferai|fera|ferais|faire|fais|irai"
    r"|irais|aller|vais|viens|viendrai|venir|serai|sera|serait|plutot|finalement|en fait|c'est|prevu"
    r"|accueill|accepte|m'attend|prend|disponible|dispo)"
)


def is_something_else(reading: Reading, match: re.Match) -> bool:
    """True when the clause around a date speaks of another event, or denies the date."""
    clause = clause_around(reading.full, *match.span())
    return bool(OTHER_EVENT.search(clause)) or is_negated(reading.timed, match.start())


def placed_day(reading: Reading, phrase: str, floor: date, name: str) -> date | None:
    """The day written in `phrase`, on or after `floor`; None after noting on field `name` what is wrong."""
    mention = dates.parse(phrase, reading.today)
    if mention is None:
        return None
    if mention.bare_weekday:
        floor = max(floor, shift(reading.today, 1) or floor)
    try:
        return dates.after(mention, floor)
    except ImpossibleDate as error:
        reading.reject(name, str(error))
    except WrongWeekday as error:
        reading.conflict("weekday", str(error), name)
    return None
