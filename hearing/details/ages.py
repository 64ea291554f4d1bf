"""Age, also told by the day of a birthday."""

import re
from datetime import date, timedelta

from . import births, dates, scene
from .births import MAX_AGE
from .calendar_fr import accented, last_day, make_date
from .clauses import clause_around, is_negated
from .dates import MONTH, NUMBERED, SLASHED, WEEKDAY
from .model import Reading
from .normalise import MONTHS
from .patterns import words

AGE = re.compile(
    r"(?<![\d.,/])(?P<age>\d{1,3}) ?(?:ans|annees?|balais|piges|printemps|berges)\b(?P<half> et demie?"
    r"| et \d{1,2} mois)?(?=(?P<tail>[^~.;!?]{0,30}))"
)

OTHER_YEARS_TAIL = re.compile(
    r"^ (?:a (?:deja )?(?:fait|eu|ete)\b|avait|d'|de [a-z]|dans|que"
    r"|comme(?! (?:au debut|avant|je)\b)|en tant|chez|a travailler|apres|plus tard|et plus|ou plus"
    r"|maxi|minimum|au (?:moins|plus|maximum))"
)

OTHER_YEARS_HEAD = re.compile(
    r"(?:(?<!s'il )(?<!si elle )(?<!si j')avai(?:s|t|ent)|depuis|\by a|ca fait|cela fait|pendant|apres"
    r"|dans|voila|tous les|plus d[e']|moins d[e']|jusqu'a"
    r"|avant|des|durant|les|mes|tout a fait|pas encore|encore|bientot|presque|sous les|jusqu'aux?"
    r"|sur [ms]es|entre \d+ et|\d a) ?$"
    # "elle y était assistante commerciale 19 ans".
    r"|\by (?:etai[ts]|ai ete|a ete|ai bosse|a bosse|ai travaille|a travaille)(?: [a-z'-]+){0,4} $"
)

# What a bare figure counts instead of years.
NO_YEARS = (
    r"(?!\d|[/.,]\d|/|h| ?(?:semaines?|jours?|mois|heures?|minutes?|fois|min|euros?|%|km|personnes?|salaries?"
    r"|cm|kg)\b)"
)
# "à 20 ans, elle m'avait aidée ; aujourd'hui j'en ai 39".
OF_THEM = re.compile(
    rf"\b(?:j'en|il en|elle en) (?:ai|a|aurai|aura|fai[st]|ferai|fera)(?: maintenant"
    rf"| deja)? (?P<age>\d{{1,3}})\b{NO_YEARS}"
)
# "j'aurai 39 le jour où je commence".
ON_THE_DAY = re.compile(
    rf"\b(?:aurai|aura|aurais|aurait) (?P<age>\d{{1,2}})\b{NO_YEARS}(?: ans)? (?:le jour (?:ou|du)"
    rf"|a ce moment"
    r"|quand|le 1er jour|le premier jour|au (?:debut|demarrage|moment)|d'ici la)"
)
# "vu mon âge, 57".
NAMED = re.compile(
    rf"(?<!moyen )(?<!moyenne )\b(?:mon|son|l'|d')? ?age ?(?:(?:c'est|est de|est|de|:|,|=|sera"
    rf"|actuel)\W*)+(?P<age>\d{{1,3}})\b{NO_YEARS}"
)
# "je les fais le 20 février": the years just said.
BIRTHDAY = re.compile(
    rf"\b(?:les (?:fai[st]|ferai|fera|fete\w*|aurai|aura|prends?|ai eus?|a eus?)|(?:mon|son) anniv\w*"
    rf"(?: c'est| est| tombe| sera)?)(?: qu'?)?(?: en| le| au mois d[e'])? ?(?:{NUMBERED}|{SLASHED}"
    rf"|{MONTH}\b|le \d{{1,2}}\b)"
)
AT_THE_TIME = re.compile(r"\b(?:a|vers) $")
MEMORY = re.compile(
    r"\b(?:avai[ts]|etai[ts]|m'a(?:vait)?"
    r"|ai (?:ete|eu|commence|travaille|quitte|appris|fait|passe|arrete|fini|obtenu)\b"
    r"|(?:il|elle|qui) (?:y )?a (?:[a-z]+(?:e|i|u)|fait|pris|appris|mis))\b"
)

