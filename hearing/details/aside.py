"""Dates and figures that the sentence puts aside: "35 heures pas 39", "vous avez noté lundi, c'est mardi"."""

import re

from . import parts
from .dates import ATOM, WEEKDAY
from .figures import A_FIGURE, FIGURE, is_alike, merged
from .model import Reading
from .normalise import MONTHS
from .patterns import words

DENIED = re.compile(
    rf"\b(?:pas|non pas|oubli(?:e|ez|ons)|laisse[rz]? tomber|au lieu (?:de|du)"
    rf"|et non(?: pas)?) {FIGURE}(?! ?ans d')"
    rf"|\bplutot [^,.;~]{{1,25}}?(?P<than> que {FIGURE})"
)
# "je ne commence pas le 7 mais le 14": what stays is "je commence le 14".
NOT_BUT = re.compile(
    rf"\b(?:(?P<ne>ne |n')[a-z]+ )?(?P<not>pas {FIGURE},? (?:mais |c'est (?=\d)))"
    r"(?=(?:plutot )?(?:le |du |au |jusqu|\d))"
)
# What was written before the correction that follows in the same sentence.
REPORTED = re.compile(
    r"\b(?:vous avez|tu as|j'ai|j'avais) (?:mal )?(?:ecrit|note|mis|donne|indique|compris|dit) [^;.~]*?"
    r"(?=,? (?:alors|mais|c'est|en fait|or)\b)"
)
# To be called back, not to be on site; "Didier me rappelle, donc plutôt 8h" tells what was agreed.
CALL_BACK = re.compile(
    r"\b(?:(?<!\ba )(?<!\bai )(?<!\bont )(?<!'a )(?<!'ai )rappel(?!le[rz]? que\b)\w*|reparl\w+"
    r"|(?<!\ble )(?<!\bmon )telephon\w*|appelez|appeler|recontact\w*|me joindre"
    r"|prendre rendez-vous)\b"
)
# The part just before is taken back: "7 h, pardon, 6 h", "du 26 au 22 ? non, du 22 au 27".
_OWNS_UP = (
    r"(?:je (?:me |m'|m )(?:suis )?(?:tromp|embrouill|plant|melang)\w*|qu'est-ce que je (?:dis|raconte)"
    r"|(?:je|j'ai) (?:dis|dit|raconte) (?:des betises|une betise|n'importe quoi)|n'importe quoi|desolee?)"
)
SECOND_THOUGHT = re.compile(
    r"[\s,;:.!?]*\b(?:(?:non,? oublie[sz]?|enfin non|euh non|[ao]h non|mince|non pardon|pardon"
    r"|je veux dire|non attend[sz]?"
    rf"|attend[sz]? non|(?:(?:ah|oh|oups|euh|mais|non)\W+)*{_OWNS_UP}(?=\W+{FIGURE}))(?:\W+{_OWNS_UP})*\b\W+"
    rf"(?!(?:pas|sauf|sans) (?:le |les |du |de )?{WEEKDAY}s?\b(?! \d))(?=\w+[ ']?\w|\d)"
    r"|(?:non|enfin|ou plutot|je voulais dire)\b\W+(?=du (?:[a-z]+ )?\d))"
)
# Weaker words take back a figure only for another that counts the same: "32 ans je crois. nan 31".
SLIGHT_THOUGHT = re.compile(
    r"[\s,;:.!?]*(?<!\bet )\b(?:(?:ah |euh |mais )*(?:non|nan|nn|enfin|ou plutot|plutot(?! ?,)|en fait)"
    rf"|correction|rectifi\w+|erreur|oups|(?:je|j'ai) (?:corrige|me corrige|rectifie))\b"
    rf"\W+(?:c'est |plutot |ca fait )?(?={FIGURE})"
)
# "Elle arriverait à 9h et repartirait plutôt à 17h" takes nothing back.
OTHER_BOUND = re.compile(r"\bet [a-z']+(?: [a-z]+)?(?:rait|rais|ra|rai|t|s) plutot $")
# "je finis le 11 puisque le 13 c'est un dimanche".
REASON = re.compile(
    rf"\b(?:puisque|parce qu[e']|vu que|car|comme) ?(?:le )?{ATOM},? (?:c'est|est|tombe|sera|on est"
    rf"|je suis)\b[^,;.!?~]*"
    r"|\ble \d{1,2},? (?:c'est|tombe|est|sera)(?: un| le)? (?:noel|ferie|ferme|dimanche|samedi"
    r"|jour de l'an)\b"
    r"(?!,? (?:mais|donc|alors|et) (?:je|on|il|elle) )"
    r"|\bet le \d{1,2},? (?:ils|c'est|on|elle|il) (?:est |sont |sera |seront )?ferm\w+"
)
# "du 1er au 31, ah non le 31 je peux pas, le 30": a day that is not possible and the one in its place.
NOT_POSSIBLE = re.compile(
    r"[\s,;:.!]*\b(?:(?:[aoe]u?h |bah |mais |non,? )*le (?P<old>\d{1,2})\b(?:[^,;.!?]{0,15}? (?:je|on|il"
    r"|elle|ca|c'est) (?:ne |n')?(?:\w+ )?pas\b[^,;.!?]{0,20}|,? (?:j'ai|on a|il a|elle a) (?:deja |mon "
    r"|ma |le (?!temps)|la |un |une |l')[^,.;!?\d]{2,25}|[^,;.!?\d]{0,30}(?:, c'est )?\b(?:ferm\w+|ferie"
    r"|impossible|complet|noel|jour de l'an|(?:c'est|tombe) (?:un |le )?(?:samedi|dimanche))\b"
    r"(?:,? (?:et |donc )?(?:il|elle|on|ils|c'est|tout)(?: (?:est|sont|sera))? ferm\w+)?)"
    r"|(?:mais |car )?[^,;.!?\d]{0,20}\b(?:ferm\w+|est ferie) le (?P<shut>\d{1,2})\b"
    r"|(?:[aoe]u?h |bah |mais )*non,? le (?P<named>\d{1,2}) (?:c'est|je|on|il|elle"
    r"|ca)\b[^,;.!?]{0,25})[\s,;:.]+"
    r"(?:mais |plutot |donc |alors |du coup |disons |c'est |ce sera |ce serait |(?:laiss|mett|mets|gard"
    rf"|pren)\w* )*(?:le |jusqu'au )?(?:{WEEKDAY} )?(?P<new>\d{{1,2}})\b"
    r"(?! ?(?:h|jours?|ans|semaines?|mois)\b|,? (?:aussi|egalement|non plus)\b|,? (?:et )?(?:le )?\d)"
)
# "le 4 je peux pas".
DAY_DENIED = re.compile(
    r"\b(?P<day>le \d{1,2}(?:er)?(?: [a-z]{3,9}(?:re|er|rs|il|ai|in|et|ut))?),? (?:je|j'|on|il|elle|ca|c'est)"
    r" ?(?:ne |n')?(?:peux|peut|pourrai|pourra|va|marche|suis|est|serai|sera|possible) ?pas\b"
)
# "le lundi et un samedi sur deux… non, pardon : lundi, mercredi, vendredi": only these hold.
A_WEEKDAY = re.compile(rf"\b{WEEKDAY}s?\b")
DAYS_AGAIN = re.compile(rf"\W*(?:le |les |du )?{WEEKDAY}s?(?:,| et| au) (?:le )?{WEEKDAY}")
PART = re.compile(r"[,;:.!?]+|\bet (?=(?:je|j'|on|il|elle|mon|ma|c'est)\b)")
# « Sans activité » et non « en recherche d'emploi ».
AND_NOT = re.compile(
    r"\bet non(?: pas)? (?:a |de |en |chez |dans |pour |au |aux )?[^,.;!?\d]{2,40}(?=[,.;!?]|$)"
)
# "aucune idée" is not "aucune".
NO_IDEA = re.compile(r"\baucune (?:idee|preference|certitude)\b")
# "vérifie mon projet", "… à vérifier svp": what is wanted of us, and no purpose.
CHECK_REQUEST = re.compile(
    r"\b(?:a )?(?:verifi\w+|verif|control(?:e|er|ez|ons))\b(?: que| si)?(?:"
    r"(?= (?:mon|ma|le|la|l'|ce|cette|un|une|notre|son|sa|leur) ?(?:immersion|stage|pmsmp|periode"
    r"|plan|dossier)\b)"
    r"| (?:mon|le|ce|un|notre|son|leur) projet\b(?! (?:pro|de metier|de reconversion|est|me|tient|mur))"
    r"| (?:\d(?: ?(?:-|ou|a) ?\d)?|quelques|certaine?s|plusieurs|des|un ou deux) (?:trucs?|choses?|points?"
    r"|details?|elements?)\b"
    r"|(?=\W*(?:svp|stp|s'il (?:te|vous) plait|merci)?\W*$)|(?=\W*[,:;.!]))"
)
# "savoir si mon montage tient", "m'assurer que l'immersion tient la route", "être sûre de ne pas faire de
# bêtise": of the papers, and no purpose; "je paierais pour voir ça".
_PLAN = (
    r"(?:mon|ma|le|la|l'|son|sa|notre|cette|ce) ?(?:montage|dossier|plan|truc|convention|immersion|stage)\b"
)
OF_THE_CHECK = re.compile(
    rf"\b(?:(?:savoir|voir|verifier) si|(?:m'|s'|nous )assurer que|(?:sure?s?|certaine?s?) que) {_PLAN}"
    r" [^,.;!?]*"
    r"|\b(?:(?:m'|s'|nous )assurer|sure?s?|certaine?s?) (?:que (?:nous sommes|on est|je suis|tout est)"
    r"|d'etre|de rester) (?:bien )?(?:en regle|dans les (?:clous|regles|rails)|conformes?|legal\w*)\b"
    r"|\b(?:(?:m'|s'|nous )assurer|sure?s?|certaine?s?|envie|veux|voudrais|question) de (?:ne )?(?:pas|rien)"
    r" (?:faire|commettre) (?:de |d'|une )(?:betises?|boulettes?|bourdes?|gaffes?|faux pas|impairs?)\b"
    r"|\bje pai?er(?:ai|ais) pour voir\b[^,.;!?]*"
    r"|\b(?:a moi|a nous|a vous|a qui|qui) (?:de|doit|va) (?:le |la |l'|tout )?verifi\w+[^,.;!?]*"
)
# "je croyais que c'était la première fois, mais…", "mon oncle croyait que…, mais": believed, then taken back.
# A period that was thought of is a former plan, of which a bound may stay.
BELIEVED = re.compile(
    r"\b(?:croyai|pensai|imaginai|supposai)(?:s|t|ent)\b(?! (?:[a-z]+ ){0,3}du (?:[a-z]+ )?\d)[^.;!?]*?"
    r"(?=,? (?:mais|or|sauf que|alors qu[e']) )"
)
# "J'ai aussi Inès, 19 ans, qui se fait recruter…": another person, with a plan of her own.
# « Un autre jeune à vérifier » opens another file, which keeps what is told of him.
_TOO = r"(?:aussi|egalement|encore|par ailleurs)"
ANOTHER_PERSON = re.compile(
    r"(?:^|[.;!?] ?|, ?|\bet |\bmais |\bsinon )(?:j'ai|on a|nous avons|je suis|j'accompagne|il y a)"
    rf" (?:{_TOO} (?:une? (?:autre )?)?[a-z-]+(?: [a-z-]+)?(?:,? \d{{1,2}} ans)?,? qui\b"
    rf"|{_TOO} une? autre stagiaire\b"
    r"|(?:deja )?(?:suivi|accompagne|connu|eu|vu|recu|aide|place) (?:quelqu'un|une? autre [a-z]+)\b"
    rf"|(?:{_TOO} )?une? autre (?:dame|monsieur|femme|homme|fille|fils|garcon"
    rf"|gamine?)\b(?! a verif))(?:(?! mais (?:lui|elle|moi|la)\b)[^.!?])*"
)
# « J'ai mon neveu de 16 ans qui voudrait venir le 16 »: of another, once a plan is told.
RELATIVE_TOO = re.compile(
    rf"(?:^|[.;!?,] ?|\bet |\bmais )(?:ah )?(?:et )?(?:j'ai|il y a|y a|j'avais) (?:aussi |encore )?(?:mon"
    rf"|ma|une?) "
    rf"(?:{words('subjects', 'relatives')})\b[^.!?]{{0,25}} qui (?:voudr|veu|aimer|souhait|pourr|cherch"
    rf"|fai|va)[^.!?]*"
)
# « La Saint-Valentin, c'est en février », « avec l'un des deux »: no day of the stay.
NO_DAY = re.compile(
    r"\bpere noel\b"
    r"|\bl[ea]? ?(?:saint-[a-z]+|fete [a-z ]{3,20}|rentree),? (?:c'est|ca tombe|tombe|est) [^,;.!?~]*"
    rf"|\b(?:l'une?|1|une?|aucun|chacun|lequel|laquelle) des \d{{1,2}}\b(?! ?(?:{'|'.join(MONTHS)}))"
)
# « Moi j'ai une pharmacie, mais ce n'est pas le sujet ».
OFF_THE_POINT = re.compile(r"[^.;!?]*\b(?:c'est|n'est) pas (?:le sujet|la question|le probleme)\b")
# « Vous ne me répondez pas pour 4 h », « non, continuez »: of this conversation.
OF_US = re.compile(
    r"\b(?:dites|dis|repond\w*) (?:pas|rien|toujours pas|jamais)\b[^,.;!?]*|^\W*non,? continu(?:er?|ez)\b"
)
# « Non, pas tous les jours jusqu'à midi »: the hours that are denied.
NOT_EACH_DAY = re.compile(r"\bpas tous les jours [^,.;!?]*\d[^,.;!?]*")
# « J'ai pas dit que je venais le samedi ! »
NEVER_SAID = re.compile(
    r"\b(?:j'ai|je (?:n'|ne |vous |ne vous |t'|te )?ai|j'avais|je n'avais) (?:pas|jamais) (?:dit|ecrit"
    r"|parle|note)"
    r"\b(?:(?! mais )[^.;!?,])*"
)
# « 4 h par jour c'est faux »: what is said to be wrong, and the figure that stands after it.
WRONG = re.compile(
    rf"(?P<old>{FIGURE}),? (?:c'est|est|ce n'est|c'etait) (?:(?:fini|termine|du passe)e?\b|faux|pas (?:ca"
    rf"|bon|juste|vrai)|une erreur"
    r"|n'importe quoi)"
    rf"(?:\W+(?:c'est |mais )*(?P<new>{FIGURE}))?"
)
# « Avec mes 24 heures au magasin », « 7 h 13 h c'est ma femme »: hours of a job, of somebody else.
HOURS_OF_ELSE = re.compile(
    r"\b\d{1,2}h(?:\d\d)?,? (?:c'est|ca fait) (?:encore |toujours |deja |bien )*"
    r"(?:(?:au-?dessus|au dessus|plus|en dessous) (?:de|d'|que))\b[^,.;!?]*"
    rf"|\bmes \d{{1,2}}h(?:\d\d)? (?:au|a la|a l'|chez|dans)\b[^,.;!?]*"
    rf"|\b(?:de )?\d{{1,2}}h(?:\d\d)?(?: ?(?:a|-|,)? ?\d{{1,2}}h(?:\d\d)?)?,? c'est (?:(?:mon|ma|mes|le|la) "
    rf"(?:petite? )?(?:{words('subjects', 'relatives')}|{words('subjects', 'staff')})s?\b"
    r"|(?:mon|son) (?:petit |autre )?(?:boulot|travail|taf|job|poste|emploi|menage|cdd|cdi|contrat)\b"
    r"|(?:au|a mon|a ma|dans mon|dans ma) (?:magasin|boulot|travail|job|poste|usine|bureau|taf|contrat))"
    r"[^,.;!?]*"
)
PHONE = re.compile(r"\b0\d(?:[ .]?\d\d){4}\b")
# What says nothing of the plan; no day, no hour of it; no purpose, host or situation.
_NOTHING = (ANOTHER_PERSON, OF_US, OFF_THE_POINT, NOT_EACH_DAY, NEVER_SAID)
_NO_TIME = (NO_DAY, PHONE, REPORTED, HOURS_OF_ELSE)
_NO_DETAIL = (NO_IDEA, AND_NOT, OF_THE_CHECK, CHECK_REQUEST)


