"""Sentences, questions and negations: which part of a message states something."""

import re
from functools import lru_cache

from .normalise import MONTHS, WEEKDAYS
from .patterns import any_of

SENTENCE = re.compile(r"[^.!?;]*(?:\.(?=\d)[^.!?;]*)*(?:[.!?;]+|$)")
NEGATION_REACH = 60
CLAUSE_REACH = 120  # bounds the work on texts without punctuation
MOST_ASKED = 3  # a sentence of more parts tells a plan before its question
SHORT_QUESTION = 12  # words; a longer one may tell something before it asks
CLAUSE_BREAK = re.compile(
    r"[,;:.!?()]| mais | donc | car | parce que | (?:vu|etant donne) qu[e']| puisqu[e']"
    r"| et (?=(?:je|on|il|elle|ils|elles|nous|vous|ca|ce sera\w*|ce serait|c'est) |j'|est[- ]ce qu)"
    r"| et (?=(?:(?:mon|ma|son|sa|notre|leur|le|la) |l')[a-z-]+ (?:est|a|veut|peut|signe|accepte|refuse)\b"
    r"|(?:mes|ses|nos|les) [a-z-]+ (?:sont|ont|veulent|peuvent|signent|acceptent|refusent)\b)"
    r"| (?:alors|du coup) (?!qu[e']|la\b)| si (?=c'|ca\b)"
)