COMING_AGE = re.compile(
    rf"\b(?:j'aurai|aurai|aura|j'aurais|je vais avoir|va avoir|(?:je|il|elle) (?:fai[st]|fera|ferai|prends?)"
    rf"|fete(?:rai)?(?: mes| ses)?"
    rf"|bientot|,|et|mais|puis|en (?:fais|fait|fete|prends?|ferai|fera|aurai|aura|aurait|aurais)|mes|j'ai"
    rf"|(?:a|fait|fera|fete)(?= ses )|(?:il|elle) a) (?:mes |ses )?"
    rf"(?P<age>\d{{1,2}})(?: ans)?"
    rf"(?:,? c'est| sont| tombent| seront)? (?:en |au mois de |au mois d'|le |debut |fin |mi-|(?=demain"
    rf"|apres-demain|dans|{WEEKDAY}))"
    rf"(?P<when>{NUMBERED}|{MONTH}\b|demain\b|apres-demain\b|dans \d+ (?:jours?|semaines?)\b"
    rf"|{WEEKDAY}\b(?: prochain)?)(?! dernier| passe)"
)

# "31 ans la semaine prochaine (le 2 décembre)".
SOON_AGE = re.compile(
    rf"(?P<age>\d{{1,2}}) ans(?: tout rond| pile)? (?:la semaine prochaine|le mois prochain|bientot"
    rf"|dans \d{{1,2}} (?:jours?|semaines?|mois))[ ,:(]+(?:c'est )?le (?P<when>{NUMBERED})"
)
# "18 en mars", of who is known to be 17.
# « Trente le 1er février, vingt-neuf avant »: both ages are said.
AGE_BEFORE = re.compile(
    r"\W+(?:et )?(?P<age>\d{1,2})(?: ans)? (?:avant|d'ici la|jusque[- ]la|pour l'instant)\b"
)
NEXT_AGE = re.compile(
    rf"^\W*(?:et |mais |bientot )*(?P<age>\d{{1,2}}) (?:en |le )(?P<when>{NUMBERED}|{MONTH}\b)"
)
# "une dame de 45 ans de France Travail", "à 58 ans dans une usine": no years of a trade.
SOMEBODY_OF = re.compile(
    r"\b(?:dame|monsieur|homme|femme|jeune|personne|fille|garcon|fils|candidate?|cliente?|beneficiaire"
    r"|stagiaire)(?: \w+)? (?:de|qui a|d'environ) $|\ba $"
)
COMING = re.compile(r"\b(?:aurai|aura|vais avoir|va avoir|feterai|fete|aurais) (?:mes |ses )?$")
TURNED = re.compile(r"\b(?:j'ai|a|vient|viens) (?:eu|d'avoir|fete|de feter|d'en avoir) (?:mes |ses )?$")
SUMS_UP = re.compile(
    r"\b(?:ca|cela) (?:nous |me |lui |vous )?(?:fait|fera|ferait) (?:donc |du coup |bien |en tout )?$"
)
HOURS = re.compile(r"\d ?h\b|\d ?heures?\b")
# An answer to the question of the age needs no unit: it has none of another thing ("20 minutes", "13h30").
BARE_AGE = re.compile(rf"(?<![\w/.,-])(\d{{1,3}})(?!\w){NO_YEARS}")
# "C'est à 40 bornes", "34 chiens": what is counted is no year.
COUNTED = re.compile(
    r" (?!(?:ans|annees|balais|piges|berges|printemps|passes|revolus|mais|depuis|dans|apres|puis|plus|moins"
    r"|fais|vais|sais|sommes|nous|vous|suis|pas|tres|jamais|toujours|alors|bientot|mois|pile)\b)[a-z-]{3,}s\b"
)
BETWEEN_AGES = re.compile(r"\bentre \d+ et \d+")
# "j'ai 46 ans" of an adviser, a host or a parent who writes about somebody else.
OWN_AGE = re.compile(r"\b(?:j'ai|j'en ai|moi,? (?:j'ai|c'est)|j'aurai) $")
THEIR_AGE = re.compile(
    rf"\b(?:il|elle|{words('subjects', 'children')})(?: en a| a|,)? (?P<age>\d{{1,2}})\b"
    r"(?!h| jours| semaines| mois|/)"
)
# "Le gars il a 41 ans", of a host who speaks of one whom he would take.
WHO_WOULD_COME = re.compile(
    r"\b(?:le|la|ce|cette) (?:gars|mec|type|jeune|gamine?|petite?|fille|garcon|monsieur|dame|personne"
    r"|candidate?),? (?:il |elle |qui |en )*(?:a|aura) (?P<age>\d{1,2} ?ans)\b"
)
# « Un gars de 28 ans au chômage veut venir ».
WHO_WANTS_TO = re.compile(
    r"\bune? (?:petite? )?(?:gars|mec|type|jeune|gamine?|fille|garcon|monsieur|dame|personne|femme"
    r"|homme) (?:qui a |de )(?P<age>\d{1,2} ?ans)\b[^.;!?]{0,40}"
    r"\b(?:veu|voudr|souhait|aimer|m'a demande|chercherait|viendr)"
)
BIRTHDAY_TAIL = re.compile(rf" (?:le|en) (?:{NUMBERED}|{MONTH}|\d{{1,2}}\b)")
LATER = re.compile(
    r"^ (?:la semaine prochaine|le mois prochain|demain|dans \d+ \w+|bientot|l'an(?:nee)? prochaine?"
    r"|apres|pendant)\b"
)
# "Il aura 18 ans trois jours après le début": on the first day, a year less.
TURNS_LATER = re.compile(
    r" (?:(?:juste )?(?:\d{1,2}|une|quelques) (?:jours?|semaines?|mois) )?(?:apres|pendant)"
    r" (?:le (?:debut|depart|demarrage|stage|premier jour)|l'immersion|son (?:arrivee|stage|immersion)"
    r"|avoir (?:commence|demarre|debute))"
)
# Whose age it is: the last one named before it in the sentence.
_ENDS_SENTENCE = re.compile(r"[.:;!?~]")
_SELF = (
    r"(?<!\w)(?:j'(?:ai|en ai|aurai|aurais)|je (?:suis|vais|fais|ferai|viens)"
    r"|(?<!\bde )(?<!\bavec )(?<!\ba )(?<!\bpour )(?<!\bchez )(?<!\bque )moi"
    r"|(?<!c'est )(?<!avec )(?<!\bde )lui(?! qui)|mon age"
    r"|(?:(?:mon|ma|notre)|accompagn\w+ (?:actuellement |aussi )?une?) (?:jeune )?(?:stagiaire|client|cliente"
    r"|salariee?|employee?|candidate?|beneficiaire|jeune|apprentie?)"
    r"|(?:c'est|(?:accueill|recev|recoi)\w+(?: (?!qu)[a-z]+){0,2}) une? (?:jeune |petite? )?"
    r"(?:femme|homme|dame|monsieur|fille|garcon|gars|mec|personne)|m'appelle)(?!\w)"
)
_TITLED = r"\b(?:mme|madame|mr|mlle|monsieur) (?:l[ea] )?[a-z]+"
_PEOPLE = "|".join(words("subjects", kind) for kind in ("relatives", "staff", "others"))
# « Elle est vendeuse, elle a 35 ans »: that is her trade, and nobody else.
_HER_TRADE = r"(?<!il est )(?<!elle est )(?<!je suis )(?<!elle est une )(?<!il est un )"
_ANOTHER = rf"{_HER_TRADE}\b(?:{_PEOPLE})\b|{_TITLED}"
_SOMEBODY = re.compile(rf"(?P<self>{_SELF})|{_ANOTHER}")
_CHILD = rf"\b(?:mon|ma|mes) (?:\w+ )?(?:{words('subjects', 'children')})\b"
_OR_A_CHILD = re.compile(f"{_SOMEBODY.pattern}|{_CHILD}")
# "une apprentie de 17 ans", "sa mère qui a 81 ans", "ma fille elle a 19 ans": that one's, whatever is known.
_BOUND = re.compile(
    r"^(?:(?: [a-z]+){0,2}?,? (?:a(?:ura)?|de|age+ de)|.* (?:qui|il|elle) (?:en )?a(?:ura)?) $"
)
_OF_THE_PERSON = re.compile(r"\b(?:il|elle) (?:en )?(?:a|aura) $|\bs(?:i j'|'il |i elle )(?:avai[ts]|ai|a) $")
_CORRECTS = re.compile(rf"\b(?:{words('corrections', 'takes_back')}|exactement)\b|\bpas \d")
# « Le fils du voisin veut venir voir le métier, il a 16 ans »: it is about him.
_WOULD_COME = re.compile(
    r"^[^.;!?]{0,25}\b(?:veut|voudrait|aimerait|souhaite(?:rait)?|demande a|viendrait|doit|va)"
    r" (?:bien )?(?:venir|faire|voir|decouvrir|essayer|passer|tester)\b"
)
_FEW_WORDS = 4
# An age between two commas is that of who was named before.
ALONE = re.compile(r"\W*\d+ ?ans\W*")
THEIRS = re.compile(r"^\W*(?:et |mais |que )*(?:son|sa|ses|leurs?) ")
_OF_A_CHILD = re.compile(rf"{_CHILD}[^.;!?]{{0,12}}$")
YOUNGEST = 13  # an age below, when it was not asked, is somebody else's


