"""Age and date of birth."""

import re
from datetime import date, timedelta

from . import dates
from .calendar_fr import accented, last_day, make_date
from .clauses import clause_around, is_negated
from .dates import MONTH, NUMBERED, SLASHED, WEEKDAY
from .model import Reading
from .normalise import MONTHS
from .patterns import words

AGE = re.compile(
    r"(?<![\d.,/])(?P<age>\d{1,3}) ?(?:ans|balais|piges)\b(?P<half> et demie?"
    r"| et \d{1,2} mois)?(?=(?P<tail>[^~.;!?]{0,30}))"
)

OTHER_YEARS_TAIL = re.compile(
    r"^ (?:a (?:deja )?(?:fait|eu|ete)\b|avait|d'|de (?:metier|maison|boite|carriere|pratique|cdi|vente"
    r"|service|vie|secretariat)|dans|que"
    r"|comme|en tant|chez|a travailler|apres|plus tard|et plus|ou plus|maxi|minimum|au (?:moins|plus"
    r"|maximum))"
)

OTHER_YEARS_HEAD = re.compile(
    r"(?:depuis|il y a|ca fait|cela fait|pendant|apres|dans|voila|tous les|plus d[e']|moins d[e']|jusqu'a"
    r"|avant|des|durant|les|mes|tout a fait|pas encore|encore|bientot|presque|sous les|jusqu'aux?"
    r"|sur [ms]es|entre \d+ et|\d a) ?$"
)

BIRTH = re.compile(
    rf"\b(?:nee?|naissance|ne\(e\)|naissance est|date de naissance)\b(?: [a-z']+| :|,){{0,2}}? ?(?:le "
    rf"|du |: ?)?(?P<date>{NUMBERED}(?: \d\d\b(?! ans))?|{SLASHED})"
)

WRITTEN_DATE = re.compile(rf"(?P<date>{NUMBERED}(?: \d\d\b(?! ans))?|{SLASHED})")
# "à 20 ans, elle m'avait aidée ; aujourd'hui j'en ai 39".
OF_THEM = re.compile(
    r"\b(?:j'en|il en|elle en) (?:ai|a)(?: maintenant)? (?P<age>\d{1,3})\b(?!h| (?:jours|mois|semaines))"
)
AT_THE_TIME = re.compile(r"\b(?:a|vers) $")
MEMORY = re.compile(r"\b(?:avai[ts]|etai[ts]|ai (?:ete|eu|commence|travaille|quitte)|m'a(?:vait)?)\b")

BIRTH_YEAR = re.compile(
    rf"\b(?:nee?|naissance) (?:en|:) (?P<phrase>(?:{MONTH} )?(?:19|20)\d\d)\b"
    rf"|\bje suis de (?P<phrase2>(?:19|20)?\d\d)\b(?! ans)"
)

# "né en 2007, le 3 novembre".
YEAR_FIRST = re.compile(
    rf"\bnee? en (?P<year>(?:19|20)\d\d),? (?:le |c'est le )(?P<day>\d{{1,2}}(?:er)? {MONTH})\b"
)
COMING_AGE = re.compile(
    rf"\b(?:j'aurai|aurai|aura|j'aurais|je vais avoir|va avoir|je ferai|fete(?:rai)?(?: mes| ses)?"
    rf"|bientot|,|et|mais|puis|j'en fais|j'en aurai|en aura|mes|j'ai|a(?= ses )) (?:mes |ses )?"
    rf"(?P<age>\d{{1,2}})(?: ans)?"
    rf"(?:,? c'est| sont| tombent| seront)? (?:en |au mois de |au mois d'|le |debut |fin |mi-|(?=demain"
    rf"|apres-demain|dans|{WEEKDAY}))"
    rf"(?P<when>{NUMBERED}|{MONTH}\b|demain\b|apres-demain\b|dans \d+ (?:jours?|semaines?)\b"
    rf"|{WEEKDAY}\b(?: prochain)?)"
)

