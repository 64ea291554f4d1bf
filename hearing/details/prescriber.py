"""Who prescribes: France Travail, mission locale, Cap emploi… and whether a delegation exists."""

import re

from .clauses import clause_around, is_negated, stands_alone
from .model import Reading
from .patterns import any_of, listed, words

# "une association qui me suit", "notre association, c'est elle qui prescrit".
PRESCRIBES = (
    r"(?: [a-z'-]+){0,4},? (?:qui|et (?:elle|il|qui)|elle|c'est elle qui|c'est nous qui) (?:(?:me"
    r"|le|la|les|m'|l'|nous) ?)?"
    r"(?:suit|suis|suivi\w*|accompagn\w+|prescri\w+|conseill\w+|sign\w+|oriente\w*"
    r"|s'occupe de (?:moi|lui|elle))"
)
NAMES = [
    *(
        (value, listed("prescriber", value))
        for value in (
            "etti", "france_travail", "mission_locale", "cap_emploi", "departement", "prepa_apprentissage",
            "cep_operator", "siae",
        )
    ),
    (
        "other_body",
        any_of(
            words("prescriber", "other_body"),
            rf"\bcabinet\b(?! (?:{words('host', 'cabinets')}))",
            rf"\b(?:association|organisme|structure)\b(?! (?:intermediaire|d'insertion)){PRESCRIBES}",
        ),
    ),
]  # fmt: skip
# "La mission locale m'a lâché, maintenant c'est le PLIE".
SINCE_NOW = re.compile(
    r"\b(?:maintenant|desormais|a present|aujourd'hui|depuis),? (?:c'est|ce sont) (?:le |la |l'|les )?$"
)
# "J'irai voir France Travail, alors", of who is followed by nobody.
WILL_TURN_TO = re.compile(
    r"\b(?:(?:j'|je |il |elle |on )(?:ir\w+|vais|va|passer\w+)(?: aller)?|on va)"
    r" (?:voir|par|passer par|demander a) (?:la |le |l')?$"
    r"|\b(?:obtenu|eu|decroche|pris) (?:une? )?(?:rendez-vous|entretien|accord)(?: [a-z]+)?"
    r" (?:a|avec|de) (?:la |le |l')?$"
    r"|\b(?:ce sera|ce serait|mettez|notez|(?:je|on) prends?|on part sur|va pour|disons)"
    r"(?: donc| alors| plutot)? (?:la |le |l')?$"
)
# Held, but signed by nobody: another body takes its place as soon as it is named.
_OF_NO_USE = ("none", "other_body")
# An adviser who says what house speaks.
WE_ARE = re.compile(r"\b(?:nous sommes|on est|ici|ici c'est|pour|notre) (?:une? |la |le |l'|au )?$")
# « C'est France Travail qui vous paie ? »: of the assistant.
OF_US = re.compile(r" qui vous (?:pa[iy]\w*|finance|emploie|a (?:fait|cree|envoye))\b")
# In answer to the question, a body that no list names.
SOME_BODY = re.compile(
    r"^\W*(?:c'est |par |avec )?(?:une?|l'|mon|ma) ?(?:petite? )?(?:association|organisme|cabinet"
    rf"|centre|service)\b(?! (?:{words('host', 'cabinets')}))"
)
# "J'attends un rendez-vous avec la mission locale": not followed yet.
NOT_YET = re.compile(
    r"\b(?:attends?|attente|prendre|prends|demande|pris|prevu) (?:d')?(?:un |mon |le )?rendez-vous\b"
)
SIAE_ASKED = listed("prescriber", "siae_asked")
FOLLOWS = re.compile(
    r"\b(?:suivi\w*|suit|suivent|(?:me|le|la|les) suivr\w+|envoye\w*"
    r"|(?:m'|l'|nous )envoi\w*|s'occupe\w*|accompagn\w+|conseill\w+"
    r"|referente?|prescri\w+|sign\w+|oriente\w*|rattache\w*"
    r"|assistante? sociale?|educat\w+|coach\w*|cip\b|valide\b|passer? par|via|vu avec|demande a"
    r"|(?:etabli\w+|redig\w+|rempli\w+|f(?:ait|ont|er\w+)|port\w+|edit\w+) (?:elle-meme |lui-meme )?(?:la"
    r"|une|sa|le|les)"
    r" (?:convention|dossier|papiers|cerfa)"
    r"|interlocut\w+|m'aid\w+"
    r"|aide moi|(?:m'|lui |nous )a (?:trouve|deniche))"
)
SIGNS = re.compile(
    r"\b(?:signe(?:ra|nt|rait|r)?|prescri\w+)\b|\b(?:etabli\w+|port\w+) (?:elle-meme |lui-meme )?(?:la"
    r"|le) (?:convention|dossier)"
)
# "C'est France Travail qui signera", when what is asked is a delegation.
WILL_SIGN = re.compile(r"\b(?:signer\w+|qui (?:la |le |nous )?(?:signe\w*|prescri\w+|etabli\w+))\b")
# "Je suis chargée de mission au Cap emploi", "conseillère FT": who writes tells the house that she is of.
IS_OF = re.compile(
    r"(?:^|[,;.!] ?|\b(?:bonjour|bonsoir|salut|suis|moi|ici)\b,? )(?:une? |la |le |sa |son )?(?:conseill\w+"
    r"|chargee?|cip"
    r"|referent\w*|accompagnat\w+|agente?|educat\w+|format(?:eur|rice)|assistante? sociale)\b"
    r"(?: (?:de mission|d'insertion|d'accompagnement|en insertion(?: professionnelle)?|emploi))?"
    r"(?: (?:a|au|de|du|chez|en|pour|dans))?(?: la| l'| un| une)? ?$"
)
# "Avec une dame très bien de France Travail".
WITH_SOMEBODY_OF = re.compile(
    r"\b(?:avec|par) (?:une?|la|le|ma|mon) (?:dame|monsieur|personne|fille|gars|jeune|nana|type"
    r"|conseill\w+)(?: [a-z]+){0,3}"
    r" (?:de|du|a|chez) (?:la |l')?$"
)
# "La ressourcerie, qui est un ACI, établit la convention": what stands between two commas.
# "Mme Lefebvre de l'ANPE, enfin France Travail, qui m'envoie": the new name of it.
BETWEEN_COMMAS = re.compile(
    r", (?:qui (?:est|sont) |une? |c'est (?:une? )?|enfin |ou plutot |pardon |je veux dire )[^,.;]*$"
)
DELEGATED = re.compile(
    r"\b(?:delegation|habilit\w+|mandat\w*|convention (?:avec|signee avec)|deleg\w+|agrement"
    r"|autoris\w+)(?: [a-z']+){0,3} ?(?:de|par|avec|d')? ?(?:la |l')?$"
    r"|\b(?:quelque chose|accord|partenariat|un truc|un papier)(?: [a-z]+)? avec (?:la |l'|le )?$"
)
REGISTERED = re.compile(r"\b(?:inscri\w+|desinscri\w*|indemnis\w+|radie\w*|pointe\w*)[^,.;]{0,15}$")
# "France Travail qui m'indemnise": who pays, as long as nothing says that they follow too.
PAYS = re.compile(
    r" (?:qui )?(?:m'|me |nous )(?:indemnis|vers|pai|pay)\w*(?![^.;!?]*\b(?:sui[tv]|accompagn))"
)
# "Je suis inscrite à France Travail, c'est eux qui me suivent", "…, ils le reçoivent, c'est eux qui signent".
THEY_FOLLOW = re.compile(
    r"(?:,? (?:ils|elles|elle|il|depuis) [^.;,!?]{0,30})?,? (?:et )?(?:c'est|ce sont|ce sera) (?:bien )?"
    r"(?:eux|elle|lui|la|la-bas|leur (?:agence|antenne|conseill\w+)"
    r"|(?:ma|mon|sa|son) (?:conseill\w+|referente?)(?: la-bas)?)"
    r" (?:qui|que|qu')[^,.;]{0,12}(?:sui\w+|accompagn\w+|conseill\w+|sign\w+|prescri\w+|etabli\w+"
    r"|f(?:er\w+|ont|ait) (?:la|les) (?:convention|papiers))"
    r"|(?: [a-z-]+){0,3},? (?:[^.;!?]{0,40} et )?(?:c'est|ce sont|ce sera) (?:bien )?(?:eux|elle|lui) qui"
    r" (?:f(?:er\w+|ont|ait)|etabli\w+|sign\w+|s'occup\w+ d[e']) ?(?:la |les |ma |sa )?(?:convention|papiers)"
    r"|(?: [a-z'-]+){0,7},? (?:et |donc |alors )?(?:c'est|ce sera|ca sera|ce serait) (?:donc )?(?:eux(?=\W*$"
    r"|[,.;!])|leur (?:agence|antenne) qui sign\w+)"
    r"|(?: [a-z-]+){0,3},? (?:et )?(?:ils|elles|elle|il|on) (?:accept\w+|veul\w+|veut|vont|va) (?:bien )?"
    r"(?:de )?(?:me |m'|le |la |l')(?:suivr|accompagn|prend)\w*"
)
# "France Travail ne veut pas signer", "France Travail nous autorise à prescrire".
REFUSES = re.compile(
    r" (?:(?:m'a |a |me )?dit (?:que |qu'))?(?:qui |elle |il )?(?:ne |n'|me |m')*[a-z]+ (?:pas|plus|rien)\b"
    r"| (?:ne |n')(?:s')?[a-z]+ qu(?:e |')|(?: m'| me)? ?(?:a )?"
    r"(?:refus|lach|abandonn|radi|laiss)\w+"
    r"| (?:nous |vous |les |l')(?:a |avait )?(?:autoris|habilit|mandat|deleg)\w+"
    r"|,? (?:c'est|c'etait) (?:fini|avant|termine)\b"
)
# "Le cabinet est à 40 minutes": where it is, and nothing of who follows.
IS_SOMEWHERE = re.compile(
    r" (?:est|se trouve|sont) (?:situee? |bien |assez |trop |tres |pas |juste )*"
    r"(?:(?:a|vers) \d|loin|pres|a cote|en face|au bout|en ville|en centre)"
)
# "Une copine suivie par Cap emploi m'en a parlé".
OF_A_RELATIVE = re.compile(
    rf"\b(?:une?|mon|ma) (?:{words('subjects', 'relatives')}) (?:qui est |est )?(?:suivie?|accompagnee?"
    rf"|inscrite?)"
    r" (?:par|a|chez) (?:la |le |l')?$"
)
# "mon ancienne conseillère de la mission locale" no longer follows.
FORMER = re.compile(r"\b(?:ancien(?:ne)?s?|ex|avant c'etait)\b[^,.;]{0,30}$")
# The adviser or coach who writes is not the body that follows her own plan.
SPEAKER = re.compile(
    r"(?:\b(?:je suis|en tant que|moi,?) (?:une? )?|^)(?:coach|consultante?|conseillere?)\w*$"
)
OFFERS_A_REVIEW = re.compile(
    r"\b(?:coach|consultante?|conseill\w+|accompagnat\w+|suivi\w*|centre|cabinet|organisme)[^,.;]{0,20}$"
)
VERB_AFTER = re.compile(r" (?:a|ont|refus\w+|m'|ne|n'|va|peut|me|dit|demande|exige|et|ou)\b")
LINK = re.compile(
    r"\b(?:mais|suis|es|est|c'est|cej|engagement jeunes?|par|avec|via|chez|dependant|depends"
    r"|relevant|(?<!ne )(?:mettez|notez|indiquez|ecrivez|inscrivez|gardez|gardons|prenons))(?: (?:a|au|aux"
    r"|la|le|l'|chez"
    r"|de|jeune))* ?$"
)
NOBODY = listed("prescriber", "nobody")
SIGNED_WITH = re.compile(
    r"\b(?:signe|conclu|passe|ont|a|en) (?:un |une |quelque |d')?(?:truc|chose|accord|papier|partenariat"
    r"|convention|contrat)[a-z ]{0,15} avec\b"
)
WORKPLACE = re.compile(
    r"\b(?:salariee?|travaille|bosse|cddi|cdd|cdi|contrat|employee?|en poste|immersion|stage|accueill\w+"
    r"|suis en|pec|fonctionnaire|agent\w*)\b[^,.;]{0,30}$"
)
ON_ITS_LISTS = re.compile(
    r"\b(?:inscrite?|reinscrite?|pointe) (?:a |au |chez )*(?:pole emploi|france travail)\b"
)