def blank(reading: Reading) -> None:
    """Blank, for the readers of dates and hours, what is said not to be true or not to be the stay."""
    for start, end in parts.set_aside(reading.full, _of_a_call):
        reading.claim(start, end)
    for match in DAY_DENIED.finditer(reading.timed):
        reading.claim(*match.span("day"))
    impossible = NOT_POSSIBLE.search(reading.full)
    if impossible:
        _replace_day(reading, impossible)
    for match in SECOND_THOUGHT.finditer(reading.full):
        if not impossible or match.start() < impossible.start():
            _take_back(reading, match)
    for match in SLIGHT_THOUGHT.finditer(reading.full):
        if OTHER_BOUND.search(reading.full, 0, match.end()):
            continue
        if not impossible or match.start() < impossible.start():
            _take_back(reading, match, slight=True)
    for match in REASON.finditer(reading.timed):
        reading.claim(*match.span())
    for pattern in _NO_DETAIL:
        for match in pattern.finditer(reading.text):
            reading.hide(*match.span())
    for match in BELIEVED.finditer(reading.text):
        reading.hide(*match.span())
        reading.claim(*match.span())
    for match in WRONG.finditer(reading.full):
        told = merged(match["old"], match["new"]) if match["new"] else ""
        reading.rewrite(*match.span(), told)
    if reading.plan:
        for match in RELATIVE_TOO.finditer(reading.full):
            reading.forget(*match.span())
    for pattern in _NOTHING:
        for match in pattern.finditer(reading.full):
            reading.forget(*match.span())
    for pattern in _NO_TIME:
        for match in pattern.finditer(reading.timed):
            reading.claim(*match.span())
    for match in NOT_BUT.finditer(reading.timed):
        for start, end in (match.span("ne"), match.span("not")):
            if start >= 0:
                reading.timed = reading.timed[:start] + " " * (end - start) + reading.timed[end:]
        _keep_unit(reading, match)
    for match in DENIED.finditer(reading.timed):
        reading.claim(*match.span("than" if match["than"] else 0))


