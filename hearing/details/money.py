"""Money paid by the host: nothing, expenses, a gift, a wage."""

import re

from .clauses import is_negated
from .model import Reading
from .patterns import any_of

EXPENSES = any_of(
    r"\b(?:me|nous|la|le|m'|lui) (?:sont )?rembours\w+",
    r"\brembours\w+ (?:de |des |les |mes |ses |le |mon |l'|la |d')*(?:frais|trajets?|essence|repas"
    r"|transports?|billets?|tickets?|deplacements?|kilomet\w+)",
    r"\b(?:repas(?: de midi| du midi)?|dejeuner|trajet|transports?|essence|frais|hebergement|logement"
    r"|cantine)s? (?:est |sont "
    r"|sera |seront |me sont )?(?:offerts?"
    r"|payes?|pris en charge|rembourses?|compris|fournis?)",
    r"\b(?:m'offre|m'offrent|me paie|me paye|me paient|me payent|prend en charge|prennent en charge|offre"
    r"|offrent|paient|paie)(?:nt|ra|ront)? "
    r"(?:le |les |mes |mon |juste |seulement |que |ses )*(?:repas|midi|dejeuner|trajets?|transports?"
    r"|essence|frais|tickets?|train|bus|metro|parking|carburant|cantine)",
    r"\btickets?[- ]resto",
    r"\b(?:serai|serais|sera|serait|suis|est) (?:nourri|loge)e?\b",
)
WAGE = any_of(
    r"\bau (?:noir|black)\b|\bde la main a la main\b",
    r"\b(?:me|la|le|nous) (?:paier\w+|payer(?:a|ont|ait|aient)|paie\b|paye\b|paient|payent|remunere\w*"
    r"|vers\w+ (?:un|le|mon) (?:salaire|smic))",
    r"\b(?:aurai|aura|touche\w*|recevr\w+|avec|toucher) (?:un |le |mon )?(?:petit |vrai )?(?:salaire|smic)\b",
    r"\bje serai (?:payee?|remuneree?)\b",
    r"\b(?:serai|sera) (?:payee?|remuneree?)\b",
    r"\bpayee? (?:a l'heure|au smic|comme|\d+)",
    r"\d+ euros? (?:de l'heure|l'heure|la (?:journee|semaine)|le mois|par (?:jour|heure|semaine|mois))",
    r"\bverse\w* (?:le smic|un salaire)",
    r"\bremunere\w* (?:au|comme|a l'heure)",
)
GRATUITY = any_of(
    r"\b(?:une|ma|avec|toucher|verse\w*) (?:petite )?gratification\b",
    r"\b(?:me|m'|lui|la|le|nous|on|il|elle|ils|elles|patron|patronne)(?: (?:me|lui|nous|m'a|a"
    r"|va))? ?(?:donne\w*"
    r"|file\w*|offr\w+|glisse\w*|verse\w*|laisse\w*|promis|promet\w*) (?:un |une |des |les "
    r"|la )?(?:petite? |peu "
    r"|quelques )?(?:\d+ ?euros?|billets?|prime|cadeau|enveloppe|bons? d'achat|cheque|piece|dedommagement"
    r"|de l'argent|un peu d'argent|pourboires?|indemnite)",
    r"\b(?:donner|verser|filer|glisser) (?:un|une) (?:petite? )?(?:billet|enveloppe|prime|cheque"
    r"|indemnite|gratification)",
    r"\bpourboires?\b",
    r"\bpetite? (?:enveloppe|prime|billet|indemnite)\b",
    r"\bdedommagement\b",
)
NOTHING = any_of(
    r"\b(?:pas|non|jamais|rien) (?:du tout )?(?:etre |la |le |les |lui |me )?(?:payer|payee?s?"
    r"|remunerer|remuneree?s?|verse|indemnisee? par)\b",
    r"\b(?:pai|pay)(?:e|ent|era|eront|erai|erait) pas\b",
    r"\b(?:donne|verse)\w* pas (?:d'|de l'|l'|de )?(?:argent|sous|salaire)",
    r"\bsans (?:etre )?(?:pay\w+|remun\w+|salaire|gratif\w+|argent)",
    r"\bbenevolement\b|\b(?:en|comme|titre) benevole\b|\bc'est (?:du )?benevol\w+",
    r"\bgratuitement\b|\bc'est (?:totalement |tout )?gratuit\b",
    r"\bne (?:me |nous )?(?:pai?e\w*|paye\w*|verse\w*|donne\w*) (?:rien|pas)",
    r"\b(?:pai\w+|pay\w+|verse\w*|donne\w*|touche\w*|recoi\w*|gagne\w*) rien\b",
    r"\baucune? (?:argent|remuneration|gratification|salaire|paiement|paie)\b",
    r"\bpas (?:d'argent|de salaire|de remuneration|de gratification|de paie)\b",
    r"\bnon remuneree?",
    r"\b(?:pay|remuner)\w* (?:0|zero|que dalle)\b|\b(?:0|zero) (?:euros?|centimes?|salaire|remuneration"
    r"|sous)\b",
)
OTHER_MONEY = re.compile(
    r"\b(?:je gagne|gagnais|rsa|are\b|allocations?|chomage|caf|cpf|loyer|coute|prix|indemnites? chomage"
    r"|formation|bilan"
    r"|employeur|mon salaire|garde[rz]?|maintien)\b"
)


def read(reading: Reading) -> None:
    """Fill paid_by_host."""
    text = reading.ours
    nothing = NOTHING.search(text)
    if nothing:
        reading.put("paid_by_host", "none", at=nothing.span())
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
                reading.put("paid_by_host", "none", at=match.span())
                return
            continue
        reading.put("paid_by_host", value, at=match.span())
        return