# "m'a-t-on dit", "a-t-il précisé": an aside that asks nothing.
_TOLD = r"(?:dit|appris|assure|explique|precise|confirme)\b"
# From here on the sentence asks something.
QUESTION_HEADS = any_of(
    r"(?<!c')\best[- ]?ce qu",
    r"\bes ce qu",
    r"\besque\b",
    r"\bcombien\b",
    r"(?<!voir )(?<!voie )(?<!voit )(?<!regarder )(?<!regarde )\bcomment\b",
    r"\bpourquoi\b(?! pas)",
    r"\bpk\b",
    r"\bpq\b",
    r"\bpuis[- ]je\b",
    r"\bdois[- ]je\b",
    r"\bai[- ]je\b",
    # Dictated, "je le suis je lui passe les outils" asks nothing.
    r"(?<!je )(?<!je l[ae] )(?<!je les )(?<!j'en )(?<!j'y )\bsuis[- ]je\b",
    r"\bserai[- ]je\b",
    r"\bvais[- ]je\b",
    r"\bpourrai[ts]?[- ]je\b",
    r"\bpeut[- ]on\b",
    r"\bdoit[- ]on\b",
    rf"(?<!m')\ba[- ]t[- ]on\b(?! {_TOLD})",
    # "Chez qui j'irais" tells; "chez qui j'irai ?" and "je vois ça avec qui" ask.
    r"(?:^|[,;.:!?(] ?|\b(?:savoir|et|mais|c'est) )(?:par|vers|a|avec|chez|de) qui\b",
    r"\b(?:par|vers|a|avec|chez|de) qui(?=\W*$| (?:pour|la|le|les)\b)",
    r"\bque faire\b|\bje fais (?:quoi|comment)\b|\bon fait (?:quoi|comment)\b|\bca compte\b",
    r"\bc'est (?:quoi|qui)\b(?! (?:le|la|l'|les|mon|ma|son|sa) [a-z]+ qui)",
    r"\bqui qui\b",
    r"\bse passe (?:quoi|comment)\b",
    r"\bc koi\b",
    r"\bc quoi\b",
    r"(?:^|[.;:!?] ?|\bsavoir |\bet )qui (?:peut|signe|paie|paye|prescrit)\b",
    # "Un monsieur qui est salarié et qui est en arrêt" tells.
    r"(?:^|[.;:!?] ?|\bsavoir )qui (?:doit|est|va)\b",
    r"\bquel(?:le)?s? (?:est|sont|que soit|duree|age|organisme|papiers?|documents?|article|loi|delai)",
    r"\bsavoir (?:aussi |juste |egalement |enfin )?(?:si|combien|comment|quel|ce)\b"
    r"(?![^,.;?]*\b(?:faite? pour|plai\w+|convien\w+|epaules|capable"
    r"|tien[st]|supporte|hauteur|a ma place) ?)",
    r"\bme demande (?:si|combien)\b",
    r"\bje (?:vous |t')?(?:demand(?:e|ais)|ai demande|avais demande) (?:juste |seulement )?(?:si|combien)\b",
    r"\bsera[- ]t[- ]on\b",
    r"\b(?:on|j'ai|j'aurais|tu as|vous avez|ai|a|ont|avoir) (?:a |ai |aura |aurait )?(?:le )?droit d\b",
    r"\bj'ai droit\b",
    r"\bon a droit\b",
    r"\bon a le droit\b",
    r"\bj'ai le droit\b",
    r"\bquand (?:est|faut|dois|peut)\b",
    r"\bou (?:trouver|telecharger|puis)\b",
)
# A question whose subject comes first: the whole clause asks.
INVERTED = re.compile(
    r"(?<!\bsi )\bc'est (?:possible|jouable|faisable)\b|\bc (?:possible|jouable)\b"
    r"|\bpossible ou (?:pas|non)\b|\bou pas(?: du tout)?\W*$|\bon peut$|^possible "
    r"|\b(?:peut|doit|peuvent|doivent|faut|sera|va|pouvez|avez|etes)[- ]"
    r"(?:t[- ])?(?:il|elle|ils|elles|vous)\b|(?<!m')\ba[- ]t[- ](?:il|elle)\b"
    rf"(?! {_TOLD})|\b(?:sont|ont)-(?:ils"
    r"|elles)\b|(?<!c')\best[- ](?:il|elle|ce(?! ?qu))\b"
)
# Only in a sentence that ends with a question mark.
SOFT_HEADS = any_of(
    # "Qui la paie pendant ces trois semaines, eux ou nous ?" asks from its first word on.
    r"^\W*(?:(?:et|mais|alors|donc|sinon|bonjour|du coup)\W+)*qui\b",
    r"\b(?:je|j'|on|il|elle|ils|elles|tu|vous|ca|nous|patron|employeur) (?:ne )?(?:peux|peut|peuvent|dois"
    r"|doit|doivent|pourrais|pourrait|pourrai|devrais|pourra)\b",
    r"\bil faut\b",
    r"\bc'est (?:possible|obligatoire|legal|autorise|limite|interdit|bon|ok|permis|grave|normal|bien|vrai"
    r"|combien|qui|ou|quand)\b",
    r"\bca (?:marche|passe|va|suffit|compte|pose)\b",
    r"\bje serai\b",
    r"\bon est\b",
    r"\bon sera\b",
)
LIMIT_WORDS = re.compile(
    r"\b(?:plafond|maxi\w*|minim\w+|limite\w*|regles?|legale?|illegal|loi|autorise\w*|trop|suffi\w*"
    r"|possible|depass\w+|c'est vrai|droit|assez|compter?|(?:aucun|pas de|sans) (?:soucis?|problemes?))\b"
)
_PLEASES = (
    r"(?:ca|cela|c'est|le metier|tout) [^,.;?]{0,20}\b(?:plai\w+|convien\w+|concluant|bien passe\w*"
    r"|(?:passe|marche) bien)"
)
WHAT_IF = re.compile(
    r"\bet si\b(?! (?:(?:mon|ma|le|la|l') ?(?:patron|chef|employeur|conseill|entreprise|tuteur)|ils?\b"
    # "Et si ça lui plaît, elle peut y retourner ?" asks what may follow the stay, and tries nothing.
    rf"|elles?\b|{_PLEASES}|(?:(?:le|la|l'|mon|ma|un|une|les) ?)?[a-z]+ (?:me |m'|nous |lui |leur )"
    r"(?:demand|impos|oblig|refus|propos|dema)\w*|(?:l')?on (?:me|m'|nous|lui) ?(?:demand|impos|oblig"
    r"|refus)))"
    # "Si elle finissait le 19, serait-ce possible ?"
    r"|^\W*(?:(?:ok|bon|alors|oui|non|et|mais|donc|merci)\W+)*s(?:i |')(?:je |j'|on |ils? |elles? |nous )"
    r"(?:(?:la|le|l'|y|en|ne|n')[ ']?)?"
    r"(?:(?:fini|termin|commenc|demarr|debut|travaill|ven|rest|fais|pren|pos|part)"
    r"\w*?(?:ais|ait|ions|aient)|(?:prolong|rallong|decal|repouss|avanc|raccourci)\w*)\b"
    r"|\bimagin(?:e|ez|ons)\b|\bsuppos(?:e|ez|on|ons)\b|\ba supposer\b|\badmettons\b"
    r"|\bmettons\b|\bhypothese\b|\bscenario\b|\bsimul\w+|\brecalcul\w+"
    r"|\bca (?:donne|donnerait|change|changerait|modifie|modifierait)\b|\bce que ca donne\b"
    r"|\b(?:le |mon )?(?:verdict|resultat)\b|\bsi (?:je|on|j')[^,;.?]*\bplutot\b"
    r"|\b(?:je|j'|on|il|elle) pourrai[st] (?:plutot |aussi )?(?:commenc|demarr|debut|fini|termin|decal)\w*"
    r"|\bpourrai[st][- ](?:t[- ])?(?:je|on|il|elle) (?:plutot |aussi )?"
    r"(?:commenc|demarr|debut|fini|termin|decal)\w*"
    r"|\bca (?:serait|irait) (?:bon|mieux|regle)\b|\bca passe mieux\b"
    r"|\bplutot\b[^.]*\?$"
)
# "et avec 30 heures ?" tries something, "et le dimanche, c'est autorisé ?" asks the rule.
# "et le dimanche elle peut venir ?" asks what is allowed.
ASKS_LEAVE = re.compile(r"\binterdit\w*|\bpermis\b|\b(?:je|j'|on|il|elle) (?:peu[tx]|pourr\w+|doi[st]) ")
ASKED_OF_IT = re.compile(
    r"[,;] ?(?:(?:par|a|avec|chez|de|pour) )?(?:est[- ]?ce qu|qu'est|qui|quoi|combien|comment|pourquoi|quel)"
)
VARIATION = re.compile(
    r"^\W*(?:et|ou bien|ou alors|sinon) (?:avec|en|pour"
    r"|le(?! [a-z]+(?: [a-z]+)?,? (?:il|elle|ils|me|m'|ne|n'))|a|sur)\b"
)
HYPOTHESIS = re.compile(
    r"(?:^|[,.;:!?]\s*|\bmeme |\bet |\bque )"
    r"(?:si (?:(?:finalement|jamais|un jour|entre temps|plus tard|apres) )?(?:je |j'|on |mon |ma |mes |ses "
    r"|nos |notre |le |la |les "
    rf"|l'|vous |tu |un |une |{_PLEASES})"
    r"|quand on (?:est|a))[^,.;:!?]*"
)

