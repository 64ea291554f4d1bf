"""The person's own job: working time, employer's agreement, insertion contract and its dates."""

import re
from datetime import date

from . import dates, durations
from .clauses import clause_around, is_negated
from .dates import ATOM
from .model import Reading
from .patterns import any_of

EMPLOYER = (
    r"(?:mon|ma|son|sa) (?:actuel(?:le)? )?(?:employeu[rs]e?|patron(?:ne)?|chef(?:fe)?|boss|boite|entreprise"
    r"|direction|drh|rh|hierarchie|responsable|superieure?|directeur|directrice|manager)"
)
OFF_HOURS = any_of(
    r"\b(?:pos\w+|prend\w*|prends|pendant|sur|durant) (?:[a-z0-9']+ ){0,3}?(?:conges?(?! parental"
    r"| sans solde| sabbatique)|rtt|repos|vacances)\b(?! (?:scolaires|de (?:fevrier|noel|paques|toussaint"
    r"|la toussaint|printemps)|d'))",
    r"\bhors (?:du |de mon |mon )?temps de travail\b",
    r"\bhors travail\b",
    r"\ben dehors (?:de mes heures|du travail|de mon temps|de mes horaires|du temps)",
    r"\b(?:sur )?mes? (?:jours?|jour) (?:de repos|off|libres?|de conges?)",
    r"\bmon temps libre\b",
    r"\bjours? (?:ou je ne travaille pas|non travailles?|chomes?)\b",
    r"\bapres (?:mon|le) travail\b",
    r"\bje ne travaille pas ces jours\b",
)
WORKING_TIME = any_of(
    r"\b(?:sur|pendant|durant) (?:mon|le|son) temps de travail\b(?! libre)",
    r"\b(?:sur|pendant) mes (?:heures|horaires|jours) (?:de travail|habituel\w*)",
    r"\bme libere\b",
    r"\bliberee? par\b",
    r"\bla libere\b",
    r"\ble libere\b",
    r"\bpendant (?:que je devrais|le boulot|le travail|mes heures)\b",
)
SUSPENDED = any_of(
    r"\bcontrat (?:est |sera )?suspendu\b",
    r"\bconge (?:parental|sans solde|sabbatique)\b",
    r"\bsuspend\w+ (?:mon|de mon|du) contrat\b",
    r"\bsuspension (?:de mon|du) contrat\b",
)
CONTRACTS = [
    (
        "cdi_inclusion",
        any_of(
            r"\bcdi[- ](?:d')?inclusion\b",
        ),
    ),
    (
        "etti_mission",
        any_of(
            r"\betti\b",
            r"\binterim d'insertion\b",
        ),
    ),
    (
        "cui_cie",
        any_of(
            r"\bcui[- ]?cie\b",
            r"\bcie\b",
            r"\bcontrat aide (?:en|dans une?|en secteur|du secteur) (?:entreprise|boite|societe|prive"
            r"|marchand)",
        ),
    ),
    (
        "cui_cae",
        any_of(
            r"\bcui[- ]?cae\b",
            r"^pec\b",
            r"\bcae\b",
            r"\b(?:en|un|mon|contrat|ma) ?pec\b",
            r"^pec$",
            r"\bparcours emploi competences?\b",
            r"\bcontrat aide (?:a l'hopital|a la mairie|dans une (?:association|ecole|mairie|commune)"
            r"|en association)",
        ),
    ),
    (
        "cddi",
        any_of(
            r"\bcddi\b",
            r"\bcdd d'insertion\b",
            r"\bc\.d\.d\.i\b",
        ),
    ),
]
CONTRACT = r"(?:contrat|aci|chantier d'insertion|cddi?|cdd|pec|cui|cae|cie|mission)"
CONTRACT_RANGE = re.compile(
    rf"\b{CONTRACT}\b(?! de (?:pro|appren))[^~.;!?,]{{0,40}}?\bdu (?P<a>{ATOM}) (?:au"
    rf"|jusqu'au) (?P<b>{ATOM})"
)
CONTRACT_END = re.compile(
    rf"\b{CONTRACT}\b[^~.;!?]{{0,40}}?(?:\b(?:se )?(?:termin|fini|arret|expir|cours)\w*(?: [a-z]+)?"
    rf"|jusqu'au|jusqu'a|s'acheve|prend fin|fin prevue|fin) (?:le |au )?(?P<a>{ATOM})"
    rf"|\bfin d[eu] (?:mon |du )?{CONTRACT}\b[^~.;!?,]{{0,20}}?(?P<b>{ATOM})"
)
CONTRACT_START = re.compile(
    rf"\b{CONTRACT}\b(?:(?!,? (?:je|on|l'immersion|le stage)\b| a signer)[^~.;!?]){{0,40}}?(?:\b(?:commenc"
    rf"|debut|demarr|sign)\w*|depuis|en date du"
    rf"|a partir du) (?:le |du )?(?P<a>{ATOM})"
)
DONE_IN_CONTRACT = re.compile(
    r"\b(?:pendant|dans|depuis le debut de|sur) (?:mon|ce|le|son) (?:contrat|cddi|pec)"
)


