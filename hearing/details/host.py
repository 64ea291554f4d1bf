"""Where: kind of host structure and its SIRET."""

import re

from . import trades
from .clauses import clause_around, is_negated, stands_alone
from .model import Reading
from .patterns import any_of
from .prescriber import PRESCRIBES
from .situation import HOST_VOICE

TRADES = (
    r"boulang\w+|patiss\w+|fleuriste|bouch(?:er|ere|erie)\b|charcut\w+|traiteur|restaurant|restaurateur"
    r"|brasserie"
    r"|cafe\b|bar\b|hotel\b|camping|garage\b|garagiste|mecanicien|carross\w+|"
    r"menuis\w+|ebeniste|charpentier|macon\b|maconnerie|plombier|plomberie|electricien|couvreur|peintre"
    r"|carreleur|paysagiste|jardinerie|pepiniere|pepinieriste|"
    r"coiff\w+|salon de coiffure|esthetic\w+|institut de beaute|pharmacie|opticien|librairie|libraire"
    r"|supermarche|superette|hypermarche|magasin|boutique|epicerie|primeur|"
    r"ferme\b(?!-)|agricult\w+|maraich\w+|eleveur|elevage|vigneron|viticult\w+|domaine viticole"
    r"|exploitation(?: agricole)?|haras|centre equestre|apicult\w+|horticult\w+|"
    r"entreprise\b(?! adaptee)|boite|societe|pme\b|tpe\b|start-?up|usine|entrepot|cabinet (?:dentaire"
    r"|medical|comptable"
    r"|d'avocats?|d'architecte|veterinaire|de notaire)|"
    r"veto\b|veterinaire|comptable|expert-comptable|avocat|notaire|architecte|agence (?:immobiliere|de com\w*"
    r"|web|de voyages?|de communication)|imprimeur|imprimerie|photographe|tailleur|couturiere|cordonnier|"
    r"clinique(?: privee)?|ambulanc\w+|taxi|transporteur|artisane?|commerc\w+|carrefour|leclerc"
    r"|intermarche|lidl|auchan|leroy merlin|decathlon|"
    r"toilettage|toiletteur|animalerie|fromager\w*|poissonn\w+|caviste|brasseur|cordonnerie|serrurier"
    r"|metallerie|chaudronn\w+|imprimerie|blanchisserie|pressing|pizzeria|snack|creperie|food[- ]?truck"
    r"|micro-?creche|banque|assurance|restos?\b(?! du coeur)|gite\b|chambres? d'hotes?|auberge\b|bistrot?\b"
    r"|sarl\b|eurl\b|sas\b|auto-?ecole|salle de sport|bijout\w+|horloger\w*|parfumerie|quincaillerie"
    r"|concession(?:naire)?\b|friperie|scierie|laverie|chocolat(?:erie|ier)|glacier|tabac\b|bureau de tabac"
    r"|grandes? surfaces?|hyper\b|drive\b|salon\b(?! (?:de l'|des |du (?!\d)|professionnel|pour))"
    r"|cabinet (?:d'infirmiere?s?|infirmier"
    r"|paramedical|de kine\w*|d'assurances?|d'expertise comptable|d'osteopath\w+|immobilier)|dentiste"
    r"|kine\b|laboratoire|station-service|pension canine|chenil"
)
NEAR = (
    r"(?:chez|dans|au sein d[e']|a|au|aux|accueillie? (?:par|chez|dans)|serait|sera|c'est|structure est"
    r"|hote est|s'agit d[e']|(?:tenue?|dirigee?|geree?) par|voir|visiter|integrer|rejoindre)"
)
ARTICLE = r"(?:une?|la|le|les|l'|mon|ma|notre|ce|cette|des|son|sa|cet) ?"
ADJECTIVE = (
    r"(?:bien (?:le |la |une? )|(?:petit )?atelier d[e'] ?|petite?s? |grande?s? |ancien(?:ne)? "
    r"|jeune |super |futur |autre |vieux |vieille )?"
)
PLACE = rf"\b{NEAR} (?:{ARTICLE})?{ADJECTIVE}"
OWN = (
    r"\b(?:(?:je|moi qui|ou je) (?:travaille|bosse)|suis (?:en (?:poste|cdi|cdd|interim|pec|cui|cddi"
    r"|contrat)|salariee?"
    r"|employee?|fonctionnaire|prof|agente?|contractuel\w*|vendeuse|titulaire|infirmiere?|apprentie?)"
    r"|en (?:cdi|cdd|cddi|pec)|salariee?|mon (?:cdi"
    r"|cdd|poste|emploi|travail)|j'ai travaille|(?:apres|pendant|depuis) (?:plus de |pres de )?\d+ ans"
    r"|experience|j'ai ete|j'etais|apprentie?|alternance"
    r"|apprentissage|licenciee?"
    r"|contrat aide|pec|fonctionnaires?|contractuel\w*|agente?|titulaire)\b[^,.;]{0,45}$"
)
OWN_BEFORE = re.compile(OWN)
# "j'ai trouvé un CDD qui commence en janvier dans un magasin": the job is there, not the stay.
NEW_JOB = re.compile(
    r"\b(?:trouve|signe|decroche|obtenu|accepte) (?:une? |mon |ce )?(?:petit )?(?:cdd|cdi|contrat"
    r"|emploi|job|travail|boulot"
    r"|poste|interim|mission)\b[^.;!?]{0,60}$"
)