# Short questions that ask whether what has just been told is allowed, and what a plan is told with.
AGREED = re.compile(
    r",? (?:et )?(?:est[- ]ce que )?(?:c'est|ce serait|ca) (?:possible|bon|ok|faisable|jouable"
    r"|legal|autorise|conforme|grave|genant|embetant|bloquant|un (?:probleme|souci)"
    r"|marche|passe|va)(?: ou (?:pas|non))?\W*$"
)
TELLS = re.compile(
    r"\b(?:je suis|j'ai (?:\d+ ans|deja )|(?:il|elle) (?:a|est|viendrait|ferait)|(?:voudr|aimer)ai[st]"
    r"|j'aimerais|je voudrais|je pos(?:e|erai|erais)|mon (?:patron|employeur|chef) [a-z]+)\b"
)
# After an indirect question, what is told goes on.
STATEMENT = re.compile(
    r"(?:[,;:]| parce que| car) (?:et |alors |voila )?(?=(?:je suis|j'ai|j'aimerais|je (?:cherche|travaille"
    r"|fais|ferai|commence|viens|voudrais)"
    r"|c'est (?:dans|chez|pour|du|au|a|la|une?|mon|ma)|(?:il|elle|on) (?:a|est|serait|ferait)|\d{1,2} ans"
    r"|nous sommes|du \d"
    r"|moi (?:je|j'|c'est))\b)"
)
# « Je peux changer : 6 heures par jour ? », « vous pouvez mettre le 12 ? » tell what to note.
ASKS_TO_CHANGE = re.compile(
    r"^\W*(?:(?:et|ah|oui|non|alors|du coup|est-ce qu[e'])\W+)*"
    r"(?:(?:je peux|on peut|peut-on|puis-je|je pourrais) (?:chang|modifi|corrig|rectifi)er"
    r"|(?:vous pouvez|pouvez-vous|tu peux|peux-tu) (?:me )?(?:chang|modifi|corrig|rectifi|remplac|not|mett)"
    r"(?:er|re))\b(?! (?:la |une? |l')?(?:convention|avenant|accord|signature))"
)
OPINION = re.compile(
    r",? (?:et )?(?:vous|t'|tu)? ?(?:en )?(?:pensez|penses|dites|dis)(?:[- ](?:vous|tu))? ?(?:quoi"
    r"|de ca)?\W*$"
    r"|,? (?:et )?qu'en (?:pensez|dites|penses|dis)[- ](?:vous|tu)\W*$|,? (?:hein|ok|d'accord"
    r"|ca vous va|ca te va)\W*\?\W*$"
)

