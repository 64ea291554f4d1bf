"""What the host needs the person for: a usual post, a surge, a season, somebody absent, or nothing."""

import re

from .clauses import is_negated
from .model import Reading
from .patterns import any_of, words

NEEDS = [
    (
        "replacement",
        any_of(
            r"\bremplac\w+",
            r"\b(?:celle|celui|ceux|celles) qui (?:est|sont|sera|seront|part|partent|s'absente\w*)\b",
            r"\b(?:est|sera|part|tombee?) (?:en (?:arret|conges?|vacances|maternite)|malade|enceinte"
            r"|absente?)\b[^.;!?]*\b(?:sa|son|leur)"
            r" (?:place|travail|poste|caisse|boulot|tournee|taf|comptoir|service)\b",
            r"\b(?:le temps|en attendant) (?:que|qu')[^,.;]{0,40}\b(?:revien\w+|rentre\w*|soit remplac\w+)",
            r"\b(?:parce que|car|comme|vu que|puisque) (?:le |la |leur |sa |son |une? |l')[a-z]+ (?:est"
            r"|sera|part)"
            r" (?:absent|en conge|en arret|malad|parti)",
            r"\b(?:pendant|durant) (?:le conge|l'absence|l'arret|son (?:conge|arret|absence))\b",
            r"\ba la place d(?:e|u|'une?) (?:la |le |l'|quelqu'un|une?)?(?:salarie|employe|secretaire"
            r"|vendeu|titulaire|collegue|personne|absent)",
            r"\ba la place d(?:e|u|'une?) ?(?:la |le |l'|mon |ma |son |sa )?[a-z]+ (?:qui|absent|malad"
            r"|en (?:conge|arret)|parti)",
            r"\b(?:employee?|salariee?|secretaire|vendeuse) (?:est |sera )?(?:absente?|en conge|en arret"
            r"|malade)",
        ),
    ),
    (
        "surge",
        any_of(
            r"\bbesoin d'(?:un |une )?(?:petit |gros )?coups? de main|\bcoups? de main (?:pour|pendant)"
            r"|\bcoups? de (?:bourre|feu|collier)\b",
            r"\bsurcroit\b|\bfaire face (?:a|au|aux)\b",
            r"\brush\b",
            r"\bdeborde\w*",
            r"\b(?:sous l'eau|charrette)\b",
            r"\bpic d'activite",
            r"\brenfort",
            r"\bplus de (?:boulot|travail|commandes) que",
            r"\btrop de (?:travail|boulot|commandes)",
            r"\b(?:beaucoup|plein|enormement|plus) de (?:boulot|travail|commandes|monde)",
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
            r"|pour une|une|en|de) saison\b(?! de rugby)|^(?:une? )?saison\w*$",
            r"\brecoltes?\b",
            r"\bcueillette\b",
            r"\bmoissons?\b",
        ),
    ),
    (
        "permanent_post",
        any_of(
            r"\btenir (?:un|le|la|l'|son|seule?) ?(?:poste|caisse|accueil|rayon|magasin|boutique)?",
            r"\bti(?:ens|ent|end\w+) (?:la|le|un|son|seule?) (?:caisse|poste|accueil|magasin"
            r"|boutique|rayon|standard)",
            r"\bposte (?:permanent|habituel|fixe|vacant|a part entiere)",
            r"\b(?:occup\w+|pourvoir) (?:un|le|ce|son) poste",
            r"\bcomme (?:une? )?(?:vrai\w* )?(?:salarie|employe)\w*",
            r"\btravail (?:d'un|de) salarie",
            r"\bmeme (?:travail|boulot|chose) que (?:les|une?|mes|leurs?|l'|le|la)\b",
            r"\bcomme les autres (?:salarie|employe|vendeu|serveu|collegue|ouvrie)",
            r"\bfaire tourner (?:la|le)",
            r"\btache reguliere",
            r"\btoute seule? (?:a|en) (?:la caisse|caisse|l'accueil|cuisine)",
            r"\bseule? (?:a l'accueil|en caisse|a la caisse)\b",
        ),
    ),
]
ONLY_WATCHES = any_of(
    r"\b(?:juste|seulement|uniquement|simplement|que|qu'a|ferai qu'|rien qu'|surtout|purement) (?:de l'"
    r"|d'|en |pour )?(?:regarder|observ\w+|suivre|accompagner|aider(?! (?:une?(?! peu)|mon|ma|mes"
    r"|des) )|voir comment)",
    r"\b(?:je|il|elle|on) (?:regarder\w+|observer\w+)",
    r"\ben observation\b",
    r"(?:^|[,;.] ?)(?:juste )?(?:observer|regarder)(?=\W*$|[,;.])",
    r"\b(?:sans )?(?:ne ferai )?rien (?:faire )?(?:toute? )?seule?\b|\ben (?:double|doublon|doublure"
    r"|binome)\b",
    r"\b(?:je vais|je viens|j'irai|pour) observer\b(?! (?:le|un|ce) metier)",
    r"\bde l'observation\b",
    r"\baucun (?:de ces )?besoins?\b",
    r"\bsous l'oeil\b",
    r"\b(?:pas besoin de moi|besoin de personne)\b",
    r"\bsuivre (?:le|la) (?:chef|patron(?:ne)?|tuteur|vendeuse|equipe)\b",
    r"\bobservatrice?\b",
    r"\bobservateur\b",
)


