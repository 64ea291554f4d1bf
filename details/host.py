"""Where: kind of host structure, SIRET, tutor; and what the host needs the person for."""

import re

from .clauses import clause_around, is_negated
from .model import Reading
from .patterns import any_of
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
    r"entreprise|boite|societe|pme\b|tpe\b|start-?up|usine|entrepot|cabinet (?:dentaire|medical|comptable"
    r"|d'avocats?|d'architecte|veterinaire|de notaire)|"
    r"veto\b|veterinaire|comptable|expert-comptable|avocat|notaire|architecte|agence (?:immobiliere|de com\w*"
    r"|web|de voyages?|de communication)|imprimeur|imprimerie|photographe|tailleur|couturiere|cordonnier|"
    r"clinique(?: privee)?|ambulanc\w+|taxi|transporteur|artisane?|commerc\w+|carrefour|leclerc"
    r"|intermarche|lidl|auchan|leroy merlin|decathlon|"
    r"toilettage|toiletteur|animalerie|fromager\w*|poissonn\w+|caviste|brasseur|cordonnerie|serrurier"
    r"|metallerie|chaudronn\w+|imprimerie|blanchisserie|pressing|pizzeria|snack|creperie|food-?truck"
    r"|micro-?creche|banque|assurance"
)
NEAR = (
    r"(?:chez|dans|au sein d[e']|a|au|aux|accueillie? (?:par|chez|dans)|serait|sera|c'est|structure est"
    r"|hote est)"
)
ARTICLE = r"(?:une?|la|le|les|l'|mon|ma|notre|ce|cette|des|son|sa|cet) ?"
ADJECTIVE = r"(?:petite?s? |grande?s? |ancien(?:ne)? |jeune |super |futur |autre |vieux |vieille )?"
PLACE = rf"\b{NEAR} (?:{ARTICLE})?{ADJECTIVE}"
OWN = (
    r"\b(?:je (?:travaille|bosse)|suis (?:en (?:poste|cdi|cdd|interim|pec|cddi|contrat)|salariee?"
    r"|employee?|fonctionnaire|prof|agente?|contractuel\w*|vendeuse|titulaire|infirmiere?|apprentie?)"
    r"|en (?:cdi|cdd|cddi|pec)|salariee?|mon (?:cdi"
    r"|cdd|poste|emploi|travail)|j'ai travaille|experience|j'ai ete|j'etais|apprentie?|alternance"
    r"|apprentissage|licenciee?"
    r"|contrat aide|pec|fonctionnaires?|contractuel\w*|agente?|titulaire)\b[^,.;]{0,45}$"
)
OWN_BEFORE = re.compile(OWN)

