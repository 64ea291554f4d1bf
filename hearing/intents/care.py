"""Distress is never missed because it was said in an unforeseen way; strangers' questions are set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from .normalise import canonical, normalise

LABEL = "distress"
# Some errors are worse than their opposites: a person in distress not heard, a rule told about a question
# that has nothing to do with immersions. The odds of these labels count this much more.
_ODDS = {LABEL: 2.5, "out_of_scope": 4.0}
_SURE = 0.9
_WISH = (
    r"(?:envie|veux|veut|voudrais?|vouloir|voulais?|voulait|aimerais?|besoin|pense a|songe a|reve de|vais)"
    r" (?:\w+ )?(?:d'|de )?"
)
_DYING = (
    r"(?:mourir|crever|en finir(?! avec (?!la vie|tout\b|moi))|disparaitre|me tuer|etre mort\w*"
    r"|partir pour (?:toujours|de bon))"
)
_LIVING = r"(?:vivre|exister|etre la|continuer a vivre|de ce monde|me reveiller)"
_NO_MORE = r"plus (?:envie|la force|le courage|aucune envie|gout|le gout)? ?(?:de |d'|a )?"
# Canonical spelling: no accents, lower case, SMS words in full.
_PHRASES = (
    _WISH + _DYING,
    _NO_MORE + _LIVING,
    rf"(?:raison|pas envie|marre|fatigue\w*) (?:de |d'){_LIVING}",
    r"suicid\w*",
    r"je me tue",
    r"me (?:pendre|flinguer|noyer|taillader?|scarifier?)",
    r"(?:m'|me |s'|se )foutre en l ?'?air",
    r"m'ouvrir les veines",
    r"finir avec (?:la vie|moi)",
    r"mettre fin a (?:mes|ses) jours",
    r"mettre fin a (?:ma|sa) vie",
    r"(?:idees?|pensees?) (?:noires?|suicidaires?|de mort)",
    r"me (?:jeter|jette|balancer) (?:sous|par la|d'un|du|dans le vide|contre un)",
    r"saut\w* (?:du|d'un) (?:pont|toit|balcon)",
    r"sauter par la fenetre",
    r"sous (?:un|le) train",
    r"(?:avaler?|prendre|boites? de|dose de|tous? (?:mes|les|ces)) (?:\w+ ){0,4}"
    r"(?:cachets?|comprimes?|medocs?|somniferes?)",
    r"me fai(?:re|s|t) du mal",
    r"je vais faire une (?:grosse )?betise",
    r"m'automutil\w*|automutil\w*",
    r"vie (?:ne )?(?:vaut|sert|a|c'est) (?:plus|pas|aucun|a rien|rien) (?:\w+ ){0,2}"
    r"(?:peine|coup|sens|moi|rien)",
    r"vie n'a (?:plus|aucun) \w+",
    r"(?:mieux|simple|soulage\w*) (?:sans moi|si j'etais mort\w*|si je n'etais plus la|si je n'existais \w+)",
    r"(?:pars|partir|dormir) pour toujours",
    r"lettre d'adieu",
    r"bout du rouleau",
    r"gout a rien",
    r"(?:je|serai|serais) (?:ne )?(?:serai|serais) plus la",
    r"(?:mari|conjoint|copain|compagnon|femme|pere|mere|ex) (?:me|nous) (?:frappe|bat|tape|cogne)",
    r"(?:me|se) (?:coupe|couper|lacere|lacerer) (?:les|mes|ses) (?:bras|veines|poignets?|cuisses|jambes)",
    r"(?:s'est|se) (?:scarifie|taillade|automutile)",
    r"recommence a me (?:couper|faire du mal|scarifier)",
    r"(?:me|se) (?:tuer|supprimer)(?! (?:mon|ma|mes|son|sa|ses|le|la|les|l)\b)",
    r"(?:autant|failli|de quoi|mieux) (?:d')?en finir",
    r"(?:laissez|laisse)[- ]moi crever",
    r"si je disparaiss\w+",
    r"(?:pris|pri|avale|avaler|prendre) (?:\w+ ){0,2}(?:cachets?|medocs?|somniferes|toute la boite)",
    r"prepare (?:la|une) corde|corde est prete|corde au cou",
    r"dose mortelle",
    r"(?:mourir|partir) (?:sans souffrir|en douceur)",
    r"(?:mort\w*|tue\w*)(?: \w+){0,2} et je veux (?:le|la) (?:suivre|rejoindre)",
    r"je (?:ne )?vaux (?:plus )?rien",
    r"je suis un (?:poids|dechet) pour",
    r"honte d'exister|jamais du naitre",
    r"mal de vivre|fatigue\w* de (?:la )?vie|marre de (?:la|cette) vie|plus (?:\w+ )?de cette vie",
    r"a quoi bon (?:continuer|vivre)",
    r"(?:fond|bord) du (?:trou|gouffre)",
    r"plus (?:d'|aucun )(?:espoir|issue)",
    r"plus rien (?:qui |ne )?me retient",
    r"je (?:vais|voudrais|risque de) faire une (?:grosse )?connerie",
    r"j'ai peur de faire une (?:betise|connerie)",
    r"(?:on m'a|on me|m'a|ete|il me) (?:viole\w*|tape dessus)",
    r"me menace avec (?:un|son) (?:couteau|arme|fusil)",
    r"(?:regarde|regardais|fixe) (?:le pont|l'eau|le vide|les rails|le fusil)",
    r"(?:arme|fusil|corde|lame|rasoir)s? (?:sur|dans) (?:la|ma|mon)",
)
_DANGER = re.compile(r"\b(?:" + "|".join(_PHRASES) + r")\b")
_EMERGENCY_NUMBER = re.compile(r"\b31 ?14\b")
_ABOUT_WORK = re.compile(r"\bprevention (?:du )?suicide|\bmetiers?\b|\bformation\b|\bimmersion\b|\bpmsmp\b")


def in_danger(text: str, mended: str = "") -> bool:
    """Whether the words alone, as typed or once mended, say that a person may be in danger."""
    normal = normalise(text)
    heard = f"{normal} | {canonical(normal)} | {mended}"
    if _ABOUT_WORK.search(heard):
        return False
    return bool(_DANGER.search(heard) or _EMERGENCY_NUMBER.search(normal))


def watch(
    probabilities: np.ndarray, labels: Sequence[str], texts: Sequence[str], mended: Sequence[str]
) -> np.ndarray:
    """The probabilities with the labels that matter more raised, and distress sure when words say danger."""
    raised = probabilities * np.array([_ODDS.get(label, 1.0) for label in labels], dtype=np.float32)
    raised /= raised.sum(axis=1, keepdims=True)
    if LABEL not in labels:
        return raised
    column = list(labels).index(LABEL)
    for row, (text, correct) in enumerate(zip(texts, mended, strict=True)):
        if raised[row, column] < _SURE and in_danger(text, correct):
            raised[row] *= (1 - _SURE) / max(1 - raised[row, column], 1e-9)
            raised[row, column] = _SURE
    return raised
