"""Situation of the person: jobseeker, employee, student… and sick leave."""

import re

from . import absence
from .clauses import clause_around, is_negated
from .model import Reading
from .patterns import any_of, listed, words
from .trades import FORM

# What may stand before a noun that says who the person is; "un salarié", "les étudiants" are other people.
PERSON = (
    r"(?:^|[,;:.(!] ?|\b(?:suis|est|sera|es|statut|ans|et|actuellement|toujours|encore|deja|jeune"
    r"|beneficiaire|dame|monsieur|homme|femme|client|cliente|fille|fils|moi|madame)"
    r" (?:une? )?)"
)
# Longer and more telling forms first: the first one found wins.
STATUSES = [
    ("esat_worker", listed("situation", "esat_worker")),
    ("insertion_employee", listed("situation", "insertion_employee")),
    ("apprentice", listed("situation", "apprentice")),
    ("public_agent", listed("situation", "public_agent")),
    ("self_employed", listed("situation", "self_employed")),
    ("student", any_of(words("situation", "student"), rf"{PERSON}etudiante?\b")),
    (
        "employee",
        any_of(
            words("situation", "employee"),
            rf"{PERSON}salariee?\b(?! (?:absent|en conge|de l'entreprise|qui))",
            r"\baccompagn\w+ (?:actuellement |aussi )?une? (?:jeune )?salariee?\b"
            r"(?! (?:en|d'|de l')insertion)",
        ),
    ),
    ("jobseeker", listed("situation", "jobseeker")),
    ("inactive", any_of(words("situation", "inactive"), rf"{PERSON}retraitee?\b")),
]
# "Vendeur en boulangerie", "carreleuse chez Untel".
AT_A_JOB = (
    rf"^\W*(?:je suis )?(?:une? )?(?:vendeu(?:r|se)|{FORM}) (?:a|au|aux|chez|dans|en|depuis|pour)\b"
    r"(?! (?:mon compte|recherche|reconversion))"
)
# Enough as an answer about the situation, too little elsewhere.
SHORT_ANSWERS = [
    (value, listed("situation", f"short_{value}"))
    if value != "employee"
    else (value, any_of(words("situation", "short_employee"), AT_A_JOB))
    for value in (
        "insertion_employee", "self_employed", "public_agent", "employee", "student", "inactive",
        "esat_worker", "jobseeker",
    )
]  # fmt: skip

# "Mi-temps chez Aldi et inscrite à France Travail": the contract held decides.
WORKS_TOO = re.compile(
    rf"^\W*(?:(?:je (?:suis|bosse|travaille)|j'ai) )?(?:a |en )?(?:{words('situation', 'works_too')})"
)
# "J'ai signé un CDI pour mars, d'ici là je suis au chômage": what comes is not held yet.
UNTIL_THEN = re.compile(r"\bd'ici la\b|\ben attendant\b|\bjusque[- ]la\b|\bpour l'instant\b")
# "Je n'y suis pas salarié": no reader may give what is denied so.
NOT_ONE = {
    r"salarie|employee?\b|en (?:emploi|poste|cdi|cdd)": "employee",
    "etudiant|lyceen|scolarise|eleve|collegien|a l'ecole|au lycee|au college": "student",
    "au chomage|demandeu|chomeu": "jobseeker",
}
SIDE_JOB = re.compile(
    r"\b(?:travail|boulot|job|emploi) (?:a cote|etudiant|le soir|d'appoint|le week-end|d'ete)\b"
)
CORRECTS = re.compile(r"\b(?:je suis|finalement|en fait)\b")
HOST_VOICE = re.compile(
    r"\b(?:j'accueille|je (?:tiens|dirige|gere) (?:une?|la|le|l')|nous sommes une?|nous recevons|on tient"
    r"|on accueille|nous accueillons"
    r"|accueillir (?:une?|quelqu'un)"
    r"|on (?:va )?prend(?:re)?\b|je (?:vais )?prend(?:s|re) une?\b|nous prenons|on recoit|je recois"
    r"|chez (?:moi|nous)|(?:mon|ma|notre) (?:futur\w* )?stagiaire"
    r"|notre (?:boutique|entreprise|boulangerie|etablissement))"
)

