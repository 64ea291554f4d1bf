"""French numbers written in words, turned into digits ("vingt et un" -> "21")."""

import re

UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "seize": 16,
}  # fmt: skip
TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
TENS |= {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
WORDS = sorted({*UNITS, *TENS, "cent", "cents", "mille"}, key=len, reverse=True)
WORD = "(?:" + "|".join(WORDS) + ")"
SEQUENCE = re.compile(rf"\b{WORD}(?:(?:\s*-\s*|\s+)(?:et(?:\s*-\s*|\s+))?{WORD})*\b")


def digits(text: str) -> str:
    """Replace every number in words by digits; a lone "un" or "une" is left, being also an article.

    `text` is normalised (lower case, no accents).
    """
    return SEQUENCE.sub(_replace, text)


def _replace(match: re.Match) -> str:
    tokens = re.findall(r"[a-z]+", match.group())
    if tokens in (["un"], ["une"]):
        return match.group()
    parts: list[str] = []
    index = 0
    while index < len(tokens):
        if tokens[index] == "et":
            parts.append("et")
            index += 1
            continue
        value, used = _number(tokens[index:])
        is_article = used == 1 and tokens[index] in ("un", "une")
        parts.append(tokens[index] if is_article else str(value))
        index += used
    return " ".join(parts)


def _number(tokens: list[str]) -> tuple[int, int]:
    """Value of the longest number at the head of `tokens`, and how many tokens it takes."""
    if tokens[0] == "mille":
        thousands, used = 1, 0
    else:
        thousands, used = _below_thousand(tokens)
    if used < len(tokens) and tokens[used] == "mille":
        rest, more = _below_thousand(tokens[used + 1 :]) if tokens[used + 1 :] else (0, 0)
        return thousands * 1000 + rest, used + 1 + more
    return thousands, used


def _below_thousand(tokens: list[str]) -> tuple[int, int]:
    if tokens[0] in ("cent", "cents"):
        hundreds, used = 1, 0
    else:
        hundreds, used = _below_hundred(tokens)
    if used and not hundreds:
        return 0, used
    if used < len(tokens) and tokens[used] in ("cent", "cents"):
        rest, more = _below_hundred(tokens[used + 1 :]) if tokens[used + 1 :] else (0, 0)
        return hundreds * 100 + rest, used + 1 + more
    return hundreds, used


def _below_hundred(tokens: list[str]) -> tuple[int, int]:
    first = tokens[0]
    second = tokens[1] if len(tokens) > 1 else ""
    if first == "quatre" and second in ("vingt", "vingts"):
        return _with_tail(80, tokens, 2, teens=True)
    if first in TENS:
        return _with_tail(TENS[first], tokens, 1, teens=first == "soixante")
    if first == "dix" and second in ("sept", "huit", "neuf"):
        return 10 + UNITS[second], 2
    if first in UNITS:
        return UNITS[first], 1
    return 0, 0


def _with_tail(tens: int, tokens: list[str], used: int, *, teens: bool) -> tuple[int, int]:
    """Add to `tens` the unit that follows it ("et un", "deux", or up to "dix-neuf" after 60 and 80)."""
    rest = tokens[used:]
    skipped = 0
    if rest and rest[0] == "et":
        if len(rest) < 2 or rest[1] not in ("un", "une", "onze"):
            return tens, used
        rest, skipped = rest[1:], 1
    if not rest or rest[0] not in UNITS:
        return tens, used
    value, more = _below_hundred(rest)
    limit = 20 if teens else 10
    if 0 < value < limit:
        return tens + value, used + skipped + more
    return tens, used
