"""A message as it is read: without control characters, cut at a length, in clauses with their places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from .dictation import punctuated
from .intents.normalise import normalise
from .lexicon import Expressions, lists, words

MAX_CHARACTERS = 1000
_MOST_CLAUSES = 8
# A sentence with so many parts before its question mark tells things, and asks one at its end.
_TELLS = 3
# A question with fewer words of its own leans on what stands before it.
_OWN_WORDS = 2
# Fewest words of a question: « ou pas ? » is the end of one.
_FEWEST = 3
# Fewest words of a question that its last words alone tell, « ou pas » among them.
_TAILED = 5
# Fewest words told before a question that begins inside a sentence.
_FEWEST_BEFORE = 2
# Characters in which the head of a question stands.
_HEAD = 60
# Sentences end at a mark that no figure follows ("7.5 h", "1.12").
_SENTENCE = re.compile(r"[^.!?;\n]*(?:[.](?=\d)[^.!?;\n]*)*(?:[.!?;\n]+|$)")
# Inside a sentence a question begins after one of these; « est-ce que » begins one by itself, but not after a
# word that asks: « à quoi est-ce que je m'engage ».
_JOINT = re.compile(
    r"\s*[,:()]\s*|\s+(?=(?:et|mais|puis|sinon|alors|aussi|du coup|ou)\s)"
    r"|(?<!\bquoi)(?<!\bqui)(?<!\bquand)(?<!\bcombien)(?<!\bpourquoi)(?<!\bou)(?<!\boù)"
    r"\s+(?=est[- ]ce\s?qu)",
    re.IGNORECASE,
)
# « Me radier ou supprimer mon allocation ? » is one question.
_OR = re.compile(r"ou\s", re.IGNORECASE)
# What a condition leads to is asked with it: « si je refusais, pourrait-on me radier ? ».
_CONDITION = re.compile(
    r"(?:^|(?<=[,:;(] )|(?<=et )|(?<=mais )|(?<=puis ))(?:et\s+|mais\s+|alors\s+)*"
    r"(?:si|s['’]|quand|lorsqu\w+|en cas)\b[^,:;()]*$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Clause:
    """A part of a message, text[start:end]; `asks` when it is a question, `guessed` when no mark and no head
    of question says so."""

    text: str
    start: int
    end: int
    asks: bool
    guessed: bool = False

    @cached_property
    def words(self) -> str:
        return words(self.text)

    @property
    def own_words(self) -> int:
        """How many of its words say what it is about."""
        return len(_LEANS.blanked(self.words).replace("|", "").split())

    @property
    def leans(self) -> bool:
        """Whether it says too little by itself: « on a le droit ? », « et moi je fais quoi ? »."""
        return self.own_words < _OWN_WORDS


class Message:
    """The readable text of a message and its clauses."""

    def __init__(self, text: str) -> None:
        kept = "".join(
            c if c in "\n\t" or unicodedata.category(c)[0] != "C" else " " for c in text[:MAX_CHARACTERS]
        )
        # A message of signs alone says a word: 👍 is « oui ».
        kept = punctuated(kept) if _LETTER.search(kept) else normalise(kept)
        self.text = kept
        self.whole = (
            _clause(kept, 0, len(kept)) if _LETTER.search(kept) else Clause(kept, 0, len(kept), False)
        )
        self.readable = bool(self.whole.words or _LETTER.search(kept))
        self.clauses = _clauses(kept)

    @property
    def words(self) -> str:
        return self.whole.words

    def sentence_end(self, clause: Clause) -> int:
        """Where the sentence of a clause ends."""
        ends = (sentence.end() for sentence in _SENTENCE.finditer(self.text))
        return next((end for end in ends if end > clause.start), len(self.text))


def _clauses(text: str) -> list[Clause]:
    found: list[Clause] = []
    for sentence in _SENTENCE.finditer(text):
        if _LETTER.search(sentence.group()):
            found += _parts(text, *sentence.span())
    return found[:_MOST_CLAUSES]


def _parts(text: str, start: int, end: int) -> list[Clause]:
    """A sentence cut before each question that begins inside it."""
    cuts = [start]
    for joint in _JOINT.finditer(text, start, end):
        if _begins_a_question(text[joint.end() : end]):
            place = _with_its_condition(text, cuts[-1], joint)
            if len(words(text[cuts[-1] : place]).split()) >= _FEWEST_BEFORE:
                cuts.append(place)
    if len(cuts) == 1 and text[start:end].rstrip().endswith("?"):
        cuts += _last_part(text, start, end)
    elif len(cuts) == 1 and TAILS.end(words(text[start:end])):
        cuts += _before_its_tail(text, start, end)
    asking = set(cuts[1:])
    return [
        _clause(text, left, right, left in asking) for left, right in zip(cuts, [*cuts[1:], end], strict=True)
    ]


def _with_its_condition(text: str, start: int, joint: re.Match[str]) -> int:
    """Where the question after a joint begins: with the condition that stands before it, if there is one."""
    condition = _CONDITION.search(text[start : joint.start()]) if joint[0].strip() else None
    return start + condition.start() if condition else joint.end()


def _last_part(text: str, start: int, end: int) -> list[int]:
    """Where the question begins in a long sentence that tells other things first."""
    joints = _joints(text, start, end, _FEWEST)
    if len(joints) < _TELLS:
        return []
    place = _with_its_condition(text, start, joints[-1])
    return [place] if words(text[start:place]) else []


def _before_its_tail(text: str, start: int, end: int) -> list[int]:
    """Where « et mon patron peut me virer ou pas » begins after what is told."""
    return [joint.end() for joint in _joints(text, start, end, _TAILED)[-1:]]


def _joints(text: str, start: int, end: int, fewest: int) -> list[re.Match[str]]:
    """What so many words that may be another part stand after, something being said before."""
    return [
        joint
        for joint in _JOINT.finditer(text, start, end)
        if words(text[start : joint.start()])
        and len(words(text[joint.end() : end]).split()) >= fewest
        and not _OR.match(text, joint.end())
    ]


def _begins_a_question(rest: str) -> bool:
    """Whether what follows a comma or « et » starts with the words of a question."""
    return not _OR.match(rest) and _begins(words(rest[:_HEAD]))


def _begins(said: str) -> bool:
    return _HEADS.begin(said) or _HEADS.begin(_JOINERS.without(said))


def _asks(said: str) -> bool:
    return _begins(said) or _INSIDE.are_in(said) or (TAILS.end(said) and not _UNDECIDED.are_in(said))


def _clause(text: str, start: int, end: int, asks: bool = False) -> Clause:
    """asks: whether what stands around it already says that it does."""
    while start < end and not _LETTER.match(text[start]) and text[start] not in "*«\"'(":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    part = text[start:end]
    return Clause(part, start, end, asks or "?" in part or _asks(words(part)))


_HEADS = Expressions(lists("questions")["heads"])
_LEANS = Expressions(lists("questions")["leans"])
_INSIDE, TAILS, _UNDECIDED, _JOINERS = (
    Expressions(lists("questions")[name]) for name in ("inside", "tails", "undecided", "joiners")
)
