"""Situation of the person: jobseeker, employee, student… and sick leave."""

import re

from .clauses import clause_around, is_negated
from .model import Reading

STATUSES = [
    # Longer and more telling forms first: the first one found wins.
    (
        "esat_worker"
        ,
            r"\b(?:travailleu[rs]e?s?|travaille|suis|accueillie?|bosse|admise?|est"
            r"|usager\w*) (?:handicape\w* )?(?:actuellement |deja )?(?:en|dans une?|a l'|d'"
            r"|au sein d'un) ?esat\b"),
    (
        "insertion_employee"
        ,
            r"\bcddi\b|\bc\.d\.d\.i\b|\b(?:en|salariee?|travaille|suis"
            r"|bosse)[^,.;]{0,25}(?:chantiers? d'insertion|entreprise d'insertion"
            r"|association intermediaire|structure d'insertion|\baci\b|\bsiae\b|\betti\b)"
     r"|\bcdi[- ]inclusion\b|\bcontrats? (?:aidee?s?|unique d'insertion|d'insertion)\b|\bcui\b"
     r"|\bcui[- ]c(?:ae|ie)\b|\bparcours emploi competences?\b|\b(?:en|un|mon|contrat) pec\b"
     r"|\bcdd d'insertion\b"),
    (
        "apprentice"
        ,
            r"\bapprentie?s?\b(?! sage)|\b(?:contrat )?d'apprentissage\b|\ben apprentissage\b|\b(?:en"
            r"|mon) alternance\b|\balternante?\b|\bcontrat(?: de)? pro(?:fessionnalisation)?\b"),
    (
        "public_agent"
        ,
            r"\bfonctionnaires?\b|\bagente?s? (?:public|publique|territoriale?|hospitaliere?"
            r"|de la (?:mairie|fonction|ville)|contractuel\w*|de l'etat)|\b(?:contractuel\w*|titulaire"
            r"|stagiaire) (?:de|dans|a) (?:la |l')(?:fonction publique|mairie|hopital|etat"
            r"|education nationale|ville|collectivite)"
     r"|\btitulaire[^,.;]{0,20}(?:hopital|fonction publique|mairie|chu|collectivite)|\b(?:cdi|cdd"
     r"|travaille|bosse|poste|employee?|salariee?|contractuel\w*)[^,.;]{0,15} (?:a la mairie"
     r"|a l'hopital(?: public)?|au chu\b|au conseil (?:departemental|regional)|a l'education nationale"
     r"|dans la fonction publique|a la prefecture|pour la mairie|au departement|dans une mairie"
     r"|au rectorat|a la communaute de communes)"
     r"|\bprof(?:esseure?)? (?:des ecoles|titulaire|certifie)|\bmilitaire\b|\bgendarme\b|\bpolicie"),
    (
        "self_employed"
        ,
            r"\bauto[- ]?entrep\w+|\bmicro[- ]?entrep\w+|\b(?:suis|est|statut) (?:un "
            r"|une )?independante?\b|\btravailleu[rs]e? independante?|\b(?:a|suis a) (?:mon|son) compte\b"
            r"|\bfree[- ]?lance\b|\bj'ai (?:ma|une) (?:propre )?(?:petite )?(?:boite|entreprise|societe"
            r"|affaire)\b|\bchef(?:fe)? d'entreprise\b|\bprofession liberale\b|\b(?:suis|en|infirmiere?"
            r"|exerce en) liberal\b"
     r"|\b(?:suis|est) (?:gerante?|patronne?|commercante?|artisane?|agriculteur|agricultrice"
     r"|exploitante?)\b|\bma propre (?:boite|entreprise)"),
    (
        "student"
        ,
            r"\betudiante?\b|\blyceen(?:ne)?\b|\bcollegien(?:ne)?\b|\b(?:suis|est|eleve"
            r"|encore) (?:actuellement |encore |en )*(?:en |au |a la )?(?:terminale|premiere (?:generale"
            r"|techno|pro)|seconde|3e|4e|troisieme|bts|licence|master|fac|lycee|college|iut|but\b|bac pro"
            r"|prepa\b|cap\b(?! emploi))|\b(?:a la fac|en bts|en terminale|en bac pro|en seconde)\b"
            r"|\beleve (?:de|en|au)\b"),
    (
        "employee"
        ,
            r"\bconge (?:parental|sabbatique|sans solde)\b|\bcdi\b|\bcdd\b|\bc\.d\.i\b"
            r"|\binterim(?:aire)?\b(?! d'insertion)|\bsalariee?\b(?! (?:absent|en conge|de l'entreprise"
            r"|qui))|\b(?:suis|est|encore|toujours|deja) en (?:poste|emploi|activite)\b"
            r"|\bentreprise adaptee\b|\bje (?:travaille|bosse)(?! pas| plus| a mon compte)\b|\b(?:suis"
            r"|est) (?:embauchee?|employee?|vendeuse|caissiere?|serveu[rs]e|secretaire|comptable"
            r"|aide-soignante?|assistante?|technicien\w*|ouvriere?|cadre)\b"),
    (
        "jobseeker"
        ,
            r"\bchom(?:age|eu[rs]e?)\b|\bdemandeu[rs]e?s? d'?emploi\b|\b(?:recherche|cherche"
            r"|quete) (?:active )?(?:d'|de l'|un |une |du )?(?:emploi|travail|boulot|taf)\b|\brsa\b"
            r"|\bcej\b|\bcontrat d'engagement(?: jeune)?\b|\bcsp\b|\bsans (?:emploi|travail|boulot|taf)\b"
            r"|\binscrite? (?:a|chez|au|comme) (?:la |l')?(?:pole emploi|france travail|ft\b|demandeur"
            r"|chomage)"
     r"|\blicenciee?\b(?! en droit)|\b(?:touche|percois|ai) (?:l'|les )?(?:are|ass"
     r"|allocations? (?:chomage)?)\b|\bl'are\b|\bindemnise\w* par (?:france travail|pole emploi)"
     r"|\ba la recherche d'un (?:emploi|travail)|\bfin de droits\b|\bplus de (?:travail|boulot|taf)\b"
     r"|\bne (?:travaille|bosse) (?:plus|pas)\b|\bde\b ?\bpour france travail\b"),
    (
        "inactive"
        ,
            r"\bretraitee?\b|\b(?:mere|pere|femme|homme|maman|papa) au foyer\b|\bsans activite\b"
            r"|\bje ne (?:cherche|fais) (?:rien|pas (?:d'emploi|de travail))\b|\ba la retraite\b"
            r"|\binactive?\b"),
]  # fmt: skip

