"""Money paid by the host: nothing, expenses, a gift, a wage."""

import re

from .clauses import is_negated
from .model import Reading

GIVER = (
    r"(?:il|elle|ils|elles|on|le patron|la patronne|le gerant|la gerante|l'entreprise|la boite"
    r"|la structure|le chef|mon oncle|ma tante)"
)
EXPENSES = re.compile(
    r"\brembours\w+|\b(?:repas|midi|dejeuner|trajet|transports?|essence|frais|hebergement|logement"
    r"|cantine)s? (?:est |sont |sera |seront |me sont )?(?:offerts?|payes?|pris en charge|rembourses?"
    r"|compris|fournis?)|\b(?:offre|offrent|paie|paye|paient|payent|prend en charge"
    r"|prennent en charge)(?:nt|ra|ront)? (?:le |les |mes |juste |seulement |que )*(?:repas|midi|dejeuner"
    r"|trajets?|transports?|essence|frais|tickets?)|\btickets?[- ]resto"
)
WAGE = re.compile(
    rf"\bau noir\b|\b(?:me|la|le|nous) (?:paier\w+|payer\w*|paie\b|paye\b|remunere\w*|versera? (?:un|le"
    rf"|mon) (?:salaire|smic))|\bsalaire\b|\b(?:le )?smic\b|\bje serai (?:payee?|remuneree?)\b|\b(?:etre"
    rf"|serai|sera) paye\w*\b|\bpayee? (?:a l'heure|au smic|comme|\d+)|\bremuneration\b"
    rf"|\d+ euros? (?:de l'heure|par (?:jour|heure|semaine|mois))|\bverse\w* (?:le smic|un salaire)"
    rf"|\b{GIVER} me pa[iy]e\w*"
)
GRATUITY = re.compile(
    r"\bgratif\w+|\bpourboires?\b|\b(?:donne\w*|file\w*|offr\w+|glisse\w*|verse\w*"
    r"|laisse\w*) (?:un )?(?:petit |peu |quelques )?(?:\d+ ?euros?|billets?|prime|cadeau|enveloppe"
    r"|bons? d'achat|cheque|piece|dedommagement|de l'argent|un peu d'argent)|\b(?:petit|un) billet\b"
    r"|\bpetite? (?:enveloppe|prime|indemnite)|\bdedommagement\b|\bindemnite\b(?! chomage| de depart)"
    r"|\b\d+ euros\b"
)
NOTHING = re.compile(
    r"\b(?:pas|non|jamais|rien) (?:du tout )?(?:etre )?(?:payee?s?|remuneree?s?|verse|indemnisee? par)\b"
    r"|\bsans (?:etre )?(?:pay\w+|remun\w+|salaire|gratif\w+|argent)|\bbenevol\w+|\bgratuitement\b"
    r"|\bne (?:me |nous )?(?:pai?e\w*|paye\w*|verse\w*|donne\w*) (?:rien|pas)|\b(?:pai\w+|pay\w+|verse\w*"
    r"|donne\w*|touche\w*|recoi\w*|gagne\w*) rien\b|\baucune? (?:argent|remuneration|gratification"
    r"|salaire|paiement|paie)\b|\bpas (?:d'argent|de salaire|de remuneration|de gratification|de paie)\b"
    r"|\bnon remuneree?"
)
OTHER_MONEY = re.compile(
    r"\b(?:rsa|are\b|allocations?|chomage|caf|cpf|loyer|coute|prix|indemnites? chomage|formation|bilan"
    r"|employeur|mon salaire|garde[rz]?|maintien)\b"
)


def read(reading: Reading) -> None:
    """Fill paid_by_host."""
    text = reading.text
    if NOTHING.search(text):
        reading.put("paid_by_host", "none")
        return
    if OTHER_MONEY.search(text) and not re.search(
        r"\bau noir\b|\bil me\b|\bils me\b|\bon me\b|\ble patron\b|\bla patronne\b", text
    ):
        return
    for value, pattern in (("expenses_only", EXPENSES), ("gratuity", GRATUITY), ("wage", WAGE)):
        match = pattern.search(text)
        if not match:
            continue
        if value == ("gratuity") and re.search(
            r"euros (?:de l'heure|par (?:jour|heure|semaine|mois))|\bau noir\b", text
        ):
            continue
        if is_negated(text, match.start()):
            if value != "expenses_only":
                reading.put("paid_by_host", "none")
                return
            continue
        reading.put("paid_by_host", value)
        return
