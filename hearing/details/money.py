"""Money paid by the host: nothing, expenses, a gift, a wage."""

import re

from .clauses import is_negated
from .model import Reading
from .patterns import listed

EXPENSES = listed("money", "expenses")
WAGE = listed("money", "wage")
GRATUITY = listed("money", "gratuity")
NOTHING = listed("money", "nothing")
OTHER_MONEY = re.compile(
    r"\b(?:je gagne|gagnais|rsa|are\b|allocations?|chomage|caf|cpf|loyer|coute|prix|indemnites? chomage"
    r"|formation|bilan"
    r"|(?:france travail|pole emploi)(?: qui)? (?:me|nous|m')"
    r"|employeur|mon salaire|garde[rz]?|maintien)\b"
)


# « … je perds mes courses, qui me paye »; « c'est lui qui me paye » tells.
ASKS_WHO = re.compile(r"(?:^|[;.!?:] ?|\bet |\balors |, )qui $")
# "Pas payé, mais le repas est offert": the expenses are what is paid.
BUT = re.compile(r"\b(?:mais|juste|seulement|sauf|par contre|a part|hormis|que)\b")


# Of money that was told: « je dirai non », « je prendrai pas le billet ».
TURNS_DOWN = listed("money", "turned_down")


# "Je suis au chômage mais je touche rien": of the benefits, not of the house.
INCOME = ("touche", "recoi", "gagne")
SET_APART = re.compile(r"\b(?:mais|juste|seulement|sauf|a part|hormis|que)\b[^,.;]{0,15}$")


def read(reading: Reading) -> None:
    """Fill paid_by_host."""
    text = reading.ours
    offered = reading.plan.get("paid_by_host") in ("gratuity", "wage")
    if offered and (refused := TURNS_DOWN.search(text)):
        reading.put("paid_by_host", "none", at=refused.span())
        return
    nothing = NOTHING.search(text)
    if nothing and nothing[0].startswith(INCOME) and OTHER_MONEY.search(text):
        nothing = None
    expenses = EXPENSES.search(text)
    if nothing and not (expenses and BUT.search(text) and _is_the_exception(text, expenses)):
        reading.put("paid_by_host", "none", at=nothing.span())
        return
    if OTHER_MONEY.search(text) and not re.search(
        r"\bau noir\b|\bil me\b|\bils me\b|\bon me\b|\ble patron\b|\bla patronne\b", text
    ):
        return
    for value, pattern in (("expenses_only", EXPENSES), ("gratuity", GRATUITY), ("wage", WAGE)):
        match = pattern.search(text)
        if not match or (ASKS_WHO.search(text, 0, match.start()) and "," not in text[match.end() :]):
            continue
        if value == "gratuity" and re.search(
            r"euros (?:de l'heure|par (?:jour|heure|semaine|mois))|\bau noir\b", text
        ):
            continue
        if is_negated(text, match.start()):
            if value != "expenses_only":
                reading.put("paid_by_host", "none", at=match.span())
                return
            continue
        reading.put("paid_by_host", value, at=match.span())
        return


def _is_the_exception(text: str, expenses: re.Match) -> bool:
    """ "Rien, hormis les tickets restaurant": the denial stops at what is set apart."""
    return bool(SET_APART.search(text, 0, expenses.start())) or not is_negated(text, expenses.start())
