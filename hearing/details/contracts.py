"""The insertion contract of the person: its first and last day, and the days of immersion done during it."""

import re
from datetime import date

from . import dates, durations, ranges
from .clauses import clause_around, is_negated
from .dates import ATOM, MONTH, WEEKDAY
from .model import Reading
from .patterns import words

CONTRACT = r"(?:contrat(?! d'appren| de pro)|aci|chantier d'insertion|cddi?|cdd|pec|cui|cae|cie|mission)"
# What leads from the word "contract" to its dates says nothing of a stay.
GAP = r"(?:(?! (?:donc|alors|mais|l'immersion|le stage|mon stage|mon immersion)\b)[^~.;!?,]){0,40}?"
CONTRACT_RANGE = re.compile(rf"\b{CONTRACT}\b{GAP}\bdu (?P<a>{ATOM}) (?:au|jusqu'au) (?P<b>{ATOM})")
# "CDDI, du 2 novembre 2026 au 1er mai 2027".
AFTER_CONTRACT = re.compile(
    rf"\b{CONTRACT}\b[ ,:(]{{1,3}}(?:du )?(?P<a>{ATOM}) ?(?:au|jusqu'au|-) ?(?P<b>{ATOM})"
)
FEW_WORDS = 3
A_RANGE = re.compile(
    rf"\b(?:du|de|le|(?P<between>entre le)) (?P<a>{ATOM}) (?:au|a|jusqu'au|(?(between)et le"
    rf"|et jusqu'au)) (?P<b>{ATOM})"
)
LONGEST_STAY_DAYS = 62  # twice the month of article D5135-3, for who counts badly
CONTRACT_END = re.compile(
    rf"\b{CONTRACT}\b[^~.;!?]{{0,60}}?(?:\b(?:se )?(?:termin|fini|arret|expir|cours)\w*(?: [a-z]+)?"
    rf"|jusqu'au|jusqu'a|s'acheve|prend fin|fin prevue|fin) (?:le |au )?(?P<a>{ATOM})"
    rf"|\bfin d[eu] (?:mon |du )?{CONTRACT}\b[^~.;!?,]{{0,20}}?(?P<b>{ATOM})"
)
CONTRACT_START = re.compile(
    rf"\b(?:commenc|sign|debut|demarr|embauch)\w* (?:en |mon |un |son |ce |le |par un )?{CONTRACT}\b"
    rf"(?! (?:et|puis|mais)\b)[^~,.;!?]{{0,25}}? (?:le |du |depuis le )(?P<b>{ATOM})"
    rf"|\b{CONTRACT}\b(?:(?!,? (?:donc|je|on|l'immersion|le stage|mon stage|mon immersion)\b| a signer)"
    rf"[^~.;!?]){{0,40}}?(?:\b(?:commenc|debut|demarr|sign)\w*|depuis|en date du|a partir du)"
    rf" (?:le |du )?(?P<a>{ATOM})"
)
DONE_IN_CONTRACT = re.compile(
    r"\b(?:pendant|dans|depuis le debut de|sur|avec|durant|au cours de) (?:mon|ce|le|son|ton|leur)(?: meme)?"
    r" (?:contrat|cddi|pec)\b"
)
# "une seule immersion depuis qu'il est chez nous": under a contract of insertion, since its first day.
_SINCE = r"depuis (?:qu[e']|le debut|(?:mon|son) (?:arrivee|entree))"
DONE_SINCE = re.compile(
    rf"\b(?:immersions?|pmsmp|stages?|jours?) {_SINCE}"
    rf"|\b{_SINCE}[^.;!?]{{0,40}}\b(?:ai|a) (?:deja )?(?:fait|eu"
    rf"|effectue)\b[^.;!?]{{0,20}}\b(?:immersions?|pmsmp|stages?)\b"
)
NONE_IN_CONTRACT = re.compile(
    rf"\b(?:aucune?|zero|0|pas (?:fait )?(?:une?|d[e']))(?: seule?)?(?: jours?| journees?)?"
    rf" ?(?:d')?(?:immersion|pmsmp)s?"
    rf"\b[^.;!?]{{0,40}}{DONE_IN_CONTRACT.pattern}"
)
# "J'ai pas fait d'autre immersion depuis que je suis au chantier".
NONE_SINCE = re.compile(
    rf"\b(?:aucune?|zero|0|pas (?:fait )?(?:une?|d[e']))(?: ?autres?)? ?(?:immersion|pmsmp|stage)s? {_SINCE}"
)
TO_COME = re.compile(rf"\b(?:{words('times', 'planned')})\b")