def read(reading: Reading, speaker: str | None = None) -> None:
    """Fill birth_date and age_at_start, which must come before other dates are read.

    speaker: who writes; the age of an adviser, a host or a parent is not that of the person.
    """
    if speaker not in (None, "person"):
        _set_own_age_aside(reading)
    would_come = WHO_WOULD_COME.search(reading.timed) or WHO_WANTS_TO.search(reading.timed)
    if speaker == "host" and (who := would_come):
        reading.claim(*who.span("age"))
        _put_age(reading, int(who["age"][:2]))
    told = AGE.search(reading.timed) or NEXT_AGE.match(reading.timed)
    births.read(reading, bare=reading.asks("q4_age") and not told)
    _read_age(reading)


def _set_own_age_aside(reading: Reading) -> None:
    for match in OF_THEM.finditer(reading.timed):
        if match[0].startswith("j'"):
            reading.claim(*match.span())
    for match in AGE.finditer(reading.timed):
        if OWN_AGE.search(reading.timed[max(0, match.start() - 20) : match.start()]):
            reading.claim(match.start(), match.start("tail"))
            theirs = THEIR_AGE.search(reading.timed, match.start("tail"))
            if theirs:
                reading.claim(*theirs.span("age"))
                _put_age(reading, int(theirs["age"]))


