"""Days of the week on site: ranges, lists, "tous les jours sauf le lundi", "le week-end"."""

import re

from . import weekdays
from .calendar_fr import WEEKDAY_KEYS
from .clauses import is_negated
from .dates import WEEKDAY
from .model import Reading
from .patterns import any_of, words
from .weekdays import DAY, NOT_A_DATE

_DAYS = rf"{DAY}(?:(?:, | et | ni | ou | )(?:le |les |mon |son )?{DAY})*"
ADDED = re.compile(
    rf"\b(?:aussi|ajout\w+|rajout\w+|en plus|oublie|egalement|compris)\b|\bremet\w* (?:le |les "
    rf"|aussi )?{DAY}|\b{DAY} (?:c'est )?(?:pareil|idem)\b"
)
# « Le dimanche, je peux l'ajouter en plus des soirs ? » asks to add, whatever else it asks.
ADDED_TO = re.compile(r"\br?ajout(?:er?|ez|e)\b|\ben plus d(?:es?|u)\b")
_DAYS_TOGETHER = rf"{DAY}(?: et (?:le |les )?{DAY})*"
_REMOVES = words("days", "removes")
# "enlevez-moi le mercredi et le jeudi", "le mercredi, vous pouvez le supprimer".
REMOVED = re.compile(
    rf"\b(?:(?:{_REMOVES})(?:[- ](?:{words('days', 'removed_for')}))*|sans|rien) (?:le |les )?{_DAYS}\b"
    rf"|\b(?:le |les )?{_DAYS_TOGETHER},? (?:vous |tu |on |il |pouvez |peux |peut |faut )*"
    rf"(?:(?:l'|le |les )(?:{_REMOVES})|(?:{_REMOVES})[- ]l[ea]s?)\b"
)
# "J'ai dit que le samedi c'est 8h-12h" says nothing of the other days.
ONLY = re.compile(
    r"(?<!dit )(?<!dire )(?<!sais )(?<!\bvu )(?<!parce )(?<!pense )\b(?:que|seulement|uniquement|juste"
    rf"|rien que) (?:le |les )?{DAY}(?! que (?:je|il|elle|on)\b| que j')"
)
ONLY_RANGE = re.compile(
    rf"\b(?:que|seulement|uniquement) (?:{weekdays.RANGE.pattern}"
    rf"|(?:les? )?{DAY}s?(?:,| et) (?:les? )?{DAY}s?)"
)
# "le samedi à la place du vendredi", "remplacez le vendredi par le samedi".
IN_PLACE = re.compile(
    rf"\b(?P<new>{DAY}) (?:a la place|au lieu) (?:du |de |des )(?P<old>{DAY})"
    rf"|\b(?:remplac|chang|echang)\w+ (?:le |les )?(?P<gone>{DAY})"
    rf" (?:par|contre|pour) (?:le |les )?(?P<come>{DAY})"
)
ONE_FOR_ANOTHER = re.compile(
    rf"\bpas (?:le |les )?(?P<gone>{DAY})\b[^.;!?]{{0,60}}?\b(?:c'est|ce sera|ce serait|mais|plutot)"
    rf" (?:plutot |bien )?(?:le |les )?(?P<come>{DAY})\b(?! (?:que|ou)\b)"
)
PRESENCE = re.compile(
    r"\b(?:serai|serais|sera|serait|viendrai\w*|viens|venai\w*|venir|irai\w*|ferai\w*|travaill\w+|boss\w+"
    r"|immersion|stage|presen\w+|horaires?|jours|planning|semaines?|r?ajout\w+|mettez|je mets|on met"
    rf"|f(?:ais|ait|era|erait) (?:que |seulement )?les? {WEEKDAY}s?|y (?:est|suis|sera\w*|va|vais)"
    r"|(?:me |m'|le |la |l')(?:prend\w*|accueill\w*|reco\w+|recevr\w+))\b|\dh"
    rf"|\b{DAY},? (?:ca (?:va|marche)|je peux|c'est (?:bon|ok|possible))\b(?! pas| plus)"
)
ONE_DAY = re.compile(
    rf"(?<!au \d\d )(?<!le \d\d )(?<!au \d )(?<!le \d )\b(?:\d|le|les|tous les|chaque|uniquement le|que le"
    rf"|qu'un"
    rf"|seulement le) ({DAY})\b{NOT_A_DATE}(?! (?:un peu|moins|plus|je (?:fini|termin|commenc)))"
    rf"|\b({DAY}) (?:aussi|egalement|c'est pareil|pareil|idem|oui|sur [23]|a la place(?! d))\b"
)
# "6 heures par jour, 5 le dimanche": hours of a day among others.
HOURS_OF_A_DAY = re.compile(r"(?:\b\d+(?:[.,]\d+)? ?(?:h|heures?)?|~|\b(?:de|en) (?:moins|plus)) le $")
# After a day: "où c'est 5", "on ferme à 16", "8h-12h" say its hours, and no absence.
_ITS_HOURS = (
    r"(?:, [^,.;\d]{1,25},)? (?:ou\b(?! (?:le |les )?[a-z]+(?:di|che)\b)|(?:a|vers|jusqu'a) (?:~|\d)|jusqu'a"
    r"|(?:juste |que |seulement )?(?:l'|le )?(?:apres-midi|matin|soir)s?\b|(?:de |le matin |matin )?(?:~|\d)"
    r"|que le (?:matin|soir)"
    r"|(?:je |on |il |elle )(?:n'y |ne |n'|y )?(?:ser\w+|suis|est|vien\w+|travaill\w+|ir\w+|vais|va)"
    r" (?:la |present\w* )?(?:que|seulement|juste) (?:le matin|le soir|l'apres-midi|de |~|\d)"
    r"|c'est (?:de |que |en continu|~|\d|jusqu'a|(?:seulement|juste|uniquement) )"
    r"|(?:je |on |il |elle |ca |ils )(?:fini|termin|commenc|debut|arret|part|sor|ferm|ouvr"
    r"|debauch|embauch)\w* (?:plus tot|plus tard|a|vers|des|~))"
)
EXCEPT = re.compile(
    r"\b(?:sauf|excepte|a l'exception d[ue]|hormis|a part|hors|tant pis pour|pas|jamais|sans"
    r"|(?<!de )(?<!en )moins)"
    rf"(?: (?:{words('days', 'left_out')}))?(?: le| les| de)? "
    rf"(?:{DAY}|week-end)(?:(?:, | et | ni | ou )(?:le |les )?(?:{DAY}|week-end))*\b(?!{_ITS_HOURS})"
)
# "7 heures, sauf le vendredi où c'est 5".
OWN_HOURS = re.compile(rf"\b{DAY}(?={_ITS_HOURS})")
OTHER_HOURS = re.compile(rf"\b(?:sauf|excepte|hormis|a part) (?:le |les )?{DAY}(?={_ITS_HOURS})")
CLOSED = re.compile(
    r"(?<!sur mes jours de )(?<!sur ses jours de )\b(?:ferme\w*|repos(?:er\w*)?|en conge|off|libre|relache"
    rf"|pas|ouvre pas)(?: (?:est|sera|hebdomadaire|c'est|ouverte?s?))*(?: le| les| :)?"
    rf"(?: {DAY}{weekdays.PART}(?:,| et)(?: le| les)?)? {DAY}"
    rf"(?:(?:, | et | ni | ou | )(?:le |les )?{DAY}{weekdays.PART})*\b(?!{_ITS_HOURS})"
)
CLOSED_AFTER = re.compile(
    rf"\b(?:le |les )?{_DAYS_TOGETHER}"
    rf"(?:(?:(?:,? (?:c'|on |ils |il |elle )?| l[ea] (?!{WEEKDAY})[a-z-]+ )(?:est|sont|sera|etant))?"
    rf" ?(?:le |leur |notre |mon |son |un )?(?:{words('days', 'closed')})\b"
    rf"(?! (?:a |des |vers )?[\d~]| (?:le |les )?{WEEKDAY})"
    rf"|[^,;.\d]{{0,12}},? (?:mais )?(?:ce sera |c'est |ca sera )?sans (?:lui|elle|moi)\b"
    r"|,? (?:on a |c'est |il y a )(?:deja )?(?:notre|ma|mon|sa|son|leur|une?|la|le|l'|les|mes) ?[a-z-]+"
    rf" qui (?:{words('days', 'takes_over')})\b"
    r"|,? (?:je |j'|on |il |elle |ils |elles )(?:ne |n'|n'y |y )?(?:travaill|boss|vien|ser|suis"
    r"|peu|pourr)\w*(?: pas| jamais)\b(?! (?:les? )?[a-z]+(?:di|che)\b)"
    r"|(?: finalement| en fait| du coup)? non\b(?! plus)"
    r"|(?:,? c'est)? (?:pas du tout|jamais|impossible|pas possible|mort)\b"
    rf"|,? c'est (?:le |la |l'|ma |mon |mes |un |une )?(?:{words('days', 'appointments')})\b"
    r"|,? (?:on|ils?|elles?|l[ea]s? [a-z-]+) (?:ne |n')?"
    r"(?:ferm(?:e|ent|era|eront)|ouvr(?:e|ent|ira|iront) pas)\b"
    r"(?! (?:a|vers|plus|jusqu|pour|des|entre|le|la|~|\d))"
    r"|,? qui (?:ne |n')?(?:pose (?:un )?probleme|coince|bloque|(?:va|passe|convient|marche) pas)\b"
    r"|,? (?:je |j'|il |elle )(?:garde|m'occupe|s'occupe|recupere|emmene|depose)\b"
    r"|,? (?:j'ai|il a|elle a) (?:pas|plus) (?:de |d'|la |le )(?!cours|ecole|classe|travail|boulot)[a-z]+"
    r"|,? (?:il )?(?:n'y a (?:personne|pas|rien)|y a (?:personne|rien))\b"
    r"|,? (?:il )?y a (?:la |le |l'|une? |mon |ma |deja )(?!cours|place)[a-z]+"
    r"|,? (?:pas|jamais) (?:d'|de )?(?:ecole|cours|creche|travail|boulot|classe)\b"
    r"|,? (?:m'|lui |nous )?(?:est|sera) impossible\b"
    r"|,? qu(?:'(?:il|elle|on)|e je) (?:ne |n'|n'y |y )?[^,.;]{0,20}\bpas\b)"
)
# « Il est débordé le samedi »: how a day goes in the house.
BUSY_DAY = re.compile(
    rf"\b(?:debord|surcharg|charg|remplis?|calme|tranquill|fou|folle|dans le jus|du monde)\w*"
    rf"(?: surtout| toujours| souvent)? (?:le|les|tous les) {DAY}s?\b"
)
# « Le jeudi j'ai chorale », but not « du lundi au jeudi, j'ai le permis ».
BUSY = re.compile(
    rf"(?<!\bau )\b(?:le |les )?{_DAYS_TOGETHER},? (?:j'ai|il a|elle a) "
    rf"(?!\d|(?:{words('days', 'not_busy')})\b)[a-z']{{2,}}"
)
UNAVAILABLE = re.compile(
    r"\b(?:je garde|j'ai (?:mes|mon|ma|rendez-vous)|occupee?|indisponible"
    r"|pas (?:libre|dispo\w*))\b"
    rf"[^,.;]{{0,30}}? les? {_DAYS}|\b(?:j'ai|je (?:fais|suis|prends)) (?:un |des |mon |mes |les )?cours\b"
    rf"[^,.;]{{0,30}}? (?:les? )?{_DAYS}"
    # "on lui laisse son mercredi", "son dimanche on lui laisse".
    rf"|\b(?:laiss|gard|donn)\w+ (?:mon|son|mes|ses) {_DAYS}"
    rf"|\b(?:mon|son|mes|ses) {_DAYS} (?:(?:on|il|elle|je|ils) [^,.;]{{0,15}}(?:laiss|gard|donn)"
    rf"|est a (?:moi|elle|lui)\b)"
)
# "Elle viendrait mardi et jeudi. Le mercredi je suis sur le marché": somebody is elsewhere that day.
ELSEWHERE = re.compile(
    rf"(?<=[.;!?,] )(?:et |mais )?(?:le|les) {DAY},? (?:moi )?(?:je suis|je serai|j'ai|on est|on sera"
    r"|il est|elle est|nous sommes) (?:deja |plutot |toujours )?"
    r"(?:sur|en|au|aux|a la|a l'|chez|dans) (?!poste|boutique|magasin|salon|service\b)[a-z]+"
)
# "mes repos c'est le mercredi, et une semaine sur deux j'ai le samedi aussi".
_OFF = re.compile(r"\brepos\b")
OFF_TOO = re.compile(rf"\b(?:j'ai|on a|il a|elle a) (?:aussi |egalement )?les? {_DAYS}(?: aussi| egalement)?")
# "14h-18h30 les trois autres jours": the rest of the days known has its hours.
REST_OF_DAYS = re.compile(r"\b(?:les |des )?(?:[2-5]|deux|trois|quatre) autres jours\b")
# "l'agente du mercredi", "le marché du samedi": a name, and no day of presence.
NAME_OF_A_DAY = re.compile(
    rf"\b(?!(?:journee|matin|matinee|apres-midi|soir|horaires?|partir|compter|est|sont|viens"
    rf"|viendra\w*|exception)\b)[a-z]{{3,}} du {DAY}\b(?! ?(?:\d|au\b|a\b|jusqu|-|et du))"
)
# "J'y suis bénévole le samedi".
VOLUNTEERS = re.compile(rf"\bbenevole(?: [a-z-]+){{0,3}} (?:le |les |tous les |chaque ){_DAYS}\b")
# "je serais avec la secrétaire, elle sera là tous les jours": when somebody else is there.
_SPEAKS_FOR_ONESELF = re.compile(r"\bje\b|\bj'")
OTHERS_THERE = re.compile(
    r"\b(?:ils?|elles?) (?:y )?(?:est|sont|ser(?:a|ont)|travaillent?|boss(?:e|ent))"
    r"(?: (?:toujours|bien|presente?s?|la|sur place))*"
    rf" (?:tous les jours|chaque jour|toute la semaine|(?:du |le |les )?{_DAYS}(?: au {DAY})?)"
)
# "pas du mardi au samedi": what a range is not.
NOT_RANGE = re.compile(rf"\bpas (?:du |de |le )?{weekdays.RANGE.pattern}")
EVERY_DAY = re.compile(
    r"(?<!boulot de )(?<!travail de )(?<!vie de )(?<!taches de )\b(?:tous les jours|chaque jour"
    r"|7 jours sur 7|7 ?j? ?(?:/|sur) ?7j?"
    r"|toute la semaine y compris le week-end)\b(?! ouv| de la semaine| prevu| convenu| ou\b| fixe)"
)
WORKING_WEEK = re.compile(
    r"\b(?:en semaine|la semaine(?=,? (?:mais |et )?(?:pas|jamais|sans) l)|(?:tous les "
    r"|les )?(?<!\d )jours ouvres|chaque jour ouvre|(?:tous les jours|chaque jour) de la semaine"
    r"|la semaine uniquement|5 ?j(?:ours)? ?(?:/|sur) ?7j?)\b"
)
WEEK_END = any_of(
    r"\b(?:les?|tous les|chaque|que le|uniquement le) week-ends?\b(?! prochain| du)",
    r"^week-ends?$",
    r"\bweek-end compris\b",
)
# "lundi ou mardi, je sais pas": no day is sure.
UNDECIDED = re.compile(rf"\b{DAY}{weekdays.PART},? ou (?:bien |alors |peut-etre )?(?:le |les )?{DAY}\b")
SEVEN_DAYS = re.compile(r"\b(?:compris|inclus|7 ?j|7 jours|week-end)\b|\b7 ?/ ?7\b")
# "Cinq jours sur sept, repos mercredi et dimanche".
SO_MANY_OF_SEVEN = re.compile(r"\b[4-6] ?(?:j|jours?) ?(?:sur|/) ?7\b")
OTHER_DAYS = re.compile(r"\b(?:les )?autres jours\b|\b(?:tout )?le reste(?: de la semaine)?\b")
MONDAY_TO_FRIDAY = WEEKDAY_KEYS[:5]


