"""What the host needs the person for: a usual post, a surge, a season, somebody absent, or nothing."""

import re

from . import absence
from .clauses import is_negated
from .model import Reading
from .patterns import listed, words
from .trades import FORM

NEEDS = [
    ("replacement", listed("needs", "replacement")),
    ("surge", listed("needs", "surge")),
    ("seasonal", listed("needs", "seasonal")),
    ("permanent_post", listed("needs", "permanent_post")),
]
ONLY_WATCHES = listed("needs", "only_watches")


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
NOTHING_ASKED = re.compile(r"^\W*(?:non\b|aucune?\b|rien\b|a rien|pas du tout|ni l'un|nan\b|rien de tout)")
JUST_TO_SEE = re.compile(
    r"\b(?:juste|seulement|c'est|simplement|surtout) (?:pour )?(?:voir|apprendre)\b(?! (?:avec|si))"
)
WATCHES = re.compile(
    r"\b(?:je|il|elle) suivr\w+|\bj'accompagner\w+|\b(?:regard|observ)\w+|\b(?:apprendre"
    r"|essayer) (?:les|des|quelques) gestes\b"
)


_STAFF, _RELATIVES, _PERSONS = (words("subjects", name) for name in ("staff", "relatives", "away_person"))
# "Ranger à côté du vendeur", "avec moi à côté", "sous l'œil de la patronne": no place of one's own.
BESIDE_SOMEBODY = re.compile(
    r"(?<!habite )(?<!juste )(?<!est )(?<!suis )\b(?:a|aux) (?:(?:ses|mes|nos|leurs|vos) cotes\b"
    r"|cotes? (?:de (?:lui|elle|eux"
    r"|elles|moi|nous)\b(?! (?:chez|habit))|(?:du|de la|de l'|d'une?|des|de (?:mon|ma|son|sa|leur|notre"
    r"|ses)) ?"
    rf"(?:{_STAFF}|{_RELATIVES}|bibliothecaire|equipe|titulaire|{FORM})\b))"
    r"|\bavec (?:moi|lui|elle|quelqu'un|(?:le|la|un|une|mon|ma|son|sa) [a-z]+) (?:toujours |juste )?a cote\b"
    rf"|(?<!\bpris )(?<!\bprise )\bsous (?:{words('needs', 'under')})\b"
)
# Whom or what there is none of: "pas d'agent à remplacer", "personne à remplacer", "aucun poste à tenir".
NONE_TO = re.compile(
    r"\b(?:(?:pas|plus|sans|aucune?|nul(?:le)?) (?:d'|de |une? )?(?!d[eu]\b|souci|probleme|mal\b"
    r"|besoin)[a-z-]+(?: [a-z-]+)?"
    r"|personne(?: [a-z-]+)?|rien) (?:a|pour|qui)(?: [a-z']+)? ?$"
)
# "plutôt que de le remplacer", "loin de tenir la caisse", "hors de question qu'il la remplace".
RATHER = re.compile(
    r"\b(?:plutot qu|jamais|au lieu|loin|hors de question|interdi\w+|exclu|refus\w+|(?:dit|dis"
    r"|disent) (?:que )?non"
    r"|\bpas (?:moi|lui|elle|nous) qui|\bpas a (?:moi|lui|elle)"
    r"|(?:nul(?:le)?|pas|plus|aucun) (?:de )?besoin|s'agit pas)(?: ?d[e'u]| ?qu[e']| ?e d[e']| ?e| a)?"
    r"(?: ?(?:il|elle|je|j'|on|la|le|les|l'|de|ce soit))* ?$"
)
# What denies it after: "je remplace personne", "vendanges, c'est fini", "au printemps, mais hors période".
DENIED_AFTER = re.compile(
    r"(?: [a-z]+)? (?:personne|pas(?! (?:de trop|du luxe|de refus))|aucune?|rien|jamais|nullement|ni)\b"
    r"|,? (?:c'est |est |sont |c'etait )(?:finie?s?|passee?s?|terminee?s?|avant)\b"
    r"|[a-z' ]{0,25}(?:,? mais)? (?:pas (?:pour )?(?:moi|lui|elle)\b|sans (?:moi|lui|elle)\b)"
    r"|[^.;!?]{0,60}\b(?:hors (?:de )?(?:la |sa |ma |cette |notre )?(?:periode|dates|stage)"
    r"|pas pendant (?:le|mon|son|ce)"
    r" (?:stage|sejour)|(?:apres|avant) (?:le|mon|son) (?:stage|depart|passage))\b"
    r"|[a-z' ]{0,20},? mais (?:je|il|elle|ce|on|nous) (?:serai|sera|serais|serait) (?:deja )?"
    r"(?:partie?|finie?|terminee?|avant|apres)\b"
    r"|(?: [a-z]+)?,? (?:apres|plus tard|ensuite)\b(?! (?:noel|les|le|la|l'))"
)
# "Il est déjà remplacé", "un vacataire la remplace", "pour le rush il a pris un extra": another does it.
BY_ANOTHER = re.compile(
    rf"\b(?:{words('needs', 'by_another')})|\b(?:un|une|le|la|l'|son|sa|leur|mon|ma|notre|des) ?"
    rf"(?!(?:{_PERSONS}|stagiaires?|enfant|gamine?|garcon|mienne?)\b)[a-z-]+(?: (?!qui\b|pour\b"
    rf"|de\b|a\b)[a-z-]+)?"
    r" (?:l'|la |le |les |va |vont |doit |viendra |vient )*remplac(?:e|era|erait|ent|eront|er)\b"
)
NO_NEED = listed("needs", "no_need")
# "C'est notre grosse période, mais l'équipe est au complet".
BUT = re.compile(r"\bmais\b(?:(?!\bmais\b)[^.;!?])*$")
# "On est trois pour tenir le guichet", "il veut éviter l'inventaire": neither is asked of the person.
NOT_ASKED_OF = re.compile(
    r"\b(?:est|sont|sommes|etions|etaient) (?:que |deja |bien )?\d+ (?:a|pour) $|\bevit\w+ (?:de )?$"
)
IS_IT = re.compile(r"(?:\b(?:je suis|est|suis|etais|comme)(?: une?)? |^|, )$")
STAFF_AWAY = re.compile(r"(?:employee?|salariee?|secretaire|vendeuse) (?!absente?s? )")
# "Sa conseillère est débordée": those who handle the papers, and not the house.
OF_THE_PAPERS = re.compile(
    r"\b(?:conseill\w+|referente?|assistante? sociale|france travail|pole emploi|mission locale|cap emploi"
    r"|agence|secretariat|proviseur|caf|cpam|medecin)\b[^,.;!?]*$"
)
# "Il a un mécano en arrêt, donc je ferais ses vidanges": the work of who is away.
_TAKES = r"(?:fer|fai[st]|prend|reprend|tien|assur|m'occup|s'occup)\w*"
TAKES_OVER = {
    True: re.compile(
        rf"[^.;!?]{{0,30}}\bj(?:e |')(?:[a-z]+ )?{_TAKES} (?:de |d')?(?:ses|sa|son|leurs?) [a-z]+"
    ),
    False: re.compile(rf"[^.;!?]{{0,30}}\b(?:il|elle) {_TAKES} (?:de |d')?(?:ses|sa|son|leurs?) [a-z]+"),
}
ORDER = ("permanent_post", "surge", "seasonal", "replacement")