def read(reading: Reading) -> None:
    """Fill prescriber and prescriber_delegation; two bodies that both follow the person are a conflict."""
    _read_delegation(reading)
    candidates: list[tuple[str, bool, bool]] = []
    places: dict[str, tuple[int, int]] = {}
    for value, pattern in NAMES:
        for match in pattern.finditer(_view(reading)):
            if _is_prescriber(reading, value, match):
                clause = _told_of_it(_view(reading), match)
                places.setdefault(value, match.span())
                candidates.append((value, bool(FOLLOWS.search(clause)), bool(SIGNS.search(clause))))
    if not candidates and reading.asks("q3_prescriber") and (siae := SIAE_ASKED.search(_view(reading))):
        places["siae"] = siae.span()
        candidates.append(("siae", False, False))
    if not candidates and reading.asks("q3_prescriber") and (body := SOME_BODY.search(_view(reading))):
        places["other_body"] = body.span()
        candidates.append(("other_body", False, False))
    chosen = _choose(candidates)
    if reading.question == "f1_delegation" and not chosen:
        return
    if len(chosen) == 1:
        reading.put("prescriber", chosen[0], at=places[chosen[0]])
    elif len(chosen) > 1:
        reading.conflict(
            "several_prescribers",
            "Vous citez plusieurs organismes. Lequel vous suit et signerait la convention ?",
            "prescriber",
        )
    elif NOBODY.search(_view(reading)) or (
        reading.asks("q3_prescriber")
        and re.search(
            r"^\W*(?:(?:alors|ben|bah|euh|qui (?:me|m') ?[a-z]+) )*(?:personne|non|aucune?|nobody"
            r"|pas encore|rien|aucun organisme|(?:toute? seule?"
            r"|par moi-meme)$)\b(?! (?:ne|n))",
            _view(reading),
        )
    ):
        reading.put("prescriber", "none", at=reading.whole)
    elif "prescriber" not in reading.plan and _is_registered(reading):
        reading.found.proposals["prescriber"] = "france_travail"
    if reading.known("prescriber") in ("departement", "other_body"):
        return
    if (
        ("prescriber") not in reading.found.fields
        and re.search(r"\b(?:mon|ma|une?) assistante? sociale?\b", _view(reading))
        and reading.asks("q3_prescriber")
    ):
        reading.approximate("prescriber", "assistante sociale")


