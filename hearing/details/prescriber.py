"""Who prescribes: France Travail, mission locale, Cap emploi… and whether a delegation exists."""

import re

from .clauses import clause_around, is_negated, stands_alone
from .model import Reading
from .patterns import any_of

# "une association qui me suit", "notre association, c'est elle qui prescrit".
PRESCRIBES = (
    r"(?: [a-z'-]+){0,4},? (?:qui|et (?:elle|il|qui)|elle|c'est elle qui|c'est nous qui) (?:(?:me"
    r"|le|la|les|m'|l'|nous) ?)?"
    r"(?:suit|suis|suivi\w*|accompagn\w+|prescri\w+|conseill\w+|sign\w+|oriente\w*"
    r"|s'occupe de (?:moi|lui|elle))"
)
NAMES = [
    (
        "etti",
        any_of(
            r"\betti\b",
            r"\binterim d'insertion\b",
            r"\bentreprise de travail temporaire d'insertion\b",
        ),
    ),
    (
        "france_travail",
        any_of(
            r"\bpole emploi\b",
            r"\bfrance travail\b",
            r"\bft\b",
        ),
    ),
    (
        "mission_locale",
        any_of(
            r"\bmissions? locales?\b",
            r"\b(?:la|ma) ml\b",
            r"^ml$",
            r"\bla mission\b(?! locale)",
            r"\bmilo\b",
        ),
    ),
    (
        "cap_emploi",
        any_of(
            r"\bcap emploi\b",
        ),
    ),
    (
        "departement",
        any_of(
            r"\b(?:conseil )?departement(?:al|ale|aux)?\b",
            r"\bconseil general\b",
        ),
    ),
    (
        "prepa_apprentissage",
        any_of(
            r"\bcfa\b",
            r"\bprepa[- ]apprentissage\b",
            r"\bcentre de formation (?:d'|des )apprenti\w*",
        ),
    ),
    (
        "cep_operator",
        any_of(
            r"\bapec\b",
            r"\bavenir actifs\b",
            r"\bcep\b",
            r"\bconseil en evolution professionnelle\b",
            r"\bmon conseiller cep\b",
        ),
    ),
    (
        "siae",
        any_of(
            r"\b(?:chantier|entreprise|structure|atelier|association)s? (?:d'insertion|intermediaire)\b",
            r"\bsiae\b",
            r"\baci\b",
        ),
    ),
    (
        "other_body",
        any_of(
            r"\bplie\b",
            r"(?:suivie?|accompagnee?|aidee?) par (?:l'|une )association\b(?! (?:intermediaire|d'insertion))",
            rf"\b(?:association|organisme|structure)\b(?! (?:intermediaire|d'insertion)){PRESCRIBES}",
            r"\bccas\b",
            r"\bcoach\w*",
            r"\bcentre de bilans?\b",
            r"\bbilan de competences?\b",
            r"\bcidff\b",
            r"\bchambre (?:de|des|d')\w*",
            r"\bcci\b",
            r"\bcma\b",
            r"\bcabinet\b(?! d'infirm| infirmier| paramedical| d'expertise| immobilier| d'assur"
            r"| dentaire| medical| comptable| d'avocat| d'architecte| veterinaire"
            r"| de (?:notaire|kine|dentiste))",
            r"\bcip de\b",
            r"\be2c\b",
            r"\bepide\b",
            r"\bgreta\b",
            r"\bafpa\b",
            r"\bmaison de l'emploi\b",
            r"\bassociation d'accompagnement\b",
            r"\bfongecif\b",
            r"\btransitions? pro\b",
            r"\bajir\b",
            r"\bpoint relais emploi\b",
        ),
    ),
]
FOLLOWS = re.compile(
    r"\b(?:suivi\w*|suit|envoye\w*|s'occupe\w*|accompagn\w+|conseill\w+|referente?|prescri\w+|sign\w+"
    r"|oriente\w*|rattache\w*"
    r"|assistante? sociale?|educat\w+|coach\w*|cip\b|valide\b|passe par|via|vu avec|demande a"
    r"|interlocut\w+|m'aid\w+"
    r"|aide moi)"
)
SIGNS = re.compile(r"\b(?:signe(?:ra|nt|rait|r)?|prescri\w+)\b")
DELEGATED = re.compile(
    r"\b(?:delegation|habilit\w+|mandat\w*|convention (?:avec|signee avec)|deleg\w+|agrement"
    r"|autoris\w+)(?: [a-z']+){0,3} ?(?:de|par|avec|d')? ?(?:la |l')?$"
)
REGISTERED = re.compile(r"\b(?:inscri\w+|desinscri\w*|indemnis\w+|radie\w*|pointe\w*)[^,.;]{0,15}$")
# "Je suis inscrite à France Travail, c'est eux qui me suivent".
THEY_FOLLOW = re.compile(
    r",? (?:et )?(?:c'est|ce sont) (?:eux|elle|lui|la|la-bas) (?:qui|que|qu')[^,.;]{0,12}(?:sui\w+"
    r"|accompagn\w+|conseill\w+)"
)
# "France Travail ne veut pas signer".
REFUSES = re.compile(r" (?:qui )?(?:ne |n'|me |m')*[a-z]+ (?:pas|plus|rien)\b|(?: m'| me)? ?(?:a )?refus\w+")
# "mon ancienne conseillère de la mission locale" no longer follows.
FORMER = re.compile(r"\b(?:ancien(?:ne)?s?|ex|avant c'etait)\b[^,.;]{0,30}$")
# The adviser or coach who writes is not the body that follows her own plan.
SPEAKER = re.compile(
    r"(?:\b(?:je suis|en tant que|moi,?) (?:une? )?|^)(?:coach|consultante?|conseillere?)\w*$"
)
VERB_AFTER = re.compile(r" (?:a|ont|refus\w+|m'|ne|n'|va|peut|me|dit|demande|exige|et|ou)\b")
LINK = re.compile(
    r"\b(?:mais|suis|es|est|c'est|cej|engagement jeunes?|par|avec|via|chez|dependant|depends"
    r"|relevant)(?: (?:a|au|aux|la|le|l'|chez"
    r"|de|jeune))* ?$"
)
NOBODY = any_of(
    r"\bpersonne (?:ne )?me (?:suit|suis|suivi|conseille|accompagne)\w*",
    r"\bpas (?:de|d')? ?(?:conseill\w+|accompagn\w+|suivi|referente?|suivie)\b(?! (?:par|a))",
    r"\baucun (?:organisme|conseiller|suivi|accompagnement)",
    r"\bsuivie? par personne\b",
    r"\bpas (?:d'organisme|accompagnee?|suivie?)\b(?! (?:par|a))",
    r"\bpersonne (?:m'accompagne|ne m'accompagne|qui me suit)",
    r"\bj'ai personne\b(?! pour)",
    r"\bje n'ai personne\b(?! (?:pour|qui|a) (?:l'|le|la|les|mettre)\b)",
    r"\bdebrouille (?:toute? )?seule?\b|\bseule?,? je me debrouille\b",
    r"\bsans (?:conseiller|accompagnement)",
)
WORKPLACE = re.compile(
    r"\b(?:salariee?|travaille|bosse|cddi|cdd|cdi|contrat|employee?|en poste|immersion|stage|accueill\w+"
    r"|suis en|pec|fonctionnaire|agent\w*)\b[^,.;]{0,30}$"
)


