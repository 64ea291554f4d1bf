"""When the convention is signed, who looks after the person, and presence on public holidays."""

import re
from datetime import date

from . import dates
from .clauses import clause_around, is_negated
from .dates import ATOM, MONTH, VAGUE, WEEKDAY
from .model import Reading
from .patterns import any_of

SIGNED_LATER = any_of(
    r"\b(?:signera?|signerons|signer|signee?|signeront)\b[^,.;]{0,30}\b(?:plus tard|apres|pendant"
    r"|en cours|une fois commence)",
    r"\bsans (?:la )?convention\b",
    r"\bcommenc\w+ (?:avant|sans) (?:de |d'avoir |la )?(?:signe|signer|signature|convention)",
    # "Ils n'ont pas de convention" speaks of what they may prescribe.
    r"(?<!ont )(?<!avons )(?<!organisme a )\bpas (?:fait )?de convention\b(?! (?:avec|pour|de delegation))",
    r"\b(?:papiers?|convention|paperasse)(?: [a-z]+){0,2} (?:apres|plus tard|une fois)\b",
    r"\bregularis\w+ [^,.;]{0,20}(?:papiers?|convention|apres|plus tard)",
    r"\bconvention [^,.;]{0,25}\bapres (?:mon|le|son|l') ?(?:arrivee|debut|premier jour|1er jour|depart)",
    r"\b(?:commenc|demarr|debut)\w+ [^,.;]{0,25}avant (?:la signature|d'avoir signe|de signer)",
)
SIGNED = any_of(
    r"\btout est signe\b",
    r"\bconvention (?:est |a ete |deja |bien |sera )+signee\b",
    r"\btout le monde (?:a|aura) signe\b",
    r"\b(?:on|nous|j') ?(?:a|ai|avons|aura) (?:tous |toutes |deja |tout )*signe(?:e|r)? (?:la|notre"
    r"|ma) convention",
    r"\bconvention signee (?:par tous|avant)",
    r"\bsigne\w* avant (?:de commencer|le (?:debut|premier jour|demarrage|1er))",
)
# "tout le monde signe le vendredi 15 janvier", "les signatures sont prévues jeudi, le 3".
# A bare figure is a day only after "le": "signée par les trois le 14".
_DAY_SAID = rf"(?:le |au |du )?(?!(?<!le )(?<!au )(?<!du )\d{{1,2}}(?:er)?\b(?! {MONTH}|/))(?P<day>{ATOM})"
SIGNING_DAY = re.compile(
    rf"\b(?:sign(?!al)\w+)\b(?P<between>[^;.!?~]{{0,40}}?)(?<![\d/])\b{_DAY_SAID}"
    rf"(?:, ?(?:donc |soit )?le (?P<again>{ATOM}))?"
)
# "le 8 on signe tous".
DAY_OF_SIGNING = re.compile(
    rf"(?:^|[,;.!?] ?|\bet )(?:donc )?{_DAY_SAID}(?P<again>),? (?P<between>(?:on|tout le monde|tous|ils"
    rf"|nous|je|il|elle|les|la|le)"
    r"\b[^;.!?~,]{0,30}?)\bsign(?!al)\w+"
)
# "Le lycée ne fait pas de convention pendant les vacances": what a body does in general.
THEY_MAKE_NONE = re.compile(
    r"\b(?!(?:je|j'|on|nous)\b)(?:ils?|elles?|qui|lycee|college|ecole|universite|fac|cfa|france travail"
    r"|mission locale|cap emploi|organisme|agence)(?: (?:ne|n'en|n'))? ?[a-z]+ (?:[a-z]+ )?$"
)
OF_A_CONTRACT = re.compile(r"\b(?:contrats?|cddi?|cdi|pec|bail|promesse)\b")
_LEADS_TO_STAY = re.compile(
    r"\b(?:commenc|demarr|debut|stage|immersion|periode|pour (?:un|une|du)\b|avant|apres|jusqu)"
)
HOLIDAYS = any_of(
    r"\bjours? feries?\b",
    r"\bferie\b",
    r"\blundi de (?:paques|pentecote)\b",
    r"(?<!du )(?<!au )\b(?:le )?1er mai\b",
    r"\ble jour de noel\b",
)
# The days of the year that are always public holidays (article L3133-1), said as dates or by their names.
_HOLIDAY = (
    r"(?:1er (?:janvier|mai|novembre)|8 mai|14 juillet|15 aout|11 novembre|25 decembre|noel|jour de l'an"
    r"|jour de noel|toussaint|ascension|lundi de (?:paques|pentecote))\b"
)
_THE_HOLIDAY = rf"(?:le |la |l'|a )?(?:[a-z]+di |dimanche )?{_HOLIDAY}"
HOLIDAY_OFF = re.compile(
    rf"\b(?:pas|sauf|ni|hormis|excepte|hors)(?: (?:travailler|venir|la|bosser))? {_THE_HOLIDAY}"
)
HOLIDAY_ON = re.compile(
    rf"\b(?:meme|y compris|aussi) {_THE_HOLIDAY}"
    rf"|\b(?:travaill|boss|venir|viendr|ser)\w* (?:la )?{_THE_HOLIDAY}"
    rf"|\ble {_HOLIDAY} (?:aussi|compris|inclus|egalement)\b"
)
# "Pour le 25 décembre : je compte y être", "je resterai chez moi le jour de Noël".
ON_THE_DAY = re.compile(
    rf"\b(?:le (?:[a-z]+di |dimanche )?|l'|a (?=noel|la )|a la ){_HOLIDAY}(?! (?:au|jusqu|a) )"
)
BOUND_ON_IT = re.compile(r"\b(?:commenc|demarr|debut|fini|termin|arret|part)\w* (?:donc )?$")
STAYS_AWAY = re.compile(
    r"\b(?:je|j'|il|elle|on)\b ?(?:ne |n'|y |me )*(?:(?:rest|serai|ser[as]|passer)\w* (?:bien |plutot |donc "
    r")?(?:chez (?:moi|nous|elle|lui|ma|mes|mon|sa|ses)|a la maison|en famille|au repos|en repos"
    r"|avec (?:ma|mes|sa|ses))|(?:viendr|ser|ir|travailler|bosser)\w* pas|repose\w*)"
)
COMES = re.compile(
    r"\b(?:je|j'|il|elle)\b ?(?:(?:compt\w+|pens\w+|vais|va|veu[xt]|voudr\w+|souhait\w+) (?:bien |y )*"
    r"(?:etre|aller|venir|travailler|bosser)|y (?:serai?t?s?|sera|irai?t?s?|ira)"
    r"|(?:serai|sera) (?:la|sur place|presente?)|viendr\w+|travailler\w+|bosser\w+)\b(?! pas)"
)
# "ils travaillent le 25 décembre, mais moi je n'y serai pas".
NOT_ME_THEN = re.compile(r"\b(?:moi|je)\b[^.;!?]{0,25}\b(?:pas|non)\b|\bpas moi\b")
ABSENT = re.compile(
    r"\b(?:pas|sauf|ferme\w*|hors|excepte|n'y serai|repos|chome\w*|absente?"
    r"|serai (?:chez|en|avec|parti\w*))\b"
)
PRESENT = re.compile(
    r"\b(?:meme|aussi|y compris|compris|inclus|travaill\w+|serai(?: la| present\w*)?|viendrai|j'y serai"
    r"|ouvert\w*|bosse\w*)\b"
)
UNTUTORED = any_of(
    r"\bpas de tut(?:eur|rice)\b",
    r"\bsans tut(?:eur|rice)\b",
    r"\baucun tuteur\b",
    r"\bpersonne (?:pour|ne|n') ?(?:m'|l'|s'|me |le |la |va |sera )*(?:encadr|suivre sur|occuper"
    r"|accompagn\w+ sur place)\w*",
    r"\bpersonne (?:ne |n')?(?:va |sera la pour |pourra )?(?:m'|l')encadr",
    r"\b(?:il n'y|il y) aura personne\b",
    r"\bpersonne (?:ne |n')?(?:va |pourra )?s'occup\w+ de moi\b",
    r"\blaissee? seule?\b",
    r"\btut(?:eur|rice)(?: (?!est\b|sera\b|pas\b|qui\b)[a-z-]+)? ?[:=]? ?(?:n'est |est |toujours "
    r"|encore )*pas (?:encore )?"
    r"(?:fixe|designe|nomme|choisi|trouve|prevu|decide|connu)e?\b",
    r"\btut(?:eur|rice) ?[:=] ?(?:aucune?|personne|non|rien|pas)\b",
)
TUTORED = any_of(
    r"\b(?:m'|l'|nous |les |va m'|va l')encadr\w+|\bencadree? par (?!personne)",
    r"\bme (?:forme|suivra) sur(?: place)?\b",
    r"\bs'occuper(?:a|ait|ont)? de (?:moi|elle|lui)\b",
    r"\bm'occuper(?:ai|ais) d(?:e |')(?:elle|lui|la personne)\b",
    r"\bqui (?:l'|la |le |m'|me )(?:former\w+|montrer\w+)|\b(?:me|la|le) former(?:a|ont|ait)\b",
    r"\bme chapeaut\w+|\bm'accompagnera sur\b",
    r"\bqui (?:me |m'|le |la |l'|les |lui )(?:chaperonn|chapeaut|encadr|guid|parrain|coach)\w+",
    r"\bc'est (?:moi|nous|lui|elle) qui (?:me |m'|le |la |l'|les |lui )(?:suivr|accompagner|montrer|former"
    r"|prendr\w+ en charge)\w*",
    r"\b(?:suis|ser(?:ai|a|ais|ait)|rest\w+) (?:tout le temps |toujours )?avec"
    r" (?:(?:le|la|l'|un|une|mon|ma|son|sa|leur|notre) ?(?:chef\w* d'(?:equipe|atelier)|second"
    r"|encadrant\w*|format(?:eur|rice)|maitre\w*)\b"
    r"|(?:un|une|le|la|l') ?[a-z]+ qui (?:me|m'|lui|l') ?(?:montr|expliqu|appren|guid)\w*)",
    r"\bavec moi (?:toujours |tout le temps |juste )?a cote\b",
    r"\b(?:comme (?:le |la )?|serais (?:le |la |son |sa )?)tut(?:eur|rice)\b(?! legal)",
    r"\bc'est (?:la |le |l')?(?:patron(?:ne)?|gerante?|chef(?:fe)?|artisane?) qui (?:la |le |l'|m'|me )?"
    r"(?:suiv|encadr|form|guid|accompagn)\w+",
    # "Je serai avec Nadège, elle me montre", "Mme Fabre toujours à côté de moi", "il me lâche pas".
    r"\bavec [a-z]+(?: [a-z]+)?, (?:elle|il|qui) (?:me|m'|lui|l') ?"
    r"(?:montr|expliqu|appren|guid|form|encadr)\w*",
    r"\b(?:toujours|tout le temps|en permanence|constamment) (?:a cote d'?e?|avec|derriere|aupres d'?e?) ?"
    r"(?:moi|elle|lui)\b",
    r"\b(?:m'|l'|le |la )accompagner(?:a|ont|ait)? (?:en permanence|tout|toute|chaque|sur|du debut)",
    r"\b(?:il|elle|qui) (?:ne )?(?:me |m'|le |la )(?:lach|quitt)\w+ pas\b",
    # "Il suit Mickaël mon chef d'atelier"; "il suivrait le vendeur" only watches.
    r"\b(?:il|elle|la personne|le jeune|la jeune) (?:suit|suivra\w*|sera\w* avec|travaillera\w* avec) "
    r"(?:(?!le |la |les |mon |ma |notre |nos )[a-z]+,? (?:mon|ma|notre|le|la) ?[a-z]+"
    r"|(?:mon|ma|notre|le|la) ?(?:chef\w*|second\w*|responsable|gerante?))\b",
    r"\b(?:lui|me|leur) montrer(?:a|ont|ait) tout\b",
    r"\b(?:j'ai|j'aurai|aura|mon|ma|un|une|son|sa|sa propre|de|notre) (?:une? )?(?:futur )?(?:tuteur"
    r"|tutrice)\b"
    r"(?! (?:legale?|a l'ase|de l'ase|a signe|signe\b|refuse|est d'accord))",
    r"\b(?:doublon|binome|ser(?:ai|a|ait)|travaill\w+)\b[^,.;!?]{0,25} avec (?:le|la) tut(?:eur|rice)\b",
    r"\btut(?:eur|rice) ?: ?(?!a |aucun|personne|non\b|pas\b|rien\b|inconnu|en attente)[a-z]",
    r"\btut(?:eur|rice) (?:est|sera|designee?|nommee?)(?! pas\b)",
    r"(?<!pas )(?<!encore )\b(?:designee?|nommee?|choisie?|prevue?) (?:(?:comme|en tant que) )?(?:(?:la "
    r"|le |sa |son |ma |mon )?tut(?:eur|rice)"
    r"|pour (?:me |le |la |l'|m')(?:suivre|encadrer|accompagner|former|guider))\b",
    r"\bc'est (?:moi|lui|elle) (?:qui (?:suis|serai|sera|est) )?(?:l[ea] [a-z]+ et )?"
    r"(?:le |la |son |sa |mon |ma )?tut(?:eur|rice)\b",
)
SEEKS_TUTOR = re.compile(r"\b(?:cherche|trouver|besoin d'|faut) ?(?:un|une) tut")