def _read_age(reading: Reading) -> None:
    _read_coming_age(reading)
    for match in BIRTHDAY.finditer(reading.timed):
        reading.claim(*match.span())
    told = ON_THE_DAY.search(reading.timed) or NAMED.search(reading.timed)
    if not told and AGE.search(reading.full):
        told = next((m for m in OF_THEM.finditer(reading.timed) if not _is_of_another(reading, m)), None)
    if told and "birth_date" not in reading.found.fields:
        reading.claim(*told.span())
        _put_age(reading, int(told["age"]))
        return
    for match in _of_the_person_first(reading):
        head = reading.timed[max(0, match.start() - 50) : match.start()]
        age = int(match["age"])
        is_other = OTHER_YEARS_HEAD.search(head) and not TURNED.search(head)
        is_of_a_trade = OTHER_YEARS_TAIL.search(match["tail"]) and not SOMEBODY_OF.search(head)
        if is_of_a_trade or is_other:
            reading.claim(match.start(), match.start("tail"))
            continue
        if AT_THE_TIME.search(head) and MEMORY.search(_told_then(reading, match)):
            reading.claim(match.start(), match.start("tail"))
            continue
        if COMING.search(head) and TURNS_LATER.match(match["tail"]):
            reading.claim(match.start(), match.start("tail"))
            _put_age(reading, age - 1)
            return
        later = LATER.search(match["tail"])
        if later and COMING.search(head):
            reading.claim(match.start(), match.start("tail") + later.end())
            continue
        if _is_of_another(reading, match):
            reading.claim(match.start(), match.start("tail"))
            continue
        if age < YOUNGEST and (not reading.asks("q4_age") or _OF_A_CHILD.search(head)):
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
            other = OTHER_YEARS_HEAD.search(reading.timed[max(0, bare.start() - 25) : bare.start()])
            other = other or COUNTED.match(reading.timed, bare.end())
            if not other and int(bare[1]) >= YOUNGEST and not _is_a_sum(reading, bare):
                reading.claim(bare.start(), bare.end())
                _put_age(reading, int(bare[1]))
                return


