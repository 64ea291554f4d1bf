"""Small spelling mistakes in the words that matter, one letter away ("decmbre" -> "decembre")."""

import re
from functools import lru_cache

# Words to which a near miss is brought back. Five letters at least, else chance neighbours abound.
TARGETS = re.findall(
    r"[a-z-]+",
    """
apprenti apprentie association avril boucherie boulangerie chomage chomeur chomeuse cinquante
confirmer conseiller conseillere convention decembre decouverte decouvrir demain demandeur
demandeuse departement dimanche douze embauche embaucher emploi employeur entrepreneur entrepreneuse
entreprise etudiant etudiante fevrier fonctionnaire heures interim interimaire jamais janvier
licencie licenciee jeudi
jeudis journee jours juillet locale lundi lundis lyceen lyceenne mardi mardis mercredi metier
mission novembre octobre parents particulier partir patron pendant premiere prochain prochaine
prolonger quarante quatorze quinzaine quinze recrutement recruter remplacer salarie salariee samedi
samedis semaine semaines septembre signe signer soixante toussaint travail treize trente tuteur
tutrice valider vendanges vendredi
""",
)

# Real French words that are one letter away from a target and must stay what they are.
REAL_WORDS = set(
    re.findall(
        r"[a-z]+",
        """
apportir apprendre apprenties apprentis apprentissage associations avis avoir avril boulanger
boulangere chambre cinquantaine confirme confirmee confirmes conseil conseille conseilleres
conseillers conseilles conseils consigne conventions cours decouvert decouverts decouvre decouvrira
demain demande demander demandes demandeurs departement departemental departements departs deux digne
dimanches domain embauche embauchee embauchees embauches emission emplois employe employee employes
employeurs employeuse entreprendre entreprises etudiants etudie etudier fonctionnaires fours hardi
heure heureux interimaires janvier jeunes jouer joues jour journees ligne ligner local locales
locaux lundi lundis lyceennes lyceens licence licences licencies licencier
mains marche marches mardi matin membre mercredis metiers
mines missions moins pardon parent parente parlir parti particuliere particuliers partie parties
partira partirai partis partit parts patin patronne patrons payes pendants pendent permission porter
premier premiere premieres premiers prendre prochaines prochains prolonge prolongee prolongez quatre
quinzaines recrute recrutee recruter remission remplace remplacee remplaces remplacez rendant rendre
mefier pensant perdant vendant saigne saigner soigne soigner tente vocale
rente repartir retour romain salaire lycee lycees salaires salariees salaries samedi samedis semaines signal
signe signee signer signera signerai signerez signes signez singe soixantaine sortir tourner tours
travaille travailler travaux
trente tuteurs valide validee validees valides vendange vendre vendredi vendredis vente vigne voyage
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