# "deux semaines chez nous avant de lui faire un CDDI": a contract to come.
TO_COME = re.compile(
    r"\b(?:avant|faire|proposer\w*|signer|futur|ensuite|embauch\w+|promesse|debouch\w+|prendre)\b[^,.;]{0,20}$"
)
DONE = re.compile(r"\bdeja\b|\bfait\b|\beffectue|\bimmersion|\bpmsmp|\ben tout\b|\bau total\b")
# "il a déjà fait 30 jours d'immersion": of his insertion contract.
ALREADY_DONE = re.compile(
    r"\b(?:deja|fait|effectue|cumule"
    r"|totalise)\b[^,.;!?~]{0,20}?\b(?P<days>\d{1,3}) jours? (?:d'immersion|de pmsmp|de stage)\b"
)


def read(reading: Reading) -> None:
    """Fill work_time, employer_agreement, host_is_employer and the fields of an insertion contract."""
    _read_work_time(reading)
    _read_agreement(reading)
    _read_host_is_employer(reading)
    _read_contract_kind(reading)
    _read_contract_dates(reading)
    _read_days_done(reading)


def _read_work_time(reading: Reading) -> None:
    for value, pattern in (
        ("contract_suspended", SUSPENDED),
        ("off_hours", OFF_HOURS),
        ("working_time", WORKING_TIME),
    ):
        match = pattern.search(reading.text)
        if match and "remplac" in clause_around(reading.text, *match.span()) and " mes " not in match.group():
            continue
        if match and (match.group().startswith("hors") or not is_negated(reading.text, match.start())):
            reading.put("work_time", value, at=match.span())
            return


def _read_agreement(reading: Reading) -> None:
    text = reading.text
    if re.search(
        rf"\bsans (?:le dire|en parler|prevenir|que) (?:a )?{EMPLOYER}|\b(?:pas"
        rf"|veux pas) que {EMPLOYER} (?:le )?(?:sache|soit|l'apprenne)|\bni le dire a {EMPLOYER}"
        rf"|\bcacher a {EMPLOYER}",
        text,
    ):
        reading.put("employer_agreement", False, at=reading.whole)
        return
    match = re.search(
        rf"\b{EMPLOYER}\b|\bl'employeur\b|\b(?:le|la|les) (?:drh|rh)\b|\b(?:patron"
        rf"|employeur) (?=d'accord|ok\b)",
        text,
    )
    if not match and reading.asks("f6_employee", "employer_agreement"):
        match = re.search(r"\b(?:il|elle|ils)\b", text)
    if not match:
        return
    clause = clause_around(text, match.start(), match.end())
    # "mon employeur est au courant et il signera": the same person goes on.
    clause += "".join(re.findall(re.escape(clause) + r"( et (?:il|elle) [^,.;!?]*)", text))
    if re.search(
        r"\b(?:ne|n'|n)\b[^,]*\b(?:signe|veu|accept|accord|sait|courant|autoris)\w*|\bpas d'accord"
        r"|\brefuse|\bveut pas|\bsait pas|\bpas (?:signe|au courant)|\bcontre\b|\bdit non",
        clause,
    ):
        if not re.search(r"\bne (?:sait|connait)\b.*\bencore|\bpas encore\b", clause):
            reading.put("employer_agreement", False, at=match.span())
    elif re.search(
        r"\bd'accord|\bsign\w*\b(?! un)|\baccept|\b(?:m'|a |ont )autoris|\bdit oui|\bok\b"
        r"|\bdonn\w+ son (?:accord"
        r"|feu vert)|\bvalid",
        clause,
    ):
        reading.put("employer_agreement", True, at=match.span())


