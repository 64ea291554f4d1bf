"""Who is away: the person, or somebody of the house whose place is empty."""

import re

from .patterns import words
from .trades import FORM

_DETERMINER = r"(?:la|le|l'|une?|les|des|deux|leurs?|notre|son|sa|mon|ma|cette|ce|autre)\b ?"
_PERSONS, _STAFF = words("subjects", "away_person"), words("subjects", "staff")
_AWAY_VERB = r"(?:est|sont|sera|seront|etait|part|partira|va etre|tombee?|a ete mise?|s'est|a|va|vient de)"
_STILL = r"(?: (?:encore|toujours|deja|actuellement|bientot|souvent))?"
# "une serveuse", "leur caissière qui est", "l'aide-cuisinier sera", before "en arrêt".
_SOMEBODY = re.compile(
    rf"\b{_DETERMINER}(?:(?:{_STAFF}|{FORM})(?: [a-z-]+)?(?: (?:qui )?{_AWAY_VERB})?"
    rf"|(?!(?:{_PERSONS})\b)[a-z-]{{3,}} (?:qui )?{_AWAY_VERB}){_STILL} ?$"
    # "une dame est en arrêt", "y a un anim en arrêt": of nobody that was named.
    rf"|\b(?:y a|(?:il|elle|on) a|(?:ils|elles) ont) (?:deja |aussi )?une? (?!(?:{_PERSONS})\b)[a-z-]{{3,}}"
    rf" (?:qui est )?$|\bqu'une? [a-z-]{{3,}} est{_STILL} $"
)
_AWAY = re.compile(rf"\b(?:{words('subjects', 'away')})\b")


def of_another(text: str, start: int) -> bool:
    """Whether what stands at `start` ("en arrêt", "absent") is said of somebody else than the person."""
    return bool(_SOMEBODY.search(text, max(0, start - 60), start))


def somebody_away(text: str) -> re.Match | None:
    """Somebody of the house who is away, on leave, ill or expecting."""
    return next((match for match in _AWAY.finditer(text) if of_another(text, match.start())), None)
