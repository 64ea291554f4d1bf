"""Why: discover a trade, confirm a project, be recruited, or something else."""

import re

from .clauses import clause_around, is_negated
from .model import Reading
from .patterns import any_of

CONFIRM = any_of(
    r"\bconfirm(?:er|ation|e|erait|era)\b (?!(?:mon|ma|mes|le|la|les|l'|ce|cette|un) ?(?:rendez-vous"
    r"|inscription|presence"
    r"|dates?|venue|horaires?|adresse|mail|heure|jour|reponse))(?:de |d')?(?:mon|ma|mes|son|sa|ses|ce"
    r"|cette|un|une|le|la|que"
    r"|si|l'|leur|votre)",
    r"\bconfort\w+ (?:mon|son|ce|un|dans)",
    r"\bvalid(?:er|e|ation de|erai) (?:mon|ma|mes|son|sa|ce|cette|un|le|de)? ?(?:projet|choix"
    r"|reconversion|idee|orientation"
    r"|metier|piste|envie)",
    r"\b(?:m'assurer|s'assurer) (?:que|de)\b",
    r"\bverifi\w+ (?:que|si|mon|ce)\b[^,.;]{0,40}\b(?:fait pour|plait|plaira|convien\w+|projet|metier"
    r"|bonne voie|choix|ce que je veux|capable)",
    r"\b(?:sure?|certaine?s?|surs) (?:de |que |d')[^,.;]{0,25}\b(?:projet|choix|metier|fait pour|voie"
    r"|veux faire|reconversion|ce que je)",
    r"\bpoint sur mon projet\b",
    r"(?:^|(?<=[,;.:] )|(?<=c'est )|(?<=pour )|(?<=plutot ))(?:confirmer|valider)(?=\W*$|[,;.])",
    r"\b(?:projet|choix|idee|orientation|reconversion)\b[^.;?!]{0,60}\b(?:le |la |l')(?:confirmer|valider)\b",
    r"\bverifi\w+ (?:que|si) (?:je (?:tiens|suis (?:capable|faite?)|peux|aime|supporte)|ca me)",
    r"\bvraiment fait pour (?:moi|elle|lui)",
)
DISCOVER = any_of(
    r"\bdecouvrir\b(?! que| qu'| pourquoi)",
    r"\bdecouverte (?:du|d'un|de ce|de son|des|d'une?) (?:metiers?|secteurs?|professions?)",
    r"\b(?:pour|en|c'est|but|objectif)[ :]+(?:une |la |de la )?(?:simple )?decouverte\b",
    r"\bexplorer\b",
    r"\b(?:sa)?voir (?!si je (?:convien|fais)|comment (?:je|il|elle) (?:travaille|bosse))(?:si|comment"
    r"|en quoi|ce que|a quoi"
    r"|ce qu')[^,.;]{0,40}\b(?:plait|plaira\w*|fait pour"
    r"|convien\w+|metier|boulot|travail|profession|ressemble|quotidien|secteur)",
    r"\bvoir (?:le metier|de pres|l'envers du|autre chose|un autre metier|comment (?:ca"
    r"|c')[^,.;]{0,10}passe)",
    r"\b(?:tester|essayer|teste|connaitre|approcher|gouter (?:a|au)|observer|me frotter (?:a|au)) (?:le "
    r"|un |ce |au |du |des |les |l'"
    r"|d'autres? |plusieurs |un autre |une )?(?:metiers?|secteurs?|professions?|domaines?|nouveau metier"
    r"|boulot)",
    r"\b(?:tester|essayer) (?:d'etre )?[a-z]{3,}(?:iste|ier|iere|eur|euse|ien|ienne)\b",
    r"\b(?:en|d'en) (?:essayer|decouvrir|tester) (?:une?|plusieurs|d'autres)\b",
    r"\b(?:me|se) rendre compte (?:du|de|si)\b",
    r"\b(?:me|se) faire une (?:petite )?idee\b",
    r"\ben savoir plus sur (?:le|ce) metier\b",
    r"\bsi (?:ca|ce metier|le metier|cela|c'est) (?:me |lui )?(?:plait|plairait|convient|va)\b",
    r"\btester (?:la |le |l')?(?:boulangerie|menuiserie|coiffure|mecanique|patisserie|cuisine|vente"
    r"|restauration|soudure"
    r"|maraichage|fleuristerie|animation|ebenisterie|plomberie|maconnerie|esthetique|logistique)",
)
RECRUIT = any_of(
    r"\b(?:me|se|te|la|le) faire (?:embaucher|recruter|prendre|engager)\b",
    r"\b(?:m'|l'|de les? |d')embauche(?:r|ra|raient|rait|nt)?\b",
    r"\b(?:me|de le|de la|de les) recrute(?:r|ra|raient|rait|nt)?\b",
    r"\b(?:etre|serai|sera|serais) (?:embauchee?|recrutee?|prise?)\b",
    r"\b(?:pour|en vue|avant|vers|sur|objectif|but|demarche|initier|engager|engage|amorcer"
    r"|c'est)(?: [a-z']+){0,2}? (?:d'une? |un |une |le |de |d')?(?:embauche|recrutement)\b",
    r"\b(?:embauche|recrutement|cdi|cdd|poste|emploi|contrat) (?:a la cle|derriere|au bout)",
    r"\b(?:ils|elle|il|on|qui|patron|patronne|boite|entreprise|structure|structure) (?:va "
    r"|vont )?recrute(?:nt|r)?\b",
    r"\bme (?:tester|voir a l'oeuvre|voir travailler) (?:avant|d'abord|pour)",
    r"\b(?:le|la|l'|les) ?(?:tester|essayer|voir a l'oeuvre|voir travailler|mettre a l'essai)[^,.;]{0,30}"
    r"\b(?:embauch|recrut|engager|cdi|cdd|contrat|poste)",
    r"\b(?:avant de|pour|pouvoir) (?:me|lui|la|le|leur) propos\w+ (?:un|le) (?:cdi|cdd|contrat|poste|emploi)",
    r"\b(?:embauch|recrut|engage)\w* moi\b",
    r"\b(?:prend\w*|prendre) moi (?:si|apres|ensuite)\b|\bme (?:prendr\w+|prenn\w+|gard\w+"
    r"|embauch\w+) (?:si|apres|ensuite)\b",
    r"\b(?:veulent|voudraient|veut|voudrait|souhaitent|(?<!je )souhaite|aimeraient"
    r"|aimerait) (?:me (?:tester|voir)|voir si je)\b",
    r"\bdecrocher (?:un|le) (?:cdi|cdd|poste|emploi|contrat)",
    r"\bpromesse d'embauche\b",
    r"\bavant (?:un|de signer un|le) (?:cdi|cdd|contrat|emploi|poste)\b",
    r"\bvoir si je (?:fais l'affaire|convien\w+)\b",
    r"\bobtenir (?:le|un) poste\b",
)
OTHER = any_of(
    r"\b(?:me|se|pour me) form(?:er|e)\b",
    r"\bapprendre (?:le|un|ce) metier\b",
    r"\bapprendre (?:a |de nouvelles )",
    r"\bgagner (?:de l'|un peu d'|des )?(?:argent|sous)",
    r"\bargent de poche\b",
    r"\brendre (?:service|un service)\b",
    r"\bdepanner\b",
    r"\baider (?:un ami|ma famille|mon oncle|un copain|mes parents)\b",
    r"\bremplir mon cv\b",
    r"\bm'occuper\b",
    r"\bpasser le temps\b",
    r"\bme remettre (?:dans le bain|au travail)",
)
BARE_ANSWERS = {
    "discover": r"\bdecouv\w+|\b(?:voir|essayer|tester|curiosite)\b",
    "confirm": r"\bconfirm\w*|\bvalid\w+|\bverifi\w+|\bprojet\b",
    "recruit": r"\bembauch\w*|\brecrut\w*|\bboulot\b|\bjob\b",
    "other": r"\bform(?:er|ation)\b|\bapprendre\b|\bargent\b|\bremplac\w+|\bservice\b|\baider\b|\bstage\b$",
}
NAMED = {
    ("discover"): r"\bdecouvrir\b",
    "confirm": r"\b(?:confirmer|valider)\b",
    "recruit": r"\b(?:embauche|recrutement)\b",
}
BY_PLACE = re.compile(r"^\W*(?:les? |la )?(?:(?P<count>[23]) )?(?P<end>1ers?|premiers?|derniers?)\W*$")
NOT_A_PURPOSE = re.compile(
    r"\b(?:apres|refuse\w*|si jamais|ensuite|depuis|contrat|sans|ne (?:veulent|peuvent) pas|conseille d'|deja"
    r"|j'ai ete|fin d')\b[^,.;]{0,20}$"
)


