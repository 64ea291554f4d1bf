"""« Pourquoi cette question ? » : its reason and its article."""

from __future__ import annotations

import law
from dialogue import questions
from dialogue.turn import Turn

from .act import Act


class WhyAsking(Act):
    act = "why_asking"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if state.asked:
            question = questions.questions()[state.asked]
            source = law.article(question.article)
            turn.say(f"{question.why}\nTexte : {source.label}, {source.url}")
            turn.put_again()
        elif violations := law.check(state.plan, turn.today).violations if state.plan else []:
            finding = violations[0]
            links = [f"{ref.label}, {ref.url}" if ref.url else ref.label for ref in finding.references]
            turn.say(f"**{finding.title}**\n{finding.reason}\nTextes : " + " ; ".join(links))
        else:
            turn.say(
                "Je ne demande que ce qui décide d'une règle : but, situation, organisme qui vous suit, âge, "
                "structure, dates et horaires. Rien d'autre, et vous pouvez passer une question."
            )