def _is_registered(reading: Reading) -> bool:
    """ "Inscrite à France Travail": who is registered there is most often followed there, not always."""
    return any(not is_negated(_view(reading), said.start()) for said in ON_ITS_LISTS.finditer(_view(reading)))


def _view(reading: Reading) -> str:
    """Under the question, « la cheffe du chantier d'insertion » is the body; a relative's body never is."""
    return reading.ours if reading.asks("q3_prescriber") else reading.own


def _is_prescriber(reading: Reading, value: str, match: re.Match) -> bool:
    text = _view(reading)
    before = text[max(0, match.start() - 60) : match.start()]
    if (
        is_negated(text, match.start())
        or REFUSES.match(text, match.end())
        or OF_US.match(text, match.end())
        or IS_SOMEWHERE.match(text, match.end())
        or FORMER.search(before)
        or (NOT_YET.search(before) and not SIGNS.search(clause_around(text, *match.span())))
        or DELEGATED.search(before)
        or SPEAKER.search(before + match.group())
        or OF_A_RELATIVE.search(before)
    ):
        reading.denied.add(("prescriber", value))
        return False
    if SINCE_NOW.search(before) or (
        reading.plan.get("prescriber") in _OF_NO_USE and WILL_TURN_TO.search(before)
    ):
        return True
    asked = reading.asks("q3_prescriber")
    if THEY_FOLLOW.match(text, match.end()):
        return True
    if reading.question == "f1_delegation" and not WILL_SIGN.search(_told_of_it(text, match)):
        # The body with which there is, or may be, a convention.
        reading.denied.add(("prescriber", value))
        return False
    if not asked and value != "etti" and (REGISTERED.search(before) or PAYS.match(text, match.end())):
        # « Inscrit à France Travail, pas encore vu de conseiller »: who follows is to be asked.
        reading.denied.add(("prescriber", "none"))
        return False
    if WE_ARE.search(before) and reading.speaker == "adviser":
        return True
    if value == "other_body" and match.group().startswith("bilan") and IS_OF.search(before):
        # "Je suis conseillère en bilan de compétences": who advises does not say that she prescribes.
        reading.denied.add(("prescriber", value))
        return False
    if WITH_SOMEBODY_OF.search(before) or (IS_OF.search(before) and reading.speaker in (None, "adviser")):
        return True
    if value in ("siae", "etti", "departement", "prepa_apprentissage") and not asked:
        clause = _told_of_it(text, match)
        if WORKPLACE.search(before) or not FOLLOWS.search(clause):
            return False
    if value == "other_body" and not asked:
        if match.group().startswith("bilan"):
            # "un bilan de compétences" alone names a service, not who prescribes.
            if OFFERS_A_REVIEW.search(before):
                return True
            reading.denied.add(("prescriber", value))
            return False
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


