"""Why: discover a trade, confirm a project, be recruited, or something else."""

import re

from .clauses import clause_around, is_negated
from .model import Reading
from .patterns import any_of

CONFIRM = any_of(
    r"\bconfirm\w+",
    r"\bconfort\w+ (?:mon|son|ce|un|dans)",
    r"\bvalid(?:er|e|ation de|erai) (?:mon|son|ce|un|le|cette|ma|sa|mes|de)? ?(?:projet|choix"
    r"|reconversion|idee|orientation|formation|metier|mon)",
    r"\b(?:etre|m'assurer|s'assurer|assurer) (?:que|sure?|certaine?)\b",
    r"\bverifi\w+ (?:que|si|mon|ce)\b",
    r"\bsure? (?:de|que) (?:mon|ce|c'est|ca|mes)",
    r"\bvraiment fait pour (?:moi|elle|lui)",
)
DISCOVER = any_of(
    r"\bdecouv(?:rir|erte|re|rira|rirais|rirai)\b",
    r"\bexplor\w+",
    r"\bvoir (?:si|comment|en quoi|ce que|a quoi|ce qu'est|le metier|de pres|l'envers|autre chose)",
    r"\b(?:tester|essayer|test\w* |connaitre|approcher|gouter (?:a|au)|observer) (?:le |un |ce |au |du "
    r"|des |les |l'|d'autres? |plusieurs |un autre |une )?(?:metiers?|secteurs?|professions?|domaines?"
    r"|nouveau metier|travail|boulot)",
    r"\bme faire une idee\b",
    r"\bse faire une idee\b",
    r"\ben savoir plus sur (?:le|ce) metier\b",
    r"\bsi (?:ca|ce metier|le metier|cela|c'est) (?:me |lui )?(?:plait|plairait|convient|va)\b",
    r"\btester (?:la |le |l')?(?:boulangerie|menuiserie|coiffure|mecanique|patisserie|cuisine|vente"
    r"|restauration|soudure|maraichage|fleuristerie|animation)",
)
RECRUIT = any_of(
    r"\bembauch\w*",
    r"\brecrut\w+",
    r"\bse faire prendre\b",
    r"\bme (?:tester|voir a l'oeuvre) (?:avant|d'abord|pour)",
    r"\b(?:veulent|voudraient|veut|voudrait|souhaite\w*|aimerai\w*) me (?:tester|voir)\b",
    r"\bdecrocher (?:un|le) (?:cdi|cdd|poste|emploi|contrat)",
    r"\bun (?:cdi|cdd|poste|contrat) (?:a la cle|derriere|au bout|ensuite)",
    r"\b(?:cdi|cdd|poste|emploi) a la cle\b",
    r"\b(?:engager|engage) (?:un recrutement|apres)",
    r"\bavant de me prendre\b",
    r"\bpromesse d'embauche\b",
    r"\bvoir si je fais l'affaire\b",
    r"\bobtenir le poste\b",
    r"\bme faire (?:prendre|engager)\b",
)
OTHER = any_of(
    r"\b(?:me|se|pour me) form(?:er|e)\b",
    r"\bapprendre (?:le|un|ce) metier\b",
    r"\bapprendre (?:a |de nouvelles )",
    r"\bgagner (?:de l'|un peu d'|des )?(?:argent|sous)",
    r"\bargent de poche\b",
    r"\brendre (?:service|un service)\b",
    r"\bdepanner\b",
    r"\baider (?:un ami|ma famille|mon oncle|un copain|mes parents)\b",
    r"\bremplir mon cv\b",
    r"\bm'occuper\b",
    r"\bpasser le temps\b",
    r"\bme remettre (?:dans le bain|au travail)",
)
AFTER_CONFIRM = re.compile(r"^ (?:que |si |qu')[^,.;]*$")
BARE_ANSWERS = {
    "discover": r"\bdecouv\w+|\b(?:voir|essayer|tester|curiosite)\b",
    "confirm": r"\bconfirm\w*|\bvalid\w+|\bverifi\w+|\bprojet\b",
    "recruit": r"\bembauch\w*|\brecrut\w*|\bboulot\b|\bjob\b",
    "other": r"\bform(?:er|ation)\b|\bapprendre\b|\bargent\b|\bremplac\w+|\bservice\b|\baider\b|\bstage\b$",
}
NOT_A_PURPOSE = re.compile(
    r"\b(?:apres|si jamais|ensuite|depuis|contrat|sans|ne (?:veulent|peuvent) pas|conseille d'|deja"
    r"|j'ai ete|fin d')\b[^,.;]{0,20}$"
)
HIRED_SOMEONE = re.compile(r"^embauche(?:e|es|s)? (?:depuis|en|le|dans|comme|par|chez)")


def read(reading: Reading) -> None:
    """Fill objectives with every purpose stated, in the order discover, confirm, recruit, other."""
    if reading.question not in (
        None,
        "q1_objective",
        "q5_host",
        "q8_use",
        "q6_dates",
        "f8_prior",
        "q3_prescriber",
        "q2_situation",
    ):
        return
    if reading.question == "f8_prior":
        return
    text = reading.text
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
    if recruit and not HIRED_SOMEONE.search(recruit.group() + text[recruit.end() :]):
        found.append("recruit")
    if _first(text, OTHER) and not (found and not reading.asks("q1_objective")):
        found.append("other")
    if not found and reading.asks("q1_objective"):
        found = [value for value, pattern in BARE_ANSWERS.items() if _first(text, re.compile(pattern))]
        if "other" in found and len(found) > 1 and not re.search(r"\bform|\bapprendre|\bargent", text):
            found.remove("other")
    if found:
        reading.put("objectives", found)


def _first(text: str, pattern: re.Pattern) -> re.Match | None:
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if not is_negated(text, match.start()) and not NOT_A_PURPOSE.search(before):
            return match
    return None


def _same_verb(text: str, confirm: re.Match, discover: re.Match) -> bool:
    """ "vérifier si ce métier me plaît": the second half only says what is verified."""
    if discover.start() < confirm.start():
        return False
    clause = clause_around(text, confirm.start(), confirm.end())
    return discover.group() in clause and bool(
        re.search(r"\bsi\b|\bplait|\bconvient|\bque\b", discover.group())
    )
