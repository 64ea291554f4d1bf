"""What is asked of minors: consent of the parents, dangerous work, building sites."""

import re
from collections.abc import Iterator

from .clauses import SUPPOSED, clause_around, is_negated
from .model import Reading
from .patterns import listed, words

DANGER = re.compile(rf"\b(?:{words('minors', 'danger')})")


SAID_DANGEROUS = re.compile(
    r"\b(?:c'est|ce sera|ce serait|y a|y aura|y aurait|travaux|taches?|travail|machines?|un peu|si|oui) "
    r"(?:des (?:choses|taches|travaux|trucs) |plutot |quand meme |assez |un peu )?(?P<what>dangere\w+)"
)
DANGER_DENIED = listed("minors", "never_touched")
# "Tracteur, tout ce qui a un moteur : interdit".
FORBIDDEN = listed("minors", "forbidden")


# « Mon tuteur à l'ASE a signé », of the consent; elsewhere the tutor is the one of the house.
GUARDIAN = re.compile(r"\b(?:mon|ma|le|la|l') ?(?:tuteur|tutrice|educ\w*|ase|foyer|juge|famille d'accueil)\b")
OWN_PARENTS = re.compile(
    r"\b(?:mes|ses|les|nos) (?:parents?|darons|vieux)\b"
    r"|\b(?:ma|sa) (?:mere|maman|daronne|tutrice)\b|\b(?:mon|son) (?:pere|papa|daron"
    r"|tuteur legal|representant)\b|\bpapa\b|\bmaman\b"
)
# A parent who writes agrees or refuses in the first person.
PARENT_SPEAKS = re.compile(
    r"\bj'(?:autorise|accepte|ai signe)\b"
    r"|\bje (?:ne )?(?:suis (?:pas )?(?:tout a fait |bien sur )?d'accord(?! avec vous| sur| que)"
    r"|veux (?:bien|pas)|sign\w+"
    r"|refuse|m'oppose|donne mon accord|l'autorise|accepte)"
    r"|\b(?:on|nous) (?:est|sommes) (?:tous (?:les deux )?|bien |tout a fait )?d'accord\b(?! (?:que|sur"
    r"|avec vous)\b)"
)
# "Mère OK, elle signera": for who writes of somebody else, the parent needs no possessive.
A_PARENT = re.compile(r"\b(?:pere|mere|maman|papa|parents)\b")
# "Sa mère est passée, elle est pour": the same parent goes on.
PARENT_GOES_ON = re.compile(
    r"(?:(?:,| et|, et)(?: elle| il| ils)? (?:(?:est|sont) (?:pour|d'accord)|sign\w+|accept\w+|autoris\w+"
    r"|veu\w+ bien)"
    r"\b[^,.;!?]*)*"
)
OF_AGE = 18
# « Il y a une scie, j'ai le droit d'y toucher ? » tells no task.
ASKED_OF_IT = re.compile(
    r"[^.;!?]*\b(?:droit|peu[tx]|pourr\w+|autoris\w*|permis)\b[^.;!?]{0,15}\b(?:touch|utilis|manipul|approch"
    r"|servir)\w*[^.;!?]*\?|[^.;!?]*\bca compte (?:comme|pour)\b"
)


# « Ma mère a signé pour que j'arrête », « … le bulletin ».
_OF_SCHOOL = (
    r"(?: [a-z]+){0,4} (?:pour (?:que |qu')?(?:je |j')(?:arret|quitt|sort)"
    r"|(?:le|un|mon|son) (?:bail|bulletin|carnet|mot))"
)
GIVEN = re.compile(
    rf"d'accord|(?<!c')\b(?:est|sont) pour\b|\bsign(?!al)\w*\b(?!{_OF_SCHOOL})|\baccept|\bdit oui|\bok\b"
    r"|\bautoris|\bveu(?:t|x|lent) bien|\bdonne mon accord|\bdonn\w+ (?:leur|son) accord"
)
# "Ma mère ou mon père": which of the two is still to be known.
ONE_OF_TWO = re.compile(
    r"\b(?:mere|maman|pere|papa|parents|tut(?:eur|rice))\b[^.;!?]{0,20}\bou (?:bien |alors )?(?:(?:mon|ma|le"
    r"|la|son|sa) )?(?:mere|maman|pere|papa|tut(?:eur|rice))\b"
)
AGREES = re.compile(r"(?<!pas )\bd'accord\b|\bdit oui\b|\bveut bien\b|\b(?:est|suis) pour\b")
DIFFERS = re.compile(
    r"(?:,|\bmais|\bet|\bpar contre|\bsauf|\bd'accord)(?: par contre)? (?:que )?"
    r"(?:(?:mon|ma|le|la|son|sa) (?:ex[a-z-]*|pere|mere|mari|femme|conjointe?|papa|maman|beau-pere"
    r"|belle-mere)|papa|maman|lui|elle|moi"
    r"|l'autre)\b[^,.;]{0,25}"
    r"(?:\bcontre\b|\bpas\b|\brefus|\boppos|\bhesit|\bnon\b)"
)


def read(reading: Reading) -> None:
    """Fill legal_rep_agreement, dangerous_work and construction_site."""
    _read_consent(reading)
    _read_danger(reading)
    _read_site(reading)


