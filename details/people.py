"""Age and date of birth, situation, sick leave, and what concerns minors."""

import re
from datetime import date, timedelta

from . import dates
from .calendar_fr import accented, last_day, make_date
from .clauses import clause_around, is_negated
from .dates import MONTH, NUMBERED, SLASHED
from .model import Reading
from .normalise import MONTHS

AGE = re.compile(
    r"(?<![\d.,/])(?P<age>\d{1,3}) ?(?:ans|balais|piges)\b(?P<half> et demie?)?(?P<tail>[^~.;!?]{0,30})"
)
OTHER_YEARS_TAIL = re.compile(
    r"^ (?:d'|de (?:metier|maison|boite|carriere|pratique|cdi|vente|service|vie|secretariat)|dans|que"
    r"|comme|en tant|chez|a travailler|apres|plus tard|et plus|ou plus|maxi|minimum|au (?:moins|plus"
    r"|maximum))"
)
OTHER_YEARS_HEAD = re.compile(
    r"(?:depuis|il y a|ca fait|cela fait|pendant|apres|dans|voila|tous les|plus d[e']|moins d[e']|jusqu'a"
    r"|avant|des|durant|les|mes|bientot|presque|sous les|jusqu'aux?|entre \d+ et|\d a) ?$"
)
CHILD = re.compile(
    r"\b(?:fils|fille|enfants?|petit|petite|bebe|gamins?|garcon|mari|femme|conjoint|mere|pere|soeur|frere"
    r"|jumeaux)\b"
)
BIRTH = re.compile(
    rf"\b(?:nee?|naissance|ne\(e\)|naissance est|date de naissance)\b(?: [a-z']+| :|,){{0,2}}? ?(?:le "
    rf"|du |: ?)?(?P<date>{NUMBERED}|{SLASHED})"
)
WRITTEN_DATE = re.compile(rf"(?P<date>{NUMBERED}|{SLASHED})")
BIRTH_YEAR = re.compile(
    rf"\b(?:nee?|naissance) (?:en|:) (?P<phrase>(?:{MONTH} )?(?:19|20)\d\d)\b"
    rf"|\bje suis de (?P<phrase2>(?:19|20)\d\d)\b"
)
COMING_AGE = re.compile(
    rf"\b(?:j'aurai|aurai|aura|j'aurais|je vais avoir|va avoir|je ferai|fete(?:rai)?(?: mes| ses)?"
    rf"|bientot|,|et|j'en aurai|en aura|mes|j'ai) (?:mes |ses )?(?P<age>\d{{1,2}})(?: ans)? (?:en "
    rf"|au mois de |au mois d'|le |debut |fin |mi-)(?P<when>{NUMBERED}|{MONTH})"
)
MAX_AGE = 120

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


def read_birth_and_age(reading: Reading) -> None:
    """Fill birth_date and age_at_start, before other dates are read."""
    _read_birth(reading)
    _read_age(reading)


def read(reading: Reading) -> None:
    """Fill status, sick_leave, and for minors the consent and the dangers."""
    _read_status(reading)
    _read_sick_leave(reading)
    _read_minor(reading)


def _read_birth(reading: Reading) -> None:
    match = BIRTH.search(reading.timed)
    if not match and reading.asks("q4_age"):
        match = WRITTEN_DATE.search(reading.timed)
    if match:
        reading.claim(match.start(), match.end())
        _put_birth(reading, match["date"])
        return
    match = BIRTH_YEAR.search(reading.timed)
    if match:
        reading.claim(match.start(), match.end())
        phrase = match["phrase"] or match["phrase2"]
        reading.approximate("birth_date", accented(phrase))


def _put_birth(reading: Reading, phrase: str) -> None:
    mention = dates.parse(phrase, reading.today)
    if mention is None:
        return
    if mention.year is None:
        reading.approximate("birth_date", accented(phrase))
        return
    year = mention.year
    if year > reading.today.year and re.search(r"[/.-]\d\d$", phrase):
        year -= 100
    try:
        day = dates.after(dates.Mention(mention.day, mention.month, year), reading.today)
    except dates.ImpossibleDate as error:
        reading.reject("birth_date", str(error))
        return
    if day and (day > reading.today or reading.today.year - day.year > MAX_AGE):
        reading.reject(
            "birth_date",
            "Cette date de naissance n'est pas possible. Donnez le jour, le mois et l'année, par "
            "exemple « 3 mars 2009 ».",
        )
    elif day:
        reading.put("birth_date", day)


def _read_age(reading: Reading) -> None:
    _read_coming_age(reading)
    for match in AGE.finditer(reading.timed):
        head = reading.timed[max(0, match.start() - 25) : match.start()]
        age = int(match["age"])
        if OTHER_YEARS_TAIL.search(match["tail"]) or OTHER_YEARS_HEAD.search(head):
            reading.claim(match.start(), match.start("tail"))
            continue
        if age < 13 and CHILD.search(clause_around(reading.full, match.start(), match.end())):
            continue
        if is_negated(reading.timed, match.start()) or "birth_date" in reading.found.fields:
            continue
        reading.claim(match.start(), match.start("tail"))
        _put_age(reading, age)
        return
    if reading.asks("q4_age"):
        bare = re.search(r"(?<![\d/.,-])(\d{1,3})(?![\d/.,]|h)", reading.timed)
        if bare and not reading.found.fields.keys() & {"age_at_start", "birth_date"}:
            reading.claim(bare.start(), bare.end())
            _put_age(reading, int(bare[1]))