COMING = re.compile(r"\b(?:aurai|aura|vais avoir|va avoir|feterai|fete|aurais) (?:mes |ses )?$")
TURNED = re.compile(r"\b(?:j'ai|a|vient|viens) (?:eu|d'avoir|fete|de feter|d'en avoir) (?:mes |ses )?$")
# An answer to the question of the age needs no unit: it has none of another thing ("20 minutes", "13h30").
BARE_AGE = re.compile(
    r"(?<![\w/.,-])(\d{1,3})(?!\w|[/.,]\d|/| ?(?:semaines?|jours?|mois|heures?|minutes?|fois|euros|km"
    r"|%)(?!\w))"
)
BETWEEN_AGES = re.compile(r"\bentre \d+ et \d+")
# "j'ai 46 ans" of an adviser, a host or a parent who writes about somebody else.
OWN_AGE = re.compile(r"\b(?:j'ai|j'en ai|moi,? (?:j'ai|c'est)|j'aurai) $")
THEIR_AGE = re.compile(
    rf"\b(?:il|elle|{words('subjects', 'children')})(?: en a| a|,)? (?P<age>\d{{1,2}})\b"
    r"(?!h| jours| semaines| mois|/)"
)
BIRTHDAY_TAIL = re.compile(rf" (?:le|en) (?:{NUMBERED}|{MONTH}|\d{{1,2}}\b)")
LATER = re.compile(
    r"^ (?:la semaine prochaine|le mois prochain|demain|dans \d+ \w+|bientot|l'an(?:nee)? prochaine?"
    r"|apres|pendant)\b"
)
MAX_AGE = 120
YOUNGEST = 13  # an age below, when it was not asked, is somebody else's


def read(reading: Reading, speaker: str | None = None) -> None:
    """Fill birth_date and age_at_start, which must come before other dates are read.

    speaker: who writes; the age of an adviser, a host or a parent is not that of the person.
    """
    if speaker not in (None, "person"):
        _set_own_age_aside(reading)
    _read_birth(reading)
    _read_age(reading)


def _set_own_age_aside(reading: Reading) -> None:
    for match in AGE.finditer(reading.timed):
        if OWN_AGE.search(reading.timed[max(0, match.start() - 20) : match.start()]):
            reading.claim(match.start(), match.start("tail"))
            theirs = THEIR_AGE.search(reading.timed, match.start("tail"))
            if theirs:
                reading.claim(*theirs.span("age"))
                _put_age(reading, int(theirs["age"]))


def _read_birth(reading: Reading) -> None:
    match = BIRTH.search(reading.timed)
    in_two = YEAR_FIRST.search(reading.timed)
    if in_two:
        reading.claim(*in_two.span())
        _put_birth(reading, f"{in_two['day']} {in_two['year']}")
        return
    if not match and reading.asks("q4_age") and not AGE.search(reading.timed):
        match = WRITTEN_DATE.search(reading.timed)
    if match:
        reading.claim(match.start(), match.end())
        _put_birth(reading, match["date"])
        return
    match = BIRTH_YEAR.search(reading.timed)
    if match:
        reading.claim(match.start(), match.end())
        phrase = match["phrase"] or match["phrase2"]
        reading.approximate("birth_date", accented(phrase))


def _put_birth(reading: Reading, phrase: str) -> None:
    # "16 novembre 88": a year in two figures.
    phrase = re.sub(
        rf"({MONTH}) (\d\d)$",
        lambda m: f"{m[1]} {int(m[2]) + (2000 if int(m[2]) <= reading.today.year % 100 else 1900)}",
        phrase,
    )
    mention = dates.parse(phrase, reading.today)
    if mention is None:
        return
    if mention.year is None:
        reading.approximate("birth_date", accented(phrase))
        return
    year = mention.year
    if year > reading.today.year and re.search(r"[/.-]\d\d$", phrase):
        year -= 100
    try:
        day = dates.after(dates.Mention(mention.day, mention.month, year), reading.today)
    except dates.ImpossibleDate as error:
        reading.reject("birth_date", str(error))
        return
    if day and (day > reading.today or reading.today.year - day.year > MAX_AGE):
        reading.reject(
            "birth_date",
            "Cette date de naissance n'est pas possible. Donnez le jour, le mois et l'année, par "
            "exemple « 3 mars 2009 ».",
        )
    elif day:
        reading.put("birth_date", day)


