"""Choices on a messenger: which form fits, what is written on each, and what a typed letter means.

Never numbers: ages and hours are typed as numbers. A title is shown whole, or by its short form, or it is
listed under a letter; it is never cut where two choices would then look alike.
"""

from __future__ import annotations

import itertools
import re
import string
import unicodedata
from dataclasses import dataclass
from typing import Any

BUTTONS, LIST, LETTERS = "buttons", "list", "letters"

_LETTER = re.compile(r"\(?([a-z]{1,2})\s*[).:]?")


@dataclass(frozen=True)
class ChoiceLimits:
    """What a messenger can show. Zero: it has no such form. Titles are counted in characters.

    Attributes:
        buttons: how many buttons.
        button_title: longest title of a button.
        rows: how many rows of a list.
        row_title: longest title of a row.
        row_description: longest second line of a row.
        lettered_buttons: whether buttons may carry the letter alone when titles do not fit.
    """

    buttons: int = 0
    button_title: int = 0
    rows: int = 0
    row_title: int = 0
    row_description: int = 0
    lettered_buttons: bool = False


@dataclass(frozen=True)
class Choice:
    """One choice as it is shown: ``title``, perhaps a second line, and the full title."""

    payload: str
    title: str
    full: str
    description: str = ""


@dataclass(frozen=True)
class Layout:
    """The form that fits, and the choices in it. ``listed``: the full titles must also be in the text."""

    form: str
    choices: tuple[Choice, ...] = ()
    listed: bool = False


def arrange(buttons: list[dict[str, Any]], limits: ChoiceLimits) -> Layout:
    """Return the first form in which every choice can be told from the others.

    Args:
        buttons: ``{"title", "payload"}`` and perhaps ``"short"``, in the order of the answer.
        limits: what the messenger can show.
    """
    if not buttons:
        return Layout(LETTERS)
    titles = [_fitting(button, limits.button_title) for button in buttons]
    if len(buttons) <= limits.buttons and _all_distinct(titles):
        return Layout(BUTTONS, _choices(buttons, titles))
    if len(buttons) <= limits.rows:
        rows = [
            _fitting(button, limits.row_title) or _cut(button["title"], limits.row_title)
            for button in buttons
        ]
        if _all_distinct(rows) and all(len(button["title"]) <= limits.row_description for button in buttons):
            return Layout(LIST, _choices(buttons, rows))
    letters = letters_of(len(buttons))
    if limits.lettered_buttons and len(buttons) <= limits.buttons:
        return Layout(BUTTONS, _choices(buttons, letters), listed=True)
    return Layout(LETTERS, _choices(buttons, letters), listed=True)


def letters_of(count: int) -> list[str]:
    """Return a, b … z, aa, ab …"""
    pairs = ("".join(pair) for pair in itertools.product(string.ascii_lowercase, repeat=2))
    return list(itertools.islice(itertools.chain(string.ascii_lowercase, pairs), count))


def chosen(text: str, buttons: list[dict[str, Any]]) -> str | None:
    """Return the payload that a typed letter or title stands for, ``None`` when the text is free text.

    Args:
        text: what the person typed.
        buttons: what the last answer that offered something offered.
    """
    folded = fold(text)
    match = _LETTER.fullmatch(folded)
    letters = letters_of(len(buttons))
    if match and match[1] in letters:
        return buttons[letters.index(match[1])]["payload"]
    titles = [name for button in buttons for name in (button["title"], button.get("short")) if name]
    for button in buttons:
        names = {fold(name) for name in (button["title"], button.get("short")) if name}
        # Two buttons of one name: the text alone does not say which.
        if folded in names and sum(fold(title) == folded for title in titles) == 1:
            return button["payload"]
    return None


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, without spaces or punctuation around it."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(plain.replace("’", "'").strip(' \t\n.!…«»"').split())


def _fitting(button: dict[str, Any], limit: int) -> str:
    """The title or its short form, whichever fits whole; empty when neither does."""
    return next((name for name in (button["title"], button.get("short")) if name and len(name) <= limit), "")


def _cut(title: str, limit: int) -> str:
    """The title up to its last whole word, with an ellipsis; the second line shows it whole."""
    head = title[: max(0, limit - 1)].rsplit(" ", 1)[0].rstrip(" ,;:'’(")
    return f"{head}…" if head else ""


def _all_distinct(titles: list[str]) -> bool:
    folded = [fold(title) for title in titles]
    return all(folded) and len(set(folded)) == len(folded)


def _choices(buttons: list[dict[str, Any]], titles: list[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            button["payload"],
            title,
            button["title"],
            description="" if title == button["title"] else button["title"],
        )
        for button, title in zip(buttons, titles, strict=True)
    )