def read(reading: Reading) -> None:
    """Fill prescriber and prescriber_delegation; two bodies that both follow the person are a conflict."""
    _read_delegation(reading)
    if reading.question == "f1_delegation":
        return
    candidates: list[tuple[str, bool, bool]] = []
    places: dict[str, tuple[int, int]] = {}
    for value, pattern in NAMES:
        for match in pattern.finditer(reading.own):
            if _is_prescriber(reading, value, match):
                clause = clause_around(reading.own, match.start(), match.end())
                places.setdefault(value, match.span())
                candidates.append((value, bool(FOLLOWS.search(clause)), bool(SIGNS.search(clause))))
    chosen = _choose(candidates)
    if len(chosen) == 1:
        reading.put("prescriber", chosen[0], at=places[chosen[0]])
    elif len(chosen) > 1:
        reading.conflict(
            "several_prescribers",
            "Vous citez plusieurs organismes. Lequel vous suit et signerait la convention ?",
            "prescriber",
        )
    elif NOBODY.search(reading.own) or (
        reading.asks("q3_prescriber")
        and re.search(
            r"^\W*(?:personne|non|aucune?|nobody|pas encore|rien|aucun organisme|(?:toute? seule?"
            r"|par moi-meme)$)\b(?! (?:ne|n))",
            reading.own,
        )
    ):
        reading.put("prescriber", "none", at=reading.whole)
    if reading.known("prescriber") in ("departement", "other_body"):
        return
    if (
        ("prescriber") not in reading.found.fields
        and re.search(r"\b(?:mon|ma|une?) assistante? sociale?\b", reading.own)
        and reading.asks("q3_prescriber")
    ):
        reading.approximate("prescriber", "assistante sociale")


