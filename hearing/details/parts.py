"""The parts of a sentence, as short as a breath, and how far what one of them tells goes on."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .patterns import words

# Unlike a clause of a subject, a part is as short as a breath: "en CDI, 35 h, …" has three.
_CUT = re.compile(
    r"[;:.!?()]+(?!\d)|,(?!\d)| mais | alors que | tandis que | donc | car | parce qu[e']"
    r"| (?:vu|etant donne) qu[e']| puisqu[e']"
    r"| et (?=(?:je|j'|moi|on|il|elle|ils|elles|c'est|ca|mon|ma|mes|la|le|personne)\b)"
    r"| (?:alors|du coup) (?=(?:je|on|il|elle)\b|j')"
)
_ENDS_SENTENCE = re.compile(r"[;.!?]")
_OPPOSES = re.compile(r"(?: mais | donc | alors que | tandis que )$")
_TURNS = re.compile(r"^\W*(?:plutot|finalement|en fait|du coup|maintenant|la c'est)\b")
SUBJECT = re.compile(
    r"\b(?:je|moi|lui|on|nous|il|elle|ils|elles|ca|ce|vous|stage|immersion|periode|pmsmp|dates?|horaires?"
    r"|dispo\w*|commenc\w+|debut\w*)\b|\b[jc]'"
)
# « La patronne est sympa, de 9h à 17h »: what is said of somebody ends there.
CHARACTER = re.compile(rf"\b(?:{words('subjects', 'characters')})(?!\w)")
# "un cours d'initiation de 3 jours, c'était pas une immersion": said of what stands before.
_SAID_OF_IT = re.compile(
    r"^\W*(?:et |mais )?c'etait (?:pas (?:une?|en|la|chez)|avant|en|il y a|une?|quand|l'|a l'epoque)\b"
)


@dataclass(frozen=True)
class Part:
    """text of the sentence from start to end."""

    start: int
    end: int
    text: str
    opens: bool  # the first of its sentence
    opposes: bool  # after "mais" and its like


@lru_cache(maxsize=8)
def of(text: str) -> tuple[Part, ...]:
    """The parts of a normalised text."""
    cuts = [0, *(cut.end() for cut in _CUT.finditer(text)), len(text)]
    spans = [(a, b) for a, b in itertools.pairwise(cuts) if re.search(r"\w", text[a:b])]
    return tuple(
        Part(
            a,
            b,
            text[a:b],
            opens=a == 0 or bool(_ENDS_SENTENCE.search(text[max(0, a - 2) : a])),
            opposes=bool(_OPPOSES.search(text[:a]) or _TURNS.match(text[a:b])),
        )
        for a, b in spans
    )


def around(text: str, position: int) -> str:
    """The part that holds a position."""
    return next((part.text for part in of(text) if part.start <= position < part.end), "")


def set_aside(text: str, kind: Callable[[Part, tuple[Part, ...]], str]) -> Iterator[tuple[int, int]]:
    """The places of the parts that `kind` sets aside, and of those that go on with them.

    kind: names why a part is set aside, given those that follow it; "" when it is not.
    """
    parts = of(text)
    kinds: list[str] = []
    for place, part in enumerate(parts):
        told = kind(part, parts[place + 1 :])
        goes_on = (
            bool(kinds and kinds[-1]) and kinds[-1] != "replaced" and not part.opens and not part.opposes
        )
        if not told and goes_on and not SUBJECT.search(part.text):
            # "elle a fait un mois là-bas, de 8h à 16h": a part without a subject goes on.
            told = kinds[-1]
        if told and place and not part.opens and _SAID_OF_IT.match(part.text):
            kinds[-1] = kinds[-1] or ("" if SUBJECT.search(parts[place - 1].text) else told)
        kinds.append(told)
    return ((part.start, part.end) for part, told in zip(parts, kinds, strict=True) if told)