STATUS_PATTERNS = [(value, re.compile(pattern)) for value, pattern in STATUSES]

SHORT_STATUSES = {
    "q2_situation": [
        (
            "jobseeker"
            ,
                r"^(?:de|d\.e\.?|inscrite?|demandeu[rs]e?|chomeu[rs]e?|au chomage|recherche|je cherche"
                r"|en recherche|sans rien|rien|are|pole emploi|france travail|a france travail|ft)\b"),
        ("insertion_employee", r"\binsertion\b|\bpec\b|\baci\b|\betti\b"),
        (
            "self_employed"
            ,
                r"\bindependante?\b|\ba mon compte\b|\bma boite\b|\bliberale?\b|\bgerante?\b"
                r"|\bcommercante?\b|\bartisane?\b"),
        ("public_agent", r"\bcontractuel|\btitulaire\b|\bmairie\b|\bfonction publique\b|\bagent\b"),
        ("student", r"\beleve\b|\blycee\b|\bfac\b|\betudes\b|\bterminale\b|\becole\b"),
        ("esat_worker", r"\besat\b"),
        ("employee", r"\ben poste\b|\bje travaille\b|\ben activite\b|\bemployee?\b|\ben conge parental\b"),
    ]
}  # fmt: skip

HOST_VOICE = re.compile(
    r"\b(?:j'accueille|on accueille|nous accueillons|accueillir (?:une?|quelqu'un)"
    r"|on (?:va )?prend(?:re)?\b|je (?:vais )?prend(?:s|re) une?\b|nous prenons|on recoit|je recois"
    r"|notre (?:boutique|entreprise|boulangerie|etablissement))"
)

