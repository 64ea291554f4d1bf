"""Who a clause is about: the person, or somebody else.

One place for what every reader needs: a relative's age or the opening hours of the house are not the plan.
"""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .dates import WEEKDAY
from .model import Reading
from .parts import CHARACTER
from .patterns import words
from .trades import FORM

_RELATIVES, _CHILDREN, _HOUSE = (words("subjects", name) for name in ("relatives", "children", "house"))
_PERSON = re.compile(rf"\b(?:{words('subjects', 'person')})(?!\w)|\bm'(?=\w)|\bj'(?=\w)")
# A clause ends where somebody else may begin to act; « et » alone joins two facts of the same subject.
_BREAK = re.compile(
    r"[,;:.!?()]+| mais | alors que | tandis que | et (?=(?:je|j'|moi|on|il|elle|ils|elles|c'est|mon|ma"
    r"|son|sa|le(?! [a-z]+di\b| dimanche)|la|une? (?:jeune|petite?|gars|mec|dame|monsieur|fille|garcon))\b)"
    r"| qui (?=me\b|m')| (?=moi,? j)| (?=j'accompagne\b)| et (?=puis\b)| donc (?=je|j')| car | parce qu[e']"
)
_LEAD = r"^\W*(?:et |que |puis |comme |quand |alors )*"
_ARTICLE = r"(?:mon|ma|mes|son|sa|ses|leur|un|une|le|la|l'|notre) ?(?:petite? |grande? |meilleure? )?"
_RELATIVE = re.compile(rf"{_LEAD}{_ARTICLE}(?:{_RELATIVES})s?\b")
_AT_HOUSE = re.compile(rf"{_LEAD}(?:(?:chez nous )?(?:au|a la|dans le|dans la) |{_ARTICLE})(?:{_HOUSE})s?\b")
_AT_TRADE = re.compile(
    rf"{_LEAD}(?:le|la|l'|mon|ma) ?{FORM} (?:a|est|ouvre|ferme|cherche|part|fait|veut|travaille|bosse"
    r"|commence|finit)\b"
)
# "La dame du salon, elle est à son compte": to a person, somebody of the place.
_SOMEBODY_THERE = re.compile(
    rf"{_LEAD}(?:la|le|l'|un|une) ?(?:dame|monsieur|fille|nana|gars|mec|type|femme|homme)"
    rf" (?:du|de la|de l'|d'a cote|qui (?:tient|a|gere))\b(?! ?(?:{words('subjects', 'services')}))"
)
# "Mon apprenti a 17 ans": who works for the host is not whom it takes.
_WORKS_HERE = re.compile(
    rf"{_LEAD}(?:mon|ma|mes|notre|nos|une? de (?:mes|nos)) (?:{words('subjects', 'employed')})\b"
)
_STILL_OF_THEM = re.compile(
    r"^\W*(?:et )?(?:il|elle|ils|elles|qui) (?:n'|ne )?(?:a|ont|est|sont|fait|font|gagne|travaille"
    r"|bosse)\w{0,3}\b"
)
# "La boutique est fermée le mercredi": nobody can be there; « mon magasin » may be that of a present job.
_CLOSES = re.compile(
    rf"^\W*(?:et |mais |que |comme )*(?:le |la |l'|leur |notre )[^,.;\d]*"
    rf"(?:\bferm\w+[^,.;\d]*\b{WEEKDAY}|\b{WEEKDAY}[^,.;\d]*\bferm\w+|\bouvr\w+ pas [^,.;\d]*\b{WEEKDAY})"
)
_WELCOMES, _LIVES = (re.compile(rf"\b(?:{words('subjects', name)})\b") for name in ("welcomes", "lives"))
_CHILD = re.compile(
    rf"^\W*(?:et |que |puis )*(?:(?:le )?stage de |(?:l')?immersion de )?(?:mon|ma|mes) (?:petite? "
    rf"|grande? )?(?:{_CHILDREN})\b"
)
_THEIR_STAY = re.compile(r"\b(?:stage|immersion) d(?:e|u) (?:mon|ma|mes)\b")
_STAY_OF_RELATIVE = re.compile(
    rf"\b(?:stage|immersion)(?: de \w+)? d[eu] (?:mon|ma|mes) (?:petite? |grande? )?(?:{_RELATIVES})s?\b"
)
_ITS_STAY = re.compile(r"\b(?:son|sa) (?:stage|immersion|pmsmp)\b")
# « Mon oncle connaît un menuisier »: what follows is of the menuisier.
_PRESENTS = re.compile(
    r"\b(?:connai(?:t|ssait)|m'a (?:trouve|presente|parle d)) ?(?:e |')?(?:une?|le|la|l'|son|sa) ?[a-z]"
)
_SMALL_CHILD = re.compile(rf"\b(?:mon|ma) (?:{_CHILDREN}) (?:de |a |qui a )?(?:[1-9]|1[0-2]) ans\b")
_CONTRAST = re.compile(r"\b(?:le mien|la mienne|les miens|moi c'est|pour moi)(?!\w)|\bmoi,? (?:j'|je\b)")
_GOES_ON = re.compile(
    r"^\W*(?:(?:et |qui |puis |mais |car )*(?:il|elle|ils|elles|l'ont|lui|son|sa|ses)\b|qui (?!me\b|m'))"
)
_OPENS = re.compile(r"^\W*(?:nous|on) (?:ouvr\w+|fai\w* \d)|\b(?:ouvre|est ouverte?) (?:(?:de|a|du)\b|\d)")
# "la boutique ouvre de 9h à 19h, mais elle partirait à 17h", "on fait 8h-16h, il fera pareil".
_DEPARTS = re.compile(
    rf"\bmais (?:{words('times', 'the_person')}) (?:[a-z']+ ){{0,3}}?"
    rf"(?:{words('hours', 'begins')}|{words('hours', 'ends')})\w* (?:[a-z']+ ){{0,3}}?\d{{1,2}}h(?:\d\d)?\b"
    r"(?! ?(?:-|a) ?\d)"
)
_IS_THERE = re.compile(
    rf"\W*(?:et |donc )?(?:{words('times', 'the_person')}) (?:y |seule?ment )*(?:ser|viendr|vien|ir|f)\w+"
    r" [^.;!?]*?\dh"
)
_FOLLOWS = re.compile(
    rf"\b(?:{words('times', 'the_person')}) [^,;.!?]{{0,25}}\b(?:pareil|idem|comme (?:nous|eux)"
    r"|(?:les memes|nos|leurs|mes) horaires)\b"
)
# The work of an adviser, a host or a parent who writes: nothing of the person's own situation.
_OWN_WORK = re.compile(
    r"\b(?:je (?:suis|travaille|bosse|dirige|gere|tiens|forme|represente)|j'(?:exerce|interviens|encadre)"
    r"|(?:nous|on) (?:sommes|est|travaill\w+|dispose\w*)|en tant que"
    r"|(?<!avec )(?<!chez )(?<!pour )(?<!a cote de )moi)\b"
)
_VERB = re.compile(
    r"\b(?:est|a(?! (?:domicile|la|mi-temps))|ont|sont|etait|va|fait|tient|veut|peut|dit|touche|gagne|bosse"
    r"|travaille|d'accord|[a-z]+(?:era|erait|ait))\b"
)
_OWN_PLAN = re.compile(rf"\b(?:{words('subjects', 'own_plan')})\b")
_FEW_WORDS = 3
_NOT_ME = re.compile(r"\b(?:pas moi|moi non|moi pas)\b")
BLANK = "~"
_ANYTHING = re.compile(r"[a-z0-9]")


