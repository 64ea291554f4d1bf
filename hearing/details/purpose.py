"""Why: discover a trade, confirm a project, be recruited, or something else."""

import re

from .clauses import clause_around, is_negated
from .model import Reading
from .patterns import listed

CONFIRM = listed("purpose", "confirm")
DISCOVER = listed("purpose", "discover")
RECRUIT = listed("purpose", "recruit")
OTHER = listed("purpose", "other")
BARE_ANSWERS = {
    "discover": r"\bdecouv\w+|\b(?:voir|essayer|tester|curiosite)\b",
    "confirm": r"\betre (?:sure?|certaine?)\b|\bconfirm\w*|\bvalid\w+|\bverifi\w+|\bprojet\b",
    "recruit": r"\bembauch\w*|\brecrut\w*|\bboulot\b|\bjob\b",
    "other": r"\bform(?:er|ation)\b|\bapprendre\b|\bargent\b|\bremplac\w+|\bservice\b|\baider\b|\bstage\b$",
}
NAMED = {
    ("discover"): r"\bdecouvrir\b",
    "confirm": r"\b(?:confirmer|valider)\b",
    "recruit": r"\b(?:embauche|recrutement)\b",
}
# "C'est juste pour découvrir, l'embauche c'est une idée pour après".
ONLY_TO = re.compile(
    r"\b(?:juste|seulement|uniquement|simplement) (?:pour |de |d'|a )?(?:la |une )?"
    r"(?P<purpose>decouvrir|decouverte|confirmer|confirmation)\b"
)
_ONLY = {"decou": "discover", "confi": "confirm"}
# "Être sûre avant la formation": the training comes after, it is not the purpose.
BEFORE_TRAINING = re.compile(
    r"\bavant? (?:de |d')?(?:[a-z']+ ){0,3}?(?:la |une |ma |l'|cette |en |m')?(?:formation|inscri\w+|etudes"
    r"|diplome|cap|concours|ecole|lancer|engager|investir)\b"
)
# "Je serai en plus pour apprendre", "pas pour dépanner": how one is there, and no purpose of its own.
LEARNS_THERE = re.compile(
    r"\bapprendre\b(?! (?:le|un|ce|a (?!cote)|de nouvelles)\b)|\bpas pour (?:les |l'|le |la "
    r"|nous )?(?:depanner|aider)\b"
)
# "D'abord voir, et ensuite être prise".
SEE_FIRST = re.compile(r"\bvoir et\b|(?:^|,|\bd'abord|\bdeja) voir\b(?! si)")
BY_PLACE = re.compile(
    r"^\W*(?:un peu |plutot |bah |ben |euh )*(?:les? |la )?(?:(?P<count>[23]) )?"
    r"(?P<end>1ers?|premiers?|derniers?|2e(?:me)?|deuxieme|seconde?|3e(?:me)?|troisieme)\W*$"
)
_PLACES = {"2e": 1, "de": 1, "se": 1, "3e": 2, "tr": 2}
NOT_A_PURPOSE = re.compile(
    r"\b(?:c'etait(?: au depart| d'abord| au debut)?(?: pour)?|au depart pour|apres"
    r"|refuse\w*|si jamais|ensuite|depuis|contrat|sans|ne (?:veulent|peuvent) pas|conseille d'|deja"
    r"|j'ai ete|fin d')\b[^,.;]{0,20}$"
)
# "Moins découvrir que confirmer", "plutôt une confirmation qu'une découverte".
LESS = re.compile(
    r"(?<!au )(?<!du )\bmoins (?:pour |de |d')?(?:une |la )?$"
    r"|\b(?:plutot|davantage|plus|c'est|surtout) [^,.;]{4,40} qu(?:e |')(?:pour |de |d'|une |la )*$"
)
# "C'est plus pour être sûre de mon projet": rather than another, unless what it is now comes after.
RATHER = re.compile(r"\bc'est (?:surtout |bien |beaucoup |un peu )?plus pour (?:[a-z']+ ){0,2}$")
TOLD_AFTER = re.compile(r"\b(?:c'est|mais|plutot|maintenant)\b")
# « C'est juste pour lui montrer le métier » says what the house wants of somebody: a purpose that the plan
# holds is changed by who names one.
NAMES_A_PURPOSE = re.compile(
    r"\b(?:confirm\w*|decouv\w*|recrut\w*|embauch\w*|engag\w*|c[dt][id]|verifi\w*|valid\w*|buts?|objectifs?"
    r"|projet|plutot|finalement|en fait|mett\w*|mets|choisi\w*|gard\w*)\b"
)
# "L'embauche, on verra après".
PUT_OFF = re.compile(
    r",? (?:ca |pour ca |alors |mais )?(?:(?:on|je|nous) (?:verr\w+|en (?:re)?parl\w+)"
    r"(?= (?:apres|plus tard|ensuite|bien|si|avec)\b|\W*$)|c'est (?:pour )?(?:plus tard|apres)\b|plus tard\b)"
)