OF_THE_STAY = re.compile(r"\b(?:immersion|stage|pmsmp)\b")
# "Je commencerais le 7": a contract that runs has begun.
TO_BEGIN = re.compile(
    r"\b(?:je|j'|il|elle|on) ?(?:y )?(?:commencer|demarrer|debuter|viendr|ir)(?:ai|ais|ait|a)\b"
)
RENEWED = re.compile(r"\b(?:renouvel|prolong|recondui)\w+")
RENEWED_UNTIL = re.compile(
    rf"\b(?P<maybe>serait |devrait etre |peut etre )?(?:renouvel|prolong|recondui)\w+[^~,.;!?]{{0,25}}?"
    rf",? (?:jusqu'au|jusqu'a|au) (?:le )?(?P<a>{ATOM})"
)
# "il avait commencé le 1er juillet dernier", of a contract that is known.
HAD_BEGUN = re.compile(
    rf"\b(?:avai[st]|a|ai) (?:deja |ete )?(?:commence|demarre|debute|signe)e?(?: [a-z]+)? (?:le "
    rf"|en )?(?P<a>{ATOM})"
)
# In a sentence, a weekday or a bare figure is no day of a contract.
NO_DAY = re.compile(rf"(?:ce |cette )?{WEEKDAY}|\d{{1,2}}")
IN_INSERTION = re.compile(r"\b(?:insertion|cddi|aci|pec|cui|contrat aide)\b")
OTHER_CONTRACT = re.compile(r"\b(?:cdd|cdi|interim\w*|mission)\b")
# "8 jours en juin et 5 en octobre".
MORE_DAYS = re.compile(rf"\bet (?P<days>\d{{1,2}}) en {MONTH}\b")
DONE = re.compile(r"\bdeja\b|\bfait\b|\beffectue|\bimmersion|\bpmsmp|\ben tout\b|\bau total\b")
# "il a déjà fait 30 jours d'immersion", "deux semaines d'immersion": of his insertion contract.
ALREADY_DONE = re.compile(
    r"\b(?:deja|fait|effectue|cumule"
    r"|totalise)\b[^,.;!?~]{0,20}?\b(?P<count>\d{1,3}|une?) (?P<unit>jour|semaine)s? (?:d'immersion|de pmsmp"
    r"|de stage)\b"
)
# "elle a déjà fait une immersion d'une semaine", somewhere else than here.
ONE_DONE = re.compile(
    r"\bdeja (?:fait|eu|effectue|realise) une? (?:immersion|pmsmp|stage) d[e'] ?\w"
    r"(?![^.;!?]*\b(?:chez (?:nous|eux|lui|elle)|ici|la-bas|meme)\b)"
)


# "11-24 janvier", "du 12 au 23" count nothing.
BARE_COUNT = re.compile(
    rf"(?<![\d/h])(?<!\d-)(?<!- )(?<!\btous les )(?<!\btoutes les )"
    rf"(?<!\bau )(?<!\bdu )(?<!\ble )(?<!di )(?<!dimanche )"
    rf"\d{{1,3}}(?![\d/h]| ?min| ?-|(?:er)? {MONTH}\b| au \d)"
)
# "Oups, je voulais dire du 12 au 23": the dates of the plan, given just before.
SLIP = re.compile(r"\b(?:pardon|oups|erreur|je (?:veux|voulais) dire|tromp\w+|correction|rectifi\w*)\b")
# "Dates : du 11 au 24 janvier", given in a list of the plan.
HEADED = re.compile(r"\b(?:dates?|periode|stage|immersion) ?: ?$")


def read(reading: Reading) -> None:
    """Fill contract_start, contract_end, contract_open_ended and contract_immersion_days."""
    _read_contract_dates(reading)
    _read_days_done(reading)


