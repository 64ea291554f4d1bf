"""What a message wants of the assistant: by lists of words, by learned wishes, by the act that it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from . import (
    answers,
    controls,
    details,
    expected,
    files,
    names,
    open_question,
    outside,
    reading,
    topics,
    wishes,
)
from .details import weekdays
from .details.normalise import normalise
from .details.weigh import LISTED
from .heard import Entity
from .listening import FEW_WORDS, OBEY, SURELY_OUTSIDE, Listening
from .message import Clause

# Calibrated probabilities of the classifier, see topics.py for those of questions.
_CERTAIN = 0.80
# A word or two under an open question is an answer first of all.
_OBEY_SHORT = 0.60
# A message that gives details is first of all details, even when it looks like one of these.
_BELOW_DETAILS = {"check_plan", "dont_know", "complaint", "recap", "cancel", "restart"}
# What a part of a message may want of us beside details or a question.
_APART = {"human", "document", "recap"}
# Who asks for time says little else.
_LONGEST_WAIT = 18
# Who speaks of oneself seldom has another file: « un autre poste » is none.
_ANOTHER_THAN_ONESELF = 0.75
_WORD = re.compile(r"\w+")
# What is noted of the house of an adviser or a coach who may not prescribe.
_OF_ADVISERS = {"other_body", "cep_operator", "siae"}
_AGAIN = {"simpler", "repeat"}
_UNDOING = {"undo", "as_before"}


def _last_words(text: str, said: str) -> str:
    """The end of a text that so many words are, with its figures."""
    places = [word.start() for word in _WORD.finditer(text)]
    return text[places[-min(len(said.split()), len(places))] :] if places else ""


def _days(plan: dict[str, Any]) -> int | None:
    """How many days the dates of a plan make, the first and the last one counted."""
    if not (plan.get("start_date") and plan.get("end_date")):
        return None
    first, last = (date.fromisoformat(plan[name]) for name in ("start_date", "end_date"))
    return (last - first).days + 1


class Steering(Listening):
    """The wishes of a message."""

    likely: list[wishes.Wish]

    def _controls_said(self) -> None:
        said = self.message.words
        if self.context.plan and (point := controls.point_named(said)):
            self._add("control", "change", group=point)
        for clause in self.message.clauses or [self.message.whole]:
            asks = clause.asks and bool(self.context.plan)
            for name in controls.heard(clause.words, said, asks):
                if name == "undo" and self._answers_offer:
                    # « Non, laissez comme avant » leaves what was offered.
                    continue
                self._add("control", name, clause=clause)

    def _likely_wishes(self) -> list[wishes.Wish]:
        return wishes.heard(self.message, self.candidates, self.ears.wishes) if self.ears.wishes else []

    def _taken_back(self) -> None:
        """The points that are to be forgotten, or to have again what they held."""
        if not self.context.plan:
            return
        sure = [wish for wish in self.likely if self._is_sure(wish)]
        self._leave_out_who_advises()
        for part in wishes.shortest(self.message):
            if controls.forgets(part.words):
                self._forget(part)
            elif denied := controls.denied(part.words, self.message.words):
                self._deny(part, _last_words(part.text, denied))
            elif controls.puts_back(part.words):
                self._put_back(part)
        for clause in self.message.clauses:
            if answers.says_unknown(clause.words) and not self._is_asked(clause):
                self._leave_open(clause)
        if not self._takes_back and not self._has_control():
            for wish in sure:
                if wish.control == "forget":
                    self._forget(wishes.head(wish.part))
                elif wish.control == "former":
                    self._put_back(wishes.head(wish.part))

    def _forget(self, part: Clause) -> None:
        """Empty what a part names by its words, « les dates », or by its value, « Cap emploi »."""
        plan = self.context.plan
        inside = {e.entity for e in self.details if part.start <= e.start < e.end <= part.end}
        told = {e.entity: e.value for e in self.details if e.role in ("stated", "corrected")}
        left = self._without(part.text) or dict.fromkeys(self._fields_named(part))
        left = {
            name: rest
            for name, rest in left.items()
            if name not in told or (name in inside and told[name] == plan.get(name))
        }
        self.details = [e for e in self.details if e.entity not in left]
        if "duration_days" in left:
            self._leave_out_an_end_by_length()
        for name, rest in left.items():
            role = "corrected" if rest else "emptied"
            self.details.append(Entity(name, rest, part.start, part.end, role))

    def _leave_open(self, part: Clause) -> None:
        """« Pour les dangers je sais pas »: what is held of a point that is named is not known after all."""
        held = [name for name in self._fields_named(part) if name in self.context.plan]
        self.details = [e for e in self.details if e.entity not in held]
        self.details += [Entity(name, None, part.start, part.end, "emptied") for name in held]

    def _is_asked(self, clause: Clause) -> bool:
        """« Je sais pas si j'ai droit à une pause » asks of the pause."""
        return any(asking is clause and topics.surely(ranked) for asking, ranked in self.apart)

    def _deny(self, part: Clause, denied: str) -> None:
        """Empty what is held and said not to be so: « c'est pas 21 jours », « j'ai pas dit le samedi »."""
        told = {e.entity: e.value for e in self.details if e.role in ("stated", "corrected")}
        for name, rest in self._without(denied, alone=True).items():
            if told.get(name, self.context.plan.get(name)) != self.context.plan.get(name):
                # « C'est pas 7 h, c'est 6 » gives the right one.
                continue
            self.details = [e for e in self.details if e.entity != name]
            if name == "duration_days":
                self._leave_out_an_end_by_length()
            self.details.append(Entity(name, rest, part.start, part.end, "corrected" if rest else "emptied"))

    def _leave_out_who_advises(self) -> None:
        """« Ce n'est pas nous qui prescrivons », of the adviser's own house: who does is to be asked."""
        said = next(
            (part for part in self.message.clauses if controls.NOT_PRESCRIBER.are_in(part.words)), None
        )
        told = any(e.entity == "prescriber" and e.role in ("stated", "corrected") for e in self.details)
        if not said or self.context.plan.get("prescriber") not in _OF_ADVISERS or told:
            return
        gone = ("prescriber", "prescriber_delegation")
        self.details = [e for e in self.details if e.entity not in gone]
        self.details += [
            Entity(name, None, said.start, said.end, "emptied") for name in gone if name in self.context.plan
        ]

    def _leave_out_an_end_by_length(self) -> None:
        """« Enlevez ces 21 jours. Je commence le 14 »: no length gives the last day any more."""
        if any(e.entity == "end_from" and e.value == "duration" for e in self.details):
            self.details = [e for e in self.details if e.entity not in ("end_from", "end_date")]

    def _without(self, text: str, *, alone: bool = False) -> dict[str, Any]:
        """What is left of the first field whose value a text names: nothing, or the rest of a list.

        alone: the text is the value itself, which needs no plan to be read.
        """
        plan = self.context.plan
        found = details.find(text, self.context.today, None, {} if alone else reading.typed(plan)).fields
        for name, value in found.items():
            gone, held = reading.as_json(value), plan.get(name)
            if alone and name == "start_date" and gone == plan.get("end_date"):
                return {"end_date": None}
            if name == "duration_days" and gone == _days(plan):
                return {"end_date": None}
            if gone == held:
                return {name: None}
            if name in LISTED and held and set(gone) < set(held):
                return {name: [one for one in held if one not in gone]}
        held = plan.get("worked_weekdays") or []
        gone = weekdays.keys(normalise(text)) if alone else set()
        if gone and gone < set(held):
            return {"worked_weekdays": [day for day in held if day not in gone]}
        return {}

    def _fields_named(self, part: Clause) -> list[str]:
        """The fields of the points that a part names: those that are known, else the first of them."""
        names: list[str] = []
        for point in controls.points_in(part.words):
            names += [name for name in point.fields if name in self.context.plan] or point.fields[:1]
        return list(dict.fromkeys(names))

    def _put_back(self, part: Clause) -> None:
        role = "first" if controls.OF_FIRST.are_in(part.words) else None
        for name in self._fields_named(part):
            self._add("control", "undo", role, name, clause=part)

    def _wishes(self) -> None:
        """What is wanted of us in words that the lists do not hold."""
        if self._has_control() or self._answers_offer or self._takes_back:
            return
        for wish in self.likely:
            if wish.control not in ("forget", "former") and self._is_sure(wish):
                self._add("control", wish.control, clause=wish.part, confidence=wish.certainty)

    def _is_sure(self, wish: wishes.Wish) -> bool:
        """Whether a wish is to be obeyed here; what tells a detail tells no more."""
        part = wish.part
        if wish.control in wishes.OF_A_PLAN and not self.context.plan:
            return False
        if not self._can_be_meant(wish.control):
            return False
        of_oneself = self.context.speaker in (None, "person")
        if wish.control == "new_file" and of_oneself and wish.certainty < _ANOTHER_THAN_ONESELF:
            return False
        if wish.control not in wishes.WITH_DETAILS and any(
            part.start <= e.start < e.end <= part.end
            for e in self.details
            if e.role in ("stated", "corrected", "vague")
        ):
            return False
        ranked = next((r for c, r in self.apart if c.start <= part.start < c.end), self.whole)
        if wish.control in wishes.ASKED and topics.surely(self.whole):
            # « Sa mère est d'accord, c'est bon ? » asks about what it tells.
            ranked = self.whole
        return wishes.is_sure(wish, ranked, self._is_a_short_answer)

    def _act(self) -> None:
        """The act that the classifier sees, unless words of control or details say more."""
        label = self.whole.label
        name = controls.OF_ACTS.get(label)
        if name is None or name == "what_if" or self._has_control() or self._is_said("distress"):
            return
        if self._answers_offer and label in _BELOW_DETAILS:
            # « Non, continuez avec celui-ci » answers what was offered.
            return
        if label == topics.OUTSIDE:
            if self.whole.confidence < SURELY_OUTSIDE or self._gives_details or self._is_a_short_answer:
                return
        elif (
            self.whole.confidence < (_OBEY_SHORT if self._is_a_short_answer else OBEY)
            or self._answers_open_question
        ):
            return
        if self._gives_details and label in _BELOW_DETAILS:
            return
        if name == "check" and self.context.plan and self.asking:
            # « Mon stage est-il recevable ? », of a plan that is under way.
            name = "result"
        if not any(entity.value == name for entity in self._wanted_of_us()):
            self._add("control", name, group=self._about(name), confidence=self.whole.confidence)

    def _about(self, control: str) -> str | None:
        """What an act is about, when it says so."""
        if control == "off_topic":
            return outside.kind(self.ears, self.whole)
        return "forbidden" if control == "why" and controls.FORBIDDEN.are_in(self.message.words) else None

    def _acts_apart(self) -> None:
        """What an asking part wants of us: « …, et j'aimerais parler à un conseiller »."""
        for clause, ranked in self.apart:
            if ranked.label in _APART and ranked.confidence >= _CERTAIN and not self._is_control(clause):
                self._add(
                    "control", controls.OF_ACTS[ranked.label], clause=clause, confidence=ranked.confidence
                )

    def _file(self) -> None:
        """« Et pour le dossier 2 : du 8 au 19 mars »: a file that is named is no new one."""
        for clause in self.message.clauses or [self.message.whole]:
            if number := files.named(clause.text, self.context.files) or self._file_of_a_name(clause):
                self.entities = [entity for entity in self.entities if entity.value != "new_file"]
                if number != self.context.file:
                    self._add("control", "take_file", group=number, clause=clause)
                elif not self.context.name:
                    # « Dossier 2 = Enzo, 19 ans » names the file in hand.
                    self._first_name()
                return
        if number := names.mentioned(self.message.text, self.context.names, self.context.name):
            self._add("control", "take_file", group=number)
            return
        self._first_name()

    def _file_of_a_name(self, clause: Clause) -> str | None:
        """The number of another file than the one in hand, whose person a clause turns to."""
        name = names.said_first(clause.text) or names.taken_up(clause.text, self.context.names.values())
        name = name or names.introduced(clause.text)
        return names.file_of(name, self.context.names) if name != self.context.name else None

    def _first_name(self) -> None:
        """« Lina, 20 ans », of an adviser who told the plan of Kevin, is of another file."""
        said = next((e.value for e in self.entities if e.entity == "speaker" and e.role == "said"), None)
        if (said or self.context.speaker) != "adviser":
            return
        for clause in self.message.clauses or [self.message.whole]:
            if name := names.introduced(clause.text):
                self._add("first_name", name, clause=clause)
                is_another = self.context.name not in (None, name) and bool(self.context.plan)
                if is_another:
                    # « On repart de zéro avec Lina, 20 ans » erases nothing of Kevin.
                    another = {"restart", "new_file"}
                    said = any(e.value in another for e in self.entities)
                    self.entities = [e for e in self.entities if e.value not in another]
                    self._add("control", "new_file", "said" if said else "likely", clause=clause)
                return

    def _leave_out_a_wait(self) -> None:
        """« Non attendez. C'est le 14 »: who tells or asks something besides asks for no time."""
        self.entities = [e for e in self.entities if e.value != "wait" or not self._goes_on_after(e)]

    def _leave_out_a_stop(self) -> None:
        """« Laissez tomber. Elle a déjà travaillé chez moi, c'est gênant ? » changes the subject."""
        told = any(e.is_detail and e.role in ("stated", "corrected") for e in self.details)
        self.entities = [
            e
            for e in self.entities
            if e.value != "stop" or not (told or any(clause.start != e.start for clause in self.asking))
        ]

    def _leave_out_a_repeat(self) -> None:
        """« J'ai pas compris. 5 h du matin, oui ou non ? » asks something, rather than our question again."""
        self.entities = [
            entity
            for entity in self.entities
            if entity.value not in _AGAIN or all(clause.start == entity.start for clause in self.asking)
        ]

    def _goes_on_after(self, wait: Entity) -> bool:
        if any(clause.start != wait.start for clause in self.asking):
            return True
        few = len(self.message.text[wait.start : wait.end].split()) < FEW_WORDS
        return (few and self._gives_details) or len(self.message.words.split()) > _LONGEST_WAIT

    def _leave_out_an_undo(self) -> None:
        """« Du 5 au 22. Non, remettez comme avant » changes nothing; « remettez 35 ans » says what to put."""
        told = [e for e in self.details if e.role in ("stated", "corrected")]
        undo = next((e for e in self._wanted_of_us() if e.value in _UNDOING and not e.group), None)
        if not undo or not told:
            return
        before = [e for e in told if e.end <= undo.start]
        others = [entity for entity in self.entities if entity is not undo]
        if before == told:
            self.details = [entity for entity in self.details if entity not in told]
            self.entities = [*others, replace(undo, value="recap")]
        elif any(undo.start <= e.start < undo.end for e in told):
            self.entities = others

    def _leave_out_a_no(self) -> None:
        """« Non, remettez les premières dates »: such a no refuses what was done, and answers no question."""
        undoes = self._takes_back or any(entity.value in _UNDOING for entity in self._wanted_of_us())
        if undoes and open_question.begins_with_no(self.message.words):
            wanted = expected.fields(self.context.question)
            self.details = [
                e
                for e in self.details
                if e.role == "emptied" or e.entity not in wanted or not open_question.is_bare(e.value)
            ]