def claim_fractions(reading: Reading) -> None:
    """Blank "7j/7" and its like before dates are read: "7/7" is not the 7th of July."""
    for match in re.finditer(r"\b(\d) ?j? ?/ ?7j?\b(?!\d)", reading.timed):
        days = int(match[1])
        reading.claim(match.start(), match.end())
        if days == 7:
            reading.put("worked_weekdays", list(WEEKDAY_KEYS))


def read(reading: Reading) -> None:
    """Fill worked_weekdays, in the order of the week."""
    if reading.question not in (None, "q6_dates", "q7_schedule", "f3_minor_times"):
        return
    text = reading.timed
    for pattern in (NAME_OF_A_DAY, VOLUNTEERS, NOT_RANGE, BUSY_DAY):
        text = pattern.sub(_blank, text)
    if reading.speaker in (None, "person") and _SPEAKS_FOR_ONESELF.search(reading.full):
        text = OTHERS_THERE.sub(_blank, text)
    if _OFF.search(text):
        text = OFF_TOO.sub(_blank, text)
    excluded = _excluded(text)
    for pattern in (*_ABSENCES, OTHER_HOURS):
        text = pattern.sub(_blank, text)
    if UNDECIDED.search(text):
        return
    if only := ONLY_RANGE.search(text):
        # « Le vendredi il sera à un salon : je n'irais que du lundi au jeudi ».
        text = only[0]
    days = _with_usual(reading, text, _told(reading, text, excluded), excluded)
    if days:
        reading.put("worked_weekdays", [key for key in WEEKDAY_KEYS if key in days])