# "On me paye pas, même pas le bus ?": the end of a question that begins before it.
GOES_ON = re.compile(r"\W*(?:et |ou )?(?:meme|ni)\b")

NUMERIC_DAY = (
    rf"(?:[a-z]+di |dimanche )?\d{{1,2}}(?:er)?(?:/\d{{1,2}}(?:/\d{{2,4}})?"
    rf"| (?:{'|'.join(MONTHS)}))?(?: \d{{4}})?"
)
EXACT_RANGE = re.compile(
    rf"\b(?:du|entre le) {NUMERIC_DAY} (?:au|et le|jusqu'au) {NUMERIC_DAY}(?![\dh]|\s*h\b)"
)

# "Devrait donner son accord, j'imagine", "il doit signer": supposed or owed, not given.
SUPPOSED = re.compile(
    r"\b(?:devr\w+|doi(?:t|vent)|pourr\w+|faut|faudr\w+|j'imagine|(?:je|on) (?:suppose|pense|espere)"
    r"|j'espere|normalement"
    r"|en principe|sans doute|probablement|surement|peut-etre|(?:possible|probable|se peut)(?= qu))\b"
)

NEGATION = re.compile(
    r"(?:\b(?:ne|n)\b\W?|\bn')[^~]*\b(?:pas|plus|jamais|rien|aucune?|personne|nullement|aucunement"
    r"|point)\b(?! seulement"
    r"| que)[^~]{0,30}$"
    r"|\b(?:pas|(?<!de )(?<!en )plus|ni|sans|jamais|aucune?|nul(?:le)?|non|sauf|ne)(?: (?:de|du|la|le|les"
    r"|l'|un|une|en|au|aux|a|par"
    r"|d'|suivie?|inscrite?|"
    r"etre|me|se|pour|passer|faire|avec|encore|vraiment|du tout|dans|chez|mon|ma|mes|son|sa|que|de la|a la"
    r"|je suis|que je sois))*[ ']?\s*$"
)