NOT_MINE = re.compile(
    r"\b(?:remplac\w+|tuteur|tutrice|(?:mon|ma|le|la|un|une) (?:mari|femme|copain|copine|frere|soeur|pere"
    r"|mere|voisine?|conjointe?|oncle|tante|ami|amie|cousine?)|decrocher|trouver|obtenir|avoir|signer"
    r"|propos\w+|promis|promesse|futur|ensuite|apres|embauch\w+|a la cle|cherche(?:nt)? (?:un|une)"
    r"|avant (?:un|le|de)|place d[eu]|(?:projet|metier|profession|reve|formation|concours|diplome|stage"
    r"|immersion)s?"
    r" (?:de|d|du|comme|en tant qu'?e?)|veux (?:un|etre|devenir)|voudrais (?:un|etre|devenir)|devenir"
    # Dictated, « voir le métier de plaquiste je suis inscrit » goes on with what one is.
    r"|etre)\b(?:(?! je suis\b| j'ai\b)[^,.;]){0,25}$"
)

# "chez mon grand-père, il est à la retraite": he or she is the relative.
RELATIVE = re.compile(
    r"\b(?:mon|ma) (?:grand-?(?:pere|mere)|voisine?|tante|oncle|cousine?|soeur|frere|mere|pere|amie?"
    r"|copine|copain"
    r"|mari|femme)\b"
)
NOT_SEEKING = re.compile(
    r"\bcherche (?:pas|plus|rien)(?: vraiment| du tout)?(?: (?:d'|de |du )?(?:emploi|travail|boulot|taf)\b"
    r"|(?: (?:pour l'instant|en ce moment|actuellement|encore|pour le moment|maintenant))?"
    r"(?=\W*$|[,;.!]| car\b))"
)
# "Ma référente RSA", "la dame du RSA": somebody of a service.
SICK_OVER = re.compile(
    r"\bplus (?:d'|en )arret\b|\b(?:mon|l') ?arret (?:\w+ )?(?:est |s'est )?(?:fini|termine)"
)
PUT_ON_LEAVE = re.compile(
    r"\b(?:medecin|docteur|generaliste)[^.;,]{0,20} m'a (?:mise? en arret|(?:re)?arretee?|prolongee?)\b"
    r"|\barretee? (?:par|depuis|jusqu\w+) [^.;,]{0,12}\bmedecin"
)
AGENT_OF = re.compile(
    r"\b(?:referente?s?|dame|personne|monsieur|conseillere?|assistante?|service|bureau|travailleu\w+)"
    r"(?: sociale?)? (?:du |de |au |pour le )?$"
)
FIRST_PERSON = re.compile(r"\b(?:je suis|je serai|j'etais|moi)\b[^.;!?]*$")
# "Deux opticiennes et une apprentie": the people of a house.
AMONG_OTHERS = re.compile(r"(?<!suis )\b(?:\d+|une?|des|les) [a-z]+(?:,| et|, et) (?:une?|\d+) $")
# An accident feared, "c'est un accident du travail, ça ?", beside one that was.
HAD_IT = re.compile(r"\b(?:eu|subi|suite a|apres|depuis|cause d[e']|pour|en) ?(?:une? |mon |l'|cet )?$")
# "Elle a déjà une apprentie", "un vacataire tiendra le guichet": people of the house.
SOMEBODY = re.compile(
    r"apprentie?s?\b|alternant|vacataire|fonctionnaire|agente?|militaire|gendarme|policie|prof|surveillant"
    r"|interimaire"
    r"|salarie|employe|(?:auto|micro)[- ]?entrepreneu|independant|lyceen|collegien|etudiant|eleve"
    r"|contractuel|titulaire"
    r"|demandeu|chomeu|retraite|interne|pompier"
)
A_MEMBER = re.compile(r"\b(?:une?|des|les?|la|leurs?|son|sa|ses|ce|cette|nos|notre|vos|\d+) $|\bl'$")
SAID_OF = re.compile(
    r"\b(?:suis|est|sera|serait|c'est|etre|comme|tant qu'?e?|jeune|statut|accompagn\w+|suis|suivons|pour"
    r"|de mon|de ma"
    r"|concern\w+) (?:une? |la |le |l'|mon |ma )?$"
)
HAS_ONE = re.compile(
    r"\b(?:a|ont|avons|avec|emploi\w*|form\w+|pren\w+|recoi\w+|embauch\w+|cherch\w+)(?: (?:deja|aussi"
    r"|bien))* (?:une?|des"
    r"|\d+|son|sa|leurs?) $"
)
ACTS_THERE = re.compile(
    r"(?: (?!qui\b)[a-z]+){0,4} (?:tien\w+|remplac\w+|assur\w+|s'occup\w+|(?:le|la|l'|me|m'|lui) ?(?:form"
    r"|montr|encadr)\w+)"
)
SOMEBODY_THERE = re.compile(
    rf"\b(?:une?|le|la|l'|mon|ma) ?(?:{FORM}|{words('subjects', 'staff')}|{words('subjects', 'relatives')})\b"
)
# "C'est sa sœur qui est auto-entrepreneuse".
RELATIVE_IS = re.compile(
    rf"\b(?:mon|ma|son|sa|leur) (?:{words('subjects', 'relatives')}),? (?:qui |elle |il )?(?:est|a)"
    r" (?:(?:une?|en|au) )?$"
)
# "La céramiste est à son compte, en micro-entreprise": whoever has that trade there.
A_TRADE_IS = re.compile(
    rf"\b(?:le|la|l'|un|une) ?{FORM} (?:(?!que j|que je|que nous)[^.;!?])*?\b(?:est|exerce|travaille)\b"
    r"(?:(?!\b(?:je|j'|il|elle|moi|mon|ma)\b)[^.;!?])*$"
)
HE_OR_SHE = re.compile(r"\b(?:il|elle)(?: (?!je\b)[a-z']+){0,3} ?$")
PAST = re.compile(
    r"\b(?:j'etais|etait|j'ai ete|(?:il|elle) a (?:longtemps )?ete(?! (?:embauch|recrut|prise|titularis))"
    r"|ancien(?:ne)?|ex|avant j'|autrefois|apres (?:avoir|10|\d+)"
    r"|(?:viens|vient|venait) de (?:finir|terminer|perdre|quitter|sortir)|(?:ai|a|avait|avais|ont)"
    r" (?:deja |juste |bien )?(?:fini|termine|perdu|quitte|eu|fait|enchaine|effectue|acheve)"
    r"|sor(?:s|t|ti|tie)"
    r" (?:juste )?d[e'u]|suite a)\b[^,.;]{0,25}$"
)
_ENDS = rf"(?:{words('situation', 'ends')})"
# "le CDI c'était avant", "mon CDD est fini", "ma micro est radiée".
ENDED = re.compile(
    r",? ?(?:c'est (?:fini|termine)|c'etait (?:avant|l'an dernier|autrefois)|etait avant)"
    rf"| (?:est|s'est|a|a ete|vient de|vient de se|vient d'etre) (?:deja |bien |juste )?{_ENDS}"
    r"|[^.;]{0,25}?,? (?:contrat |que j'ai )?(?:rompue?|abandonnee?|interrompue?|resiliee?)\b"
)
# "Intérimaire depuis 11 ans, ma mission s'est arrêtée vendredi, donc là je suis au chômage".
JOB_ENDED = re.compile(
    r"\b(?:mission|contrat|cdd|cdi|poste|emploi|boulot|travail|micro|activite|apprentissage|alternance)s?\b"
    rf"[^.;!?]{{0,30}} (?:est|s'est|a ete|vient de se|vient d'etre) (?:deja |bien |juste )?{_ENDS}"
    r"|\b(?:plus|fini) (?:de |d'|la |l'|le )(?:mission|contrat|cdd|interim|poste)\b"
)


