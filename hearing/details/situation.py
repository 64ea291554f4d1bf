"""Situation of the person: jobseeker, employee, student… and sick leave."""

import re

from .clauses import clause_around, is_negated
from .model import Reading
from .patterns import any_of

# What may stand before a noun that says who the person is; "un salarié", "les étudiants" are other people.
PERSON = (
    r"(?:^|[,;:.(!] ?|\b(?:suis|est|sera|es|statut|ans|et|actuellement|toujours|encore|deja|jeune"
    r"|beneficiaire|dame|monsieur|homme|femme|client|cliente|fille|fils|moi|madame)"
    r" (?:une? )?)"
)
STATUSES = [
    # Longer and more telling forms first: the first one found wins.
    (
        "esat_worker",
        any_of(
            r"\b(?:travailleu[rs]e?s?|travaille|suis|accueillie?|bosse|admise?|est"
            r"|usager\w*) (?:handicape\w* )?(?:actuellement |deja )?(?:en|dans une?|a l'|d'"
            r"|au sein d'un) ?esat\b",
            r"(?:^|[,;.] ?)en esat\b",
        ),
    ),
    (
        "insertion_employee",
        any_of(
            r"\bcddi\b",
            r"\bc\.d\.d\.i\b",
            r"\b(?:en|salariee?|travaille|suis|bosse)[^,.;]{0,25}(?:chantiers? d'insertion"
            r"|entreprise d'insertion|association intermediaire|structure d'insertion|\baci\b|\bsiae\b"
            r"|\betti\b)",
            r"\bcdi[- ]inclusion\b",
            r"\bcontrats? (?:aidee?s?|unique d'insertion|d'insertion)\b",
            r"\bcui\b",
            r"\bcui[- ]c(?:ae|ie)\b",
            r"\bparcours emploi competences?\b",
            r"\b(?:en|un|mon|contrat) pec\b|^pec\b",
            r"\bcdd d'insertion\b",
            r"\bdans (?:mon|ma) (?:association intermediaire|chantier d'insertion|entreprise d'insertion"
            r"|aci|ei)\b",
        ),
    ),
    (
        "apprentice",
        any_of(
            r"(?<!formation d')(?<!formation des )\bapprentie?s?\b(?! sage)",
            r"\b(?:contrat )?d'apprentissage\b",
            r"\ben apprentissage\b",
            r"\b(?:en|mon) alternance\b",
            r"\balternante?\b",
            r"\bcontrat(?: de)? pro(?:fessionnalisation)?\b",
        ),
    ),
    (
        "public_agent",
        any_of(
            r"\bfonctionnaires?\b",
            r"\bagente?s? (?:public|publique|territoriale?|hospitaliere?|de la (?:mairie|fonction|ville)"
            r"|contractuel\w*|de l'etat)",
            r"\b(?:contractuel\w*|titulaire|stagiaire) (?:de|dans|a) (?:la |l')(?:fonction publique"
            r"|mairie|hopital|etat|education nationale|ville|collectivite)",
            r"\btitulaire[^,.;]{0,20}(?:hopital|fonction publique|mairie|chu|collectivite)",
            r"\b(?:cdi|cdd|travaille|bosse|poste|employee?|salariee?"
            r"|contractuel\w*)[^,.;]{0,15} (?:a la mairie|a l'hopital(?: public)?|au chu\b"
            r"|au conseil (?:departemental|regional)|a l'education nationale|dans la fonction publique"
            r"|a la prefecture|pour la mairie|au departement|dans une mairie|au rectorat"
            r"|a la communaute de communes)",
            r"\bprof(?:esseure?)? (?:des ecoles|titulaire|certifie)",
            r"\b(?:disponibilite|detachement|retraite|salariee?|suis) (?:de|dans) la fonction publique\b",
            r"\b(?:hopital(?: public)?|mairie|chu|prefecture) en (?:cdi|cdd)\b",
            r"\b(?:hopital|chu|mairie|prefecture)\b[^.;]{0,30}\btitulaire\b",
            r"\bmilitaire\b",
            r"\b(?:contrat|agent|cdd|cdi) de droit public\b|\bvacataire\b",
            r"\b(?:contractuel\w*|titulaire|stagiaire|enseignante?|prof\w*|atsem|aesh"
            r"|surveillante?) (?:dans|a|au|en) (?:une? |la |le |l')?"
            r"(?:lycee|college|ecole|fac|universite|mairie|rectorat|prefecture|hopital)",
            r"\bgendarme\b",
            r"\bpolicie",
        ),
    ),
    (
        "self_employed",
        any_of(
            r"(?<!un )(?<!une )(?<!chez )\bauto[- ]?entrep\w+",
            r"(?<!un )(?<!une )(?<!chez )\bmicro[- ]?entrep\w+",
            r"\b(?:suis|est|statut) (?:un |une )?independante?\b",
            r"\btravailleu[rs]e? independante?",
            r"\ba mon compte\b|\b(?:il|elle|beneficiaire|client|cliente) est a son compte\b",
            r"\bfree[- ]?lance\b",
            r"\bj'ai (?:ma|une) (?:propre )?(?:petite )?(?:boite|entreprise|societe|affaire)\b(?! qui)",
            r"\bchef(?:fe)? d'entreprise\b",
            r"\bprofession liberale\b",
            r"\b(?:suis|en|infirmiere?|exerce en) liberal\b",
            r"\b(?:suis|est) (?:gerante?|patron(?:ne)?|commercante?|artisane?|agriculteur|agricultrice"
            r"|exploitante?)\b",
            r"\bma propre (?:boite|entreprise)",
        ),
    ),
    (
        "student",
        any_of(
            rf"{PERSON}etudiante?\b",
            r"\blyceen(?:ne)?\b",
            r"\bcollegien(?:ne)?\b",
            r"\b(?:suis|est|eleve|encore) (?:actuellement |encore |en )*(?:en |au |a la )?(?:terminale"
            r"|premiere (?:generale|techno|pro)|seconde|3e|4e|troisieme|bts|licence|master|fac\b|lycee"
            r"|college|iut|but\b|bac pro|prepa\b|cap\b(?! emploi))",
            r"\b(?:a la fac|en bts|en terminale|en bac pro|en seconde)\b",
            r"\beleve (?:de|en|au)\b",
        ),
    ),
    (
        "employee",
        any_of(
            r"\bconge (?:parental|sabbatique|sans solde)\b",
            r"\bcdi\b",
            r"\bje (?:travaille|bosse) a (?:temps|mi)",
            r"\bcdd\b",
            r"\bc\.d\.i\b",
            r"\binterim(?:aire)?\b(?! d'insertion)",
            rf"{PERSON}salariee?\b(?! (?:absent|en conge|de l'entreprise|qui))",
            r"\b(?:suis|est|encore|toujours|deja) en (?:poste|emploi|activite)\b",
            r"\bentreprise adaptee\b",
            r"\bje (?:travaille|bosse)(?: (?!pas\b|plus\b)[a-z'-]+){0,3}? (?:dans|chez|comme|a l'|a la"
            r"|en tant|pour|depuis|actuellement|deja|au sein)\b",
            r"\bsuis (?:embauchee?|employee?|vendeuse|caissiere?|serveu[rs]e|secretaire|comptable"
            r"|aide-soignante?|assistante?|technicien\w*|ouvriere?|cadre)\b",
        ),
    ),
    (
        "jobseeker",
        any_of(
            r"\bchom(?:age|du|eu[rs]e?)\b",
            r"\bdemandeu[rs]e?s? d'?emploi\b",
            r"\bpointe\w* (?:a |au |chez )?(?:pole emploi|france travail|chomage)",
            r"\b(?:recherche|cherche|chercher|quete) (?:active )?(?:d'|de l'|un |une |du )?(?:emploi|travail"
            r"|boulot|taf)\b",
            r"(?<!referente )(?<!referent )\brsa\b",
            r"\bcej\b",
            r"\bcontrat d'engagement(?: jeune)?\b",
            r"\b(?:maintenant|actuellement|moi) pas (?:de )?(?:travail|boulot)\b",
            r"\bj'ai perdu mon (?:travail|boulot|emploi|job|taf)\b",
            r"\bcsp\b|\bcontrat de securisation\b",
            r"\bsans (?:emploi|travail|boulot|taf)\b",
            r"\binscrite? (?:(?:a|chez|au|comme) (?:la |l')?)?(?:pole emploi|france travail|ft\b|demandeur"
            r"|chomage)",
            r"\blicenciee?\b(?! en droit)",
            r"\b(?:touche|percois|ai) (?:l'|les )?(?:are|ass|allocations? (?:chomage)?)\b",
            r"\bl'are\b",
            r"\bindemnise\w* par (?:france travail|pole emploi)",
            r"\ba la recherche d'un (?:emploi|travail)",
            r"\bfin de droits\b",
            r"\bplus de (?:travail|boulot|taf)\b",
            r"\bne (?:travaille|bosse) (?:plus|pas)\b",
            r"\bj'ai pas (?:de |d')(?:emploi|travail|boulot|taf|job)\b|\bn'ai pas (?:de |d')(?:emploi"
            r"|travail|boulot|job)\b",
            r"\bde\b ?\bpour france travail\b",
        ),
    ),
    (
        "inactive",
        any_of(
            rf"{PERSON}retraitee?\b",
            r"\b(?:mere|pere|femme|homme|maman|papa) au foyer\b",
            r"\bsans activite\b",
            r"\bje ne (?:cherche|fais) (?:rien|pas (?:d'emploi|de travail))\b",
            r"\ba la retraite\b",
            r"\binactive?\b",
        ),
    ),
]


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
        ("inactive", r"\bau foyer\b|^\W*retraitee?\b"),
        ("esat_worker", r"\besat\b"),
        ("employee", r"\ben poste\b|\bje travaille\b|\ben activite\b|\bemployee?\b|\ben conge parental\b"
                r"|\b(?:un|mon) (?:petit )?(?:boulot|job|emploi)\b"),
    ]
}  # fmt: skip

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
    r"|avant (?:un|le|de)|place d[eu]|veux (?:un|etre|devenir)|voudrais (?:un|etre|devenir)|devenir"
    r"|etre)\b[^,.;]{0,25}$"
)