KINDS = [
    (
        "abroad",
        any_of(
            r"\b(?:en (?:belgique|suisse|allemagne|espagne|italie|angleterre|irlande|pologne|roumanie"
            r"|autriche|hollande)|au (?:luxembourg|portugal|quebec|canada|maroc|royaume-uni|senegal)"
            r"|aux (?:pays-bas|etats-unis)|a (?:bruxelles|geneve|lausanne|londres|barcelone|berlin|madrid"
            r"|monaco|liege|luxembourg)|a l'etranger)\b",
        ),
    ),
    (
        "esat",
        any_of(
            r"\besat\b",
        ),
    ),
    (
        "association",
        any_of(
            r"\bassociation\b(?! intermediaire| d'insertion)",
            r"\b[a-z]+ associati(?:f|ve)\b",
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
            r"\bprefecture\b",
            r"\badministration\b(?! des ventes)",
            r"\bservice public\b",
            r"\bconseil (?:regional|departemental)\b",
            r"\bcommunaute de communes\b",
            r"\bministere\b",
            r"\btribunal\b",
            r"\bmuseum? (?:national|municipal)\b",
            r"\boffice national des forets\b",
            r"\bonf\b",
            r"\bfonction publique\b",
            r"\bcaserne\b",
            r"\bsous-prefecture\b",
            r"\buniversite\b",
        ),
    ),
    (
        "company",
        any_of(
            rf"\b(?:{TRADES})\b",
            r"(?<=chez )(?:une?|le|la|l'|des) ?(?!particulier|conseiller|employeur|tuteur"
            r"|couturier)[a-z]{3,}(?:iste|ier|iere|ien|ienne|eur|euse|aire|pathe|ologue|peute)s?\b",
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
    r"[a-z' ]{0,25} (?:veut bien|accepte|est d'accord|me prend|m'accueill|peut me prendre|va me prendre"
    r"|serait d'accord)"
)
HOST_SPEAKS = (
    r"\b(?:gerante?|patron(?:ne)?|responsable|proprietaire|directeur|directrice|dirige|tiens"
    r"|notre|nous sommes) (?:d'une?|du|de la|d'|une?|de l'|de)? ?(?:petite? )?$"
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
    r"^\W*(?:ma|mon|mes) (?:voisine?s?|grand-?(?:mere|pere)s?|tante|oncle|cousine?|soeur|frere|mere|pere"
    r"|amie?s?|copine|copain)\W*$"
)
PLACED = re.compile(PLACE + "$")
DISCOVERS = re.compile(
    r"\b(?:metier|profession|boulot|travail|poste|metiers) (?:de |d'|du |dans |en )(?:la |le |l')?$"
)

NEEDS = [
    (
        "replacement",
        any_of(
            r"\bremplac\w+",
            r"\ba la place d(?:e|u|'une?) (?:la |le |l'|quelqu'un|une?)?(?:salarie|employe|secretaire"
            r"|vendeu|titulaire|collegue|personne|absent)",
            r"\b(?:employee?|salariee?|secretaire|vendeuse) (?:est |sera )?(?:absente?|en conge|en arret"
            r"|malade)",
        ),
    ),
    (
        "surge",
        any_of(
            r"\bbesoin d'(?:un |une )?(?:petit |gros )?coups? de main|\bcoups? de main (?:pour|pendant)"
            r"|\bcoups? de (?:bourre|feu|collier)\b",
            r"\bsurcroit\b",
            r"\brush\b",
            r"\bdeborde\w*",
            r"\b(?:sous l'eau|charrette)\b",
            r"\bpic d'activite",
            r"\brenfort",
            r"\bplus de (?:boulot|travail|commandes) que",
            r"\btrop de (?:travail|boulot|commandes)",
            r"\b(?:beaucoup|plein|enormement) de (?:boulot|travail|commandes|monde)",
            r"\b(?:pour|pendant) (?:les soldes|l'inventaire|le black friday)",
            r"\bl'inventaire\b",
            r"\baccroissement\b",
            r"\bbesoin de bras\b",
            r"\bgros(?:se)? (?:periode|saison|commande)",
        ),
    ),
    (
        "seasonal",
        any_of(
            r"\bvendanges?\b",
            r"\b(?:emplois?|travail|travaux|job|poste|activite) saisonni\w+|\b(?:la|pleine|toute la|haute"
            r"|pour une|une) saison\b(?! de rugby)|^(?:une? )?saison\w*$",
            r"\brecoltes?\b",
            r"\bcueillette\b",
            r"\bmoissons?\b",
        ),
    ),
    (
        "permanent_post",
        any_of(
            r"\btenir (?:un|le|la|l'|son|seule?) ?(?:poste|caisse|accueil|rayon|magasin|boutique)?",
            r"\btiend\w+ (?:la|le|un|son|seule?) (?:caisse|poste|accueil|magasin|boutique|rayon|standard)",
            r"\bposte (?:permanent|habituel|fixe|vacant|a part entiere)",
            r"\b(?:occuper|pourvoir) (?:un|le) poste",
            r"\bcomme (?:une? )?(?:vrai\w* )?(?:salarie|employe)\w*",
            r"\btravail (?:d'un|de) salarie",
            r"\bfaire tourner (?:la|le)",
            r"\btache reguliere",
            r"\btoute seule? (?:a|en) (?:la caisse|caisse|l'accueil|cuisine)",
            r"\bseule? (?:a l'accueil|en caisse|a la caisse)\b",
        ),
    ),
]
ONLY_WATCHES = any_of(
    r"\b(?:juste|seulement|uniquement|simplement|que|qu'a|ferai qu'|rien qu'|surtout|purement) (?:de l'"
    r"|d'|en |pour )?(?:regarder|observ\w+|suivre|accompagner|aider|voir comment)",
    r"\ben observation\b",
    r"\b(?:je vais|je viens|j'irai|pour) observer\b(?! (?:le|un|ce) metier)",
    r"\bde l'observation\b",
    r"\baucun (?:de ces )?besoins?\b",
    r"\bsous l'oeil\b",
    r"\b(?:pas besoin de moi|besoin de personne)\b",
    r"\bsuivre (?:le|la) (?:chef|patron(?:ne)?|tuteur|vendeuse|equipe)\b",
    r"\bobservatrice?\b",
    r"\bobservateur\b",
)


def read(reading: Reading) -> None:
    """Fill host_kind, host_has_siret, host_needs and tutor_named."""
    _read_kind(reading)
    _read_siret(reading)
    _read_needs(reading)
    _read_tutor(reading)


def _read_kind(reading: Reading) -> None:
    if reading.question not in (None, "q5_host", "q6_dates", "q1_objective", "q7_schedule", "q8_use"):
        return
    asked = reading.asks("q5_host")
    if asked and RELATIVE.search(reading.text):
        reading.put("host_kind", "individual")
        return
    for value, pattern in KINDS:
        for match in pattern.finditer(reading.text):
            if _is_host(reading, value, match, asked):
                reading.put("host_kind", value)
                return


def _is_host(reading: Reading, value: str, match: re.Match, asked: bool) -> bool:
    text = reading.text
    before = text[max(0, match.start() - 60) : match.start()]
    if is_negated(text, match.start()) and not re.search(r"\bsans (?:numero )?siret", text[match.start() :]):
        return False
    if OWN_BEFORE.search(before) and not asked:
        return False
    if not asked and not before.strip() and reading.found.fields.get("status") == "self_employed":
        # "artisan à mon compte" is the person, not the host.
        return False
    if DISCOVERS.search(before):
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
        r"\b(?:l'entreprise|la (?:boite|societe|boutique)|le (?:magasin|commerce)) $",
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
    if match.group().startswith(("un ", "une ", "le ", "la ", "l'", "des ")):
        return True
    if asked or (len(text.split()) <= 9 and re.search(ALONE, before)):
        return not re.search(
            r"\b(?:apprentie?|suis|ma|mon|autre service|service|chef d'|auto|micro|j'ai|aide en"
            r"|adaptee)\W*$|\b(?:mon|ma|de ma|dans ma) $",
            before,
        ) and not _is_own_workplace(match, before)
    if PLACED.search(before) or re.search(
        r"\b(?:a|tient|possede|gere|patron d'|ouvert|dirige) (?:une?|le|la|son|sa) ?$", before
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
        denied = is_negated(reading.text, match.start()) or re.search(r"\bpas\b|\bsans\b|\baucun\b", clause)
        reading.put("host_has_siret", not denied)


def _read_needs(reading: Reading) -> None:
    if reading.question not in (None, "q8_use", "q5_host", "q6_dates", "q7_schedule", "q1_objective"):
        return
    text = reading.text
    needs: list[str] = []
    denied = False
    for value, pattern in NEEDS:
        for match in pattern.finditer(text):
            if _denies(text, match):
                denied = True
            elif value not in needs and not _other_meaning(text, match):
                needs.append(value)
    order = ["permanent_post", "surge", "seasonal", "replacement"]
    needs.sort(key=order.index)
    if not needs and (denied or ONLY_WATCHES.search(text)):
        needs = ["none"]
    if (
        not needs
        and reading.asks("q8_use")
        and re.search(r"^\W*(?:non\b|aucune?\b|rien\b|a rien|pas du tout|ni l'un|nan\b|rien de tout)", text)
    ):
        needs = ["none"]
    if needs:
        reading.put("host_needs", needs)


def _denies(text: str, match: re.Match) -> bool:
    after = text[match.end() : match.end() + 20]
    return is_negated(text, match.start()) or re.match(r" (?:personne|pas|aucun|rien)\b", after) is not None


def _other_meaning(text: str, match: re.Match) -> bool:
    before = text[max(0, match.start() - 30) : match.start()]
    if match.group().startswith("saison") and re.search(r"\b(?:hors|cette|de la|fin de) $", before):
        return "hors" in before
    return bool(re.search(r"\b(?:date|dates|jour) (?:a |de |du )?$", before))


def _read_tutor(reading: Reading) -> None:
    text = reading.text
    if re.search(r"\b(?:cherche|trouver|besoin d'|faut) ?(?:un|une) tut", text):
        return
    if re.search(
        r"\bpas de tut(?:eur|rice)\b|\bsans tut(?:eur|rice)\b|\bpersonne (?:pour|ne|n') ?(?:m'|me |va "
        r"|sera )?(?:encadr|accompagn\w+ sur place|suivre sur|occuper)\w*|\bpersonne (?:ne |n')?(?:va "
        r"|sera la pour |pourra )?m'encadr"
        r"|\bil n'y aura personne\b|\bil y aura personne\b|\baucun tuteur\b|\blaissee? seule?\b",
        text,
    ):
        reading.put("tutor_named", False)
    elif re.search(
        r"\b(?:m'encadr\w+|va m'encadrer|me forme sur place|me suivra sur place|s'occupera? de moi"
        r"|me chapeaut\w+|m'accompagnera sur)\b|\b(?:j'ai|j'aurai|aura|mon|ma|un|une) (?:un "
        r"|une )?(?:futur )?(?:tuteur|tutrice)\b(?! legale?)|\btut(?:eur|rice) (?:est|sera|designee?"
        r"|nommee?)",
        text,
    ):
        reading.put("tutor_named", True)
