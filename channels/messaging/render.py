"""Our answers in the markup of a messenger and within its limits: bold, lists, links, pages, parts.

An answer holds ``**bold**`` and plain lines. A person's own words, read back, may hold anything: nothing in
them is taken for markup, and nothing but a link is taken apart.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from channels.messaging.choices import Layout

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_LINK = re.compile(r"https?://\S+")
_MARKS = re.compile(r"[*_~`]")
# Shows nothing and keeps a mark from being read as one, where the messenger has no escape.
_NOTHING = "\u2060"
_JOINER, _SELECTORS = "\u200d", "\ufe00\ufe0f"
_BOUNDARIES = ("\n\n", "\n", ". ", " ! ", " ? ", " ")

Size = Callable[[str], int]


@dataclass(frozen=True)
class Said:
    """One message of ours: its text and the choices it offers."""

    text: str
    buttons: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Answer:
    """What one event is answered by: one text, the choices, and the words of the person it may hold.

    ``files``: kinds of the papers that follow it.
    """

    text: str
    buttons: tuple[dict[str, Any], ...] = ()
    own: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def joined(said: Collection[Said], own: Collection[str] = (), hint: str = "") -> Answer:
    """Join messages into one answer: fewer parts are fewer that can be lost, doubled or slowed down."""
    texts = [message.text.strip() for message in said if message.text.strip()]
    if hint:
        texts.append(hint)
    return Answer("\n\n".join(texts), tuple(b for message in said for b in message.buttons), tuple(own))


def pages(said: list[Said], budget: int, size: Size) -> list[list[Said]]:
    """Return the answer in pages: the first holds the beginning of each message and every choice.

    Args:
        said: the messages of a turn.
        budget: longest page; 0 for one page whatever its length.
        size: measures a text.
    """
    if not budget or size(joined(said).text) <= budget:
        return [said]
    question = said[-1:] if len(said) > 1 and said[-1].buttons and size(said[-1].text) <= budget else []
    told = said[: len(said) - len(question)]
    left = budget - sum(size(message.text) for message in question)
    first: list[Said] = []
    rest: list[str] = []
    for number, message in enumerate(told):
        allowed = _allowed(left, [size(other.text) for other in told[number + 1 :]])
        head, tail = _beginning(message.text, allowed, size, whole_budget=budget)
        left -= size(head)
        if head or message.buttons:
            first.append(Said(head, message.buttons))
        if tail:
            rest.append(tail)
    following = split("\n\n".join(rest), 2 * budget, size)
    return [[*first, *question], *([Said(text)] for text in following)]


def split(text: str, limit: int, size: Size = len) -> list[str]:
    """Return ``text`` in parts of ``limit`` at most, cut between paragraphs, else lines, sentences, words.

    A link and a ``**bold**`` stay whole; only a word that is longer than ``limit`` is cut.
    """
    parts = []
    rest = text.strip()
    while rest and size(rest) > limit:
        cut = _cut(rest, limit, size)
        parts.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return _bold_closed([*parts, rest] if rest else parts)


def utf16(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str, own: Collection[str] = ()) -> str:
    """Without markup."""
    return _marked(text, own, lambda bold: bold, lambda other: other)


def as_html(text: str, own: Collection[str] = ()) -> str:
    """HTML of Telegram: newlines stay, bold is ``<b>``, all else is escaped."""
    escape = _escaped
    return _marked(text, own, lambda bold: f"<b>{escape(bold)}</b>", escape)


def as_html_lines(text: str, own: Collection[str] = ()) -> str:
    """HTML of Matrix: as Telegram's, with ``<br>``."""
    return as_html(text, own).replace("\n", "<br>\n")


def as_mrkdwn(text: str, own: Collection[str] = ()) -> str:
    """Slack's markup."""
    return _marked(text, own, lambda bold: f"*{_guarded(_escaped(bold))}*", lambda t: _guarded(_escaped(t)))


def as_whatsapp(text: str, own: Collection[str] = ()) -> str:
    """WhatsApp's markup."""
    return _marked(text, own, lambda bold: f"*{_guarded(bold)}*", _guarded)


def listed(text: str, layout: Layout, hint: str) -> str:
    """Return ``text`` followed by the lettered choices when the layout needs them."""
    if not layout.listed:
        return text
    lines = [
        f"{letter}) {choice.full}" for letter, choice in zip(_names(layout), layout.choices, strict=True)
    ]
    return "\n\n".join(part for part in (text, "\n".join(lines), hint) if part)


def _names(layout: Layout) -> list[str]:
    return [choice.title for choice in layout.choices]


def _allowed(left: int, following: list[int]) -> int:
    """What a message may take of the room that is left, so that each of the following ones can begin."""
    share = left // (len(following) + 1)
    return left - sum(min(size, share) for size in following)


def _beginning(text: str, left: int, size: Size, whole_budget: int) -> tuple[str, str]:
    """The first paragraphs that fit in ``left``; when none does, the first sentences of a page."""
    paragraphs = text.strip().split("\n\n")
    kept = 0
    while kept < len(paragraphs) and size("\n\n".join(paragraphs[: kept + 1])) <= left:
        kept += 1
    if kept:
        return "\n\n".join(paragraphs[:kept]), "\n\n".join(paragraphs[kept:])
    if left < whole_budget // 3:
        return "", text
    head = split(text, left, size)[0]
    return head, text.strip()[len(head) :].strip()


def _cut(text: str, limit: int, size: Size) -> int:
    """The index at which to cut ``text`` so that what stands before it fits."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if size(text[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    untouchable = [match.span() for match in (*_LINK.finditer(text), *_BOLD.finditer(text))]
    # A boundary far from the limit would make tiny parts: only a link or a bold is worth one.
    for shortest in (low // 4, 0):
        for boundary in _BOUNDARIES:
            at = text.rfind(boundary, 0, low)
            while at > shortest:
                end = at + len(boundary)
                if not any(start < end < stop for start, stop in untouchable):
                    return end
                at = text.rfind(boundary, 0, at)
    while low > 1 and (text[low] in _JOINER + _SELECTORS or text[low - 1] == _JOINER):
        low -= 1
    return low


def _bold_closed(parts: list[str]) -> list[str]:
    """A bold that had to be cut ends with its part and begins again with the next one."""
    closed = []
    opened = False
    for part in parts:
        text = f"**{part}" if opened else part
        opened = text.count("**") % 2 == 1 and len(parts) > 1
        closed.append(f"{text}**" if opened else text)
    return closed


def _marked(text: str, own: Collection[str], bold: Callable[[str], str], other: Callable[[str], str]) -> str:
    done, out = 0, []
    for match in _BOLD.finditer(text):
        if any(match[0] in words for words in own):
            continue
        out += [other(text[done : match.start()]), bold(match[1])]
        done = match.end()
    return "".join([*out, other(text[done:])])


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _guarded(text: str) -> str:
    done, out = 0, []
    for link in _LINK.finditer(text):
        out += [_MARKS.sub(lambda mark: mark[0] + _NOTHING, text[done : link.start()]), link[0]]
        done = link.end()
    return "".join([*out, _MARKS.sub(lambda mark: mark[0] + _NOTHING, text[done:])])
