"""How vocabularies are written: one expression a line."""

import re


def any_of(*expressions: str) -> re.Pattern[str]:
    """A pattern that finds any of these regular expressions in normalised text, leftmost first."""
    return re.compile("|".join(expressions))