def read(reading: Reading) -> None:
    """Fill convention_before_start and tutor_named."""
    _read_signature(reading)
    _read_tutor(reading)


def _read_signature(reading: Reading) -> None:
    if reading.asks("f1_delegation"):
        return
    signed = _signing_day(reading)
    start = reading.known("start_date")
    if signed and start and signed != start:
        reading.put("convention_before_start", signed < start, at=reading.whole)
        return
    later = SIGNED_LATER.search(reading.text)
    if later and later[0].startswith("pas de conv") and THEY_MAKE_NONE.search(reading.text, 0, later.start()):
        reading.denied.add(("convention_before_start", False))
    elif later:
        reading.put("convention_before_start", False, at=later.span())
    else:
        match = SIGNED.search(reading.text)
        if match and not re.search(r"\bpas\b", match.group()) and not is_negated(reading.text, match.start()):
            reading.put("convention_before_start", True, at=match.span())


def set_signing_aside(reading: Reading) -> None:
    """The day of the signatures is no first nor last day."""
    if said := _signing(reading):
        reading.claim(said.start("day"), max(said.end("day"), said.end("again")))


def _signing(reading: Reading) -> re.Match | None:
    said = SIGNING_DAY.search(reading.full) or DAY_OF_SIGNING.search(reading.full)
    if not said or _LEADS_TO_STAY.search(said["between"]) or re.fullmatch(VAGUE, said["day"]):
        return None
    of_a_range = re.match(r" (?:au|jusqu'au|a) ", reading.full[said.end("day") :])
    if of_a_range or OF_A_CONTRACT.search(clause_around(reading.full, *said.span())):
        return None
    return said


