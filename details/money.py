"""Money paid by the host: nothing, expenses, a gift, a wage."""

import re

from .clauses import is_negated
from .model import Reading
from .patterns import any_of

GIVER = (
    r"(?:il|elle|ils|elles|on|le patron|la patronne|le gerant|la gerante|l'entreprise|la boite"
    r"|la structure|le chef|mon oncle|ma tante)"
)
EXPENSES = any_of(
    r"\brembours\w+",
    r"\b(?:repas|midi|dejeuner|trajet|transports?|essence|frais|hebergement|logement|cantine)s? (?:est "
    r"|sont |sera |seront |me sont )?(?:offerts?|payes?|pris en charge|rembourses?|compris|fournis?)",
    r"\b(?:offre|offrent|paie|paye|paient|payent|prend en charge|prennent en charge)(?:nt|ra"
    r"|ront)? (?:le |les |mes |juste |seulement |que )*(?:repas|midi|dejeuner|trajets?|transports?"
    r"|essence|frais|tickets?)",
    r"\btickets?[- ]resto",
)
WAGE = any_of(
    r"\bau noir\b",
    r"\b(?:me|la|le|nous) (?:paier\w+|payer\w*|paie\b|paye\b|remunere\w*|versera? (?:un|le"
    r"|mon) (?:salaire|smic))",
    r"\bsalaire\b",
    r"\b(?:le )?smic\b",
    r"\bje serai (?:payee?|remuneree?)\b",
    r"\b(?:etre|serai|sera) paye\w*\b",
    r"\bpayee? (?:a l'heure|au smic|comme|\d+)",
    r"\bremuneration\b",
    r"\d+ euros? (?:de l'heure|par (?:jour|heure|semaine|mois))",
    r"\bverse\w* (?:le smic|un salaire)",
    rf"\b{GIVER} me pa[iy]e\w*",
)
GRATUITY = any_of(
    r"\bgratif\w+",
    r"\bpourboires?\b",
    r"\b(?:donne\w*|file\w*|offr\w+|glisse\w*|verse\w*|laisse\w*) (?:un )?(?:petit |peu "
    r"|quelques )?(?:\d+ ?euros?|billets?|prime|cadeau|enveloppe|bons? d'achat|cheque|piece|dedommagement"
    r"|de l'argent|un peu d'argent)",
    r"\b(?:petit|un) billet\b",
    r"\bpetite? (?:enveloppe|prime|indemnite)",
    r"\bdedommagement\b",
    r"\bindemnite\b(?! chomage| de depart)",
    r"\b\d+ euros\b",
)
NOTHING = any_of(
    r"\b(?:pas|non|jamais|rien) (?:du tout )?(?:etre )?(?:payee?s?|remuneree?s?|verse|indemnisee? par)\b",
    r"\bsans (?:etre )?(?:pay\w+|remun\w+|salaire|gratif\w+|argent)",
    r"\bbenevol\w+",
    r"\bgratuitement\b",
    r"\bne (?:me |nous )?(?:pai?e\w*|paye\w*|verse\w*|donne\w*) (?:rien|pas)",
    r"\b(?:pai\w+|pay\w+|verse\w*|donne\w*|touche\w*|recoi\w*|gagne\w*) rien\b",
    r"\baucune? (?:argent|remuneration|gratification|salaire|paiement|paie)\b",
    r"\bpas (?:d'argent|de salaire|de remuneration|de gratification|de paie)\b",
    r"\bnon remuneree?",
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
        if value == "gratuity" and re.search(
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