@lru_cache(maxsize=2)
def statement(text: str) -> str:
    """`text` with questions and hypotheses replaced by blanks of the same length."""
    return _blanked(text, keep_exact_dates=False)


@lru_cache(maxsize=2)
def timed_statement(text: str) -> str:
    """Like `statement`, but a question that names exact dates is kept: it speaks of a real plan."""
    return _blanked(text, keep_exact_dates=True)


def is_negated(text: str, position: int) -> bool:
    """True when the words just before `position`, in the same clause, deny what stands there."""
    start = max(0, position - NEGATION_REACH)
    return bool(NEGATION.search(text[max(_ends(CLAUSE_BREAK, text, start, position)) : position]))


def clause_around(text: str, start: int, end: int) -> str:
    """The clause that holds text[start:end], at most CLAUSE_REACH characters on each side."""
    before, after = _beside(text, start, end)
    return before + text[start:end] + after


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after text[start:end] in its clause."""
    reach = max(0, start - CLAUSE_REACH)
    # The break is looked for in the whole text: what follows it tells whether it is one.
    first = max(reach, *_ends(CLAUSE_BREAK, text, reach, start))
    following = CLAUSE_BREAK.search(text, end)
    last = min(end + CLAUSE_REACH, following.start() if following else len(text))
    return text[first:start], text[end:last]


def _ends(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[int]:
    """Where the matches between two places of a text end; at least its beginning."""
    return [start, *(found.end() for found in pattern.finditer(text, start) if found.end() <= end)]


# Words that add nothing to a detail named alone between two commas.
SMALL_WORDS = re.compile(
    r"\W+|\b(?:alors|au|aux|avec|bah|ben|c'|c'est|chez|dans|de|des|du|d'|en|et|euh|finalement|genre|l'|la"
    r"|le|les"
    r"|lieu|ma|mon|mes|moi|non|oui|par|petite?|plutot|pour|pres|que|sera|serait|un|une|via|voila)\b"
)
MOST_WORDS_AFTER = 3


def stands_alone(text: str, start: int, end: int) -> bool:
    """True when text[start:end] is all that its clause says ("…, France Travail, …"), a name aside."""
    before, after = _beside(text, start, end)
    return not SMALL_WORDS.sub("", before) and len(after.split()) <= MOST_WORDS_AFTER


def _blanked(text: str, *, keep_exact_dates: bool) -> str:
    pieces = []
    for match in SENTENCE.finditer(text):
        sentence = written = match.group()
        if _tries(sentence):
            sentence = _without_its_question(sentence)
        else:
            sentence = _with_its_dates(sentence) if keep_exact_dates else _blank_question(sentence)
        if keep_exact_dates and written.rstrip().endswith("?") and _asks_a_limit(written):
            sentence = _told_before(sentence)
        pieces.append(sentence)
    return "".join(pieces)


def _told_before(sentence: str) -> str:
    """What is told before a question about limits: « J'ai 57 ans, y a-t-il une limite ? »."""
    told = sentence.partition("~")[0]
    kept = len(told) if told != sentence and TELLS.search(told) else 0
    return sentence[:kept] + "~" * (len(sentence) - kept)


def _with_its_dates(sentence: str) -> str:
    """The sentence without what it asks after its dates; whole when the question holds them."""
    exact, blanked = EXACT_RANGE.search(sentence), _blank_question(sentence)
    return sentence if exact and "~" in blanked[slice(*exact.span())] else blanked


def _without_its_question(sentence: str) -> str:
    """ "Et si je me blesse, qui paye l'hôpital ?" tries the first part and asks the second."""
    asked = ASKED_OF_IT.search(sentence)
    return sentence[: asked.start()] + "~" * (len(sentence) - asked.start()) if asked else sentence


def _tries(sentence: str) -> bool:
    if WHAT_IF.search(sentence):
        return True
    return bool(VARIATION.search(sentence)) and not (
        LIMIT_WORDS.search(sentence) or ASKS_LEAVE.search(sentence)
    )