def _told(reading: Reading, text: str, excluded: set[str]) -> set[str]:
    """The days that the sentence states; `text` is without those that it leaves out."""
    # "je finis à 16h tous les jours" does not say that Sundays are worked; "sauf le lundi" or "7j/7" do.
    whole_weeks = bool(excluded or SEVEN_DAYS.search(text)) or not re.search(r"\dh", reading.full)
    if excluded and SO_MANY_OF_SEVEN.search(text):
        return set(WEEKDAY_KEYS)
    days = _stated(
        text,
        answering=reading.asks("q7_schedule"),
        whole_weeks=whole_weeks,
        with_hours="day_start" in reading.found.fields,
        with_absences=bool(excluded),
    )
    if len(days) > 1 or (len(set(reading.days_with_hours)) > 1 and None not in reading.days_with_hours):
        # "mardi 13h-18h, mercredi 10h-18h", "du lundi au jeudi, le vendredi que 3h".
        days = days.union(*(group for group in reading.days_with_hours if group))
    if not days and excluded == {"sat", "sun"} and re.search(r"\bla semaine\b", text):
        return set(MONDAY_TO_FRIDAY)
    if not days and excluded and (OTHER_DAYS.search(text) or _closes_in_the_week(excluded, reading)):
        return set(WEEKDAY_KEYS)
    return days