@dataclass(frozen=True)
class Clause:
    """text[start:end] and its subject: "person", "relative", "employed" (by who writes), "house" (the host,
    the employer, its people) or "opening" (the hours of the house)."""

    start: int
    end: int
    text: str
    subject: str

    @property
    def is_of_another(self) -> bool:
        """Somebody else is the subject and the person is not named."""
        return self.subject != "person" and not _PERSON.search(self.text)

    @property
    def is_a_life(self) -> bool:
        """A relative's own life, which says nothing of the host either."""
        return self.subject == "relative" and self.is_of_another and bool(_LIVES.search(self.text))

    @property
    def is_out_of_plan(self) -> bool:
        """Its days and hours are not those of the immersion."""
        their_stay = self.subject == "relative" and _THEIR_STAY.search(self.text)
        if _STAY_OF_RELATIVE.search(self.text):
            return True
        if self.subject == "house" and _CLOSES.search(self.text):
            return False
        return bool(their_stay) or self.is_a_life or (self.is_of_another and not _WELCOMES.search(self.text))


def clauses(text: str, speaker: str | None = None) -> list[Clause]:
    """The clauses of a normalised text with their subject.

    speaker: who writes; with "parent", "adviser" or "host", « il », « elle » and the child are the person.
    """
    ends = (match.end() for pattern in (_BREAK, CHARACTER) for match in pattern.finditer(text))
    cuts = sorted({0, *ends, len(text)})
    contrast = bool(_CONTRAST.search(text) or _SMALL_CHILD.search(text))
    found: list[Clause] = []
    subject = "person"
    for start, end in itertools.pairwise(cuts):
        part = text[start:end]
        if not _ANYTHING.search(part):
            continue
        if _NOT_ME.search(part) and found:
            found[-1] = replace(found[-1], subject="relative")
        if not _is_apposition(part, found[-1] if found else None):
            subject = _subject(part, subject, contrast, speaker)
        found.append(Clause(start, end, part, subject))
    return found


