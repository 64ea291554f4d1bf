"""« Le dossier » : the plan as a message ready to be sent to an adviser."""

from __future__ import annotations

from dialogue import describe
from dialogue.turn import Turn

from .act import Act


class Document(Act):
    act = "document"

    def respond(self, turn: Turn) -> None:
        rows = describe.rows(turn.state.plan)
        if not rows:
            turn.say(
                "Je ne crée pas de fichier, mais je peux préparer un message à copier pour votre conseiller. "
                "Il me faut d'abord votre projet.",
                buttons=[{"title": "Vérifier mon projet", "payload": "/check_plan"}],
            )
        else:
            lines = "\n".join(f"- {row['label']} : {row['value']}" for row in rows)
            letter = (
                "Bonjour,\nJe souhaite faire une immersion professionnelle (PMSMP). Voici mon projet :\n"
                f"{lines}\nPouvez-vous me dire s'il vous paraît possible, et préparer la convention ?\n"
                "Merci d'avance."
            )
            turn.say(
                "Je ne crée pas de fichier. Voici un message à copier et à envoyer à votre conseiller :\n\n"
                + letter,
                custom={"document": letter},
            )
        turn.put_again()