def _with_usual(reading: Reading, text: str, days: set[str], excluded: set[str]) -> set[str]:
    """The days that hold once the sentence is said, with those known before; none when nothing changes."""
    usual = set(reading.plan.get("worked_weekdays") or ())
    removed = set().union(*(weekdays.keys(match.group()) for match in REMOVED.finditer(reading.timed)))
    if usual and (swapped := IN_PLACE.search(reading.timed) or ONE_FOR_ANOTHER.search(reading.full)):
        reading.hide(*swapped.span())
        told = swapped.groupdict()
        gone, come = told.get("old") or told["gone"], told.get("new") or told["come"]
        return usual - {weekdays.key(gone)} | {weekdays.key(come)}
    of_their_own = frozenset(days) in reading.days_with_hours or (len(days) == 1 and OWN_HOURS.search(text))
    if ONLY.search(text):
        of_their_own = False
    if of_their_own and (days < usual or (not usual and None in reading.days_with_hours)):
        # "le samedi c'est 9h-13h", "9h-17h, le samedi 10h-13h": the hours of a day change no days.
        return set()
    rest = REST_OF_DAYS.search(text) or (OTHER_DAYS.search(text) and days < usual)
    if rest and not weekdays.RANGE.search(text):
        return set()
    if usual and removed:
        kept = days if weekdays.RANGE.search(text) else days | usual
        return kept - excluded - removed
    added = ADDED.search(text) or ADDED_TO.search(reading.full)
    if usual and days and (added or (len(days) == 1 and (of_their_own or excluded & usual))):
        # "samedi aussi", "c'est le mercredi qu'elle n'y est pas, et elle y est le vendredi".
        return (days | usual) - excluded
    if usual and excluded and not days:
        return usual - excluded
    return set() if removed and not weekdays.RANGE.search(text) else days - excluded