def read(reading: Reading) -> None:
    """Fill objectives with every purpose stated, in the order discover, confirm, recruit, other."""
    if reading.question not in (
        None,
        "q1_objective",
        "q5_host",
        "q8_use",
        "q6_dates",
        "q3_prescriber",
        "q2_situation",
    ):
        return
    text = reading.ours
    found: list[str] = []
    confirm = _first(text, CONFIRM)
    discover = _first(text, DISCOVER)
    if discover and confirm and _same_verb(text, confirm, discover):
        discover = None
    if discover:
        found.append("discover")
    if confirm:
        found.append("confirm")
    recruit = _first(text, RECRUIT)
    if recruit:
        found.append("recruit")
    if _first(text, OTHER) and not (found and not reading.asks("q1_objective")):
        found.append("other")
    if reading.asks("q1_objective"):
        named = [
            value for value, pattern in NAMED.items() if value in found or _first(text, re.compile(pattern))
        ]
        found = named + [value for value in found if value not in named]
    if reading.asks("q1_objective") and not found:
        found = _by_place(text)
    if reading.asks("q1_objective") and "recruit" in found and re.search(r"\bvoir et\b", text):
        found = ["discover", "recruit"]
    if not found and reading.asks("q1_objective"):
        found = [value for value, pattern in BARE_ANSWERS.items() if _first(text, re.compile(pattern))]
        if "other" in found and len(found) > 1 and not re.search(r"\bform|\bapprendre|\bargent", text):
            found.remove("other")
    if found:
        first = discover or confirm or recruit or _first(text, OTHER)
        reading.put("objectives", found, at=first.span() if first else reading.whole)


def _by_place(text: str) -> list[str]:
    """ "les deux derniers", "le premier": the purposes as the question lists them."""
    match = BY_PLACE.search(text)
    if not match:
        return []
    count = int(match["count"]) if match["count"] else 1
    return list(NAMED)[-count:] if match["end"].startswith("dernier") else list(NAMED)[:count]


def _first(text: str, pattern: re.Pattern) -> re.Match | None:
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if not is_negated(text, match.start()) and not NOT_A_PURPOSE.search(before):
            return match
    return None


def _same_verb(text: str, confirm: re.Match, discover: re.Match) -> bool:
    """ "vérifier si ce métier me plaît": the second half only says what is verified."""
    if discover.start() < confirm.start():
        return discover.end() > confirm.start()
    clause = clause_around(text, confirm.start(), confirm.end())
    return discover.group() in clause and bool(
        re.search(r"\bsi\b|\bplait|\bconvient|\bque\b", discover.group())
    )