KINDS = [
    (
        "abroad",
        any_of(
            r"\b(?:en (?:belgique|suisse|allemagne|espagne|italie|angleterre|irlande|pologne|roumanie"
            r"|autriche|hollande)|au (?:luxembourg|portugal|quebec|canada|maroc|royaume-uni|senegal)"
            r"|aux (?:pays-bas|etats-unis)|a (?:bruxelles|geneve|lausanne|londres|barcelone|berlin|madrid"
            r"|monaco|liege|luxembourg)|a l'etranger)\b",
            r"\b(?:boite|entreprise|societe|structure|ferme|association|hotel|restaurant|garage"
            r"|usine) (?:suisse|belge|allemande?"
            r"|luxembourgeoise?|espagnole?|italienne?|anglaise?|hollandaise?|portugaise?|etrangere?)\b",
        ),
    ),
    (
        "esat",
        any_of(
            r"\besat\b",
            r"\b(?:un|le|au) cat\b",
        ),
    ),
    (
        "association",
        any_of(
            r"\bassociation\b(?! intermediaire| d'insertion)",
            r"\b(?:[a-z]+ d[e\'] ?)?(?!(?:en|dans|une?|la|le) )[a-z]+(?: [a-z]+)? associati(?:f|ve)\b",
            r"\bfondation\b",
            r"\bsyndicat\b",
            r"\bmjc\b",
            r"\b(?:restos?|restaurants) du coeur\b",
            r"\bcroix[- ]rouge\b",
            r"\bemmaus\b",
            r"\bsecours (?:populaire|catholique)\b",
            r"\bspa\b(?= de|$)",
            r"\bressourcerie\b",
            r"\bapf\b",
            r"\badmr\b",
            r"\bapajh\b",
            r"\badapei\b",
            r"\bcentre social\b",
            r"\bloi (?:de )?1901\b",
            r"\bepicerie (?:solidaire|sociale)\b",
            r"\bclub (?:de |d')(?!vacances)[a-z]+",
            r"\bclub (?:sportif|(?:de |d')(?:foot\w*|judo|rugby|tennis|sport|basket|hand\w*|natation"
            r"|gym\w*|danse"
            r"|volley|athle\w*|petanque|voile))",
        ),
    ),
    (
        "public_body",
        any_of(
            r"\bmairie\b",
            r"\b(?:la|ma|une) commune\b",
            r"\behpad public\b",
            r"\bmaison de retraite publique\b",
            r"\bhopital\b(?! prive)",
            r"\bhopitaux\b",
            r"\bchu\b",
            r"\bcollectivite\b",
            r"\b(?:creche|ecole|bibliotheque|mediatheque|police|piscine|cantine) (?:municipale|publique"
            r"|intercommunale)\b",
            r"\becole (?:maternelle|primaire|elementaire) publique\b",
            r"\bcollege\b(?! (?:prive|de 3))",
            r"\blycee\b(?! prive)",
            r"\bservices? [a-z]+ (?:de la (?:mairie|ville|commune)|du (?:departement|chu))\b",
            r"\bprefecture\b",
            r"\badministration\b(?! des ventes)",
            r"\bservice public\b",
            r"\bconseil (?:regional|departemental)\b",
            r"\bcommunaute (?:de communes|d'agglo\w*|urbaine)\b|\bagglomeration\b|\bmetropole\b",
            r"\bministere\b",
            r"\btribunal\b",
            r"\bmuseum? (?:national|municipal)\b",
            r"\boffice national des forets\b",
            r"\bonf\b",
            r"\bfonction publique\b",
            r"\bcaserne\b",
            r"\bsdis\b|\b(?:sapeurs[- ])?pompiers\b",
            r"\b(?:la |notre )?ville de [a-z]+",
            r"\bsous-prefecture\b",
            r"\buniversite\b",
        ),
    ),
    (
        "company",
        any_of(
            rf"\b(?:{TRADES})\b",
            trades.AT_A_TRADE.pattern,
            trades.RELATIVE_IN_TRADE.pattern.replace("trade>", "known>"),
            trades.SHOP.pattern,
        ),
    ),
    (
        "individual",
        any_of(
            r"\bchez (?:ma|mon|mes|une|un|des) (?:voisine?s?|grand-?meres?|grand-?peres?|tantes?|oncles?"
            r"|cousine?s?|soeur|frere|copine?|copain|amie?s?|particuliers?)\b",
            r"\b(?:une?|des|chez|le|la|les|petit) particuli(?:er|ere)s?\b|^particuli(?:er"
            r"|ere)s?\b(?! (?:interet|employeur))",
            r"\bparticulier employeur\b",
        ),
    ),
]
WELCOMES = (
    r"[a-z' ]{0,25} (?:me repren\w+|me recev\w+|m'accueill\w+|veut bien|accepte|est d'accord|me prend"
    r"|m'accueill|m'a propose|me propose"
    r"|m'a (?:dit|repondu) oui|m'attend|peut me prendre|va me prendre"
    r"|serait d'accord)"
)
HOST_SPEAKS = (
    r"\b(?:gerante?|patron(?:ne)?|responsable|proprietaire|directeur|directrice|dirige|tiens"
    r"|notre|nous sommes|je suis(?: une?)?(?: artisan)?) ?(?:d'une?|du|de la|d'|une?|de l'"
    r"|de)? ?(?:petite? )?$"
)
# Nothing but small words stands before a host named alone.
ALONE = (
    r"^(?:\W|\b[ld]'|\b(?:c'est|ce sera\w*|ce serait|serait|sera|plutot|finalement|en fait|non|oui|dans"
    r"|chez|au|aux|a|la|le|les|une?|des|petite?|grande?|notre|vraie?|genre|pour|moi|alors|euh|ben)\b)*$"
)
SOME_HOST = re.compile(
    r"\b(?:boite|entreprise|stage|immersion|chez|structure|ferme|restaurant|societe|hotel|patron|magasin"
    r"|association|usine)\b"
)
# "infirmière à l'hôpital", "inscrite au lycée": where the person already is.
OWN_DESK = re.compile(
    r"\b(?:infirmiere?|secretaire|aide-soignante?|medecin|prof\w*|employee?|cadre|chargee? d[a-z' ]+"
    r"|je suis|suis|inscrite?"
    r"|scolarisee?|eleve)\b(?! d'accord)[^,.;]{0,15}$"
)
RELATIVE = re.compile(
    r"^\W*(?:ma|mon|mes|une?) (?:voisine?s?|grand-?(?:mere|pere)s?|tante|oncle|cousine?|soeur|frere|mere|pere"
    r"|amie?s?|copine|copain)(?=\W*$|,? (?:elle|il|qui) n'a pas)"
)
PLACED = re.compile(PLACE + "$")
NOT_CHOSEN = re.compile(
    r"\b(?:pens(?:e|ais|ait|ions)|song\w+|hesit\w+|refus\w+|contacte|renonc\w+|au depart)(?: (?:aussi"
    r"|d'abord|entre|chez|dans|par|avec|a))*"
    r" (?:une?|la|le|l'|les) ?$"
)
# A form filled in: "structure d'accueil : mairie de Lens".
LABEL = re.compile(
    r"\b(?:structure|entreprise|etablissement|organisme|lieu)?(?: d'accueil"
    r"| de l'immersion)? ?: (?:une? |la |le )?$"
)
TURNS_DOWN = re.compile(
    r" (?:ne |n')(?!(?:a|ont) (?:pas|plus) (?:de|d'|encore))[a-z]+ (?:pas|plus|jamais)\b| (?:a "
    r"|m'a )?(?:refus\w+|dit non)"
)
# "une association qui me suit" prescribes, and does not host.
FOLLOWS = re.compile(PRESCRIBES)
CHANGES = re.compile(
    r"\b(?:plutot|finalement|en fait|pardon|non|c'est|ce ser\w+|accueil\w*|structure|tromp\w+|voulais dire"
    r"|change\w*|au lieu|trouve\w*|immersion|stage)\b"
)
STAYS_IN = re.compile(r"\b(?:immersion|stage|semaines?|jours?|mois|periode|pmsmp)\b[^,.;]{0,15}\ben $")
DISCOVERS = re.compile(
    r"\b(?:metier|profession|boulot|travail|poste|metiers) (?:de |d'|du |dans |en )(?:la |le |l')?$"
)