def read(reading: Reading) -> None:
    """Fill objectives with every purpose stated, in the order discover, confirm, recruit, other."""
    if reading.question not in (
        None,
        "q1_objective",
        "q5_host",
        "q8_use",
        "q6_dates",
        "q3_prescriber",
        "q2_situation",
    ):
        return
    text = reading.ours
    if only := ONLY_TO.search(text):
        reading.put("objectives", [_ONLY[only["purpose"][:5]]], at=only.span())
        return
    if LEARNS_THERE.search(text):
        reading.denied.add(("objectives", "other"))
    told = {"confirm": CONFIRM, "discover": DISCOVER, "recruit": RECRUIT, "other": OTHER}
    reading.denied |= {
        ("objectives", value)
        for value, pattern in told.items()
        if pattern.search(text) and not _first(text, pattern)
    }
    found: list[str] = []
    confirm = _first(text, CONFIRM)
    discover = _first(text, DISCOVER)
    if discover and confirm and _same_verb(text, confirm, discover):
        discover = None
    if discover:
        found.append("discover")
    if confirm:
        found.append("confirm")
    recruit = _first(text, RECRUIT)
    if recruit and discover and recruit.start() <= discover.start() < recruit.end():
        # "Voir si on peut travailler ensemble".
        found.remove("discover")
    if recruit:
        found.append("recruit")
    if _first(text, OTHER) and not (found and not reading.asks("q1_objective")):
        found.append("other")
    if reading.asks("q1_objective"):
        named = [
            value for value, pattern in NAMED.items() if value in found or _first(text, re.compile(pattern))
        ]
        found = named + [value for value in found if value not in named]
    if reading.asks("q1_objective") and not found:
        found = _by_place(text)
    if reading.asks("q1_objective") and "recruit" in found and SEE_FIRST.search(text):
        found = ["discover", "recruit"]
    if not found and reading.asks("q1_objective") and BEFORE_TRAINING.search(text):
        found = ["confirm"]
    if not found and reading.asks("q1_objective"):
        found = [value for value, pattern in BARE_ANSWERS.items() if _first(text, re.compile(pattern))]
        if BEFORE_TRAINING.search(text):
            found = [value for value in found if value != "other"]
        if "other" in found and len(found) > 1 and not re.search(r"\bform|\bapprendre|\bargent", text):
            found.remove("other")
    held = reading.plan.get("objectives")
    if held and found != held and not reading.asks("q1_objective") and not NAMES_A_PURPOSE.search(text):
        reading.denied |= {("objectives", value) for value in found}
        return
    if found:
        first = discover or confirm or recruit or _first(text, OTHER)
        reading.put("objectives", found, at=first.span() if first else reading.whole)


def _by_place(text: str) -> list[str]:
    """ "les deux derniers", "le premier": the purposes as the question lists them."""
    match = BY_PLACE.search(text)
    if not match:
        return []
    if not match["end"].startswith("dernier") and (place := _PLACES.get(match["end"][:2])):
        return [list(NAMED)[place]]
    count = int(match["count"]) if match["count"] else 1
    return list(NAMED)[-count:] if match["end"].startswith("dernier") else list(NAMED)[:count]


def _first(text: str, pattern: re.Pattern) -> re.Match | None:
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        # "D'abord voir, ensuite être prise" tells both.
        before = re.sub(r"\bet (?:ensuite|apres)\b", "et", before)
        if PUT_OFF.match(text, match.end()) or LESS.search(before):
            continue
        rather = RATHER.search(before) and not TOLD_AFTER.search(text, match.end())
        if (rather or not is_negated(text, match.start())) and not NOT_A_PURPOSE.search(before):
            return match
    return None


def _same_verb(text: str, confirm: re.Match, discover: re.Match) -> bool:
    """ "vérifier si ce métier me plaît": the second half only says what is verified."""
    if discover.start() < confirm.start():
        return discover.end() > confirm.start()
    clause = clause_around(text, confirm.start(), confirm.end())
    return discover.group() in clause and bool(
        re.search(r"\bsi\b|\bplait|\bconvient|\bque\b", discover.group())
    )