def _signing_day(reading: Reading) -> date | None:
    said = _signing(reading)
    mention = dates.parse(said["again"] or said["day"], reading.today) if said else None
    start = reading.known("start_date")
    try:
        day = dates.after(mention, reading.today) if mention else None
    except ValueError:
        return None
    if day and start and mention and mention.day and not mention.month and mention.day > start.day:
        # "le 12" may be before a stay that starts the 11th of a later month, or during it.
        return day if (day.year, day.month) == (start.year, start.month) else None
    return day


def read_holiday(reading: Reading) -> None:
    """Fill holiday_presence; a holiday on which one comes or not is no first nor last day."""
    for pattern, present in ((HOLIDAY_OFF, False), (HOLIDAY_ON, True)):
        if match := pattern.search(reading.text):
            if present and NOT_ME_THEN.search(reading.text, match.start()):
                present = False
            reading.put("holiday_presence", present, at=match.span())
            reading.claim(*match.span())
            return
    if _read_coming(reading):
        return
    match = HOLIDAYS.search(reading.text)
    if reading.asks("f5_minor_holiday"):
        near = reading.text
    elif match:
        near = reading.text[max(0, match.start() - 40) : match.end() + 40]
    else:
        return
    if ABSENT.search(near):
        reading.put("holiday_presence", False, at=match.span() if match else reading.whole)
    elif PRESENT.search(near):
        reading.put("holiday_presence", True, at=match.span() if match else reading.whole)


def _read_coming(reading: Reading) -> bool:
    """Whether the sentence that names a holiday says that somebody comes that day, or stays away."""
    for day in ON_THE_DAY.finditer(reading.text):
        start = max(reading.text.rfind(end, 0, day.start()) for end in ".;!?") + 1
        sentence = re.compile(r"[^.;!?]*").match(reading.text, start)
        if not sentence or BOUND_ON_IT.search(reading.text, start, day.start()):
            continue
        for pattern, present in ((STAYS_AWAY, False), (COMES, True)):
            if said := pattern.search(sentence[0]):
                place = (start + said.start(), start + said.end())
                reading.put("holiday_presence", present, at=place)
                reading.claim(*day.span())
                return True
    return False


def _read_tutor(reading: Reading) -> None:
    if SEEKS_TUTOR.search(reading.text):
        return
    alone = UNTUTORED.search(reading.text)
    if alone:
        if not re.search(WEEKDAY, clause_around(reading.text, *alone.span())):
            # "Le lundi il y a personne pour s'occuper de moi": the other days there is.
            reading.put("tutor_named", False, at=alone.span())
        return
    match = TUTORED.search(reading.text)
    if match and not is_negated(reading.text, match.start()):
        reading.put("tutor_named", True, at=match.span())