def _read_age(reading: Reading) -> None:
    _read_coming_age(reading)
    of_them = OF_THEM.search(reading.timed)
    if of_them and AGE.search(reading.full):
        reading.claim(*of_them.span())
        _put_age(reading, int(of_them["age"]))
        return
    for match in AGE.finditer(reading.timed):
        head = reading.timed[max(0, match.start() - 25) : match.start()]
        age = int(match["age"])
        is_other = OTHER_YEARS_HEAD.search(head) and not TURNED.search(head)
        if OTHER_YEARS_TAIL.search(match["tail"]) or is_other:
            reading.claim(match.start(), match.start("tail"))
            continue
        if AT_THE_TIME.search(head) and MEMORY.search(clause_around(reading.timed, *match.span("age"))):
            reading.claim(match.start(), match.start("tail"))
            continue
        later = LATER.search(match["tail"])
        if later and COMING.search(head):
            reading.claim(match.start(), match.start("tail") + later.end())
            continue
        if age < YOUNGEST and not reading.asks("q4_age"):
            # A child to look after, years spent somewhere: not who makes the immersion.
            continue
        if is_negated(reading.timed, match.start()) or "birth_date" in reading.found.fields:
            continue
        birthday = BIRTHDAY_TAIL.match(match["tail"]) if TURNED.search(head) else None
        reading.claim(match.start(), match.start("tail") + (birthday.end() if birthday else 0))
        _put_age(reading, age)
        return
    if reading.asks("q4_age") and not reading.found.fields.keys() & {"age_at_start", "birth_date"}:
        for bare in BARE_AGE.finditer(BETWEEN_AGES.sub(lambda m: "~" * len(m.group()), reading.timed)):
            if not OTHER_YEARS_HEAD.search(reading.timed[max(0, bare.start() - 25) : bare.start()]):
                reading.claim(bare.start(), bare.end())
                _put_age(reading, int(bare[1]))
                return


def _put_age(reading: Reading, age: int) -> None:
    if age > MAX_AGE:
        reading.reject(
            "age_at_start", "Cet âge n'est pas possible. Donnez votre âge en années, par exemple « 34 ans »."
        )
    else:
        reading.put("age_at_start", age)


def _read_coming_age(reading: Reading) -> None:
    match = COMING_AGE.search(reading.timed)
    if not match:
        return
    when, age = match["when"], int(match["age"])
    if age < YOUNGEST:
        return
    stated = AGE.search(reading.timed[: match.start()])
    reading.claim(match.start(), match.end())
    if when not in MONTHS:
        mention = dates.parse(when, reading.today)
        tomorrow = reading.today + timedelta(days=1)
        try:
            birthday = dates.after(mention, tomorrow) if mention else None
        except ValueError:
            return
        born = make_date(birthday.year - age, birthday.month, birthday.day) if birthday else None
        if born:
            reading.put("birth_date", born)
        return
    if stated:
        # The age said first holds unless the start is known to come later.
        return
    phrase = accented(f"{age} ans en {when}")
    known_age = age_from_phrase(phrase, reading.known("start_date"), reading.today)
    if known_age is None:
        reading.approximate("age_at_start", phrase)
    else:
        reading.put("age_at_start", known_age)


def age_from_phrase(phrase: str, start: date | None, today: date) -> int | None:
    """Age on `start` of who turns 18 in April ("18 ans en avril"); None if `start` is unknown or in April."""
    match = re.match(r"(\d+) ans en ([a-zûé]+)", phrase)
    if not match or not start:
        return None
    name = match[2].replace("é", "e").replace("û", "u")
    if name not in MONTHS:
        return None
    month = MONTHS.index(name) + 1
    first = date(today.year + (month < today.month), month, 1)
    if start < first:
        return int(match[1]) - 1
    if start > last_day(first, 1):
        # A whole year later another birthday has come.
        return int(match[1]) if start < first + timedelta(days=365) else None
    return None