def _read_contract_dates(reading: Reading) -> None:
    both = CONTRACT_RANGE.search(reading.timed)
    if not both and reading.question == "f7_insertion":
        both = next((r for r in A_RANGE.finditer(reading.timed) if _can_be_running(reading, r)), None)
    if not both:
        after = AFTER_CONTRACT.finditer(reading.timed)
        both = next((said for said in after if _is_no_stay(reading, said)), None)
    if both:
        reading.claim(both.start(), both.end())
        renewed = RENEWED_UNTIL.search(reading.timed, both.end())
        if renewed and not renewed["maybe"]:
            reading.claim(*renewed.span())
        _put_contract_range(
            reading, both["a"], renewed["a"] if renewed and not renewed["maybe"] else both["b"]
        )
        return
    maybe = RENEWED_UNTIL.search(reading.timed)
    if maybe and maybe["maybe"]:
        # "Ce serait renouvelé jusqu'au 30 juin": nothing is signed, the contract ends as it was said.
        reading.claim(*maybe.span())
    found: dict[str, tuple[int, int]] = {}
    for name, pattern in (
        *((("contract_end", RENEWED_UNTIL),) if _speaks_of_contract(reading) else ()),
        ("contract_end", CONTRACT_END),
        ("contract_start", CONTRACT_START),
        *((("contract_start", HAD_BEGUN),) if _speaks_of_contract(reading) else ()),
    ):
        match = pattern.search(reading.timed)
        if match and name not in found:
            found[name] = match.span("a" if match["a"] else "b")
    for name, (start, end) in found.items():
        phrase = reading.timed[start:end]
        reading.claim(start, end)
        if _is_of_insertion(reading):
            _put_contract_day(reading, name, phrase)
    if reading.question != "f7_insertion":
        return
    if reading.wanted in ("contract_start", "contract_end"):
        said = [day for day in re.finditer(ATOM, reading.timed) if _can_be_a_day(reading, day)]
        if said:
            # "jusqu'au 14 décembre, renouvelé jusqu'au 14 juin": the last one holds.
            match = said[-1] if reading.wanted == "contract_end" and RENEWED.search(reading.full) else said[0]
            reading.claim(match.start(), match.end())
            _put_contract_day(reading, reading.wanted, match.group())
    open_ended = re.search(r"\b(?:duree indeterminee|cdi)\b", reading.text)
    if open_ended and "inclusion" not in reading.text:
        reading.put("contract_open_ended", not is_negated(reading.text, open_ended.start()))


def _speaks_of_contract(reading: Reading) -> bool:
    """Whether a contract of insertion is what a day without a noun is about, and no stay is named."""
    if OF_THE_STAY.search(reading.full):
        return False
    known = reading.known("status") == "insertion_employee" or IN_INSERTION.search(reading.full)
    return bool(known or reading.question == "f7_insertion")


def _can_be_a_day(reading: Reading, day: re.Match) -> bool:
    if OF_THE_STAY.search(clause_around(reading.full, *day.span())):
        return False
    if TO_BEGIN.search(reading.full, 0, day.end()):
        return False
    if any(r.start() <= day.start() < r.end() for r in A_RANGE.finditer(reading.timed)):
        # Of a range that is not the contract's.
        return False
    if not NO_DAY.fullmatch(day[0]) or len(reading.full.split()) <= FEW_WORDS:
        return True
    return bool(re.search(r"\b(?:le|au|du) $", reading.timed[: day.start()])) and day[0].isdigit()


def _is_no_stay(reading: Reading, said: re.Match) -> bool:
    """Whether a range is too long, or begins too early, to be that of a stay."""
    first, second = dates.parse(said["a"], reading.today), dates.parse(said["b"], reading.today)
    try:
        start, end = ranges.resolve(first, second, reading.today) if first and second else (None, None)
    except ValueError:
        return False
    if not start or not end:
        return False
    return start < reading.today or (end - start).days > LONGEST_STAY_DAYS


def _can_be_running(reading: Reading, said: re.Match) -> bool:
    """Whether a range, given under the question of the contract, is that of a contract that runs today."""
    if NO_DAY.fullmatch(said["a"]) and NO_DAY.fullmatch(said["b"]):
        return False
    if OF_THE_STAY.search(clause_around(reading.full, *said.span())):
        return False
    try:
        _, end = _contract_range(reading, said["a"], said["b"])
    except ValueError:
        return True
    return end is None or end >= reading.today


def _contract_range(
    reading: Reading, first_phrase: str, second_phrase: str
) -> tuple[date | None, date | None]:
    first, second = dates.parse(first_phrase, reading.today), dates.parse(second_phrase, reading.today)
    if not first or not second:
        return None, None
    start = dates.before(dates.borrow(first, second), reading.today)
    return start, dates.after(second, start or reading.today)


