"""Dates and figures that the sentence puts aside: "35 heures pas 39", "vous avez noté lundi, c'est mardi"."""

import re

from .dates import ATOM, MONTH, WEEKDAY
from .model import Reading

FIGURE = (
    rf"(?:du {ATOM} au {ATOM}"
    rf"|(?:de )?\d{{1,2}}h(?:\d\d)? ?(?:-|a) ?\d{{1,2}}h(?:\d\d)?|(?:le |du |au |a |les |de )?\d[\w.]*"
    rf"(?: (?:heures?|jours?|semaines?|mois|ans|{MONTH})\b)?(?: par (?:jour|semaine)\b)?)"
)
A_FIGURE = re.compile(FIGURE)
DENIED = re.compile(
    rf"\b(?:pas|non pas|oubli(?:e|ez|ons)|laisse[rz]? tomber|au lieu (?:de|du)"
    rf"|et non(?: pas)?) {FIGURE}(?! ?ans d')"
    rf"|\bplutot [^,.;~]{{1,25}}?(?P<than> que {FIGURE})"
)
# "je ne commence pas le 7 mais le 14": what stays is "je commence le 14".
NOT_BUT = re.compile(
    rf"\b(?:(?P<ne>ne |n')[a-z]+ )?(?P<not>pas {FIGURE},? mais )(?=(?:plutot )?(?:le |du |au |jusqu|\d))"
)
# What was written before the correction that follows in the same sentence.
REPORTED = re.compile(
    r"\b(?:vous avez|tu as|j'ai|j'avais) (?:mal )?(?:ecrit|note|mis|donne|indique|compris|dit) [^;.~]*?"
    r"(?=,? (?:alors|mais|c'est|en fait|or)\b)"
)
# To be called back, not to be on site; "Didier me rappelle, donc plutôt 8h" tells what was agreed.
CALL_BACK = re.compile(
    r"\b(?:rappel(?:ez|er)?|rappelle[sz]? moi|(?:on|vous) (?:me|nous) rappel\w+|telephon\w*|appelez|appeler"
    r"|recontact\w*|me joindre|prendre rendez-vous)\b"
)
# The part just before is taken back: "7 h, pardon, 6 h", "du 26 au 22 ? non, du 22 au 27".
SECOND_THOUGHT = re.compile(
    r"[\s,;:.!?]*\b(?:(?:enfin non|euh non|[ao]h non|mince|non pardon|pardon|je veux dire|non attend[sz]?"
    rf"|attend[sz]? non)\b\W+(?!(?:pas|sauf|sans) (?:le |les |du |de )?{WEEKDAY}s?\b(?! \d))(?=\w+ ?\w|\d)"
    r"|(?:non|enfin|ou plutot|je voulais dire)\b\W+(?=du (?:[a-z]+ )?\d))"
)
# "7h par jour... non 6h30", "6 heures, ou plutôt 6h30".
AMOUNT_AGAIN = re.compile(
    r"\b(?P<old>\d{1,2}h(?:\d\d)?\b)(?P<unit> (?:par|chaque) (?:jour|semaine)s?| hebdo\w*)?[\s,;:.]*"
    r"\b(?:non|ou plutot|enfin|en fait)\b\W+(?:c'est |plutot )?(?P<new>\d{1,2}h(?:\d\d)?\b)(?! ?(?:-"
    r"|a\b) ?\d)"
)
# "du 1er au 31, ah non le 31 je peux pas, le 30": a day that is not possible and the one in its place.
NOT_POSSIBLE = re.compile(
    r"[\s,;:.!]*\b(?:[aoe]u?h |mais |non,? )*le (?P<old>\d{1,2})\b[^,;.!?]{0,15}? (?:je|on|il|elle|ca|c'est)"
    r" (?:ne |n')?(?:\w+ )?pas\b[^,;.!?]{0,20}[\s,;:.]+(?:mais |plutot |donc |alors |disons )*(?:le )?"
    r"(?P<new>\d{1,2})\b(?! ?(?:h|jours?|ans|semaines?|mois)\b)"
)
# "le 4 je peux pas".
DAY_DENIED = re.compile(
    r"\b(?P<day>le \d{1,2}(?:er)?(?: [a-z]{3,9}(?:re|er|rs|il|ai|in|et|ut))?),? (?:je|j'|on|il|elle|ca|c'est)"
    r" ?(?:ne |n')?(?:peux|peut|pourrai|pourra|va|marche|suis|est|serai|sera|possible) ?pas\b"
)
PART = re.compile(r"[,;:.!?]+|\bet (?=(?:je|j'|on|il|elle|mon|ma|c'est)\b)")
# "aucune idée" is not "aucune".
NO_IDEA = re.compile(r"\baucune (?:idee|preference|certitude)\b")
# "vérifie mon projet", "… à vérifier svp": what is wanted of us, and no purpose.
CHECK_REQUEST = re.compile(
    r"\b(?:a )?(?:verifi\w+|verif|control(?:e|er|ez|ons))\b(?: que| si)?(?:"
    r"(?= (?:mon|ma|le|la|l'|ce|cette|un|une|notre|son|sa|leur) ?(?:immersion|stage|pmsmp|periode"
    r"|plan|dossier)\b)"
    r"| (?:mon|le|ce|un|notre|son|leur) projet\b(?! (?:pro|de metier|de reconversion|est|me|tient|mur))"
    r"|(?=\W*(?:svp|stp|s'il (?:te|vous) plait|merci)?\W*$)|(?=\W*[,:;.!]))"
)
# "je croyais que c'était la première fois, mais…": believed, then taken back.
BELIEVED = re.compile(r"\bje (?:croyais|pensais)\b[^.;!?]*?(?= mais )")
PHONE = re.compile(r"\b0\d(?:[ .]?\d\d){4}\b")