def _is_prescriber(reading: Reading, value: str, match: re.Match) -> bool:
    text, before = reading.own, reading.own[max(0, match.start() - 60) : match.start()]
    if (
        is_negated(text, match.start())
        or REFUSES.match(text, match.end())
        or FORMER.search(before)
        or DELEGATED.search(before)
        or SPEAKER.search(before + match.group())
    ):
        return False
    asked = reading.asks("q3_prescriber")
    if THEY_FOLLOW.match(text, match.end()):
        return True
    if not asked and value != "etti" and REGISTERED.search(before):
        return False
    if value in ("siae", "etti", "departement", "prepa_apprentissage") and not asked:
        clause = clause_around(text, match.start(), match.end())
        if WORKPLACE.search(before) or not FOLLOWS.search(clause):
            return False
    if value == "other_body" and not asked:
        if match.group().startswith("bilan"):
            # "un bilan de compétences" alone names a service, not who prescribes.
            return bool(
                re.search(
                    r"\b(?:coach|consultante?|conseill\w+|accompagnat\w+|suivi\w*|centre)[^,.;]{0,20}$",
                    before,
                )
            )
        clause = clause_around(text, match.start(), match.end())
        named_alone = len(text.split()) <= 6 and re.match(
            r"\W*(?:le|la|l'|mon|ma|au|par|c'est)? ?(?:le |la |l')?$", before
        )
        if not (FOLLOWS.search(clause) or named_alone) or WORKPLACE.search(before):
            return False
    if not asked and not _is_linked(text, match):
        return False
    if re.search(r"\b(?:la )?mission$", match.group()) and not asked:
        return bool(FOLLOWS.search(clause_around(text, match.start(), match.end())))
    return not (match.group() == "ft" and not asked and not FOLLOWS.search(text) and len(text.split()) > 3)


def _is_linked(text: str, match: re.Match) -> bool:
    """A body merely named ("Pôle emploi a refusé") does not follow the person."""
    before = text[max(0, match.start() - 40) : match.start()]
    opens = not before.strip(" '") and not VERB_AFTER.match(text[match.end() :])
    return (
        opens
        or stands_alone(text, match.start(), match.end())
        or len(text.split()) <= 5
        or bool(FOLLOWS.search(clause_around(text, match.start(), match.end())))
        or bool(LINK.search(before))
    )


def _choose(candidates: list[tuple[str, bool, bool]]) -> list[str]:
    """Who signs, else who follows, else who is named."""
    for level in (2, 1):
        best = list(dict.fromkeys(c[0] for c in candidates if c[level]))
        if best:
            return _without_general(best)
    return _without_general(list(dict.fromkeys(c[0] for c in candidates)))


def _without_general(values: list[str]) -> list[str]:
    """A precise body wins over "coach" or "conseiller" of the same sentence."""
    precise = [value for value in values if value != "other_body"]
    return precise if len(precise) == 1 and len(values) == 2 else values


def _read_delegation(reading: Reading) -> None:
    match = re.search(
        r"\b(?:delegation|habilit\w+|convention (?:de delegation|avec (?:france travail|pole emploi"
        r"|la mission|le departement))|convention pour prescrire|autorisation de prescrire"
        r"|droit de prescrire)\b",
        reading.own,
    )
    if not match or not (reading.asks("f1_delegation") or reading.question in (None, "q3_prescriber")):
        return
    if re.search(r"\b(?:sais?|connais|verifier|demander)\b", reading.own):
        return
    clause = clause_around(reading.own, match.start(), match.end())
    if is_negated(reading.own, match.start()) or re.search(r"\bpas\b|\bsans\b|\baucune\b", clause):
        reading.put("prescriber_delegation", False, at=match.span())
    elif re.search(r"\b(?:ont|a|ai|avons|oui|dispose\w*|avec|prescri\w+)\b", clause):
        reading.put("prescriber_delegation", True, at=match.span())