def _is_apposition(part: str, before: Clause | None) -> bool:
    """ "Une amie coiffeuse, auto-entrepreneuse, me prend": a bare noun after a subject without a verb."""
    if before is None or before.subject != "relative" or _VERB.search(before.text) or _PERSON.search(part):
        return False
    return len(part.split()) <= _FEW_WORDS and not _VERB.search(part) and not any(c.isdigit() for c in part)


def _subject(part: str, before: str, contrast: bool, speaker: str | None) -> str:
    if _RELATIVE.match(part) and _PRESENTS.search(part):
        return "person"
    if speaker == "host" and _WORKS_HERE.match(part):
        return "employed"
    if _RELATIVE.match(part) or (contrast and speaker != "parent" and _CHILD.match(part)):
        return "relative"
    if _OPENS.search(part):
        return "opening"
    if _AT_HOUSE.match(part) or _AT_TRADE.match(part):
        return "house"
    if speaker in (None, "person") and _SOMEBODY_THERE.match(part):
        return "house"
    if before == "employed" and _STILL_OF_THEM.match(part):
        return before
    if before in ("relative", "house") and speaker in (None, "person") and _GOES_ON.match(part):
        return before
    return "person"


def plans_for_oneself(text: str) -> bool:
    """Whether who writes tells a wish or a life of their own, so that a child is somebody else."""
    return bool(_OWN_PLAN.search(text))


def _is_frame(text: str, clause: Clause) -> bool:
    """Whether the hours of the house are told for the person to follow, or to depart from at one end."""
    if clause.subject != "opening":
        return False
    departs = _DEPARTS.search(text, max(clause.start, clause.end - len(" mais ")))
    told_next = departs is not None and departs.start() <= clause.end + 1
    if _IS_THERE.match(text, clause.end) and not re.search(r"\d", clause.text):
        # "Le salon ouvre du mardi au samedi, elle y serait de 9h à 17h": on these days.
        return True
    return told_next or bool(_FOLLOWS.search(text, clause.end))


def without(text: str, left_out: Iterable[Clause]) -> str:
    """`text` with these clauses replaced by blanks of the same length."""
    for clause in left_out:
        text = text[: clause.start] + BLANK * (clause.end - clause.start) + text[clause.end :]
    return text


def set_apart(reading: Reading, speaker: str | None) -> None:
    """Give the reading its views, `own`, `theirs` and `ours`, and hide the days and hours of others."""
    reading.speaker = speaker
    found = clauses(reading.text, speaker)
    reading.own = without(reading.text, (clause for clause in found if clause.is_of_another))
    spoken = [] if speaker in (None, "person") else [c for c in found if _OWN_WORK.search(c.text)]
    reading.theirs = without(reading.own, spoken)
    reading.ours = without(
        reading.text, (c for c in found if c.is_of_another and c.subject in ("relative", "employed"))
    )
    mine = _CONTRAST.search(reading.text)
    aside = (
        c
        for c in found
        if (c.is_out_of_plan and not _is_frame(reading.full, c))
        or (mine and c.subject == "relative" and _ITS_STAY.search(c.text))
    )
    reading.timed = without(reading.timed, aside)
    reading.text = without(reading.text, (clause for clause in found if clause.is_a_life))