# « Je suis à la mission locale » is followed there, and works nowhere by that.
FOLLOWED_AT = re.compile(
    r"\bsuis (?:suivie? )?(?:a|par|avec|chez) (?:la |le |l')?(?:missions? locales?|ml|cap emploi"
    r"|france travail|pole emploi|apec)\b"
)


def read(reading: Reading) -> None:
    """Fill status, sick_leave and sick_leave_agreement."""
    _read_status(reading)
    _read_sick_leave(reading)


def _read_status(reading: Reading) -> None:
    if reading.question not in (
        None,
        "q2_situation",
        "q3_prescriber",
        "q4_age",
        "q1_objective",
        "q5_host",
        "f6_employee",
        "f7_insertion",
        "q6_dates",
        "q7_schedule",
        "q8_use",
        "q9_prior",
    ):
        return
    text = reading.theirs
    found: list[str] = []
    places: list[tuple[int, int]] = []
    for value, pattern in STATUSES:
        for match in pattern.finditer(text):
            if value == "employee" and reading.question == "f6_employee":
                # Asked of somebody employed: it says nothing new.
                continue
            if (
                value != "insertion_employee"
                and reading.question in ("f6_employee", "f7_insertion")
                and not CORRECTS.search(text)
            ):
                continue
            if _denied_status(reading, match, value):
                reading.denied.add(("status", value))
            else:
                found.append(value)
                places.append(match.span())
                text = text[: match.start()] + "~" * len(match.group()) + text[match.end() :]
                break
    followed = "employee" not in found and FOLLOWED_AT.search(reading.own)
    if followed:
        reading.denied.add(("status", "employee"))
    if not found and reading.asks("q2_situation"):
        for value, short in SHORT_ANSWERS:
            answer = short.search(reading.text)
            works_there = not (followed and value == "employee")
            if answer and works_there and not is_negated(reading.text, answer.start()):
                found.append(value)
                break
    for word, value in NOT_ONE.items():
        if re.search(rf"\b(?:pas|plus|jamais|ni) (?:encore |vraiment |une? )?(?:{word})", text):
            reading.denied.add(("status", value))
    if found == ["jobseeker"] and WORKS_TOO.search(text):
        found = ["employee"]
    if "jobseeker" in found and (UNTIL_THEN.search(text) or JOB_ENDED.search(text)):
        found = ["jobseeker"]
    if set(found) <= {"jobseeker", "inactive"} and NOT_SEEKING.search(reading.text):
        found = ["inactive"]
    if found:
        reading.put("status", _one_status(found, reading.text), at=places[0] if places else reading.whole)


