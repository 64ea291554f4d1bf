"""The person's own job: working time, employer's agreement, insertion contract and its dates."""

import re
from collections.abc import Iterator

from . import contracts
from .clauses import SUPPOSED, clause_around, is_negated
from .model import Reading
from .patterns import listed
from .situation import ENDED, PAST

EMPLOYER = (
    r"(?:mon|ma|son|sa) (?:actuel(?:le)? )?(?:employeu[rs]e?|patron(?:ne)?|chef(?:fe)?|boss|boite|entreprise"
    r"|maitre d'apprentissage|maitresse d'apprentissage|boite d'interim|agence d'interim"
    r"|direction|drh|rh|hierarchie|responsable|superieure?|directeur|directrice|manager|maire|dgs|proviseure?"
    r"|(?:propre )?mairie|administration|collectivite|ministere)"
)
OFF_HOURS = listed("employer", "off_hours")
WORKING_TIME = listed("employer", "working_time")
SUSPENDED = listed("employer", "suspended")
CONTRACTS = [
    ("cdi_inclusion", listed("employer", "cdi_inclusion")),
    ("etti_mission", listed("employer", "etti_mission")),
    ("cui_cie", listed("employer", "cui_cie")),
    ("cui_cae", listed("employer", "cui_cae")),
    ("cddi", listed("employer", "cddi")),
]
# « Je travaille le soir, l'école c'est le matin »: the part of the day of the job is not that of the stay.
_PART = r"(?:matin|apres-midi|soir|nuit)"
JOB_PART = re.compile(
    rf"\bje (?:travaille|bosse) (?:que |surtout )?(?:le |l'|la |de )(?P<when>{_PART})s?\b"
    rf"(?! et (?:le |l'|la )?{_PART})"
    rf"|\b(?:le |l'|la )(?P<before>{_PART})s?,? (?:moi )?je (?:travaille|bosse)\b"
)
STAY_PART = re.compile(
    r"\b(?:c'est|ce sera|ce serait|serait|sera|ai dit|j'irai\w*"
    r"|(?:je |j'y )(?:fer|ser|viendr)\w+|immersion|stage)"
    rf" (?:que |plutot |donc )?(?:le |l')(?P<when>{_PART})s?\b"
)
AGREED = re.compile(
    rf"\b(?:j'ai|il a|elle a|avec|ai obtenu|ai eu) l'accord d(?:u|e la|e l'|e {EMPLOYER}) ?"
    r"(?:employeur|patron|chef|direct\w+|proviseur|maire|drh|rh|responsable|principal|gerant)?\b"
    r"(?! ?(?:medecin|pere|mere|parents|conseill\w+|juge|tuteur|caisse|cpam|mission))"
)
# "L'accord il l'a", "l'accord, je l'ai déjà".
HAS_IT = re.compile(r"\bl'accord,? (?:il|elle|on|je|nous) (?:l'a|l'ai|l'avons)\b")
# In an insertion structure, the house that writes is the employer.
# « Pendant les vacances de la fac » takes no hours from a job.
WITHOUT_EMPLOYER = ("jobseeker", "student", "inactive")
HOUSE_OF_INSERTION = re.compile(
    r"\bmon chantier\b|\b(?:notre|le|la) (?:direct(?:ion|eur|rice)|encadrante?|president(?:e)?|responsable)\b"
)
# "Mon employeur est au courant et même il m'encourage, il signera": the same person goes on.
HE_GOES_ON = re.compile(
    r"(?:(?:[,:] ?(?:(?!\b(?:mon|ma|mes|le|la|les|l'|une?|son|sa|leur|je|j'|on|nous)\b)[^,.;:!?])*)?"
    r"(?:[,:]| et|, et| mais)(?: meme| puis| aussi| d'ailleurs)? (?:il|elle|ils) [^,.;!?]*)*"
)
# "Elle me libère pas".
REFUSED = re.compile(r" (?:pas|plus|jamais)\b")
# "deux semaines chez nous avant de lui faire un CDDI": a contract to come.
_EMPLOYER_NAMED = re.compile(
    rf"\b{EMPLOYER}\b|\bl'employeur\b|\b(?:le|la|les) (?:drh|rh)\b|\b(?:patron|employeur) (?=d'accord|ok\b)"
)
TO_COME = re.compile(
    r"\b(?:avant|faire|proposer\w*|signer|futur|ensuite|embauch\w+|promesse|debouch\w+"
    r"|prendre)\b[^,.;]{0,20}$"
)


