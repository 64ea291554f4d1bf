"""Small spelling mistakes in the words that matter, one letter away ("decmbre" -> "decembre")."""

import re
from functools import lru_cache

# Words to which a near miss is brought back. Five letters at least, else chance neighbours abound.
TARGETS = re.findall(
    r"[a-z-]+",
    """
janvier fevrier avril juillet septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi
dimanche semaine semaines heures prochain prochaine pendant partir chomage chomeur chomeuse demandeur demandeuse
salarie salariee apprenti apprentie etudiant etudiante lyceen lyceenne fonctionnaire interim interimaire
entrepreneur entrepreneuse micro-entrepreneur conseiller conseillere mission locale emploi travail departement
decouvrir decouverte confirmer valider recruter recrutement embaucher embauche metier association boulangerie
entreprise particulier boucherie remplacer vendanges employeur patron convention tuteur tutrice parents
quinze quatorze treize douze trente quarante cinquante soixante quinzaine journee demain toussaint
premiere jamais jours prolonger signe signer samedis mardis jeudis lundis
""",
)

# Real French words that are one letter away from a target and must stay what they are.
REAL_WORDS = set(
    re.findall(
        r"[a-z]+",
        """
salaire salaires salaries salariees marche marches chambre membre partie partis partit parti parts sortir
heure heureux travaux travaille travailler emplois employe employee employes conseil conseille conseilles conseils
decouvert decouverts recrute recruter embauche embauches embauchee embauchees metiers parent parente patrons patronne
signee signes signer signez signal tuteurs trente vente rente cinquantaine soixantaine quinzaines journees jour
locaux locales local missions emission remission permission tourner premier premiers premieres hardi lundis mardi
demandeurs demandes demande etudiants etudie etudier entreprises entreprendre valide valides validee validees
confirme confirmes confirmee departements departs prolongee prolonge prolongez remplace remplaces remplacez remplacee
prochains prochaines semaines dimanches vendredis mercredis samedis janvier apprentis apprendre apprentissage
apprenties particuliers particuliere associations conventions boulanger boulangere avril avis avoir pendants pendent
partira partirai parties parlir porter patin pardon matin moins mains jouer joues jour jeunes premiere quatre
fonctionnaires interimaires mines tours cours fours retour voyage payes apportir repartir departement departemental
lyceens lyceennes conseillers conseilleres decouvre decouvrira demain domain romain employeurs deux lundi
signe ligne vigne digne ligner singe consigne samedi employeuse prendre rendant rendre vendre vendredi vendange
""",
    )
)
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
WORD = re.compile(r"[a-z]{5,20}")
KNOWN = set(TARGETS) | REAL_WORDS


def corrected(text: str) -> str:
    """The text with near misses of the target words corrected. `text` is lower case, without accents."""
    return WORD.sub(lambda match: _nearest(match.group()), text)


@lru_cache(maxsize=4096)
def _nearest(word: str) -> str:
    if word in KNOWN:
        return word
    return _one_letter_away().get(word, word)


@lru_cache(maxsize=1)
def _one_letter_away() -> dict[str, str]:
    """Every string one edit away from a target (insertion, deletion, substitution, swap)."""
    near: dict[str, str] = {}
    for target in TARGETS:
        splits = [(target[:i], target[i:]) for i in range(len(target) + 1)]
        edits = {a + b[1:] for a, b in splits if b}
        edits |= {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
        if len(target) > 5:
            edits |= {a + c + b[1:] for a, b in splits if b and a for c in ALPHABET}
        edits |= {a + c + b for a, b in splits if a for c in ALPHABET}
        for edit in edits:
            near.setdefault(edit, target)
    return near
