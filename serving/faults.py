"""The one exception that undoes a turn.

Rasa catches ``Exception`` around actions and around its tracker store, logs it, and goes on with a
half-done turn. ``TurnFailed`` derives from ``BaseException`` so that nothing in Rasa can swallow it: it
crosses the whole turn, nothing is saved, and the channel tells the person.
"""

STORE = "store"
ACTIONS = "actions"
LOCK = "lock"
MODEL = "model"
DEADLINE = "deadline"
CONFLICT = "conflict"
ERASED = "erased"
UNEXPECTED = "unexpected"

_CAUSES = {
    STORE: "l'enregistrement de la conversation ne répond pas",
    ACTIONS: "le service qui prépare les réponses ne répond pas",
    LOCK: "le service qui ordonne les messages ne répond pas",
    MODEL: "l'assistant n'est pas encore prêt",
    DEADLINE: "la réponse prend trop de temps",
    CONFLICT: "un autre message de cette conversation est en cours",
    ERASED: "cette conversation vient d'être effacée",
    UNEXPECTED: "un problème technique est survenu",
}


def sentence_for(fault: str) -> str:
    """Return the French sentence that tells a person what failed and what to do.

    Args:
        fault: one of the constants of this module; anything else reads as ``UNEXPECTED``.
    """
    cause = _CAUSES.get(fault, _CAUSES[UNEXPECTED])
    return (
        f"Votre message n'a pas été traité : {cause}. "
        "Vos réponses précédentes sont gardées. Envoyez-le de nouveau dans un instant."
    )


class TurnFailed(BaseException):
    """A part of the service failed: the turn must be undone as a whole.

    Args:
        fault: which part, one of the constants of this module.
        detail: technical words for the log. Never a text of the person.
    """

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else fault)
        self.fault = fault
        self.detail = detail

    @property
    def sentence(self) -> str:
        """The French sentence for the person."""
        return sentence_for(self.fault)