def _read_consent(reading: Reading) -> None:
    text = reading.text
    if re.search(r"\bemancip", text):
        reading.put("legal_rep_agreement", True, at=reading.whole)
    if _parents_differ(text):
        return
    for parent in _parents(reading):
        clause = text if reading.asks("f2_minor") else clause_around(text, parent.start(), parent.end())
        after = text.find(clause) + len(clause)
        if more := PARENT_GOES_ON.match(text, after):
            clause += more[0]
        agrees = _agrees(clause)
        if agrees is not None:
            reading.put("legal_rep_agreement", agrees, at=parent.span())
            return


def _parents(reading: Reading) -> Iterator[re.Match]:
    """Where parents are named, or speak."""
    text = reading.text
    yield from OWN_PARENTS.finditer(text)
    if reading.speaker in ("adviser", "host"):
        yield from A_PARENT.finditer(text)
    if reading.asks("f2_minor", "legal_rep_agreement"):
        yield from GUARDIAN.finditer(text)
    age = reading.known("age_at_start")
    if reading.speaker == "parent" and not (isinstance(age, int) and age >= OF_AGE):
        yield from PARENT_SPEAKS.finditer(text)


# « Je ne refuse pas », « je ne suis pas contre ».
_NO_REFUSAL = re.compile(r"\b(?:refuse\w*|m'oppose|s'oppose) pas\b|\bpas (?:contre|opposee?|refuse)\b")


def _agrees(clause: str) -> bool | None:
    clause = _NO_REFUSAL.sub("", clause)
    if re.search(
        r"pas d'accord|\brefus|\bneg?\b[^,]{0,12}\b(?:veu|signe|sont)|\b(?:veu(?:t|x|le|lent)|sign\w+)"
        r" pas|(?<!par )\bcontre\b|\bm'oppose"
        r"|\bdit non|\bopposee?",
        clause,
    ):
        return False
    return True if any(not _is_owed(clause, agreed) for agreed in GIVEN.finditer(clause)) else None


def _is_owed(clause: str, agreed: re.Match) -> bool:
    """ "Faut que ma mère signe", "c'est mon père ou ma mère qui signe ?": who is to agree, not who agrees."""
    before = clause_around(clause, *agreed.span()).partition(agreed[0])[0]
    return bool(SUPPOSED.search(before) or (agreed[0].startswith("sign") and ONE_OF_TWO.search(clause)))


def _parents_differ(text: str) -> bool:
    """One parent agrees and the other does not: nothing is settled."""
    return bool(AGREES.search(text)) and bool(DIFFERS.search(text))


def _read_danger(reading: Reading) -> None:
    text = reading.text
    if DANGER_DENIED.search(text) or (FORBIDDEN.search(text) and DANGER.search(text)):
        reading.put("dangerous_work", False, at=reading.whole)
        return
    said = SAID_DANGEROUS.search(text)
    if said and not is_negated(text, said.start("what")):
        reading.put("dangerous_work", True, at=said.span())
        return
    if (reading.asks("f2_minor", "dangerous_work") or reading.plan.get("dangerous_work")) and re.search(
        r"\b(?:c'est|n'est|sera|serait) (?:donc |vraiment |plus )*pas (?:du tout )?dangere\w+"
        r"|\b(?:rest\w+ (?:en bas|au sol)|mont(?:e|era|erait|erai)s? (?:pas|jamais)(?! (?:de|un|une|en)\b))"
        r"|\bj'ai (?:deja )?di[st] (?:que )?non\b|\btouch\w+ (?:a )?rien\b|\b(?:que|juste|seulement"
        r"|uniquement) (?:regarder|observer|aider)|\brien de (?:dangereux|risque)"
        r"|\b(?:(?:veu\w+|voudr\w+|faut) (?:surtout )?pas|pas question) qu(?:e |')[^,.;!?]{1,25}[ ']"
        r"(?:touch|utilis|approch|mani|mont|ser[tv])\w*"
        r"|\baucun(?:e)? (?:danger|machine|risque)",
        text,
    ):
        reading.put("dangerous_work", False, at=reading.whole)
        return
    match = DANGER.search(text)
    if match and ASKED_OF_IT.search(reading.full, match.end()):
        reading.denied |= {("dangerous_work", True), ("dangerous_work", False)}
        return
    if match:
        reading.put("dangerous_work", not is_negated(text, match.start()), at=match.span())
        return
    match = re.search(
        r"\b(?:rien de dangereux|pas de (?:machines?|danger|travaux dangereux)|aucun (?:danger"
        r"|travail dangereux))\b",
        text,
    )
    if match:
        reading.put("dangerous_work", False, at=reading.whole)


def _read_site(reading: Reading) -> None:
    match = re.search(
        r"\b(?:sur|dans|(?P<none>pas|aucun)(?: de| d'un| sur)?) (?:un |des |le |les )?chantiers?\b"
        r"(?! d'insertion| naval| ecole)",
        reading.text,
    )
    if not match and reading.asks("f4_minor_site"):
        match = re.search(r"(?P<none>)\bchantier\b(?! d'insertion)", reading.text)
    if match:
        there = not match["none"] and not is_negated(reading.text, match.start())
        reading.put("construction_site", there, at=match.span())