def blank(reading: Reading) -> None:
    """Blank, for the readers of dates and hours, what is said not to be true or not to be the stay."""
    if CALL_BACK.search(reading.full):
        reading.claim(0, len(reading.timed))
        return
    for match in DAY_DENIED.finditer(reading.timed):
        reading.claim(*match.span("day"))
    impossible = NOT_POSSIBLE.search(reading.full)
    if impossible:
        _replace_day(reading, impossible)
    for match in SECOND_THOUGHT.finditer(reading.full):
        if impossible and match.start() >= impossible.start():
            continue
        _take_back(reading, match)
    for match in AMOUNT_AGAIN.finditer(reading.timed):
        reading.rewrite(*match.span(), match["new"] + (match["unit"] or ""))
    for match in NO_IDEA.finditer(reading.text):
        reading.hide(*match.span())
    for match in CHECK_REQUEST.finditer(reading.text):
        reading.hide(*match.span())
    for match in BELIEVED.finditer(reading.text):
        reading.hide(*match.span())
        reading.claim(*match.span())
    for match in PHONE.finditer(reading.timed):
        reading.claim(*match.span())
    for match in REPORTED.finditer(reading.timed):
        reading.claim(*match.span())
    for match in NOT_BUT.finditer(reading.timed):
        for start, end in (match.span("ne"), match.span("not")):
            if start >= 0:
                reading.timed = reading.timed[:start] + " " * (end - start) + reading.timed[end:]
        _keep_unit(reading, match)
    for match in DENIED.finditer(reading.timed):
        reading.claim(*match.span("than" if match["than"] else 0))


def _keep_unit(reading: Reading, denied: re.Match) -> None:
    """ "pas 7h mais 6": the new figure has the unit of the one denied."""
    old, new = A_FIGURE.search(denied["not"]), A_FIGURE.match(reading.timed, denied.end("not"))
    if old and new and unit_of(old[0]) and not unit_of(new[0]):
        written = new[0] + unit_of(old[0])
        start = new.end() - len(written)
        reading.timed = reading.timed[:start] + written + reading.timed[new.end() :]


def _take_back(reading: Reading, second_thought: re.Match) -> None:
    """Forget the part before a second thought; a figure takes the place of a figure, with its unit."""
    text, end = reading.full, second_thought.start()
    parts = [part.end() for part in PART.finditer(text, 0, end)]
    start = parts[-1] if parts else 0
    olds, new = list(A_FIGURE.finditer(text, start, end)), A_FIGURE.match(text, second_thought.end())
    if olds and new:
        unit = unit_of(new[0]) or unit_of(olds[-1][0])
        reading.rewrite(olds[-1].start(), new.end(), new[0].removesuffix(unit) + unit)
    else:
        reading.forget(start, second_thought.end())


def _replace_day(reading: Reading, said: re.Match) -> None:
    """Write the new day where the impossible one stood before, when it stood there."""
    olds = list(re.finditer(rf"\b{said['old']}\b(?!h)", reading.full[: said.start()]))
    if olds and len(said["new"]) <= len(said["old"]):
        reading.rewrite(*olds[-1].span(), said["new"])
        reading.forget(*said.span())


def unit_of(figure: str) -> str:
    """What follows the last digit of a figure: " ans", "h par jour"."""
    return re.split(r"\d(?=\D*$)", figure)[-1]