def _put_contract_range(reading: Reading, first_phrase: str, second_phrase: str) -> None:
    try:
        start, end = _contract_range(reading, first_phrase, second_phrase)
    except dates.ImpossibleDate as error:
        reading.reject("contract_start", str(error))
        return
    except dates.WrongWeekday as error:
        reading.conflict("weekday", str(error), "contract_start", "contract_end")
        return
    if start:
        reading.put("contract_start", start)
    if end and (start is None or end >= start):
        reading.put("contract_end", end)


def _is_of_insertion(reading: Reading) -> bool:
    """Whether the person's contract is, or may be, one of insertion: the only one whose dates are kept."""
    if reading.question == "f7_insertion" or IN_INSERTION.search(reading.full):
        return True
    another = OTHER_CONTRACT.search(reading.full) or reading.question
    return not another and reading.known("status") in (None, "insertion_employee")


def _put_contract_day(reading: Reading, name: str, phrase: str) -> None:
    """A contract began in the past and ends in the future, unless the year says otherwise."""
    mention = dates.parse(phrase, reading.today)
    if mention is None:
        return
    if mention.vague:
        reading.approximate(name, mention.vague)
        return
    place = dates.before if name == "contract_start" else dates.after
    try:
        day: date | None = place(mention, reading.today)
    except dates.ImpossibleDate as error:
        reading.reject(name, str(error))
        return
    except dates.WrongWeekday as error:
        reading.conflict("weekday", str(error), name)
        return
    if day:
        reading.put(name, day)


def _read_days_done(reading: Reading) -> None:
    wanted = reading.wanted == "contract_immersion_days"
    in_insertion = reading.known("status") == "insertion_employee" or IN_INSERTION.search(reading.text)
    about = (DONE_IN_CONTRACT.search(reading.text) and DONE.search(reading.text)) or (
        in_insertion and (DONE_SINCE.search(reading.text) or ONE_DONE.search(reading.text))
    )
    if NONE_IN_CONTRACT.search(reading.text) or (in_insertion and NONE_SINCE.search(reading.text)):
        reading.put("contract_immersion_days", 0)
        return
    if not about and in_insertion and (done := ALREADY_DONE.search(reading.timed)):
        reading.claim(*done.span())
        days_each = 7 if done["unit"] == "semaine" else 1
        count = int(done["count"]) if done["count"].isdigit() else 1
        reading.put("contract_immersion_days", count * days_each)
        return
    if not wanted and not about:
        return
    if wanted and re.search(
        r"\baucune?\b|\bjamais\b|\bpas encore\b|^(?:non|zero|rien|0)\b|\bpas (?:d'immersion|fait)",
        reading.text,
    ):
        reading.put("contract_immersion_days", 0)
        return
    total = 0
    for start, end, length in durations.lengths(reading.timed):
        if length.days is not None or length.presence_days is not None:
            total += length.days or length.presence_days or 0
            reading.claim(start, end)
    for more in MORE_DAYS.finditer(reading.timed) if total else ():
        total += int(more["days"])
    total = total or _days_of_ranges(reading)
    if not total and wanted:
        bare = BARE_COUNT.search(reading.timed)
        if bare:
            others = MORE_DAYS.finditer(reading.timed, bare.end())
            total = int(bare.group()) + sum(int(more["days"]) for more in others)
            reading.claim(bare.start(), bare.end())
    if total > 0:
        reading.put("contract_immersion_days", total)


def _days_of_ranges(reading: Reading) -> int:
    """How many days the past ranges of the sentence hold ("du 19 au 23 octobre")."""
    total = 0
    if reading.plan.get("start_date") and SLIP.search(reading.full):
        return 0
    for said in A_RANGE.finditer(reading.timed):
        first, second = dates.parse(said["a"], reading.today), dates.parse(said["b"], reading.today)
        if (
            not first
            or not second
            or first.bare_weekday
            or second.bare_weekday
            or TO_COME.search(clause_around(reading.full, *said.span()))
            or HEADED.search(reading.full[: said.start()])
        ):
            continue
        try:
            end = dates.before(second, reading.today)
            start = dates.before(dates.borrow(first, second), end) if end else None
        except ValueError:
            continue
        began = reading.known("contract_start")
        if start and end and (not began or start >= began):
            reading.claim(*said.span())
            total += (end - start).days + 1
    return total