def _is_a_sum(reading: Reading, bare: re.Match) -> bool:
    """ "Le vendredi on ferme à 17h, ça fait donc 39": of hours."""
    return bool(SUMS_UP.search(reading.full, 0, bare.start()) and HOURS.search(reading.full))


def _told_then(reading: Reading, age: re.Match) -> str:
    """What "à 20 ans" is said of: what follows in its clause, or the whole clause when nothing does."""
    clause = clause_around(reading.timed, *age.span("age"))
    after = clause.partition(age[0])[2]
    return after if len(after.split()) > 1 else clause


def _is_of_another(reading: Reading, age: re.Match) -> bool:
    """Whether the words before an age give it to somebody else than the person.

    An age that only follows somebody's name (« suivie par Mme Petit, 34 ans ») may go on with the list of
    what the person says of herself. One that the plan holds is changed by who speaks of herself, corrects or
    says nothing else.
    """
    before = _ENDS_SENTENCE.split(reading.full[: age.start("age")])[-1]
    people = _OR_A_CHILD if scene.plans_for_oneself(reading.full) else _SOMEBODY
    named = list(people.finditer(before))
    if named and named[-1]["self"]:
        return False
    if named and _WOULD_COME.search(before[named[-1].end() :]) and not scene.plans_for_oneself(reading.full):
        return False
    if named and _BOUND.match(before[named[-1].end() :]):
        return True
    if "age_at_start" not in reading.plan or reading.asks("q4_age") or _CORRECTS.search(reading.full):
        return False
    alone = not before.strip() or len(reading.full.split()) <= _FEW_WORDS or _OF_THE_PERSON.search(before)
    return bool(named) or not alone


def _of_the_person_first(reading: Reading) -> list[re.Match]:
    """The ages said, without those of others; that of a relative counts when no other is known.

    "Son frère, 25 ans, ingénieur" is another; "mon frère, 19 ans, voudrait…" may be whom it is about.
    """
    said, of_relatives = [], []
    clauses = scene.clauses(reading.text, reading.speaker)
    for match in AGE.finditer(reading.timed):
        place = next((n for n, c in enumerate(clauses) if c.start <= match.start() < c.end), None)
        if place is None:
            said.append(match)
            continue
        clause = clauses[place]
        if ALONE.fullmatch(clause.text) and place and clauses[place - 1].subject == "relative":
            clause = clauses[place - 1]
        if clause.subject != "relative" or not clause.is_of_another:
            said.append(match)
        elif not THEIRS.match(clause.text) and not {"age_at_start", "birth_date"} & set(reading.plan):
            of_relatives.append(match)
    return said + (of_relatives if not scene.plans_for_oneself(reading.full) else [])


def _put_age(reading: Reading, age: int) -> None:
    if age > MAX_AGE:
        reading.reject(
            "age_at_start", "Cet âge n'est pas possible. Donnez votre âge en années, par exemple « 34 ans »."
        )
    else:
        reading.put("age_at_start", age)


def _read_coming_age(reading: Reading) -> None:
    held = reading.plan.get("age_at_start")
    match = COMING_AGE.search(reading.timed) or SOON_AGE.search(reading.timed)
    if not match:
        following = NEXT_AGE.match(reading.timed)
        until = AGE_BEFORE.match(reading.timed, following.end()) if following else None
        now = int(until["age"]) if until else held
        match = following if following and now == int(following["age"]) - 1 else None
    if not match:
        return
    when, age = match["when"], int(match["age"])
    if age < YOUNGEST:
        if " ans" in match[0]:
            # "Mon fils aura trois ans le 10 janvier": no day of the stay.
            reading.claim(*match.span())
        return
    before = AGE.search(reading.timed[: match.start()])
    weak = re.match(r"(?:,|et|mais|puis) (?!.* ans\b)", match[0])
    if weak and not (before or held == age - 1 or reading.asks("q4_age")):
        # "Fin à 17h, 19 le vendredi".
        return
    stated = held or before
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
