"""When the convention is signed, and presence on public holidays."""

import re

from .clauses import is_negated
from .model import Reading

SIGNED_LATER = re.compile(
    r"\b(?:signera?|signerons|signer|signee?|signeront)\b[^,.;]{0,30}\b(?:plus tard|apres|pendant"
    r"|en cours|une fois commence)|\bsans (?:la )?convention\b|\bcommenc\w+ (?:avant|sans) (?:de "
    r"|d'avoir |la )?(?:signe|signer|signature|convention)|\bpas de convention\b|\bavant (?:la signature"
    r"|d'avoir signe|de signer)"
)
SIGNED = re.compile(
    r"\btout est signe\b|\bconvention (?:est |a ete |deja |bien |sera )+signee\b|\btout le monde (?:a"
    r"|aura) signe\b|\b(?:on|nous|j') ?(?:a|ai|avons|aura) (?:tous |toutes |deja |tout )*signe(?:e"
    r"|r)? (?:la|notre|ma) convention|\bconvention signee (?:par tous|avant)"
    r"|\bsigne\w* avant (?:de commencer|le (?:debut|premier jour|demarrage|1er))"
)
HOLIDAYS = re.compile(
    r"\bjours? feries?\b|\bferie\b|\blundi de (?:paques|pentecote)\b|\b(?:le )?1er mai\b|\ble jour de noel\b"
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
