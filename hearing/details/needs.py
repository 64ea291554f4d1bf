"""What the host needs the person for: a usual post, a surge, a season, somebody absent, or nothing."""

import re

from . import absence
from .clauses import is_negated
from .model import Reading
from .patterns import listed, words

NEEDS = [
    ("replacement", listed("needs", "replacement")),
    ("surge", listed("needs", "surge")),
    ("seasonal", listed("needs", "seasonal")),
    ("permanent_post", listed("needs", "permanent_post")),
]
ONLY_WATCHES = listed("needs", "only_watches")


_WATCH, _TRY, _OTHER_USE = (words("presence", name) for name in ("watches", "tries", "other_use"))
_ACTOR = (
    r"(?:\bj'|\b(?:je|il|elle|on)(?: (?:va|vais|fait|fais|ferai|fera|viens|vient|veux|veut|peut|pourra|y))? )"
)
_BEGINS = r"(?:^|[,;:.] ?|\b(?:pour|et|puis|ou|a|de|juste) )"
_ADVERBS = r"(?:y |juste |surtout |seulement |beaucoup |un peu |plutot |d'abord |les |la |le |l')*"
# « J'observe », « elle regarde et elle essaie », « observer et aider » ; not « je regarde mon agenda ».
OBSERVES = re.compile(rf"(?:{_ACTOR}|{_BEGINS}){_ADVERBS}(?:{_WATCH})\b(?! (?:{_OTHER_USE})\b)")
# Trying or helping says it together with watching, or with somebody beside.
TRIES = re.compile(rf"(?:{_ACTOR}|{_BEGINS}){_ADVERBS}(?:{_TRY})\b(?! (?:{_OTHER_USE})\b)")
BESIDE = re.compile(
    r"[^,;.]{0,30}\b(?:avec (?:elle|lui|eux|moi|nous|l'equipe|le|la|les|un|une|quelqu'un)|sous|a cote)\b"
)
# Enough as an answer about what the host needs, too little elsewhere ("observer le métier").
WATCHES = re.compile(
    r"\b(?:je|il|elle) suivr\w+|\bj'accompagner\w+|\b(?:regard|observ)\w+|\b(?:apprendre"
    r"|essayer) (?:les|des|quelques) gestes\b"
)


# "Les vendanges c'est fini", "ils cherchent un remplaçant mais pas moi".
OVER = re.compile(
    r",? (?:c'est |est |sont |c'etait )(?:finie?s?|passee?s?|terminee?s?|avant)\b"
    r"|[a-z' ]{0,15},? mais pas (?:pour )?moi\b"
)
IS_IT = re.compile(r"(?:\b(?:je suis|est|suis|etais|comme)(?: une?)? |^|, )$")
STAFF_AWAY = re.compile(r"(?:employee?|salariee?|secretaire|vendeuse) (?!absente?s? )")


def read(reading: Reading) -> None:
    """Fill host_needs."""
    text = reading.text
    needs: list[str] = []
    denied: set[str] = set()
    for value, pattern in NEEDS:
        for match in pattern.finditer(text):
            if _denies(text, match):
                denied.add(value)
            elif value not in needs and not _other_meaning(text, match):
                needs.append(value)
    # "Ma vendeuse est en congé, c'est pas pour la remplacer".
    needs = [value for value in needs if value not in denied]
    order = ["permanent_post", "surge", "seasonal", "replacement"]
    needs.sort(key=order.index)
    if not needs and (denied or ONLY_WATCHES.search(text)):
        needs = ["none"]
    if not needs and (
        _observes(text) or (reading.asks("q8_use") and (WATCHES.search(text) or TRIES.search(text)))
    ):
        needs = ["none"]
    if (
        not needs
        and reading.asks("q8_use")
        and re.search(r"^\W*(?:non\b|aucune?\b|rien\b|a rien|pas du tout|ni l'un|nan\b|rien de tout)", text)
    ):
        needs = ["none"]
    if not needs and reading.asks("q8_use") and absence.somebody_away(text):
        needs = ["replacement"]
    if needs:
        reading.put("host_needs", needs)


def _observes(text: str) -> bool:
    """Whether somebody comes to watch: said by itself, or by trying with somebody beside."""
    if any(not is_negated(text, match.start()) for match in OBSERVES.finditer(text)):
        return True
    return any(BESIDE.match(text, match.end()) for match in TRIES.finditer(text))


def _denies(text: str, match: re.Match) -> bool:
    after = text[match.end() : match.end() + 20]
    if text[: match.start()].endswith(("personne a ", "personne pour ")):
        return True
    if OVER.match(text, match.end()):
        return True
    return is_negated(text, match.start()) or re.match(r" (?:personne|pas|aucun|rien)\b", after) is not None


def _other_meaning(text: str, match: re.Match) -> bool:
    before = text[max(0, match.start() - 30) : match.start()]
    if IS_IT.search(before) and STAFF_AWAY.match(match.group()):
        # "La personne que j'accompagne est salariée, en arrêt": herself.
        return True
    if match.group().startswith("saison") and re.search(r"\b(?:hors|cette|de la|fin de) $", before):
        return "hors" in before
    return bool(re.search(r"\b(?:date|dates|jour) (?:a |de |du )?$", before))