def _closes_in_the_week(excluded: set[str], reading: Reading) -> bool:
    """Whether the days left out say which are kept: "9h-17h, pas le dimanche ni le lundi"."""
    in_the_week = excluded & set(MONDAY_TO_FRIDAY)
    return bool(in_the_week and "sun" in excluded and "day_start" in reading.found.fields) and not (
        reading.plan.get("worked_weekdays")
    )


# A house that closes on Sunday afternoons opens on Sundays.
_A_PART_OF_IT = re.compile(rf"{DAY} (?:matin|apres-midi|soir)s?\b")
_ABSENCES = (EXCEPT, UNAVAILABLE, BUSY, CLOSED_AFTER, CLOSED, ELSEWHERE)


def _blank(match: re.Match) -> str:
    return "~" * len(match.group())


def _excluded(text: str) -> set[str]:
    excluded: set[str] = set()
    for pattern in _ABSENCES:
        for match in pattern.finditer(text):
            excluded |= weekdays.keys(_A_PART_OF_IT.sub("", match.group()))
            if "week-end" in match.group():
                excluded |= {"sat", "sun"}
    return excluded


def _stated(
    text: str, *, answering: bool, whole_weeks: bool, with_hours: bool, with_absences: bool
) -> set[str]:
    days: set[str] = set()
    about_presence = answering or with_hours or len(text.split()) <= 6 or bool(PRESENCE.search(text))
    for match in weekdays.RANGE.finditer(text):
        if is_negated(text, match.start()):
            continue
        days |= weekdays.ranged(match[1], match[2])
        text = text[: match.start()] + "~" * len(match.group()) + text[match.end() :]
    every_day = EVERY_DAY.search(text)
    # "tenir la caisse tous les jours" speaks of a task: presence must be said beside these very words.
    present = (
        answering
        or with_absences
        or with_hours
        or len(text.split()) <= 6
        or PRESENCE.search(EVERY_DAY.sub("", text))
    )
    if every_day and not days and whole_weeks and present and not is_negated(text, every_day.start()):
        days |= set(WEEKDAY_KEYS)
    if about_presence and WORKING_WEEK.search(text) and not days:
        days |= set(MONDAY_TO_FRIDAY)
    for match in WEEK_END.finditer(text):
        if not is_negated(text, match.start()):
            days |= {"sat", "sun"}
    for match in weekdays.LIST.finditer(text):
        if not is_negated(text, match.start()):
            days |= weekdays.keys(match.group())
    several = len(days) > 1
    for match in ONE_DAY.finditer(text):
        day = match[1] or match[2]
        # "du lundi au jeudi, et 7 heures le vendredi" has five days.
        counted = several or not HOURS_OF_A_DAY.search(text[: match.start(1)])
        if (about_presence or match[2]) and counted and not is_negated(text, match.start()):
            days.add(weekdays.key(day))
    if not days and answering:
        days |= {
            weekdays.key(found.group())
            for found in re.finditer(rf"\b{WEEKDAY}", text)
            if not HOURS_OF_A_DAY.search(text[: found.start()])
        }
    if days and re.search(r"\bdimanche (?:compris|inclus|aussi)|y compris le dimanche", text):
        days.add("sun")
    return days
