"""Vocabularies: one expression a line, in `words/*.yml` or in the reader that alone needs it."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

_WORDS = Path(__file__).parent / "words"
# The C loader reads in a tenth of the time of the pure Python one.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def any_of(*expressions: str) -> re.Pattern[str]:
    """A pattern that finds any of these regular expressions in normalised text, leftmost first."""
    return re.compile("|".join(expressions))


@lru_cache(maxsize=64)
def _file(name: str) -> dict[str, list[str]]:
    return yaml.load((_WORDS / f"{name}.yml").read_text(encoding="utf-8"), Loader=_Loader)


def words(file: str, name: str) -> str:
    """The alternatives of a list of `words/<file>.yml`, as the inside of a group."""
    return "|".join(_file(file)[name])


@lru_cache(maxsize=256)
def listed(file: str, name: str) -> re.Pattern[str]:
    """A pattern that finds any expression of a list of `words/<file>.yml`, leftmost first."""
    return re.compile(words(file, name))
