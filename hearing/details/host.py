"""Where: kind of host structure and its SIRET."""

import re

from . import trades
from .clauses import clause_around, is_negated, stands_alone
from .dates import WEEKDAY
from .model import Reading
from .patterns import any_of, listed, words
from .prescriber import PRESCRIBES
from .situation import HOST_VOICE

TRADES = rf"{words('host', 'trades')}|cabinet (?:{words('host', 'cabinets')})"
NEAR = (
    r"(?:chez|dans|au sein de|a|au|aux|accueillie? (?:par|chez|dans)|serait|sera|c'est"
    r"|(?:structure|magasin|boutique|lieu|endroit|etablissement|entreprise|maison) est"
    r"|hote est|s'agit d[e']|(?:tenue?|dirigee?|geree?) par|voir|visiter|integrer|rejoindre"
    r"|(?:m'|me |lui |a |ai )(?:a )?(?:trouve|deniche|degote))"
)
ARTICLE = r"(?:une?|la|le|les|l'|mon|ma|notre|ce|cette|des|son|sa|cet) ?"
ADJECTIVE = (
    r"(?:bien (?:le |la |une? )|(?:couple|duo|collectif) d[e'] ?|(?:petit )?atelier d[e'] ?|petite?s? "
    r"|grande?s? |ancien(?:ne)? "
    r"|jeune |vraie?s? |super |futur |autre |vieux |vieille )?"
)
PLACE = rf"\b(?:{NEAR} |au sein d')(?:{ARTICLE})?{ADJECTIVE}"
OWN = (
    r"\b(?:(?:je|moi qui|ou je) (?:travaille|bosse)|suis (?:en (?:poste|cdi|cdd|interim|pec|cui|cddi"
    r"|contrat)|salariee?"
    r"|employee?|fonctionnaire|prof|agente?|contractuel\w*|vendeuse|titulaire|infirmiere?|apprentie?)"
    r"|en (?:cdi|cdd|cddi|pec)|salariee?|mes (?:heures|horaires) d[e'u]|mon (?:cdi"
    r"|cdd|poste|emploi|travail)|j'ai travaille|(?:apres|pendant|depuis) (?:plus de |pres de |mes |ses )?"
    r"\d+ (?:ans|mois)"
    r"|experience|j'ai ete|j'etais|apprentie?|alternance"
    r"|apprentissage|licenciee?"
    r"|contrat aide|pec|fonctionnaires?|contractuel\w*|agente?|titulaire)\b[^,.;]{0,45}(?:, (?:a|au"
    r"|aux) (?:la |l')?)?$"
    r"|\b(?:dans|chez) (?:la|le) meme [a-z]+, une? $"
)
OWN_BEFORE = re.compile(OWN)
# Under the question too, "je travaille au labo le lundi", "jamais sur mes heures de laiterie".
OWN_WORK = re.compile(
    r"\b(?:(?:toujours|encore) (?:dans|chez) (?:la|le|ma|mon) |je (?:travaille|bosse) (?:chez|a|au|a la"
    r"|dans|pour) (?:l'|le |la |une? )?|mes (?:heures"
    r"|horaires) d(?:e |u |'))$"
)
# "J'ai un CDD à la fromagerie": a contract held there, unless the stay or a wish comes between.
HELD_THERE = re.compile(
    r"\b(?:cdi|cdd|cddi|pec|interim|apprentissage|alternance)\b"
    r"(?:(?!\bimmersion|\bstage|\bjours\b|\bsemaine|voudr|aimer|souhait|\bveux\b|\birai|\bserai"
    r"|\bferai)[^,.;]){0,45}(?:, (?:a|au|aux|chez) (?:la |l')?)?$"
)
# "Monteuse chez un opticien en CDI".
HELD_AFTER = re.compile(
    r",? de (?:metier|formation|profession)\b|(?: [a-z]+)? en (?:cdi|cdd|interim|alternance|apprentissage)\b"
)
OF_THE_STAY = re.compile(
    r"\b(?:immersion|stage|jours|semaines?|voudr\w+|aimer\w+|souhait\w+|veu[xt]|irai\w*|ser(?:ai|a|ait|ais)"
    r"|fer(?:ai|a|ait|ais))\b"
)
# "J'ai déjà fait un stage au tribunal": the house of an earlier stay, unless one goes back there.
EARLIER_STAY = re.compile(
    r"\b(?:deja|ai|a|avons|avais|avait) (?:deja )?(?:fait|effectue|suivi) (?:une? |mon |ma |son |sa |\d )?"
    r"(?:(?:semaines?|jours?|mois) (?:de |d'))?"
    r"(?:stages?|immersions?|pmsmp)\b[^,.;]{0,35}(?:, (?:[a-z]+ ){0,2})?$"
    r"|\ben ai (?:deja )?(?:fait|eu|effectue|suivi) (?:une?|\d)\b[^.;!?]*$"
)
GOES_BACK = re.compile(
    r"\b(?:retourn|reven|reviendr|refai|refer|reprend|renouvel|prolong|recondui|rembauch)\w*|\bmemes?\b"
    r"|(?<!\bca )\b(?:y|la-bas)\b"
)
# "Le métier d'agent d'accueil à la mairie": the trade aimed at, not a post held.
AIMED_AT = re.compile(r"\b(?:metier|boulot|travail|fonction|poste)s? (?:de |d')[^,.;]*$")
HEAD_OF = re.compile(
    r"\b(?:gerante?|patron(?:ne)?|responsable|direct(?:eur|rice)|chef(?:fe)?|proprietaire)"
    r" (?:du|de la|de l'|d'une?) ?$"
)
# "Conseillère FT à l'agence de Béziers": where who writes works.
ADVISER_AT = re.compile(
    r"(?:^|[,;.!] ?|\b(?:bonjour|bonsoir|salut|suis|moi)\b,? )(?:une? |la |le |sa |son )?(?:conseill\w+"
    r"|chargee? d\w+|cip"
    r"|referent\w*|accompagnat\w+|educat\w+|format(?:eur|rice)|coach|assistante? sociale)\b"
    r"(?:(?!trouv|propos|orient|envoy|parl|plac|immersion|stage)[^,.;]){0,35}$"
)
AT_SCHOOL = re.compile(
    r"(?<!c')\b(?:est|va|etudie|rentre)(?: encore| toujours| actuellement)? (?:au|a la|a l'|en) ?$"
    r"|\ben (?:cap|bac pro|bts|terminale|seconde|premiere|licence|formation)\b[^,.;]{0,20}$"
)
# "Je suis montée dans leurs cars qu'au collège": of one's school days.
SCHOOL_DAYS = re.compile(
    r"(?:\bqu'au|\bdepuis le|\b(?:ai|suis) (?:deja |jamais )?(?!trouve|accepte|prise?\b|obtenu|demande"
    r"|eu\b)[a-z]{3,}(?:ee?|i|u)s?\b"
    r"[^,.;]*\b(?:au|a la|en)) $"
)
# "On a un rendez-vous à la préfecture", "j'ai été aux urgences de l'hôpital": an errand there.
ERRAND = re.compile(
    r"\b(?:rendez-vous|papiers|urgences|operee?s?|hospitalisee?s?|convoque\w*|inscri\w+)\b[^,.;]{0,20}$"
)
# "Elle se verrait bien fleuriste", "devenir boulanger": a trade, and no house.
A_TRADE_AIMED = re.compile(
    rf"\b(?:devenir|(?:se|me|s') ?(?:ver\w+|voi[tsr]\w*) (?:bien )?(?:en |comme )?|(?:veut|veux|voudr\w+"
    rf"|aimer\w+) etre)"
    rf" ?(?:une? )?{trades.FORM}\b"
)
# "Le magasin King Jouet" names a house, "le magasin est d'accord" only refers to one.
NAMES_IT = re.compile(
    r" (?!(?:est|a|ont|qui|que|ou|me|et|en|ne|se|de|du|des|au|il|elle|on|je|ce|ca|mais|dans|pour|avec|sera"
    r"|va|veut|dit"
    r"|fait|ferme|ouvre|cherche|recrute|accepte|signe|peut|tourne|d'accord|la|le|les|sur|ni|par|si|avant"
    r"|apres)\b)[a-z]{3,}"
)
# "Mes enfants à la crèche municipale", "bénévole dans une asso", "technicien chez Safran": a life there.
LIFE_THERE = re.compile(
    r"\b(?:mes|mon|ma|les|\d+) (?:enfants?|petits?|filles?|fils)(?: (?:sont|est|vont|va))? (?:a|au|en|dans)"
    r"(?: la| l'| une?| le)? ?$"
    r"|\b(?:je suis|j'exerce comme|suis) (?:une? |juste |aussi |simple )?"
    rf"(?:benevole|technicien(?:ne)?|{words('situation', 'occupations')}|{trades.FORM})\b"
    r"(?:(?!immersion|stage|voudr|aimer|prise? )[^,.;]){0,20}"
    r"(?: (?:a|au|aux|chez|dans|en)(?: la| l'| une?| le)?)? ?$"
    # "Je vends des téléphones dans une galerie marchande".
    r"|\bje (?:vends?|sers|conduis|nettoie|repare|fabrique|livre|monte|range)\b[^,.;]{0,30}"
    r" (?:a|au|aux|chez|dans|en)(?: la| l'| une?| le)? ?$"
)
# "Voir la viticulture de près": a trade, no house.
IN_GENERAL = re.compile(r" (?:de pres|de l'interieur|en vrai)\b")
# "Le mardi c'est dentiste": a day taken, and no house.
ON_A_DAY = re.compile(rf"\b{WEEKDAY}s?,? c'est (?:le |la |mon |ma )?$")
TAKES_A_DAY = listed("days", "appointments")
FOR_ME = re.compile(r"[^,.;]{0,30}(?:\bme\b|\bm'|\bmoi\b)")
# "j'ai trouvé un CDD qui commence en janvier dans un magasin": the job is there, not the stay.
NEW_JOB = re.compile(
    r"\b(?:trouve|signe|decroche|obtenu|accepte) (?:une? |mon |ce )?(?:petit )?(?:cdd|cdi|contrat"
    r"|emploi|job|travail|boulot"
    r"|poste|interim|mission)\b[^.;!?]{0,60}$"
)

