"""The French sentences that the messaging channels say by themselves, and the words they hear themselves."""

from __future__ import annotations

import re

from channels.messaging.choices import fold

UNREADABLE = "Je ne lis que le texte. Écrivez votre question avec vos mots."
EDITED = "Vous avez modifié un message : renvoyez-le si vous voulez que je le relise."
TOO_FAST = "Vous allez un peu vite. Attendez quelques secondes, puis renvoyez votre message."
NOT_OFFERED = "Ce choix n'est plus proposé. Écrivez votre réponse, ou choisissez dans le dernier message."
PRIVATE = "Écrivez-moi en privé pour vérifier un projet : vos réponses y restent entre nous."
ENCRYPTED = (
    "Ce salon est chiffré : je ne peux pas y lire vos messages. Écrivez-moi dans un salon non chiffré, "
    "ou sur la page web de l'assistant."
)
STOPPED = "C'est noté : je ne vous écris plus. Pour reprendre, envoyez REPRENDRE."
RESUMED = "Bonjour de nouveau. Écrivez votre question."
ERASE_ASKED = (
    "Effacer tout ce que vous avez écrit ici, et mes réponses ? On ne pourra pas revenir en arrière. "
    "Répondez EFFACER pour confirmer."
)
MORE = "Répondez SUITE pour lire la suite."
ANSWER_BY_LETTER = "Répondez par une lettre, ou avec vos mots."
CHOOSE = "Choisissez :"
SEE_CHOICES = "Voir les choix"
LINKS_END = "Ces liens s'ouvrent pendant quinze minutes."
NO_FILE = "Le fichier se télécharge sur la page web de l'assistant."


def too_long(limit: int) -> str:
    """A message of more than ``limit`` characters."""
    return f"Votre message est trop long : {limit} caractères au plus."


def welcome(keep_days: float, messenger: str) -> str:
    """Who answers, what is kept and for how long, how to erase.

    Args:
        keep_days: days after which an unused conversation is erased.
        messenger: who else sees the exchange; empty when nobody.
    """
    seen = f" {messenger} voit aussi cet échange." if messenger else ""
    return (
        "Vous écrivez à un programme, pas à une personne. Je garde vos messages et mes réponses "
        f"{keep_days:g} jours au plus, sans votre nom.{seen} Pour tout effacer : « effacer mes données »."
    )


def erased(label: str) -> str:
    """What was erased, and what cannot be."""
    return (
        "C'est fait : j'ai effacé tout ce que vous avez écrit ici et mes réponses. "
        f"Je ne peux pas effacer ce que {label} garde, ni les messages affichés sur votre téléphone."
    )


_ERASE_WISH = re.compile(
    r"(?:je (?:veux|voudrais|souhaite|demande a) |merci d'|pouvez[- ]vous |peux[- ]tu )?"
    r"(?:efface[rsz]?|supprime[rsz]?)(?: moi)?(?: toutes)? (?:mes|mes propres) donnees(?: personnelles)?"
    r"(?: (?:svp|stp|s'il vous plait|s'il te plait|merci))?[ ?]*"
)
_STOP = {"stop", "arret", "desabonner", "desabonnement", "unsubscribe"}
_START = {"start", "reprendre"}
_MORE = {"suite", "la suite", "lire la suite"}


def asks_to_erase(text: str) -> bool:
    """« effacer mes données », said in a few ways, and nothing else."""
    return _command(text) == "effacer" or bool(_ERASE_WISH.fullmatch(fold(text)))


def confirms_erasing(text: str) -> bool:
    """« EFFACER »."""
    return fold(text) == "effacer"


def asks_to_stop(text: str, words: bool) -> bool:
    """``/stop``; and, where ``words`` says so, « STOP » alone."""
    return _command(text) == "stop" or (words and fold(text) in _STOP)


def asks_to_resume(text: str) -> bool:
    """What ends an opt-out."""
    return _command(text) == "start" or fold(text) in _START


def asks_for_more(text: str) -> bool:
    """« suite »."""
    return fold(text) in _MORE


def asks_who(text: str) -> bool:
    """``/start`` and « aide »: the first sentence is wanted again."""
    return _command(text) in ("start", "aide", "help") or fold(text) in ("aide", "help")


def asks_to_begin(text: str) -> bool:
    """``/start``, which messengers send for the person at the first opening."""
    return _command(text) == "start"


def _command(text: str) -> str:
    """The name of a command like ``/start@our_bot``, empty for anything else."""
    match = re.fullmatch(r"/([a-z]{1,20})(?:@\w+)?(?:\s.*)?", text.strip().lower(), re.DOTALL)
    return match[1] if match else ""