def _read_host_is_employer(reading: Reading) -> None:
    text = reading.text
    match = re.search(
        r"\b(?:autre|meme) (?:service|atelier|rayon|poste|site|magasin)[^,.;]{0,12} (?:de|dans"
        r"|chez) (?:ma boite|mon entreprise|mon employeur|ma structure|mon chantier)"
        r"|\bchez mon (?:propre )?(?:employeur|patron)\b|\b(?:mon|ma) (?:employeur|patron(?:ne)?"
        r"|entreprise|boite)(?: actuel\w*)?"
        r" qui (?:m'accueill|me prend)\w*|\bla ou je (?:travaille|bosse)(?: deja)?\b"
        r"|\bdans ma propre (?:boite|entreprise)",
        text,
    )
    if match:
        reading.put("host_is_employer", not is_negated(text, match.start()), at=match.span())
    elif re.search(
        r"\bc'?(?:e )?(?:est|etait) pas (?:chez )?mon (?:employeur|patron|entreprise)\b"
        r"|\bautre (?:entreprise|structure|boite|employeur|maison) que (?:nous|la notre|chez nous"
        r"|mon|ma|son|sa|la sienne"
        r"|l'employeur)\b|\bpas chez nous\b|\bailleurs que chez nous\b",
        text,
    ) or (
        re.search(r"\b(?:dans une|chez une?) autre (?:structure|entreprise|boite|employeur|patron)", text)
        and reading.question == "f7_insertion"
    ):
        reading.put("host_is_employer", False, at=reading.whole)
    elif reading.wanted == "host_is_employer" and re.search(
        rf"^\W*(?:(?:c'est|oui|chez|dans) ?)*{EMPLOYER}", text
    ):
        reading.put("host_is_employer", True, at=reading.whole)


def _read_contract_kind(reading: Reading) -> None:
    if reading.question not in (None, "q2_situation", "f7_insertion"):
        return
    for value, pattern in CONTRACTS:
        match = pattern.search(reading.text)
        if (
            match
            and not is_negated(reading.text, match.start())
            and not TO_COME.search(reading.text[: match.start()])
            and not (value == "etti_mission" and reading.found.fields.get("prescriber") == "etti")
        ):
            reading.put("insertion_contract", value, at=match.span())
            return


def _read_contract_dates(reading: Reading) -> None:
    both = CONTRACT_RANGE.search(reading.timed)
    if not both and reading.question == "f7_insertion":
        both = re.search(
            rf"\b(?:du|de|entre le) (?P<a>{ATOM}) (?:au|a|jusqu'au|et le) (?P<b>{ATOM})", reading.timed
        )
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
        _put_contract_day(reading, name, phrase)
    if reading.question != "f7_insertion":
        return
    if reading.wanted in ("contract_start", "contract_end"):
        match = re.search(ATOM, reading.timed)
        if match:
            reading.claim(match.start(), match.end())
            _put_contract_day(reading, reading.wanted, match.group())
    open_ended = re.search(r"\b(?:duree indeterminee|cdi)\b", reading.text)
    if open_ended and "inclusion" not in reading.text:
        reading.put("contract_open_ended", not is_negated(reading.text, open_ended.start()))


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
    in_insertion = (
        reading.known("status") == "insertion_employee" or "insertion_contract" in reading.found.fields
    )
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
    if not total and wanted:
        bare = re.search(r"(?<![\d/])\d{1,3}(?![\d/])", reading.timed)
        total = int(bare.group()) if bare else 0
        if bare:
            reading.claim(bare.start(), bare.end())
    if total > 0:
        reading.put("contract_immersion_days", total)