WELCOMES = rf"[a-z' ]{{0,25}} (?:{words('host', 'welcomes')})"
KINDS = [
    ("abroad", listed("host", "abroad")),
    ("esat", listed("host", "esat")),
    ("association", listed("host", "association")),
    ("public_body", listed("host", "public_body")),
    (
        "company",
        any_of(
            rf"\b(?:{TRADES})\b",
            trades.AT_A_TRADE.pattern,
            trades.RELATIVE_IN_TRADE.pattern.replace("trade>", "known>"),
            trades.SHOP.pattern,
            r"(?<!mon )(?<!ma )\b(?:patron(?:ne)?|gerante?|artisane?|commercante?)\b"
            r"(?=[a-z' ]{0,25} (?:m'accueill|me recev|me recoi|me prend|me repren))",
            rf"\b(?!conseill|educ|assist|referent|accompagn|format|direct|responsab|tut|employeur"
            rf"|medecin){trades.FORM}\b"
            rf"(?={WELCOMES})",
        ),
    ),
    ("individual", listed("host", "individual")),
]
# Enough as an answer about the host, too little elsewhere.
ASKED_KINDS = [("public_body", listed("host", "public_body_asked"))]
HOST_SPEAKS = (
    r"\b(?:gerante?|patron(?:ne)?|responsable|proprietaire|directeur|directrice|dirige|tiens"
    r"|notre|nous sommes|je suis(?: une?)?(?: artisan)?) ?(?:d'une?|du|de la|d'|une?|de l'"
    r"|de)? ?(?:petite? )?$"
)
# « J'ai un salon de coiffure », « dans ma boutique », of who would receive.
OWN_BUSINESS = re.compile(
    r"\b(?:(?:j'ai|on a|nous avons|je possede|j'exploite|j'ai ouvert|ouvrir) une?|mon|ma|notre) ?"
    r"(?:petite? )?$"
)
# Nothing but small words stands before a host named alone.
ALONE = (
    r"^(?:\W|\b[ld]'|\b(?:c'est|ce sera\w*|ce serait|serait|sera|plutot|finalement|en fait|non|oui|dans"
    r"|chez|au|aux|a|la|le|les|une?|des|petite?|grande?|notre|vraie?|genre|pour|moi|alors|euh|ben)\b)*$"
)
SOME_HOST = (
    re.compile(rf"\b(?:stage|immersion|chez|structure|patron|{TRADES})\b"),
    trades.SHOP,
    listed("host", "association"),
    listed("host", "public_body"),
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
# "Un rendez-vous chez le dentiste".
APPOINTMENT = re.compile(r"\b(?:rendez-vous|consultation|seance) (?:[^,.;]{0,20}[ '])?$")
# "Je retape des meubles dans mon garage": a room of one's own.
OWN_PLACE = re.compile(r"\bdans (?:mon|ma) $")
# « Une reconversion dans l'ébénisterie » names no house; « à mon compte, taxi » is the person.
TURNS_TO = re.compile(
    r"\b(?:reconversion|me reconvertir|evoluer) (?:dans|en|vers|comme) (?:le |la |les |l')?$"
)
OWN_TRADE = re.compile(r"\b(?:a (?:mon|son) compte|auto-?entrepreneu\w+|independante?),? $")
# « Chez Keolis, la boîte qui gère les bus ».
WHAT_IT_DOES = re.compile(
    r" qui (?:gere|fait|s'occupe|vend|fabrique|repare|construit|transporte|livre|tient)\b"
)
OWN_HOUSE = re.compile(r"\bje (?:tiens|gere|dirige) (?:une?|le|la|l') ?$")
# A form filled in: "structure d'accueil : mairie de Lens".
LABEL = re.compile(
    r"\b(?:structure|entreprise|etablissement|organisme|lieu)?(?: d'accueil"
    r"| de l'immersion)? ?: (?:une? |la |le )?$"
)
TURNS_DOWN = re.compile(
    r" (?:ne |n')(?:m'|me |nous )?(?!(?:a|ont) (?:pas|plus) (?:de|d'|encore))[a-z]+ (?:pas|plus|jamais)\b"
    r"|(?: [a-z]+){0,3} (?:a|ont) (?:ferme|coule)\b| (?:a |m'a )?(?:refus\w+|dit non)"
    r"| (?:c'est |est )?(?:fini|termine|liquide)e?\b"
    r"| (?:nous |m'|lui )?(?:a|ont) (?:bien )?(?:repondu|dit|explique) qu[e'] ?[^,.;]{0,12}\b(?:ne |n')"
    r"[^,.;]{0,20}\b(?:pas|plus|jamais)\b"
)
# "une association qui me suit" prescribes, and does not host.
FOLLOWS = re.compile(PRESCRIBES)
CHANGES = re.compile(
    rf"\b(?:{words('corrections', 'takes_back')}|c'est|ce ser\w+|accueil\w*|structure"
    r"|change\w*|au lieu|trouve\w*|immersion|stage)\b"
)
# « En garage du 4 au 15 janvier »: a house, where « en boulangerie » may be a trade.
IN_A_HOUSE = re.compile(rf"{ALONE[:-1]}\ben $")
HOUSES = re.compile(
    r"garage|magasin|boutique|pharmacie|restaurant|super(?:marche|ette)|usine|entrepot|cabinet .*"
)
HELD_SINCE = re.compile(r" (?:[a-z]+ )?(?:depuis|pendant|il y a)\b")
STAYS_IN = re.compile(r"\b(?:immersion|stage|semaines?|jours?|mois|periode|pmsmp)\b[^,.;]{0,15}\ben $")
DISCOVERS = re.compile(
    r"\blanc\w+ (?:dans (?:la |le |l'|les ))?$"
    r"|\b(?:metier|profession|boulot|travail|poste|metiers) (?:de |d'|du |dans |en )(?:la |le |l')?$"
)


SOMEBODY = re.compile(
    rf"^\W*(?:c'est |ce serait )?(?:chez |pour )?(?:une?|des) (?:{words('host', 'persons')})\b"
)
SOME_BODY = re.compile(rf"\b(?:une?|des|mon|ma|le|la|ce|cette) (?:{words('host', 'persons')})\b")
UNREGISTERED = re.compile(r"\b(?:pas|sans|non|jamais) (?:etre |ete )?(?:declaree?s?|immatricul\w+)\b")
AT_WORK = re.compile(
    rf"\b(?:{TRADES}|immatricul\w*|declaree?|siret|siren|auto-?entrepreneur\w*|a son compte)\b"
    rf"|\b{trades.RELATIVE} (?:qui est )?{trades.FORM}\b"
)
REGISTERED = re.compile(r"\b(?:immatricul\w*|(?:est|bien) declaree?|auto-?entrepreneur\w*|a son compte)\b")
TURN = re.compile(
    r"\bmais (?=c'est |ce (?:sera|serait) |(?:on|j')[ a-z]{0,3} ?(?:m'a|ai|a) |je (?:vais|serai|ferai)"
    r"|chez |dans |au |a )"
    r"|\b(?:finalement|au final|du coup|en fait)\b"
)


def read(reading: Reading) -> None:
    """Fill host_kind and host_has_siret."""
    _read_kind(reading)
    _read_siret(reading)


def _read_kind(reading: Reading) -> None:
    if reading.question not in (None, "q5_host", "q6_dates", "q1_objective", "q7_schedule", "q8_use"):
        return
    asked = reading.asks("q5_host")
    if UNREGISTERED.search(reading.text) and SOME_BODY.search(reading.text):
        reading.put("host_kind", "individual", at=reading.whole)
        return
    if asked and (RELATIVE.search(reading.text) or _is_somebody(reading.text)):
        reading.put("host_kind", "individual", at=reading.whole)
        return
    hosts = []
    elsewhere = {"company"} if A_TRADE_AIMED.search(reading.text) else set()
    for value, pattern in [*KINDS, *(ASKED_KINDS if asked else ())]:
        for match in pattern.finditer(reading.text):
            own = OWN_WORK.search(reading.text, 0, match.start())
            if own or (not asked and _is_of_a_life(reading, value, match)):
                elsewhere.add(value)
            elif _is_host(reading, value, match, asked):
                hosts.append((value, match))
    reading.denied |= {("host_kind", value) for value in elsewhere - {value for value, _ in hosts}}
    # "Un hôpital, mais c'est une clinique qui me prend": what comes after the turn.
    for turn in TURN.finditer(reading.text):
        hosts = [host for host in hosts if host[1].start() >= turn.end()] or hosts
    if not hosts and asked and SOMEBODY.search(reading.text) and REGISTERED.search(reading.text):
        reading.put("host_kind", "company", at=reading.whole)
    if hosts:
        value, match = hosts[0]
        reading.put("host_kind", value, at=match.span())


def _is_somebody(text: str) -> bool:
    """ "Une dame âgée, à son domicile": a person without a trade, unless registered."""
    return bool(SOMEBODY.search(text)) and not (AT_WORK.search(text) or trades.SHOP.search(text))


def _is_host(reading: Reading, value: str, match: re.Match, asked: bool) -> bool:
    text = reading.text
    before = text[max(0, match.start() - 60) : match.start()]
    if is_negated(text, match.start()) and not re.search(r"\bsans (?:numero )?siret", text[match.start() :]):
        return False
    if NEW_JOB.search(before) and not re.search(r"\b(?:immersion|stage)\b", before):
        return False
    if _is_own_workplace(match, before) or (not asked and re.match(r" d'insertion", text[match.end() :])):
        return False
    if not asked and reading.speaker != "host" and OWN_PLACE.search(before):
        return False
    if TURNS_DOWN.match(text, match.end()) or FOLLOWS.match(text, match.end()):
        return False
    if reading.plan.get("host_kind") and not asked and not (PLACED.search(before) or CHANGES.search(text)):
        # A place merely spoken of does not take the place of the host.
        return False
    if APPOINTMENT.search(before) and not re.search(r"\b(?:immersion|stage)\b", text):
        return False
    if ON_A_DAY.search(before) and TAKES_A_DAY.fullmatch(match.group()):
        return False
    if IN_GENERAL.match(text, match.end()) and before.endswith(("voir la ", "voir le ", "voir l'")):
        return False
    if DISCOVERS.search(before) or NOT_CHOSEN.search(before):
        return False
    if value == "esat" and reading.found.fields.get("status") == "esat_worker" and not asked:
        return False
    if value == "esat" and re.search(
        r"\b(?:travailleu\w+|travaille|suis|accueillie?|bosse|admise?)[^,.;]{0,20}$", before
    ):
        return False
    if value == "abroad":
        lives = re.search(
            rf"\b(?:habite|vis|nee?|viens|originaire|vecu|famille)[^,.;]{{0,15}}$"
            rf"|\b(?:{words('subjects', 'relatives')})s? (?:qui )?(?:est|sont|vit|vivent|habite\w*)"
            r" [^,.;]{0,15}$",
            before,
        )
        return asked or (not lives and any(pattern.search(text) for pattern in SOME_HOST))
    if value == "individual":
        return True
    if re.match(WELCOMES, text[match.end() :]) and re.search(
        r"\b(?:le|la|un|une|l'|mon|ma) ?(?:petit |petite )?(?:patron(?:ne)? )?$", before
    ):
        return True
    if not asked and _only_refers(text, match, before):
        return bool(WHAT_IT_DOES.match(text, match.end()))
    if re.search(HOST_SPEAKS, before) and (reading.speaker == "host" or HOST_VOICE.search(text)):
        return True
    if reading.speaker == "host" and OWN_BUSINESS.search(before):
        return True
    if HEAD_OF.search(before) and FOR_ME.match(text, match.end()):
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
    described = re.match(r", qui (?!m'|me\b|nous\b|l'|la\b|le\b|va\b|veut\b|peut\b)", text[match.end() :])
    if LABEL.search(before) or (stands_alone(text, match.start(), match.end()) and not described):
        return True
    if (
        before.endswith("en ")
        and AIMED_AT.search(before)
        and match.group().endswith(("associatif", "associative"))
    ):
        # "Tester le métier d'animatrice en EHPAD associatif".
        return True
    if IN_A_HOUSE.search(before) and HOUSES.fullmatch(match[0]) and not HELD_SINCE.match(text, match.end()):
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


def _only_refers(text: str, match: re.Match, before: str) -> bool:
    """Whether "l'entreprise", "au magasin" only refers to a host already spoken of, without naming it."""
    refers = re.search(
        r"\b(?:l'entreprise|l'atelier|cette (?:entreprise|boite|societe|boutique)|ce (?:magasin|commerce)"
        r"|la (?:boite|societe|boutique)|(?:le|au) (?:magasin|commerce)) $",
        before + match.group() + " ",
    )
    if not refers:
        return False
    if re.search(r"\b(?:c'est|ce sera|ce serait|dans|au sein de) (?:le |la |l')$|\bau $", before):
        return not (
            NAMES_IT.match(text, match.end()) or re.match(r" ou (?:je|on|mon|ma) ", text[match.end() :])
        )
    return True


def _is_of_a_life(reading: Reading, value: str, match: re.Match) -> bool:
    """Whether it is where somebody works, lives or goes to school: the person, or who writes."""
    before = reading.text[max(0, match.start() - 60) : match.start()]
    own = re.split(r" et (?=je |j'|on )| mais ", before)[-1]
    if reading.speaker not in ("parent", "host") and LIFE_THERE.search(before):
        return True
    if HELD_THERE.search(own) or (OWN_BEFORE.search(own) and not _is_aimed_at(own)):
        return True
    if EARLIER_STAY.search(reading.text, 0, match.start()) and not GOES_BACK.search(reading.text):
        return True
    if HELD_AFTER.match(reading.text, match.end()) and not OF_THE_STAY.search(own):
        return True
    if TURNS_TO.search(before):
        return True
    is_own = not before.strip() or OWN_HOUSE.search(before) or OWN_TRADE.search(before)
    if is_own and reading.found.fields.get("status") == "self_employed":
        # "artisan à mon compte", "je tiens une mercerie et je ferme" is the person, not the host.
        return True
    if value == "public_body" and any(at.search(before) for at in (OWN_DESK, AT_SCHOOL, SCHOOL_DAYS)):
        return True
    clause = clause_around(reading.text, *match.span())
    if value == "public_body" and ERRAND.search(before) and not OF_THE_STAY.search(clause):
        return True
    if re.search(
        r"\b(?:vu|lu|trouve) (?:une |l'|cette |des )?(?:annonces?|affiches?"
        r"|offres?)[^,.;]*$",
        before,
    ):
        return True
    of_the_stay = re.search(r"\b(?:stage|immersion|viendr\w+|fer\w+)\b", before)
    works_there = re.match(r" ou (?:je|il|elle) (?:travaille|bosse)", reading.text[match.end() :])
    return bool(ADVISER_AT.search(before) or (works_there and not of_the_stay))


def _is_aimed_at(before: str) -> bool:
    return bool(
        AIMED_AT.search(before) or re.search(r"\b(?:ferait|fera|irait|ira|immersion|stage)\b", before)
    )


def _is_own_workplace(match: re.Match, before: str) -> bool:
    return bool(re.search(r"\b(?:ma|mon|de ma|mes)(?: propre)? $", before)) and match.group() in (
        "agence",
        "boite",
        "entreprise",
        "societe",
        "commerce",
        "magasin",
        "collectivite",
        "hopital",
        "lycee",
        "college",
        "universite",
        "administration",
    )


# "Leur siret, aucune idée", "j'ai pas leur siret": who says so does not tell that there is none.
UNKNOWN = re.compile(
    r"\b(?:connai\w+|sai[st]|(?:re)?trouve|demand\w+|(?:aucune|pas d'|moindre) ?idee|ignore|jsp|sous la main"
    r"|mystere|j'ai pas (?:encore )?(?:le|leur|son)|l'ai pas|pas (?:encore )?(?:donne|communique|transmis"
    r"|recu|dit|parle|precise)\w*)\b"
)
UNKNOWN_AFTER = re.compile(
    r"[,:.] (?:alors |la |mais |euh |ben |bah |par contre )*(?:aucune idee|pas d'idee"
    r"|(?:je )?(?:ne )?sais pas|j'ignore|jsp|je l'ai pas|(?:il|elle|ils|on) (?:ne )?(?:me )?l'(?:a"
    r"|ont) pas (?:encore )?(?:dit|donne|precise)|(?:il )?faudra\w* (?:que je )?(?:leur |lui )?demand)"
)


def _read_siret(reading: Reading) -> None:
    # « Pour le SIRET, il faut quelque chose ? » names what is asked about.
    match = re.search(r"(?<!\bpour le )(?<!\bpour son )(?<!\bpour leur )\b(?:sirets?|siren)\b", reading.text)
    if match and not re.search(r"(?:meme|quel) (?:numero de )?$", reading.text[: match.start()]):
        clause = clause_around(reading.full, match.start(), match.end())
        after = reading.full.partition(clause)[2]
        if UNKNOWN.search(clause) or UNKNOWN_AFTER.match(after):
            reading.denied |= {("host_has_siret", True), ("host_has_siret", False)}
            return
        denied = is_negated(reading.text, match.start()) or re.search(r"\bpas\b|\bsans\b|\baucun\b", clause)
        reading.put("host_has_siret", not denied, at=match.span())
