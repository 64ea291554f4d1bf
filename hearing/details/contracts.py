"""The insertion contract of the person: its first and last day, and the days of immersion done during it."""

import re
from datetime import date

from . import dates, durations, ranges
from .clauses import clause_around, is_negated
from .dates import ATOM, MONTH
from .model import Reading

CONTRACT = r"(?:contrat|aci|chantier d'insertion|cddi?|cdd|pec|cui|cae|cie|mission)"
# What leads from the word "contract" to its dates says nothing of a stay.
GAP = r"(?:(?! (?:donc|alors|mais|l'immersion|le stage|mon stage|mon immersion)\b)[^~.;!?,]){0,40}?"
CONTRACT_RANGE = re.compile(
    rf"\b{CONTRACT}\b(?! de (?:pro|appren)){GAP}\bdu (?P<a>{ATOM}) (?:au|jusqu'au) (?P<b>{ATOM})"
)
# "CDDI, du 2 novembre 2026 au 1er mai 2027".
AFTER_CONTRACT = re.compile(rf"\b{CONTRACT}\b[ ,:(]{{1,3}}du (?P<a>{ATOM}) (?:au|jusqu'au) (?P<b>{ATOM})")
LONGEST_STAY_DAYS = 62  # twice the month of article D5135-3, for who counts badly
CONTRACT_END = re.compile(
    rf"\b{CONTRACT}\b[^~.;!?]{{0,40}}?(?:\b(?:se )?(?:termin|fini|arret|expir|cours)\w*(?: [a-z]+)?"
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
    r"\b(?:pendant|dans|depuis le debut de|sur) (?:mon|ce|le|son) (?:contrat|cddi|pec)"
)


OF_THE_STAY = re.compile(r"\b(?:immersion|stage|pmsmp)\b")
RENEWED = re.compile(r"\b(?:renouvel|prolong|recondui)\w+")
IN_INSERTION = re.compile(r"\b(?:insertion|cddi|aci|pec|cui|contrat aide)\b")
OTHER_CONTRACT = re.compile(r"\b(?:cdd|cdi|interim\w*|mission)\b")
# "8 jours en juin et 5 en octobre".
MORE_DAYS = re.compile(rf"\bet (?P<days>\d{{1,2}}) en {MONTH}\b")
DONE = re.compile(r"\bdeja\b|\bfait\b|\beffectue|\bimmersion|\bpmsmp|\ben tout\b|\bau total\b")
# "il a déjà fait 30 jours d'immersion": of his insertion contract.
ALREADY_DONE = re.compile(
    r"\b(?:deja|fait|effectue|cumule"
    r"|totalise)\b[^,.;!?~]{0,20}?\b(?P<days>\d{1,3}) jours? (?:d'immersion|de pmsmp|de stage)\b"
)


def read(reading: Reading) -> None:
    """Fill contract_start, contract_end, contract_open_ended and contract_immersion_days."""
    _read_contract_dates(reading)
    _read_days_done(reading)


def _read_contract_dates(reading: Reading) -> None:
    both = CONTRACT_RANGE.search(reading.timed)
    if not both and reading.question == "f7_insertion":
        both = re.search(
            rf"\b(?:du|de|entre le) (?P<a>{ATOM}) (?:au|a|jusqu'au|et le) (?P<b>{ATOM})", reading.timed
        )
        if both and OF_THE_STAY.search(clause_around(reading.full, *both.span())):
            both = None
    if not both:
        after = AFTER_CONTRACT.finditer(reading.timed)
        both = next((said for said in after if _is_no_stay(reading, said)), None)
    if both:
        reading.claim(both.start(), both.end())
        _put_contract_range(reading, both["a"], both["b"])
        return
    found = []
    for name, pattern in (("contract_end", CONTRACT_END), ("contract_start", CONTRACT_START)):
        match = pattern.search(reading.timed)
        if match:
            group = "a" if match["a"] else "b"
            found.append((name, match.span(group)))
    for name, (start, end) in found:
        phrase = reading.timed[start:end]
        reading.claim(start, end)
        if _is_of_insertion(reading):
            _put_contract_day(reading, name, phrase)
    if reading.question != "f7_insertion":
        return
    if reading.wanted in ("contract_start", "contract_end"):
        said = list(re.finditer(ATOM, reading.timed))
        if said:
            # "jusqu'au 14 décembre, renouvelé jusqu'au 14 juin": the last one holds.
            match = said[-1] if reading.wanted == "contract_end" and RENEWED.search(reading.full) else said[0]
            reading.claim(match.start(), match.end())
            _put_contract_day(reading, reading.wanted, match.group())
    open_ended = re.search(r"\b(?:duree indeterminee|cdi)\b", reading.text)
    if open_ended and "inclusion" not in reading.text:
        reading.put("contract_open_ended", not is_negated(reading.text, open_ended.start()))


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


def _put_contract_range(reading: Reading, first_phrase: str, second_phrase: str) -> None:
    first, second = dates.parse(first_phrase, reading.today), dates.parse(second_phrase, reading.today)
    if not first or not second:
        return
    first = dates.borrow(first, second)
    try:
        start = dates.before(first, reading.today)
        end = dates.after(second, start or reading.today)
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
    about = DONE_IN_CONTRACT.search(reading.text) and DONE.search(reading.text)
    in_insertion = reading.known("status") == "insertion_employee" or IN_INSERTION.search(reading.text)
    if not about and in_insertion and (done := ALREADY_DONE.search(reading.timed)):
        reading.claim(*done.span())
        reading.put("contract_immersion_days", int(done["days"]))
        return
    if not wanted and not about:
        return
    nothing = re.search(r"\baucune?(?: jour| journee)? (?:d')?(?:immersion|pmsmp)", reading.text)
    if nothing and DONE_IN_CONTRACT.search(reading.text):
        reading.put("contract_immersion_days", 0)
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
    if not total and wanted:
        bare = re.search(r"(?<![\d/])\d{1,3}(?![\d/])", reading.timed)
        total = int(bare.group()) if bare else 0
        if bare:
            reading.claim(bare.start(), bare.end())
    if total > 0:
        reading.put("contract_immersion_days", total)