_WATCH, _TRY, _OTHER_USE = (words("presence", name) for name in ("watches", "tries", "other_use"))
_ACTOR = (
    r"(?:\bj'|\b(?:je|il|elle|on)(?: (?:va|vais|fait|fais|ferai|fera|viens|vient|veux|veut|peut|pourra|y))? )"
)
_BEGINS = r"(?:^|[,;:.] ?|\b(?:pour|et|puis|ou|a|de|juste) )"
_ADVERBS = r"(?:y |juste |surtout |seulement |beaucoup |un peu |plutot |d'abord |les |la |le |l')*"
# « J'observe », « elle regarde et elle essaie », « observer et aider » ; not « je regarde mon agenda ».
OBSERVES = re.compile(rf"(?:{_ACTOR}|{_BEGINS}){_ADVERBS}(?:{_WATCH})\b(?! (?:{_OTHER_USE})\b)")
# Trying or helping says it together with watching, or with somebody beside.
TRIES = re.compile(rf"(?:{_ACTOR}|{_BEGINS}){_ADVERBS}(?:{_TRY})\b(?! (?:{_OTHER_USE})\b)")
BESIDE = re.compile(
    r"[^,;.]{0,30}\b(?:avec (?:elle|lui|eux|moi|nous|l'equipe|le|la|les|un|une|quelqu'un)|sous|a cote)\b"
)
# Enough as an answer about what the host needs, too little elsewhere ("observer le métier").
WATCHES = re.compile(
    r"\b(?:je|il|elle) suivr\w+|\bj'accompagner\w+|\b(?:regard|observ)\w+|\b(?:apprendre"
    r"|essayer) (?:les|des|quelques) gestes\b"
)


def read(reading: Reading) -> None:
    """Fill host_needs."""
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
    if not needs and (
        _observes(text) or (reading.asks("q8_use") and (WATCHES.search(text) or TRIES.search(text)))
    ):
        needs = ["none"]
    if (
        not needs
        and reading.asks("q8_use")
        and re.search(r"^\W*(?:non\b|aucune?\b|rien\b|a rien|pas du tout|ni l'un|nan\b|rien de tout)", text)
    ):
        needs = ["none"]
    if needs:
        reading.put("host_needs", needs)


def _observes(text: str) -> bool:
    """Whether somebody comes to watch: said by itself, or by trying with somebody beside."""
    if any(not is_negated(text, match.start()) for match in OBSERVES.finditer(text)):
        return True
    return any(BESIDE.match(text, match.end()) for match in TRIES.finditer(text))


def _denies(text: str, match: re.Match) -> bool:
    after = text[match.end() : match.end() + 20]
    if text[: match.start()].endswith(("personne a ", "personne pour ")):
        return True
    return is_negated(text, match.start()) or re.match(r" (?:personne|pas|aucun|rien)\b", after) is not None


def _other_meaning(text: str, match: re.Match) -> bool:
    before = text[max(0, match.start() - 30) : match.start()]
    if match.group().startswith("saison") and re.search(r"\b(?:hors|cette|de la|fin de) $", before):
        return "hors" in before
    return bool(re.search(r"\b(?:date|dates|jour) (?:a |de |du )?$", before))