# "chez mon grand-père, il est à la retraite": he or she is the relative.
RELATIVE = re.compile(
    r"\b(?:mon|ma) (?:grand-?(?:pere|mere)|voisine?|tante|oncle|cousine?|soeur|frere|mere|pere|amie?"
    r"|copine|copain"
    r"|mari|femme)\b"
)
NOT_SEEKING = re.compile(
    r"\bcherche (?:pas|plus)(?: vraiment)? (?:d'|de |du )?(?:emploi|travail|boulot|taf)\b"
)
OTHER_ABSENT = re.compile(
    r"\b(?!personne|beneficiaire|client|candidat|jeune|dame|monsieur|elle|il|qui|c'|ou|ete|mais|et)[a-z]{3,}"
    r" (?:qui )?(?:est|sera|etait|part) $"
)
HE_OR_SHE = re.compile(r"\b(?:il|elle)(?: (?!je\b)[a-z']+){0,3} ?$")
PAST = re.compile(
    r"\b(?:j'etais|etait|j'ai ete|ancien(?:ne)?|ex|avant j'|autrefois|apres (?:avoir|10|\d+)"
    r"|(?:viens|vient|venait) de (?:finir|terminer|perdre|quitter|sortir)|(?:ai|a|avait|avais|ont)"
    r" (?:deja |juste |bien )?(?:fini|termine|perdu|quitte|eu|fait|enchaine|effectue|acheve)"
    r"|sor(?:s|t|ti|tie)"
    r" (?:juste )?d[e'u]|suite a)\b[^,.;]{0,25}$"
)
# "le CDI c'était avant", "mon CDD est fini".
ENDED = re.compile(
    r",? ?(?:c'est (?:fini|termine)|c'etait (?:avant|l'an dernier|autrefois)|etait avant)"
    r"| (?:est|s'est|vient de se) (?:fini|termine|arrete)"
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
            if (
                value != ("insertion_employee")
                and reading.question in ("f6_employee", "f7_insertion")
                and not CORRECTS.search(text)
            ):
                continue
            if not _denied_status(reading, match, value):
                found.append(value)
                places.append(match.span())
                text = text[: match.start()] + "~" * len(match.group()) + text[match.end() :]
                break
    if not found and reading.asks("q2_situation"):
        for value, short in SHORT_STATUSES["q2_situation"]:
            answer = re.search(short, reading.text)
            if answer and not is_negated(reading.text, answer.start()):
                found.append(value)
                break
    if set(found) <= {"jobseeker", "inactive"} and NOT_SEEKING.search(reading.text):
        found = ["inactive"]
    if found:
        reading.put("status", _one_status(found), at=places[0] if places else reading.whole)


def _one_status(found: list[str]) -> str:
    """The status that decides: the contract held, before the registration as a jobseeker."""
    if "jobseeker" in found and found[0] in ("student", "inactive"):
        return "jobseeker"
    return found[0]


def _denied_status(reading: Reading, match: re.Match, value: str) -> bool:
    text = reading.text
    before = text[max(0, match.start() - 50) : match.start()]
    word = match.group()
    if RELATIVE.search(text[: match.start()]) and re.search(
        r"\b(?:il|elle)(?: (?!je\b)[a-z']+){0,3} ?$", before
    ):
        return True
    if NOT_MINE.search(before) or (PAST.search(before) and value != "jobseeker"):
        return True
    if HOST_VOICE.search(text) and re.search(
        r"patron|gerant|entreprise|boite|commerc|artisan|agricult", word
    ):
        return True
    if ENDED.match(text[match.end() :]):
        return True
    if word.startswith(("ne travaille", "ne bosse", "sans ", "plus de", "ne ", "j'ai pas", "n'ai pas")):
        return False
    return is_negated(text, match.start())


def _read_sick_leave(reading: Reading) -> None:
    text = reading.own
    match = re.search(
        r"\b(?:arret(?:ee?)?(?: de)? (?:maladie|travail)|en (?:arret|maladie|mi-temps therapeutique)\b"
        r"|accident (?:du|de) travail|arret longue maladie|en longue maladie)",
        text,
    )
    if match and not re.search(
        r"remplac|collegue|salariee? (?:en|qui)|elle est en arret|un employe|secretaire",
        clause_around(text, match.start(), match.end()),
    ):
        if OTHER_ABSENT.search(text[: match.start()]):
            return
        reading.put("sick_leave", not is_negated(text, match.start()), at=match.span())
    if re.search(r"\bpas (?:encore )?repondu|\battend\w* (?:la |sa |leur |une |encore )*reponse", text):
        return
    doctor = re.search(r"\b(?:medecin|cpam|docteur|secu|securite sociale|caisse)\b", text)
    if doctor and (
        reading.asks("f9_sick") or "sick_leave" in reading.found.fields or reading.question is None
    ):
        clause = clause_around(text, doctor.start(), doctor.end())
        if re.search(r"\bpas d'accord|\brefus|\bne veu[tx]|\bdit non|\bcontre\b", clause):
            reading.put("sick_leave_agreement", False, at=doctor.span())
        elif re.search(
            r"\bdit oui|d'accord|\baccepte|\bautoris|\bdonne (?:son|leur|l')|\bfeu vert|\bok\b", clause
        ):
            reading.put("sick_leave_agreement", True, at=doctor.span())
