"""Lengths of time: "trois semaines", "un mois et demi", "15 jours", "10 jours de présence"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .calendar_fr import WEEKDAY_KEYS, accented, last_day, shift

NUMBER = r"(?:\d{1,4}(?:[.,]\d)?|une?|1/2|demi(?=[- ]mois))"
LENGTH = re.compile(
    rf"(?<![\d,./h'-])(?P<minus>(?<!au )(?<!du )(?<!de )moins |- ?)?\b(?P<count>{NUMBER})(?: (?:petite?s?"
    rf"|bonnes?|bons?|pleine?s?"
    rf"|grosses?|seule?|seules|demie?))?[ -]?"
    r"(?P<unit>jours?|(?<=\d)j\b(?!')|j\b(?!'| )|journees?|semaines?|mois\b|demi[- ]mois"
    r"|(?:quinzaine|huitaine)(?: de jours|\b(?! de | d'))|dizaine de jours|vingtaine de jours)\b"
    r"(?P<half> et demie?)?(?P<extra> et \d{1,2} jours?)?(?=(?P<tail>[^~.;!?]{0,40}))"
)
PRESENCE = re.compile(
    r"^ (?:de presence|effectifs?|ouvres|ouvrables|travailles|sur place|de travail|de stage effectif)"
)
RANGE_OF_LENGTHS = re.compile(
    rf"(?:entre )?\b{NUMBER}(?: (?:jours?|semaines?|mois))?(?: ou | a |-"
    rf"| et (?!demi))(?:{NUMBER}) (?:jours?|semaines?|mois)\b"
)
# "une immersion d'une semaine": elsewhere, "d'une semaine" may be anything.
PERIOD_OF = re.compile(r"\b((?:immersion|stage|periode|duree|pmsmp|essai|sejour)s? d)'(?=une? )")
# "Trois semaines d'affilée seraient une folie".
TOO_MUCH = (
    r"(?:,? ?(?:c'est|ce serait)|ser(?:a|ait|aient)|(?:me |lui |nous )?(?:sembl|parai)\w+)"
    r" (?:bien |vraiment |un peu |beaucoup )?(?:trop\b|une folie|impossible|excessi\w+|deraisonnable"
    r"|pas raisonnable)"
)
# What follows says that the number is a frequency or belongs to something else than the immersion.
TOO_MUCH_AFTER = re.compile(rf" {TOO_MUCH}")
OTHER_TAIL = re.compile(
    r"^ ?(?:/|-(?:la|ci)\b"
    r"|,? ?(?:c'est|ca fait|c'etait) (?:trop |un peu |bien |assez |vraiment )?(?:long|court"
    r"|peu\b|beaucoup"
    r"|trop|juste\b)|de moins|de plus|par |minimum|maximum|grand maxi|grand max|max\b|pile ou|pour (?:valider"
    r"|tout|signer"
    r"|repondre)|sur \d|sur deux|chaque|d'experience|de conge|de repos|de vacances|de chomage"
    r"|d'anciennete|a l'avance|avant"
    r"|de pause|plus tard|apres\b|plus tot|de carence|d'essai|de preavis|auparavant|d'arret|de formation"
    rf"|a (?:prendre|poser|solder)\b|(?:d'affilee |de suite )?{TOO_MUCH}"
    r"|de contrat|d'interim"
    r"|(?:en|d'un|de) (?:service civique|interim|cdd|apprentissage|alternance)|comme|d'inactivite"
    r"|de recherche|que je|qu'on|que j'|de cdd|de retard|de delai|d'attente|maxi|au maximum"
    r"|de salaire|de loyer)"
)
OTHER_HEAD = re.compile(
    r"(?:\bdepuis|\b(?:me|lui|nous|leur) reste(?:nt|ra|rait)?|\b(?:ressembl|deroul|compos)\w*(?: [a-z]+)?"
    r"|\bse passe(?: [a-z]+)?|(?:2|3|4|plusieurs) periodes d[e']|(?:2|3|4) fois|il y a|\by a|on m'a (?:dit"
    r"|parle"
    r"|vendu)(?: de| d')?"
    r"|ca fait|cela fait|\bdans(?: les?)?"
    r"|toutes les|tous les|\bsous|avant(?: les?)?"
    r"|au bout d[e']?|voila|d'ici(?: a)?"
    r"|renouvel\w*|prolong\w*(?: d[e']| de)?|duree maximale d[e']|(?:reparti|etale|concentre)\w* sur"
    r"|enceinte d[e']|(?:bebe|fils|fille|enfant) d[e']|\bvers|limite\w* a|maximum|plus d[e']"
    r"|moins d[e']|apres|chaque|environ tous les|contrat d[e']|cdd d[e'])(?: plus d[e'])? ?$"
)
# "s'installer un jour": some day; a length is led to, or followed by what it is the length of.
SOME_DAY = re.compile(r"\bun jour$")
LEADS_TO_A_DAY = re.compile(
    r"(?:\b(?:pendant|durant|sur|que|qu'|seulement|juste|fer\w+|fais|fait|faire|dur\w+|duree|vien\w+|pour"
    r"|et|ou|deja)"
    r"|\bd['\s]|\d|[:=(]) ?$"
)
FOLLOWS_A_DAY = re.compile(r"^ ?(?:de |d'|seul|entier|complet|suffi|par |en |pour |avec|chez|dans)")
PER_WEEK_HEAD = re.compile(r"(?:semaine|jour|\dh|heures?|~) sur $")
DAYS_PER_UNIT = {"quinzaine": 15, "dizaine": 10, "huitaine": 8, "vingtaine": 20}


@dataclass(frozen=True)
class Length:
    """A length of time. Calendar days, or months date to date, or days of presence (exactly one is set).

    extra_days: days added after the months ("un mois et demi" = one month and 15 days).
    """

    phrase: str
    days: int | None = None
    months: int | None = None
    extra_days: int = 0
    presence_days: int | None = None


def lengths(text: str) -> list[tuple[int, int, Length]]:
    """Every length of the immersion in `text`, with its place. Frequencies and delays are left out."""
    text = PERIOD_OF.sub(r"\1 ", text)
    text = RANGE_OF_LENGTHS.sub(lambda m: "~" * len(m.group()), text)
    found = []
    for match in LENGTH.finditer(text):
        end = match.start("tail")
        if OTHER_TAIL.search(match["tail"]) or OTHER_HEAD.search(
            text[max(0, match.start() - 30) : match.start()]
        ):
            continue
        if match["unit"].startswith("j") and re.search(
            r"(?:semaine|jour|\dh|heures?) sur $", text[max(0, match.start() - 12) : match.start()]
        ):
            continue
        if match["unit"].startswith("j") and PER_WEEK_HEAD.search(text[: match.start()]):
            continue
        if SOME_DAY.search(match.group()) and not _is_one_day(text[: match.start()], match["tail"]):
            continue
        length = _length(match)
        if length:
            found.append((match.start(), end, length))
    return found


def _is_one_day(before: str, tail: str) -> bool:
    alone = not re.search(r"\w", before + tail)
    return bool(alone or LEADS_TO_A_DAY.search(before) or FOLLOWS_A_DAY.match(tail))


def _length(match: re.Match) -> Length | None:
    unit, count = match["unit"].replace("-", " "), match["count"].replace(",", ".")
    phrase = accented(text_of(match))
    presence = PRESENCE.search(match["tail"])
    if unit.startswith("demi") or (count in ("demi", "1/2") and unit == "mois"):
        return Length(phrase, days=15)
    if " demi" in match.group()[: match.start("unit") - match.start()]:
        return Length(phrase, days=1) if unit.startswith("jour") and count in ("un", "une", "1") else None
    number = 1.0 if count in ("un", "une") else float(count) if count != "1/2" else 0.5
    if match["minus"] and match["minus"].strip() == "-":
        number = -number
    half = bool(match["half"])
    for word, days in DAYS_PER_UNIT.items():
        if unit.startswith(word):
            return Length(phrase, days=days) if number == 1 else None
    if unit.startswith("mois"):
        whole = int(number)
        extra = 15 if half or number - whole == 0.5 else 0
        if match["extra"]:
            extra += int(re.findall(r"\d+", match["extra"])[0])
        return Length(phrase, months=whole, extra_days=extra)
    per_unit = 7 if unit.startswith("sem") else 1
    if half or number != int(number):
        # Half a week has no agreed length in days: the sentence stays approximate.
        return Length(phrase, days=None, months=0) if per_unit == 7 else None
    days = int(number) * per_unit
    if match["extra"]:
        days += int(re.findall(r"\d+", match["extra"])[0])
    if presence and per_unit == 1:
        return Length(f"{phrase} {accented(presence.group())}", presence_days=days)
    return Length(phrase, days=days)


def text_of(match: re.Match) -> str:
    """The length as written, without what follows it."""
    return match.group().strip()


def end_date(length: Length, start: date, worked_weekdays: list[str] | None) -> date | None:
    """Last day included of a period of this length that begins on `start`; None when it cannot be told."""
    if length.days is not None:
        return shift(start, length.days - 1)
    if length.presence_days is not None:
        return _after_days_of_presence(start, length.presence_days, worked_weekdays)
    if not length.months or length.months > 120:
        return None
    return last_day(start, length.months) + timedelta(days=length.extra_days)


def _after_days_of_presence(start: date, count: int, worked_weekdays: list[str] | None) -> date | None:
    if not worked_weekdays or not 0 < count <= 400:
        return None
    day = start
    while True:
        count -= WEEKDAY_KEYS[day.weekday()] in worked_weekdays
        if count == 0:
            return day
        day += timedelta(days=1)