def _one_status(found: list[str], text: str) -> str:
    """The status that decides: the contract held, before the registration as a jobseeker."""
    if "student" in found and SIDE_JOB.search(text):
        return "student"
    if "jobseeker" in found and found[0] in ("student", "inactive"):
        return "jobseeker"
    return found[0]


def _denied_status(reading: Reading, match: re.Match, value: str) -> bool:
    text = reading.text
    # What stands before a noun ("…, retraitée") is no part of it.
    start = match.start() + len(match.group()) - len(match.group().lstrip(",;:.(! "))
    before, word = text[max(0, start - 50) : start], text[start : match.end()]
    if RELATIVE.search(text[: match.start()]) and re.search(
        r"\b(?:il|elle)(?: (?!je\b)[a-z']+){0,3} ?$", before
    ):
        return True
    if NOT_MINE.search(before) or (PAST.search(before) and value != "jobseeker"):
        return True
    if _is_of_another(reading, before, word, text[match.end() :]):
        return True
    if value == "self_employed" and A_TRADE_IS.search(text, 0, start):
        return True
    if HOST_VOICE.search(text) and re.search(
        r"patron|gerant|entreprise|boite|commerc|artisan|agricult", word
    ):
        return True
    if word == "rsa" and AGENT_OF.search(before):
        return True
    if ENDED.match(text[match.end() :]):
        return True
    if word.startswith(("ne travaille", "ne bosse", "sans ", "plus de", "ne ", "j'ai pas", "n'ai pas")):
        return False
    return is_negated(text, start)


