"""One spelling for all writers: lower case, no accents, short forms expanded, hours as "9h30"."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from . import breaths
from .numbers import digits
from .typos import corrected

MAX_CHARACTERS = 1500  # longer messages are cut: nobody writes a plan longer than this

CHARACTERS = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "“": '"', "”": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "→": "-", "œ": "oe", "æ": "ae", "Œ": "oe",
        "Æ": "ae", "…": ".", "€": " euros ", "\n": " . ", "\r": " ",
    }
)  # fmt: skip

# "Découvrir et être recrutée 🙌 on peut cocher les deux ?": a picture ends what is said before it.
PICTURE_BETWEEN = re.compile(
    r"(?<=\w)\s*[\u2600-\u27bf\U0001f300-\U0001faff][\s\u200d\ufe0f\u2600-\u27bf\U0001f300-\U0001faff]*(?=\w)"
)

# Short forms of text messages, tried in this order. Left side: a whole word or phrase.
SHORT_FORMS = [
    (r"chuis|chui|j suis|jss|j'suis|je sui|(?<!au )(?<!le )(?<!un )chu(?! d[e'])", "je suis"),
    (r"jai|j ai", "j'ai"),
    (r"jy", "j'y"),
    (r"pcq|pck|pask|parceque", "parce que"),
    (r"d apres", "d'apres"),
    (r"dja|dejas?", "deja"),
    (r"je(?= deja f)", "j'ai"),
    (r"(?<=deja )fe", "fait"),
    (r"ms|me(?= le \d)", "mais"),
    (r"dc(?= (?:du|le|jusk?\w*|a|c'est|c|il|elle|on|je)\b)", "donc"),
    (r"mm(?= (?:but|chose|objectif|patron\w*|endroit|boite|place|duree|metier)\b)", "meme"),
    (r"(?<=cet )ane|(?<=cette )ane", "annee"),
    (r"voule", "voulais"),
    (r"pa(?= (?:de|d'|la|le|encore|sur|possible|trop|du)\b)", "pas"),
    (r"g(?= (?:deja )?(?:\d|fait|pas|plus|un|une|mon|ma|eu|le|la|aucun)\b)", "j'ai"),
    (r"jaurai", "j'aurai"),
    (r"jetais", "j'etais"),
    (r"(?:^|(?<=[,.;] )|(?<=comment ))se(?= (?:le|la|un|une|pour|mon|ma|chez|dans|pas|bien)\b)", "c'est"),
    (r"c ?etai[ts]?|cete(?= (?:pour|pr|pas|pa|la|le|un|une|bien|avant|en)\b)", "c'etait"),
    (r"cest|c est|ces(?= la (?:premiere|1))", "c'est"),
    # « c pour voir », « c possible »; not « permis c », nor « c que », which may be « ce que ».
    (
        r"(?<!permis )(?<!plan )(?<!type )(?<!vitamine )(?<!categorie )c"
        r"(?= (?:a|(?!qu[eio]|etai|dire)[a-z]{2,})\b)",
        "c'est",
    ),
    (r"je veu|j veux", "je veux"),
    (r"com+en[cs]+(e\w*|ai\w*)", r"commenc\1"),
    (r"je voudrai|je voudre|j'voudrais", "je voudrais"),
    (r"je frai|je ferez|je ferais", "je ferai"),
    (r"ch(?:es|é|e|ai)(?= (?:un|une|le|la|l'|les|des|mon|ma|mes|1|\w+eur|\w+ier|\w+ien)\b)", "chez"),
    (r"je travail", "je travaille"),
    (r"m((?:donn|fil|pai|pay|prend|rembours)e?\w{0,3})", r"me \1"),
    (r"(qu')?m(embauch\w*)", r"\1m'\2"),
    (r"k(elle|il|ils|on)", r"qu'\1"),
    (r"quelle(?= (?:a|avait|est|etait|aura|serait|va|veut|peut|fait|prend|signe)\b)", "qu'elle"),
    (r"ki", "qui"),
    (r"soc+up(e|er|era|erai|erait|ent|eront)", r"s'occup\1"),
    (r"kel(?= (?!que)[a-z])", "qu'elle"),
    (r"apre", "apres"),
    (r"je sere|je serais", "je serai"),
    (r"je peu", "je peux"),
    (r"jms|jame|jamai", "jamais"),
    (r"perss+on+e|persone", "personne"),
    (r"sf", "sauf"),
    (r"dimm?ersions?", "d'immersion"),
    (r"(?<=jamais )fe", "fait"),
    (r"pr(?= )", "pour"),
    (r"ds", "dans"),
    (r"qd", "quand"),
    (r"pdt|pendan|pdant", "pendant"),
    (r"avc|avek", "avec"),
    (r"tt(?= (?:le|la|les)\b)", "tout"),
    (r"ts les|tt les|tout les|toutes les jours", "tous les"),
    (r"dimanche compri", "dimanche compris"),
    (r"ya|y'a|yaura", "il y a"),
    (r"sem|sems|smaine|smaines|semaie|semaines?s|semane|semanes|semenes?|semainnes?", "semaines"),
    (r"jusque a|jusque(?= \d)", "jusqu'a"),
    (r"grand (mere|pere|tante|oncle)", r"grand-\1"),
    (r"bcp", "beaucoup"),
    (r"rdv", "rendez-vous"),
    (r"o(?= (?:chomage|\d))", "au"),
    (r"(?<=\d )o(?= \d)|(?<=di )o(?= [a-z]+di\b)", "au"),
    (r"asso", "association"),
    (r"dpuis|depui|dp8|dpui", "depuis"),
    (r"la bas?|labas", "la-bas"),
    (r"week ?ends?|weekends?|w-e|wk|we(?= |$)|wke", "week-end"),
    (r"(?<=du )mat", "matin"),
    (r"(l'|d')?(?:apres ?midi|aprem|aprm)", r"\1apres-midi"),
    (r"aujourd hui|aujourdhui|ajd|auj", "aujourd'hui"),
    (r"2m1|2main", "demain"),
    (r"tlj|ts les j|tt les j|tous les j", "tous les jours"),
    (r"jus[qk]u?[' ]?(?:aux?|o|u)|jusqau|jusk?o|jskau?", "jusqu'au"),
    (r"jusqu a|jusqua|juska|jusk a|jusk'a|jusque(?= noel)", "jusqu'a"),
    (r"a partire d[eu]|apartir d[eu]|a parti d[eu]", "a partir du"),
    (r"l'agence pole|l'anpe|pole[ -]?emplois?|pole[ -]?emploie|paul emploi|anpe", "pole emploi"),
    (r"parents? sont? d[' ]?acc?or[dt]?", "parents sont d'accord"),
    (r"daccord|d accord|dacord|d'acord", "d'accord"),
    (r"frances? travai(?:l|ll|lle|ls)|france-travail", "france travail"),
    (r"missions? local|mission-locale|missions locales?|mission loc", "mission locale"),
    (r"cap-emploi|capemploi|cap emplois?|cap emploie", "cap emploi"),
    (r"no[eë]ls?", "noel"),
]
# "l accueil", "d entretien", "m indemnise": a space for the apostrophe; "5 j a la suite" is an amount.
NO_APOSTROPHE = re.compile(r"(?<![\w'/])(?<!\d )([djlmnst]|qu) (?=(?!et\b|ou\b)[aeiouyh])")
# "jaimerais", "lautre", "dune", "quil": only words that are nothing else.
GLUED = re.compile(
    r"(?<![\w'])(?:j(?=(?:aime|avai|habit|hesit|espere|attend|appren|essa[iy]|arriv|envisag|observ)\w)"
    r"|l(?=(?:autre|hopital|ecole|entreprise|immersion|association|accord|atelier|agence|accueil|usine"
    r"|equipe|heure|are|ass)s?\b)|d(?=(?:une?|autres?|abord|ici)\b)|qu(?=(?:ils?|on|une?)\b))"
)
# "jpose mes congés", "jregarde": no French word begins so.
RUN_TOGETHER = re.compile(r"(?<![\w'])j(?!rs\b|ms\b|sk)(?=[bcdfgklmnpqrstvxz][a-z]{2})")
SHORT_FORM_RULES = [(re.compile(rf"(?<![\w'])(?:{left})(?![\w'])"), right) for left, right in SHORT_FORMS]

MONTHS = [
    "janvier", "fevrier", "mars", "avril", "mai", "juin",
    "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
]  # fmt: skip
MONTH_SHORT = {
    "janv": "janvier", "jan": "janvier", "fev": "fevrier", "fevr": "fevrier", "avr": "avril",
    "juil": "juillet", "jui": "juillet", "sept": "septembre", "oct": "octobre", "nov": "novembre",
    "dec": "decembre", "decem": "decembre", "janvie": "janvier", "out": "aout", "mar": "mars",
}  # fmt: skip
MONTH_SHORT_RULE = re.compile(
    r"(?:(?<=\d )|(?<=\d)|(?<=1er )|(?<=\ben )|(?<=debut )|(?<=fin )|(?<=mi-))"
    r"(" + "|".join(MONTH_SHORT) + r")\b\.?(?! heures?| jours?| semaines?| mois)"
)
# "chez 1 fleuriste": the figure is an article when a thing follows that is not counted or dated.
ARTICLE_ONE = re.compile(
    r"(?<![\d/.,:h-])(?<!\d )\b1(?= (?!"
    + "|".join(MONTHS)
    + r"|jan|fev|mar|avr|jui|sep|oct|nov|dec|heure|hr|min|jour|sem|mois|ans?\b"
    r"|euro|fois|seul|an|et\b|au\b|pour|par|ou\b|er\b|dem|quart|nuit|week)[a-z]{3,})"
)
EUROS = re.compile(r"\b(\d{2,4}) ?e\b(?! (?:arrondissement|siecle|anniversaire|jour|etage|fois))")
# « Commence janvier 11 » of who learns French; « remettez le 5 février comme dernier jour ».
MONTH_FIRST = re.compile(
    r"(?<=[a-z] )(?P<month>"
    + "|".join(MONTHS)
    + r") (?P<day>\d{1,2})(?=\W*$|[,.;]| (?:et|jusqu|a|au|puis|fin))"
)
NAMED_AFTER = re.compile(
    r"\ble (?P<day>(?:[a-z]+di |dimanche )?\d{1,2}(?:er)?(?: (?:" + "|".join(MONTHS) + r"))?(?: \d{4})?)"
    r" comme (?P<which>dernier|premier) jour\b"
)
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
TIME_RULES: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(r"\b(\d{1,3}) ?ans?\b"), r"\1 ans"),
    (re.compile(r"\b(\d{1,2})\s*(?:(?:petites?|bonnes?|grosses?) )?(?:heures?|hrs?|hr)\b"), r"\1h"),
    (re.compile(r"\b(\d{1,3})[.,](\d{1,2})\s*(?:heures?|h)\b"), r"\1.\2h"),
    (re.compile(r"\b(\d{1,3})\s+h\b"), r"\1h"),
    (re.compile(r"\b(\d{3})\s*(?:heures?)\b"), r"\1h"),
    (re.compile(r"\b(\d{1,2}):(\d{2})(?::00)?\b"), r"\1h\2"),
    (re.compile(r"\b(?:d')?une (?:petite |bonne |grosse )?heure\b"), "1h"),
    (re.compile(r"\b(\d{1,2})h et demie?\b"), r"\1h30"),
    (re.compile(r"\b(\d{1,2})h et quart\b"), r"\1h15"),
    (re.compile(r"\b(\d{1,2})h moins (?:le )?quart\b"), lambda m: f"{int(m[1]) - 1}h45"),
    (re.compile(r"\bmidi et demie?\b"), "12h30"),
    (re.compile(r"\bde midi a (?=\d)"), "de 12h a "),
    (re.compile(r"\bminuit\b"), "0h"),
    (re.compile(r"\b(?:une )?demi[- ]?heure\b|\b1/2 ?h(?:eure)?\b"), "30min"),
    (re.compile(r"\b(?:3|trois)[- ]quarts? d'heure\b|\b3/4 d'heure\b"), "45min"),
    (re.compile(r"\b(?:un |1/4 )?quart d'heure\b"), "15min"),
    (re.compile(r"\b(\d{1,3})\s*(?:minutes?|mins?|mn)\b"), r"\1min"),
    # "9h-17h, une heure à midi" is a pause, "de 2h à midi" is not.
    (
        re.compile(
            r"(?<!\bde )(?<!\ba )(?<!\bdes )\b((?:1h(?:\d\d)?|(?:(?<=avec )|(?<=, )|(?<=et ))2h(?:\d\d)?"
            r"|\d{2,3}min))(?: a| le| pour le| entre) midi(?: et (?:2|14)h?)?\b"),
        r"\1 le midi"),
    (re.compile(
        r"(?<=\ba )midi\b|(?<=jusqu'a )midi\b|(?<=h-)midi\b|(?<=h )midi\b|(?<=h\d\d )midi\b|(?<=h a )midi\b"
        r"|\bmidi(?=\s*-\s*\d)"), "12h"),
    (
        re.compile(
            r"\b(\d{1,2})h\s+(\d{2})\b(?!\s*(?:h|min|jours?|semaines?|mois|ans|%|/|euros|[a-z]*bre\b))"),
        r"\1h\2",
    ),
]  # fmt: skip


# "3 semaines / 35h / du 11 au 29": a stroke between details, but not in "7h / jour".
SEPARATOR = re.compile(r" / (?!(?:j\b|jours?|journee|semaines?|sem\b|s\b|mois|hebdo|\d ?j?\b(?! ?h)))")


# A message is read once by itself, once as an answer, then part by part.
@lru_cache(maxsize=64)
def normalise(text: str) -> str:
    """The text in the one spelling that every other file of this package reads.

    Never fails: unreadable characters become spaces. Sentence and clause marks are kept.
    """
    text = _plain_characters(text[:MAX_CHARACTERS])
    text = NO_APOSTROPHE.sub(r"\1'", SEPARATOR.sub(" ; ", text))
    text = RUN_TOGETHER.sub("je ", GLUED.sub(lambda match: f"{match[0]}'", text))
    for rule, full in SHORT_FORM_RULES:
        text = rule.sub(full, text)
    text = EUROS.sub(r"\1 euros", ARTICLE_ONE.sub("un", text))
    text = MONTH_SHORT_RULE.sub(lambda m: MONTH_SHORT[m[1]], text)
    text = _full_weekdays(text)
    text = corrected(text)
    text = re.sub(
        r"\bpremiers?(?= (?:au\b|"
        + "|".join(MONTHS)
        + "))|(?<=\bdu )premier\\b|(?<=\ble )premier\\b(?! jour| stage)",
        "1er",
        text,
    )
    text = digits(text)
    text = MONTH_FIRST.sub(r"\g<day> \g<month>", text)
    text = NAMED_AFTER.sub(r"\g<which> jour le \g<day>", text)
    for rule, replacement in TIME_RULES:
        text = rule.sub(replacement, text)
    return breaths.marked(re.sub(r"\s+", " ", text).strip())


def _plain_characters(text: str) -> str:
    text = PICTURE_BETWEEN.sub(", ", text).translate(CHARACTERS)
    text = text.replace("->", "-").replace(" > ", " - ").replace("=>", "-")
    text = re.sub(r"(?<=\d)>(?=\d)", "-", text)
    text = unicodedata.normalize("NFKD", text).translate(CHARACTERS)
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category == "Mn" or character in "\u200b\u200c\u200d\ufeff\u00ad":
            continue
        kept.append(
            " " if category in ("Cc", "Cs", "Zs", "Zl", "Zp", "So", "Sk", "Cf", "Co", "Cn") else character
        )
    text = "".join(kept).lower()
    text = re.sub(r"([a-z])\1{2,}", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


SHORT_WEEKDAYS = {"lun": "lundi", "mar": "mardi", "mer": "mercredi", "jeu": "jeudi", "ven": "vendredi"}
SHORT_WEEKDAYS |= {"vend": "vendredi", "merc": "mercredi", "sam": "samedi", "dim": "dimanche"}
SHORT = "|".join(SHORT_WEEKDAYS)
FULL = "|".join(WEEKDAYS)
SHORT_WEEKDAY_LIST = re.compile(
    rf"\b(?:{SHORT}|{FULL})\b\.?(?:(?:\s*(?:,|-|/|au|et|a)\s*| )(?:le )?(?:{SHORT}|{FULL})\b\.?)+"
)


def _full_weekdays(text: str) -> str:
    """Write abbreviated weekdays in full, where at least two of them stand together."""

    def spell(match: re.Match) -> str:
        return re.sub(rf"\b({SHORT})\b\.?", lambda day: SHORT_WEEKDAYS[day[1]], match.group())

    text = SHORT_WEEKDAY_LIST.sub(spell, text)
    return re.sub(rf"\b({SHORT})\b\.?(?= \d)(?<!mer)", lambda day: SHORT_WEEKDAYS[day[1]], text)