NOT_MINE = re.compile(
    r"\b(?:remplac\w+|tuteur|tutrice|(?:mon|ma|le|la|un|une) (?:mari|femme|copain|copine|frere|soeur|pere"
    r"|mere|voisine?|conjointe?|oncle|tante|ami|amie|cousine?)|decrocher|trouver|obtenir|avoir|signer"
    r"|proposent?|promis|promesse|futur|ensuite|apres|embauch\w+|a la cle|cherche(?:nt)? (?:un|une)"
    r"|veux (?:un|etre|devenir)|voudrais (?:un|etre|devenir)|devenir|etre)\b[^,.;]{0,25}$"
)

PAST = re.compile(
    r"\b(?:j'etais|etait|j'ai ete|ancien(?:ne)?|ex|avant j'|autrefois|apres (?:avoir|10|\d+))\b[^,.;]{0,25}$"
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
    text = reading.text
    found: list[str] = []
    for value, pattern in STATUS_PATTERNS:
        for match in pattern.finditer(text):
            if not _denied_status(reading, match):
                found.append(value)
                text = text[: match.start()] + "~" * len(match.group()) + text[match.end() :]
                break
    if not found and reading.asks("q2_situation"):
        for value, pattern in SHORT_STATUSES["q2_situation"]:
            match = re.search(pattern, reading.text)
            if match and not is_negated(reading.text, match.start()):
                found.append(value)
                break
    if found:
        reading.put("status", _one_status(found))


def _one_status(found: list[str]) -> str:
    """The status that decides: the contract held, before the registration as a jobseeker."""
    if "jobseeker" in found and found[0] in ("student", "inactive"):
        return "jobseeker"
    return found[0]


def _denied_status(reading: Reading, match: re.Match) -> bool:
    text = reading.text
    before = text[max(0, match.start() - 50) : match.start()]
    word = match.group()
    if NOT_MINE.search(before) or PAST.search(before):
        return True
    if HOST_VOICE.search(text) and re.search(
        r"patron|gerant|entreprise|boite|commerc|artisan|agricult", word
    ):
        return True
    if word.startswith(("ne travaille", "ne bosse", "sans ", "plus de", "ne ")):
        return False
    return is_negated(text, match.start())


def _read_sick_leave(reading: Reading) -> None:
    text = reading.text
    match = re.search(
        r"\b(?:arret(?:ee?)?(?: de)? (?:maladie|travail)|en (?:arret|maladie|mi-temps therapeutique)\b"
        r"|accident (?:du|de) travail|arret longue maladie|en longue maladie)",
        text,
    )
    if match and not re.search(
        r"remplac|collegue|salariee? (?:en|qui)|elle est en arret|un employe|secretaire",
        clause_around(text, match.start(), match.end()),
    ):
        reading.put("sick_leave", not is_negated(text, match.start()))
    doctor = re.search(r"\b(?:medecin|cpam|docteur|secu|securite sociale|caisse)\b", text)
    if doctor and (
        reading.asks("f9_sick") or "sick_leave" in reading.found.fields or reading.question is None
    ):
        clause = clause_around(text, doctor.start(), doctor.end())
        if re.search(r"\bpas d'accord|\brefus|\bne veu[tx]|\bdit non|\bcontre\b", clause):
            reading.put("sick_leave_agreement", False)
        elif re.search(
            r"\bdit oui|d'accord|\baccepte|\bautoris|\bdonne (?:son|leur|l')|\bfeu vert|\bok\b", clause
        ):
            reading.put("sick_leave_agreement", True)