def read(reading: Reading) -> None:
    """Fill work_time, employer_agreement, host_is_employer and the fields of an insertion contract."""
    _read_work_time(reading)
    _read_agreement(reading)
    _read_host_is_employer(reading)
    _read_contract_kind(reading)
    contracts.read(reading)


def _read_work_time(reading: Reading) -> None:
    for value, pattern in (
        ("contract_suspended", SUSPENDED),
        ("off_hours", OFF_HOURS),
        ("working_time", WORKING_TIME),
    ):
        match = pattern.search(reading.text)
        if match and value == "working_time" and is_negated(reading.text, match.start()):
            value = "off_hours"
        if match and value == "off_hours" and reading.known("status") in WITHOUT_EMPLOYER:
            continue
        if match and "remplac" in clause_around(reading.text, *match.span()) and " mes " not in match.group():
            continue
        if match and (_is_over(reading.text, value, match) or REFUSED.match(reading.text, match.end())):
            reading.denied.add(("work_time", value))
            continue
        denied = match and is_negated(reading.text, match.start()) and pattern is not WORKING_TIME
        if match and (match.group().startswith("hors") or not denied):
            reading.put("work_time", value, at=match.span())
            return
    if told := _at_other_times(reading):
        reading.put("work_time", "off_hours", at=told.span())


def _at_other_times(reading: Reading) -> re.Match | None:
    """Where somebody employed tells that they work in another part of the day than that of the stay."""
    job, stay = JOB_PART.search(reading.own), STAY_PART.search(reading.own)
    if not job or not stay or reading.known("status") in (None, *WITHOUT_EMPLOYER):
        return None
    return job if stay["when"] != (job["when"] or job["before"]) else None


def _is_over(text: str, value: str, match: re.Match) -> bool:
    """Whether a contract was suspended and is no longer: "mon congé parental est fini"."""
    over = ENDED.match(text, match.end()) or PAST.search(text, 0, match.start())
    return value == "contract_suspended" and bool(over)


def _read_agreement(reading: Reading) -> None:
    text = reading.text
    if agreed := AGREED.search(text) or HAS_IT.search(text):
        reading.put("employer_agreement", True, at=agreed.span())
        return
    if re.search(
        rf"\b{EMPLOYER} (?:ne )?doit pas (?:le |l')?(?:savoir|apprendre)"
        rf"|\bsans (?:le dire|en parler|prevenir|que) (?:a )?{EMPLOYER}|\b(?:pas"
        rf"|veux pas) que {EMPLOYER} (?:le )?(?:sache|soit|l'apprenne)|\bni le dire a {EMPLOYER}"
        rf"|\bcacher a {EMPLOYER}",
        text,
    ):
        reading.put("employer_agreement", False, at=reading.whole)
        return
    for match in _named_or_meant(reading):
        agrees = _agrees(reading, match)
        if agrees is not None:
            reading.put("employer_agreement", agrees, at=match.span())
            return


def _named_or_meant(reading: Reading) -> Iterator[re.Match]:
    """Where the employer is named; under the question, where « il » or « ils » is the employer."""
    text = reading.text
    named = list(_EMPLOYER_NAMED.finditer(text))
    yield from named
    if reading.asks("f6_employee", "employer_agreement"):
        yield from re.finditer(r"\b(?:il|elle|ils)\b", text)
    elif not named and reading.known("status") == "insertion_employee":
        yield from HOUSE_OF_INSERTION.finditer(text)


