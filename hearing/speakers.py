"""Who is speaking, found in the words: the person, a parent, an adviser, or the host.

What lists know is sure; a first message that they do not know is held against those of `data/speakers/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from .by_words import ByWords
from .lexicon import Expressions, lists
from .lexicon import words as words_of

FOLDER = Path("data/speakers")
PERSON = "person"
# Probabilities from which a first message shows who writes, and from which it is worth a question: of 200
# first messages by another hand, bench/details/README.md.
_SHOWN, _WORTH_ASKING = 0.8, 0.6
_FEWEST_WORDS = 5
_REGULARISATION = 16.0
_MOST_QUESTIONS, _MOST_PLANS = 1_500, 800

_SAID = {speaker: Expressions(said) for speaker, said in lists("speakers")["said"].items()}
_UNLESS = {speaker: Expressions(said) for speaker, said in lists("speakers")["unless"].items()}
_SIGNS = {speaker: Expressions(said) for speaker, said in lists("speakers")["signs"].items()}
_GREETING = Expressions(lists("speakers")["greeting"])
_AT_FIRST = {speaker: Expressions(said) for speaker, said in lists("speakers")["at_first"].items()}
_LIKELY = {speaker: Expressions(said) for speaker, said in lists("speakers")["likely"].items()}


def heard(said: str, under_way: bool = False) -> tuple[str, str] | None:
    """(speaker, "said" or "likely") when the words show who speaks, else None.

    under_way: something is known of the plan; « ma fille » is then somebody that one speaks of.
    """
    signed = _GREETING.without(said) if _GREETING.begin(said) else said
    possible = [speaker for speaker in _SAID if not (speaker in _UNLESS and _UNLESS[speaker].are_in(said))]
    for speaker in possible:
        if speaker in _SIGNS and _SIGNS[speaker].begin(signed):
            return speaker, "said"
    for role, known in (("said", _SAID), ("said", {} if under_way else _AT_FIRST), ("likely", _LIKELY)):
        for speaker in possible:
            if speaker in known and known[speaker].are_in(said):
                return speaker, role
    return None


def guessed(said: str, reader: ByWords) -> tuple[str, str] | None:
    """The same of a first message, by its likeness to those of `data/speakers/`."""
    if len(said.split()) < _FEWEST_WORDS:
        return None
    likely = dict(zip(reader.labels, reader.likely([said])[0], strict=True))
    speaker = max(likely, key=lambda name: likely[name])
    if speaker == PERSON or likely[speaker] < _WORTH_ASKING:
        return None
    return speaker, "said" if likely[speaker] >= _SHOWN else "likely"


def examples(folder: Path = FOLDER) -> list[tuple[str, str]]:
    """(first message, who writes it)."""
    read = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yml")))
    return [
        (line.removeprefix("- ").strip(), content["speaker"])
        for content in read
        for line in content["examples"].splitlines()
    ]


def reader(told: Iterable[tuple[str, str]], questions: Iterable[str], plans: Iterable[str]) -> ByWords:
    """What knows who writes a first message.

    told: as `examples` gives them. questions, plans: asked and told by anybody; those that ask for oneself,
    and those that name nobody else, are taken for the person's.
    """
    asked = (text for text in questions if _OF_ONESELF.are_in(words_of(text)))
    own = [*_spread(asked, _MOST_QUESTIONS), *_spread(plans, _MOST_PLANS)]
    texts, speakers = zip(*told, *((text, PERSON) for text in own), strict=True)
    return ByWords().fit(texts, speakers, _REGULARISATION)


def _spread(texts: Iterable[str], most: int) -> list[str]:
    """At most so many of the texts that name nobody else, from one end to the other."""
    own = [text for text in dict.fromkeys(texts) if not _OF_ANOTHER.are_in(words_of(text))]
    return own[:: max(1, len(own) // most)][:most]


_OF_ONESELF, _OF_ANOTHER = (Expressions(lists("speakers")[name]) for name in ("of_oneself", "of_another"))
