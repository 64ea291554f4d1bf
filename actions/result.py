"""« Le résultat maintenant » : one line, then why, then what is missing; the check stays open."""

from __future__ import annotations

import law
from dialogue import describe, verdict
from dialogue.law_words import told
from dialogue.turn import Turn

from .judge import CHANGE, conclude, given, next_buttons
from .small import SmallAction

CONTINUE = {"title": "Continuer", "payload": "/check_plan"}
_LINES = {
    "conforme": "Oui : le projet respecte les règles vérifiées.",
    "non_conforme": "Non, pas comme cela.",
    "a_completer": "Pas encore : rien ne bloque, mais je ne sais pas tout.",
}


class Result(SmallAction):
    named = "result"
    changes_are_remembered = False

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if not state.plan:
            turn.say(
                "Pas encore : vous ne m'avez rien dit de votre projet.",
                buttons=[{"title": "Vérifier mon projet", "payload": "/check_plan"}],
            )
            return
        result = law.check(state.plan, turn.today)
        if result.verdict == "conforme":
            self._say_yes(turn, result)
            return
        state.told = list(dict.fromkeys([*state.told, *(finding.id for finding in result.violations)]))
        lines = [f"**{_LINES[result.verdict]}**"]
        for finding in result.violations:
            title, reason, remedy = (
                told(text, state.speaker) for text in (finding.title, finding.reason, finding.remedy)
            )
            lines.append(f"- **{title}** : {reason} {remedy}")
        if doubt := verdict.to_reread(state.plan, turn.speaker):
            lines.append(doubt)
        if result.missing:
            lines.append(
                f"Il manque : {describe.enumeration(verdict.missing_labels(result.missing, turn.speaker))}."
            )
        custom = verdict.as_custom(
            result, dict(state.plan), turn.today, provisional=bool(result.missing), speaker=turn.speaker
        )
        buttons = [CONTINUE, CHANGE] if result.missing else [CHANGE]
        turn.say("\n".join(lines), custom=custom, buttons=buttons)

    def _say_yes(self, turn: Turn, result: law.Result) -> None:
        """The whole verdict the first time; asked again, « oui » and what was judged."""
        if turn.state.verdict != given(result):
            conclude(turn)
            return
        what = verdict.judged(turn.state.plan, turn.speaker)
        doubt = verdict.to_reread(turn.state.plan, turn.speaker)
        lines = [f"**{_LINES[result.verdict]}**", f"Vérifié avec : {what}.", *([doubt] if doubt else [])]
        custom = verdict.as_custom(result, dict(turn.state.plan), turn.today, speaker=turn.speaker)
        turn.say("\n".join(lines), custom=custom, buttons=next_buttons(turn, result))