def _agrees(reading: Reading, match: re.Match) -> bool | None:
    """Whether the clause that names an employer says that it agrees; None when it says nothing of it."""
    text = reading.text
    clause = clause_around(text, match.start(), match.end())
    # "mon employeur est au courant et il signera": the same person goes on.
    if reading.speaker in (None, "person"):
        after = text[text.find(clause) + len(clause) :]
        if more := HE_GOES_ON.match(after):
            clause += more[0].partition(" que ")[0]
    if re.search(
        r"\b(?:ne|n'|n)\b[^,]*\b(?:signe|veu|accept|accord|sait|courant|autoris)\w*|\bpas d'accord"
        r"|\brefuse|\bveut pas|\bsait pas|\bpas (?:signe|au courant|prevenu\w*|informe\w*)"
        r"|\b(?:sign|liber|detach|accept)\w+ (?:pas|plus|rien)\b"
        r"|\bhors de question|\bpas question qu|\bveux pas qu'|(?<!par )\bcontre\b|\bdit non",
        clause,
    ):
        return None if re.search(r"\bne (?:sait|connait)\b.*\bencore|\bpas encore\b", clause) else False
    if SUPPOSED.search(clause) or SUPPOSED.match(text, match.end() + 1):
        return None
    agreed = re.search(
        r"\bd'accord|\bfavorable|\bsign\w*\b(?! un)|\baccept|\b(?:me|m'a) (?:libere|detache)\w*"
        r"|\b(?:m'|a |ont )autoris|\bdit oui|\bok\b"
        r"|\bdonn\w+ son (?:accord"
        r"|feu vert)|\bvalid",
        clause,
    )
    return True if agreed else None


def _read_host_is_employer(reading: Reading) -> None:
    text = reading.text
    match = re.search(
        r"\b(?:autre|meme) (?:service|atelier|rayon|poste|site|magasin|equipe|agence)[^,.;]{0,12} (?:de|dans"
        r"|chez|au sein de) (?:(?:ma|mon) (?:propre )?(?:boite|entreprise|employeur|structure|chantier"
        r"|association|societe|maison)|la meme [a-z]+|le meme [a-z]+|chez (?:nous|moi))"
        r"|\bchez mon (?:propre )?(?:employeur|patron)\b|\b(?:mon|ma) (?:employeur|patron(?:ne)?"
        r"|entreprise|boite)(?: actuel\w*)?"
        r" qui (?:m'accueill|me prend)\w*|\bla ou je (?:travaille|bosse)(?: deja)?\b"
        r"|\bdans ma propre (?:boite|entreprise)",
        text,
    )
    if match and WORKING_TIME.search(clause_around(text, *match.span())):
        # "Dans les jours de travail, chez mon patron" says when.
        return
    if match:
        reading.put("host_is_employer", not is_negated(text, match.start()), at=match.span())
    elif re.search(
        r"\b(?:est|sont) (?:[a-z]+ )?pas (?:mon|ma|son|sa|leur|notre) (?:propre )?(?:employeu[rs]e?"
        r"|patron(?:ne)?)\b(?! (?:qui|mais))"
        r"|\bpas (?:la |le |l'|les |ce |cette |chez )?[a-z]+(?: [a-z]+)? qui (?:l'|m'|le |la "
        r"|les )(?:emploi\w*|embauche|paie|paye|salarie)\b"
        rf"|\b(?:{EMPLOYER}|employeu[rs]e?\b)[^.;]{{0,25}}\b(?:rien a (?:voir|faire)|y (?:est"
        rf"|sont) pour rien)"
        r"|\bc'?(?:e )?(?:est|etait) pas (?:chez )?mon (?:employeur|patron|entreprise)\b"
        r"|\bautre (?:entreprise|structure|boite|employeur|maison) que (?:nous|la notre|chez nous"
        r"|mon|ma|son|sa|la sienne"
        r"|l'employeur)\b|\bpas chez nous\b"
        r"|\bpas (?:dans|chez) (?:mon|ma|son|sa) (?:propre )?(?:entreprise|boite|employeur|societe"
        r"|association)\b"
        r"|\bailleurs que chez nous\b",
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