def _of_a_call(part: parts.Part, _: tuple[parts.Part, ...]) -> str:
    """ "call" for a part that tells of one; « elle a été gentille au téléphone » tells of her."""
    return "call" if CALL_BACK.search(part.text) and not parts.CHARACTER.search(part.text) else ""


def _keep_unit(reading: Reading, denied: re.Match) -> None:
    """ "pas 7h mais 6": the new figure has the unit of the one denied."""
    old, new = A_FIGURE.search(denied["not"]), A_FIGURE.match(reading.timed, denied.end("not"))
    if old and new:
        written = merged(old[0], new[0])
        start = new.end() - len(written)
        reading.timed = reading.timed[:start] + written + reading.timed[new.end() :]


def _take_back(reading: Reading, second_thought: re.Match, *, slight: bool = False) -> None:
    """Forget the part before a second thought; a figure takes the place of a figure, with its unit."""
    text, end = reading.full, second_thought.start()
    if DAYS_AGAIN.match(text, second_thought.end()):
        for day in A_WEEKDAY.finditer(text, 0, end):
            reading.forget(*day.span())
    cuts = [part.end() for part in PART.finditer(text, 0, end)]
    start = cuts[-1] if cuts else 0
    olds, new = list(A_FIGURE.finditer(text, start, end)), A_FIGURE.match(text, second_thought.end())
    if slight and not (olds and new and is_alike(olds[-1][0], new[0])):
        return
    if olds and new:
        _stand_in(reading, olds[-1], merged(olds[-1][0], new[0]), (end, new.end()))
    else:
        reading.forget(start, second_thought.end())


def impossible_day(said: re.Match) -> str:
    """The figure of the day that cannot be, in a match of NOT_POSSIBLE."""
    return said["old"] or said["shut"] or said["named"]


def _replace_day(reading: Reading, said: re.Match) -> None:
    """Write the new day where the impossible one stood before, when it stood there."""
    day = impossible_day(said)
    olds = [
        old
        for old in A_FIGURE.finditer(reading.full, 0, said.start())
        if re.search(rf"\b{day}\b(?!h)", old[0])
    ]
    if olds:
        _stand_in(reading, olds[-1], merged(olds[-1][0], said["new"], day), said.span())


def _stand_in(reading: Reading, old: re.Match, written: str, said: tuple[int, int]) -> None:
    """Write a figure in the place of an old one, and forget where it was said."""
    if len(written) <= len(old[0]):
        reading.rewrite(*old.span(), written)
        reading.rewrite(*said, "")
    elif len(written) <= said[1] - old.start():
        reading.rewrite(old.start(), said[1], written)
