"""The alphabet of SMS: what it holds, how our French is folded into it, how many segments a text costs."""

from __future__ import annotations

import unicodedata

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = "^{}\\[~]|€"
_REPLACED = {
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "‘": "'",
    "…": "...",
    "–": "-",
    "—": "-",
    "•": "-",
    "−": "-",
    "×": "x",
    "œ": "oe",
    "Œ": "OE",
    "°": "o",
    "№": "no",
    "✔": "OK :",
    "✖": "NON :",
    "→": "->",
    "½": "1/2",
}
_SPACES = "\u00a0\u202f\u2009\t"

SINGLE, JOINED = 160, 153
UCS2_SINGLE, UCS2_JOINED = 70, 67


def fold(text: str) -> str:
    """Return ``text`` with what the alphabet lacks replaced; letters of another script stay."""
    return "".join(_folded(character) for character in text)


def fits(text: str) -> bool:
    """Tell whether ``text`` is wholly in the alphabet."""
    return all(character in _BASIC or character in _EXTENSION for character in text)


def length(text: str) -> int:
    """Return the length of the folded text in septets, or in UTF-16 units when the alphabet is not enough."""
    folded = fold(text)
    if fits(folded):
        return sum(2 if character in _EXTENSION else 1 for character in folded)
    # A text in the other alphabet costs a little more than twice as much.
    return len(folded.encode("utf-16-le")) // 2 * JOINED // UCS2_JOINED


def segments(text: str) -> int:
    """Return how many segments the operator counts for ``text`` as it is."""
    if fits(text):
        return _count([2 if character in _EXTENSION else 1 for character in text], SINGLE, JOINED)
    units = [2 if ord(character) > 0xFFFF else 1 for character in text]
    return _count(units, UCS2_SINGLE, UCS2_JOINED)


def _folded(character: str) -> str:
    if character in _BASIC or character in _EXTENSION:
        return character
    if character in _SPACES:
        return " "
    if character in _REPLACED:
        return _REPLACED[character]
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    if bare and fits(bare):
        return bare
    # A symbol or an emoji says nothing that the words do not say; a letter of another script does.
    return character if unicodedata.category(character)[0] in "LMN" else ""


def _count(units: list[int], single: int, joined: int) -> int:
    if sum(units) <= single:
        return 1
    count, room = 1, joined
    for unit in units:
        if unit > room:
            count, room = count + 1, joined
        room -= unit
    return count