def _is_of_another(reading: Reading, before: str, word: str, after: str) -> bool:
    """Whether a status is that of people of the house, or of the one that « il » or « elle » is."""
    if SOMEBODY.match(word) and A_MEMBER.search(before) and not SAID_OF.search(before):
        own = reading.speaker == "adviser" and re.search(r"\bj'ai (?:une?|des) $", before)
        if (
            HAS_ONE.search(before)
            or AMONG_OTHERS.search(before)
            or ACTS_THERE.match(after)
            or (reading.plan.get("status") and not own)
        ):
            return True
    if RELATIVE_IS.search(before):
        return True
    if reading.speaker not in (None, "person") or not HE_OR_SHE.search(before):
        return False
    told_of_me = re.search(r"\b(?:me|moi|je)\b|\bm'", reading.text) and SOMEBODY_THERE.search(reading.text)
    return bool(told_of_me or reading.plan.get("status"))


def _is_feared(reading: Reading, said: re.Match) -> bool:
    """Whether an accident is only asked about."""
    asks = re.match(r"[^.!;?]*\?", reading.full[said.end() :])
    return said[0].startswith("accident") and bool(asks) and not HAD_IT.search(reading.own[: said.start()])


def _read_sick_leave(reading: Reading) -> None:
    text = reading.own
    if over := SICK_OVER.search(text):
        reading.put("sick_leave", False, at=over.span())
    elif put := PUT_ON_LEAVE.search(text):
        reading.put("sick_leave", True, at=put.span())
    match = re.search(
        r"\b(?:arret(?:ee?)?(?: de)? (?:maladie|travail)|en (?:arret|maladie|mi-temps therapeutique)\b"
        r"|accident (?:du|de) travail|arret longue maladie|en longue maladie)",
        text,
    )
    if match and not (
        absence.of_another(text, match.start())
        or _is_feared(reading, match)
        or re.search(
            r"remplac|\belle est en arret|\bune? d(?:e |')(?:nos|mes|leurs|ses) ",
            clause_around(text, match.start(), match.end()),
        )
        or (reading.asks("q8_use") and not FIRST_PERSON.search(text[: match.start()]))
    ):
        reading.put("sick_leave", not is_negated(text, match.start()), at=match.span())
    elif match and _is_feared(reading, match):
        reading.denied.add(("sick_leave", True))
    if re.search(
        r"\bpas (?:encore? )?(?:repondu|la reponse|demande|contacte|appele|saisi)|\bj'attends\b"
        r"|\battend\w* (?:la |sa |leur |une |encore )*reponse",
        text,
    ):
        reading.denied |= {("sick_leave_agreement", True), ("sick_leave_agreement", False)}
        return
    doctor = re.search(r"\b(?:medecin|cpam|docteur|secu|securite sociale|caisse)\b", text)
    if doctor and (
        reading.asks("f9_sick") or "sick_leave" in reading.found.fields or reading.question is None
    ):
        clause = clause_around(text, doctor.start(), doctor.end())
        if re.search(
            r"\bpas d'accord|\brefus|\bne veu[tx]|\b(?:dit|repondu|c'est) (?:que )?non\b|(?<!par )\bcontre\b",
            clause,
        ):
            reading.put("sick_leave_agreement", False, at=doctor.span())
        elif re.search(
            r"\bdit oui|d'accord|\baccepte|\bautoris|\bdonne (?:son|leur|l')|\bfeu vert|\bok\b"
            r"|\bc'est (?:oui|bon)\b"
            r"|\b(?:repon\w+|est|sont) (?:(?:que )?oui|favorable\w*|positi\w+)"
            r"|\bconfirm\w*(?= (?:aussi|egalement|pareil|(?:son|l')|que (?:oui|c'est))|\W*$)(?! l'arret)"
            r"|(?<!c')\b(?:est|sont) pour\b(?! (?:le|la|un|une|mon|des)\b)",
            clause,
        ):
            reading.put("sick_leave_agreement", True, at=doctor.span())