def _told_of_it(text: str, match: re.Match) -> str:
    """The clause that names a body, with what follows when it stands between two commas."""
    clause = clause_around(text, match.start(), match.end())
    between = BETWEEN_COMMAS.search(text, 0, match.start())
    comma = text.find(",", match.end()) if between else -1
    return clause + clause_around(text, comma + 1, comma + 1) if comma >= 0 else clause


def _is_linked(text: str, match: re.Match) -> bool:
    """A body merely named ("Pôle emploi a refusé") does not follow the person."""
    before = text[max(0, match.start() - 40) : match.start()]
    opens = not before.strip(" '") and not VERB_AFTER.match(text[match.end() :])
    return (
        opens
        or stands_alone(text, match.start(), match.end())
        or len(text.split()) <= 5
        or bool(FOLLOWS.search(_told_of_it(text, match)))
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
    if reading.asks("f1_delegation") and (signed := SIGNED_WITH.search(_view(reading))):
        with_nobody = re.match(r" (?:aucun|personne\b)", _view(reading)[signed.end() :])
        there_is = not with_nobody and not is_negated(_view(reading), signed.start())
        reading.put("prescriber_delegation", there_is, at=signed.span())
        return
    match = re.search(
        r"\b(?:delegation|habilit\w+|convention (?:signee |passee |conclue )?(?:de delegation"
        r"|avec (?:france travail|pole emploi|la mission|le departement))|autoris\w+ a prescrire"
        r"|convention pour prescrire|autorisation de prescrire"
        r"|droit de prescrire|conventionnee?s?|convention de ce (?:type|genre))\b",
        _view(reading),
    )
    if not match or not (reading.asks("f1_delegation") or reading.question in (None, "q3_prescriber")):
        return
    if re.search(r"\b(?:sai[st]?|connai[st]|ignor\w+|verifier|demander|renseigner)\b", _view(reading)):
        reading.denied |= {("prescriber_delegation", True), ("prescriber_delegation", False)}
        return
    clause = clause_around(_view(reading), match.start(), match.end())
    if is_negated(_view(reading), match.start()) or re.search(r"\bpas\b|\bsans\b|\baucune?\b", clause):
        reading.put("prescriber_delegation", False, at=match.span())
    elif re.search(
        r"\b(?:ont|a|ai|avons|avai(?:t|ent)|oui|dispose\w*|avec|prescri\w+|est|sont|sommes)\b", clause
    ):
        reading.put("prescriber_delegation", True, at=match.span())
