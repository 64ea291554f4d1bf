"""Where who dictates takes a breath: a comma between two sentences that nothing joins.

« Je commence le 11 janvier je suis au chômage »: every reader of details takes a comma for the end of a
clause.
"""

import re

from .patterns import words

_JOINT = re.compile(rf"[,;:.!?()]|\b(?:{words('breaths', 'joins')})")
# A subject that opens a sentence wherever it stands, unless a word before it leads to it.
_OPENS = re.compile(rf" (?=(?:{words('breaths', 'opens')}))")
_SUBJECT = re.compile(rf"\b(?:{words('breaths', 'subjects')})")
_LEADS = re.compile(rf"(?:^|[^\w-])(?:{words('breaths', 'leads')})$")
_NAMED = re.compile(rf"\b(?:{words('breaths', 'named')})$")
_ASKS = re.compile(rf"\b(?:{words('breaths', 'asks_before')})$")
# « Je ne sais pas si c'est clair » supposes nothing.
_ASKED_IF = re.compile(r"\b(?:sai[st]|savoir|demande|voir) (?:pas )?$")
_ITS_SUBJECT = re.compile(r"\b(?:je |j')(?:ne |n'|en |y |l'|le |la |les |me |m'|vous )*[a-z]+$")


def marked(text: str) -> str:
    """A normalised text with a comma at each breath."""
    pieces: list[str] = []
    last = 0
    for opening in _OPENS.finditer(text):
        before = text[last : opening.start()]
        of_it = text.startswith(" c'", opening.start()) and _NAMED.search(before)
        if of_it or not _begins(before):
            continue
        pieces.append(before)
        last = opening.start()
    return ",".join([*pieces, text[last:]])


def _begins(before: str) -> bool:
    """Whether a new sentence begins after these words, in which the one before has its subject."""
    joints = list(_JOINT.finditer(before))
    if joints and joints[-1][0] == "si" and not _ASKED_IF.search(before, 0, joints[-1].start()):
        # « Si ça marche le chef m'embauche »: what would follow is as unsure.
        return False
    clause = before[joints[-1].end() :] if joints else before
    if not _SUBJECT.search(clause) or _LEADS.search(clause):
        return False
    return not _ASKS.search(clause) or bool(_ITS_SUBJECT.search(clause))