def _asks_a_limit(sentence: str) -> bool:
    tells = len(CLAUSE_BREAK.findall(sentence)) > MOST_ASKED
    exempt = EXACT_RANGE.search(sentence) or _tries(sentence) or _told_first(sentence) or tells
    return bool(LIMIT_WORDS.search(sentence)) and not exempt


def _told_first(sentence: str) -> re.Match | None:
    """The short question after a plan that is told: "j'ai 19 ans, je viendrais en mars, possible ?"."""
    asked = AGREED.search(sentence)
    return asked if asked and TELLS.search(sentence, 0, asked.start()) else None


def _blank_question(sentence: str) -> str:
    if ASKS_TO_CHANGE.match(sentence):
        return sentence
    if VARIATION.search(sentence) and ASKS_LEAVE.search(sentence) and len(sentence.split()) <= SHORT_QUESTION:
        return "~" * len(sentence)
    opinion = OPINION.search(sentence) or _told_first(sentence)
    if opinion:
        # What is told before "vous en pensez quoi ?" is told.
        return _blank_question(sentence[: opinion.start()]) + "~" * (len(sentence) - opinion.start())
    hypothesis = HYPOTHESIS.search(sentence)
    asked = sentence.rstrip().endswith("?")
    starts = [match.start() for match in [QUESTION_HEADS.search(sentence)] if match]
    for pattern in (INVERTED, SOFT_HEADS) if asked else (INVERTED,):
        match = pattern.search(sentence)
        if match:
            starts.append(_clause_start(sentence, match.start()))
    if asked and not starts:
        start = _clause_start(sentence, len(sentence.rstrip(" ?!.;")))
        if start and GOES_ON.match(sentence, start):
            start = _clause_start(sentence, start - 1)
        starts.append(start)
    if hypothesis and (starts or asked):
        starts.append(hypothesis.start())
    if hypothesis and not starts:
        return sentence[: hypothesis.start()] + "~" * len(hypothesis.group()) + sentence[hypothesis.end() :]
    if not starts:
        return sentence
    start = min(starts)
    if asked and _NAMES_FIRST.fullmatch(sentence[:start]) and _GOES_ON_WITH.match(sentence, start):
        # "Et le conseiller CEP, il va prévenir mon employeur ?" says nothing of who follows.
        start = 0
    if (asked and _ONLY_A_DAY.fullmatch(sentence[:start])) or _ONLY_AN_AGE.fullmatch(sentence[:start]):
        # "Le samedi, c'est permis ou pas ?" tells no day.
        return "~" * len(sentence)
    told = None if asked else STATEMENT.search(sentence, start)
    if told:
        return sentence[:start] + "~" * (told.end() - start) + _blank_question(sentence[told.end() :])
    return sentence[:start] + "~" * (len(sentence) - start)


_NAMES_FIRST = re.compile(
    r"\W*(?:(?:et|mais|sinon|alors|donc|au fait)\W+)*(?:le |la |l'|les |mon |ma |mes |son |sa |ce |cette )"
    r"[a-z' -]{2,40}, ?"
)
_GOES_ON_WITH = re.compile(r" ?(?:ils?|elles?|ca|on|c'est)\b")
_ONLY_A_DAY = re.compile(
    rf"\W*(?:(?:et|mais|alors|donc|sinon|pour|ou bien|oui|non)\W+)*(?:les? )?(?:{'|'.join(WEEKDAYS)})s?\W*"
)


_ONLY_AN_AGE = re.compile(r"\W*(?:(?:et|mais|alors)\W+)*a \d{1,2} ans\W*")


def _clause_start(sentence: str, position: int) -> int:
    breaks = [found.end() for found in CLAUSE_BREAK.finditer(sentence) if found.end() <= position]
    return breaks[-1] if breaks else 0