def read(reading: Reading) -> None:
    """Fill host_needs."""
    text = reading.text
    needs: set[str] = set()
    denied: set[str] = set()
    for value, pattern in NEEDS:
        for match in pattern.finditer(text):
            if _denies(text, match):
                denied.add(value)
            elif not _other_meaning(text, match) and not (
                value == "surge" and OF_THE_PAPERS.search(text, 0, match.end())
            ):
                needs.add(value)
    # "Ma vendeuse est en congé, c'est pas pour la remplacer".
    found = [value for value in ORDER if value in needs - denied]
    no_need = NO_NEED.search(text)
    if found and no_need and BUT.search(text, 0, no_need.start()):
        found = ["none"]
    if not found and (denied or no_need or _comes_to_watch(reading)):
        found = ["none"]
    away = absence.somebody_away(text)
    takes_over = TAKES_OVER[reading.speaker in (None, "person")]
    if not found and away and (reading.asks("q8_use") or takes_over.match(text, away.end())):
        found = ["replacement"]
    if found:
        reading.put("host_needs", found)


def _comes_to_watch(reading: Reading) -> bool:
    """Whether somebody only watches, or does things beside another."""
    text = reading.text
    if ONLY_WATCHES.search(text) or BESIDE_SOMEBODY.search(text) or _observes(text):
        return True
    if not reading.asks("q8_use"):
        return False
    # "Non, jamais de stage chez eux" answers the question of an earlier stay.
    answers_this = "prior_same_host" not in reading.found.fields
    return bool(
        WATCHES.search(text)
        or JUST_TO_SEE.search(text)
        or TRIES.search(text)
        or (answers_this and NOTHING_ASKED.search(text))
    )


def _observes(text: str) -> bool:
    """Whether somebody comes to watch: said by itself, or by trying with somebody beside."""
    if any(not is_negated(text, match.start()) for match in OBSERVES.finditer(text)):
        return True
    return any(BESIDE.match(text, match.end()) for match in TRIES.finditer(text))


def _denies(text: str, match: re.Match) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    if NONE_TO.search(before) or RATHER.search(before) or DENIED_AFTER.match(text, match.end()):
        return True
    return is_negated(text, match.start()) or _is_for_another(text, match)


def _is_for_another(text: str, match: re.Match) -> bool:
    """Whether somebody else meets this need, in the same sentence and before any « mais » that comes back."""
    for taken in BY_ANOTHER.finditer(text):
        between = text[min(taken.end(), match.end()) : max(taken.start(), match.start())]
        if not re.search(r"[.;!?]", between) and not (taken.end() <= match.start() and " mais " in between):
            return True
    return False


def _other_meaning(text: str, match: re.Match) -> bool:
    before = text[max(0, match.start() - 30) : match.start()]
    if IS_IT.search(before) and STAFF_AWAY.match(match.group()):
        # "La personne que j'accompagne est salariée, en arrêt": herself.
        return True
    if match.group().startswith("saison") and re.search(r"\b(?:hors|cette|de la|fin de) $", before):
        return "hors" in before
    if NOT_ASKED_OF.search(before):
        return True
    return bool(re.search(r"\b(?:date|dates|jour) (?:a |de |du )?$", before))
