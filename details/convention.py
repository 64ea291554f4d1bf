"""When the convention is signed, and presence on public holidays."""

import re

from .clauses import is_negated
from .model import Reading
from .patterns import any_of

SIGNED_LATER = any_of(
    r"\b(?:signera?|signerons|signer|signee?|signeront)\b[^,.;]{0,30}\b(?:plus tard|apres|pendant"
    r"|en cours|une fois commence)",
    r"\bsans (?:la )?convention\b",
    r"\bcommenc\w+ (?:avant|sans) (?:de |d'avoir |la )?(?:signe|signer|signature|convention)",
    r"\bpas de convention\b",
    r"\b(?:commenc|demarr|debut)\w+ [^,.;]{0,25}avant (?:la signature|d'avoir signe|de signer)",
)
SIGNED = any_of(
    r"\btout est signe\b",
    r"\bconvention (?:est |a ete |deja |bien |sera )+signee\b",
    r"\btout le monde (?:a|aura) signe\b",
    r"\b(?:on|nous|j') ?(?:a|ai|avons|aura) (?:tous |toutes |deja |tout )*signe(?:e|r)? (?:la|notre"
    r"|ma) convention",
    r"\bconvention signee (?:par tous|avant)",
    r"\bsigne\w* avant (?:de commencer|le (?:debut|premier jour|demarrage|1er))",
)
HOLIDAYS = any_of(
    r"\bjours? feries?\b",
    r"\bferie\b",
    r"\blundi de (?:paques|pentecote)\b",
    r"\b(?:le )?1er mai\b",
    r"\ble jour de noel\b",
)
ABSENT = re.compile(r"\b(?:pas|sauf|ferme\w*|hors|excepte|n'y serai|repos|chome\w*|absente?)\b")
PRESENT = re.compile(
    r"\b(?:meme|aussi|y compris|compris|inclus|travaill\w+|serai(?: la| present\w*)?|viendrai|j'y serai"
    r"|ouvert\w*|bosse\w*)\b"
)


def read(reading: Reading) -> None:
    """Fill convention_before_start and holiday_presence."""
    if SIGNED_LATER.search(reading.text):
        reading.put("convention_before_start", False)
    else:
        match = SIGNED.search(reading.text)
        if match and not re.search(r"\bpas\b", match.group()) and not is_negated(reading.text, match.start()):
            reading.put("convention_before_start", True)
    match = HOLIDAYS.search(reading.text)
    if not match:
        return
    near = reading.text[max(0, match.start() - 40) : match.end() + 40]
    if ABSENT.search(near):
        reading.put("holiday_presence", False)
    elif PRESENT.search(near):
        reading.put("holiday_presence", True)
