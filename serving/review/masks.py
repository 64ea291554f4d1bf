"""Personal data in a sentence: hidden behind a word such as <nom>, and found again before it is written."""

from __future__ import annotations

import re

_NAME = "<nom>"
_MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<mail>"),
    (re.compile(r"https?://\S+"), "<lien>"),
    (re.compile(r"(?:\+33|0)\s?[1-9](?:[\s.-]?\d{2}){4}\b"), "<téléphone>"),
    (re.compile(r"\b[12]\s?\d{2}\s?\d{2}\s?\d{2}\s?\d{3}\s?\d{3}(?:\s?\d{2})?\b"), "<numéro>"),
    (re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"), "<date>"),
    (re.compile(r"\b\d{5,}\b"), "<numéro>"),
    (
        re.compile(r"(?i:\b(?:je m'appelle|mon nom est|mr?\.|mme|monsieur|madame))\s+\S+(?:\s[A-Z]\S+)?"),
        _NAME,
    ),
)


def mask(sentence: str) -> str:
    """Hide mail addresses, links, numbers, dates of birth and names that introduce themselves."""
    for pattern, word in _MASKS:
        sentence = pattern.sub(word, sentence)
    return on_one_line(sentence)


def masked(sentence: str) -> str | None:
    """The mask that a sentence holds, or that it should: None when there is nothing to hide.

    Words that only look like a name (« madame de la mission locale ») are left to the person who reads.
    """
    for pattern, word in _MASKS:
        if word in sentence or (word != _NAME and pattern.search(sentence)):
            return word
    return None


def on_one_line(sentence: str) -> str:
    """The sentence with single spaces, without what a terminal would obey or a file could not hold."""
    return "".join(sign for sign in " ".join(sentence.split()) if sign.isprintable())