def _put_age(reading: Reading, age: int) -> None:
    if age > MAX_AGE:
        reading.reject(
            "age_at_start", "Cet âge n'est pas possible. Donnez votre âge en années, par exemple « 34 ans »."
        )
    else:
        reading.put("age_at_start", age)


def _read_coming_age(reading: Reading) -> None:
    match = COMING_AGE.search(reading.timed)
    if not match:
        return
    when, age = match["when"], int(match["age"])
    stated = AGE.search(reading.timed[: match.start()])
    reading.claim(match.start(), match.end())
    if re.search(r"\d", when):
        mention = dates.parse(when, reading.today)
        try:
            birthday = dates.after(mention, reading.today) if mention else None
        except ValueError:
            return
        born = make_date(birthday.year - age, birthday.month, birthday.day) if birthday else None
        if born:
            reading.put("birth_date", born)
        return
    if stated:
        # The age said first holds unless the start is known to come later.
        return
    phrase = accented(f"{age} ans en {when}")
    known_age = age_from_phrase(phrase, reading.known("start_date"), reading.today)
    if known_age is None:
        reading.approximate("age_at_start", phrase)
    else:
        reading.put("age_at_start", known_age)


def age_from_phrase(phrase: str, start: date | None, today: date) -> int | None:
    """Age on `start` of who turns 18 in April ("18 ans en avril"); None when `start` is unknown or in that month."""
    match = re.match(r"(\d+) ans en ([a-zûé]+)", phrase)
    if not match or not start:
        return None
    name = match[2].replace("é", "e").replace("û", "u")
    if name not in MONTHS:
        return None
    month = MONTHS.index(name) + 1
    first = make_date(today.year + (month < today.month), month, 1)
    if start < first:
        return int(match[1]) - 1
    if start > last_day(first, 1):
        # A whole year later another birthday has come.
        return int(match[1]) if start < first + timedelta(days=365) else None
    return None


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


def _read_minor(reading: Reading) -> None:
    text = reading.text
    if re.search(r"\bemancip", text):
        reading.put("legal_rep_agreement", True)
    parents = re.search(
        r"\b(?:mes|ses|les|nos) parents\b|\b(?:ma|sa) (?:mere|maman|tutrice)\b|\b(?:mon|son) (?:pere|papa"
        r"|tuteur legal|representant)\b|\bpapa\b|\bmaman\b",
        text,
    )
    if parents:
        clause = clause_around(text, parents.start(), parents.end())
        if re.search(
            r"pas d'accord|\brefus|\bneg?\b[^,]{0,12}\b(?:veu|signe|sont)|\bveu(?:t|lent) pas|\bcontre\b"
            r"|\bdit non|\bopposee?",
            clause,
        ):
            reading.put("legal_rep_agreement", False)
        elif re.search(r"d'accord|\bsign|\baccept|\bdit oui|\bok\b|\bautoris|\bveu(?:t|lent) bien", clause):
            reading.put("legal_rep_agreement", True)
    _read_danger(reading)
    _read_site(reading)


DANGER = re.compile(
    r"\b(?:scies?\b|tronconneuse|machines? (?:dangereuses?|a bois|outils?|de decoupe|a couper)"
    r"|produits? (?:chimiques?|dangereux|toxiques?)|echafaudages?|en hauteur|sur (?:le|les|un) toits?"
    r"|sous tension|electrique\b|engins?\b|tracteur|nacelle|chariot elevateur|presse\b|toupie|meuleuse"
    r"|soudure|au bar\b|service au bar|amiante|phytosanitaires?)"
)


def _read_danger(reading: Reading) -> None:
    text = reading.text
    if reading.asks("f2_minor", "dangerous_work") and re.search(
        r"\b(?:que|juste|seulement|uniquement) (?:regarder|observer|aider)|\brien de (?:dangereux|risque)"
        r"|\baucun(?:e)? (?:danger|machine|risque)",
        text,
    ):
        reading.put("dangerous_work", False)
        return
    match = DANGER.search(text)
    if match:
        reading.put("dangerous_work", not is_negated(text, match.start()))
        return
    match = re.search(
        r"\b(?:rien de dangereux|pas de (?:machines?|danger|travaux dangereux)|aucun (?:danger"
        r"|travail dangereux))\b",
        text,
    )
    if match:
        reading.put("dangerous_work", False)


def _read_site(reading: Reading) -> None:
    match = re.search(
        r"\b(?:sur|dans) (?:un |des |le |les )?chantiers?\b(?! d'insertion| naval| ecole)", reading.text
    )
    if match:
        reading.put("construction_site", not is_negated(reading.text, match.start()))