def read(reading: Reading) -> None:
    """Fill host_kind and host_has_siret."""
    _read_kind(reading)
    _read_siret(reading)


def _read_kind(reading: Reading) -> None:
    if reading.question not in (None, "q5_host", "q6_dates", "q1_objective", "q7_schedule", "q8_use"):
        return
    asked = reading.asks("q5_host")
    if asked and RELATIVE.search(reading.text):
        reading.put("host_kind", "individual", at=reading.whole)
        return
    for value, pattern in KINDS:
        for match in pattern.finditer(reading.text):
            if _is_host(reading, value, match, asked):
                reading.put("host_kind", value, at=match.span())
                return


def _is_host(reading: Reading, value: str, match: re.Match, asked: bool) -> bool:
    text = reading.text
    before = text[max(0, match.start() - 60) : match.start()]
    if is_negated(text, match.start()) and not re.search(r"\bsans (?:numero )?siret", text[match.start() :]):
        return False
    if NEW_JOB.search(before) and not re.search(r"\b(?:immersion|stage)\b", before):
        return False
    if OWN_BEFORE.search(re.split(r" et (?=je |j'|on )| mais ", before)[-1]) and not asked:
        return False
    if not asked and not before.strip() and reading.found.fields.get("status") == "self_employed":
        # "artisan à mon compte" is the person, not the host.
        return False
    if _is_own_workplace(match, before) or (not asked and re.match(r" d'insertion", text[match.end() :])):
        return False
    if TURNS_DOWN.match(text, match.end()) or FOLLOWS.match(text, match.end()):
        return False
    if reading.plan.get("host_kind") and not asked and not (PLACED.search(before) or CHANGES.search(text)):
        # A place merely spoken of does not take the place of the host.
        return False
    if DISCOVERS.search(before) or NOT_CHOSEN.search(before):
        return False
    if value == "esat" and reading.found.fields.get("status") == "esat_worker" and not asked:
        return False
    if value == "esat" and re.search(
        r"\b(?:travailleu\w+|travaille|suis|accueillie?|bosse|admise?)[^,.;]{0,20}$", before
    ):
        return False
    if value == "public_body" and not asked and OWN_DESK.search(before):
        return False
    if value == "abroad":
        lives = re.search(r"\b(?:habite|vis|nee?|viens|originaire|vecu|famille)[^,.;]{0,15}$", before)
        return asked or (not lives and bool(SOME_HOST.search(text)))
    if value == "individual":
        return True
    if not asked and re.search(
        r"\b(?:l'entreprise|l'atelier|cette (?:entreprise|boite|societe|boutique)|ce (?:magasin|commerce)"
        r"|la (?:boite|societe|boutique)|le (?:magasin|commerce)) $",
        before + match.group() + " ",
    ):
        # "l'entreprise" alone only refers to a host already spoken of.
        return False
    if re.match(WELCOMES, text[match.end() :]) and re.search(
        r"\b(?:le|la|un|une|l'|mon|ma) ?(?:petit |petite )?$", before
    ):
        return True
    if re.search(HOST_SPEAKS, before) and HOST_VOICE.search(text):
        return True
    if value == "company" and (match["trade"] or match["known"]):
        return True
    if asked or (len(text.split()) <= 9 and re.search(ALONE, before)):
        return not re.search(
            r"\b(?:apprentie?|suis|ma|mon|autre service|service|chef d'|auto|micro|j'ai|aide en"
            r"|adaptee)\W*$|\b(?:mon|ma|de ma|dans ma) $",
            before,
        ) and not _is_own_workplace(match, before)
    if re.search(r"\bautre $", before) and match.group() == "atelier":
        # "dans un autre atelier" is a part of the house where the person works.
        return False
    if LABEL.search(before) or stands_alone(text, match.start(), match.end()):
        return True
    if STAYS_IN.search(before) and match.group() not in ("entreprise", "commerce", "societe", "boite"):
        return True
    if PLACED.search(before) or re.search(
        r"\b(?:a|ont|tient|tiennent|possede|possedent|gere|gerent|patron d'|ouvert|dirige) (?:une?|le"
        r"|la|son|sa) ?$",
        before,
    ):
        return not _is_own_workplace(match, before)
    return False


def _is_own_workplace(match: re.Match, before: str) -> bool:
    return bool(re.search(r"\b(?:ma|mon|de ma|mes)(?: propre)? $", before)) and match.group() in (
        "boite",
        "entreprise",
        "societe",
        "commerce",
        "magasin",
    )


def _read_siret(reading: Reading) -> None:
    match = re.search(r"\bsirets?\b|\bsiren\b", reading.text)
    if match and not re.search(r"(?:meme|quel) (?:numero de )?$", reading.text[: match.start()]):
        clause = clause_around(reading.text, match.start(), match.end())
        if re.search(r"\b(?:connai\w+|sai[st]|trouve|retrouve|demander\w*)\b", clause):
            return
        denied = is_negated(reading.text, match.start()) or re.search(r"\bpas\b|\bsans\b|\baucun\b", clause)
        reading.put("host_has_siret", not denied, at=match.span())
