"""Hearing: what a message says, once, for everything that follows."""

from __future__ import annotations

from dataclasses import replace

from . import (
    answers,
    controls,
    departments,
    distress,
    expected,
    leaning,
    names,
    reading,
    speakers,
    topics,
    trade,
    unmarked,
    wishes,
)
from .asking import SUPPOSES, Asking
from .ears import Ears
from .heard import BEFORE, Context, Entity, Heard
from .lexicon import Expressions, lists
from .listening import OBEY
from .message import Message
from .steering import Steering

# What is tried of these is tried, whatever is asked of it.
_OF_TIME = expected.fields("q6_dates") | expected.fields("q7_schedule")
# So surely a question, a first message tells nothing that is only learned.
_ONLY_ASKS = 0.98
_CONDITION, _MAY_DO, _SUPPOSES_OF_ANOTHER, _POLITE, _DECIDES, _LATER, _LATER_OF_PLAN = (
    Expressions(lists("supposing")[name])
    for name in ("condition", "may_do", "of_another", "polite", "decides", "later", "later_of_plan")
)


def hear(text: str, context: Context, ears: Ears) -> Heard:
    """Everything that a message says.

    text: anything a person typed; never raises on its content.
    """
    message = Message(text)
    if place := names.turn(message, context):
        return _heard_in_turn(message, place, context, ears)
    return _heard(message, context, ears)


def _heard_in_turn(message: Message, place: int, context: Context, ears: Ears) -> Heard:
    """What is told of the file in hand up to a place, and what is said of another one from there on."""
    of_this = _heard(Message(message.text[:place]), context, ears)
    of_another = _heard(Message(message.text[place:]), context, ears)
    told = [
        replace(entity, group=BEFORE)
        for entity in of_this.entities
        if entity.is_detail and entity.role in ("stated", "corrected")
    ]
    later = [
        replace(entity, start=entity.start + place, end=entity.end + place) for entity in of_another.entities
    ]
    return replace(of_another, entities=[*told, *later])


def _heard(message: Message, context: Context, ears: Ears) -> Heard:
    if ears.asking:
        message.clauses = unmarked.heard(message, ears.asking, begun=bool(context.plan or context.question))
    return _Hearing(message, context, ears).heard()


class _Hearing(Asking, Steering):
    """One message being heard: details, then what is wanted, then what is asked."""

    def __init__(self, message: Message, context: Context, ears: Ears) -> None:
        super().__init__(message, context, ears)
        self._controls_said()
        self._speaker()
        self._file()
        self.read = reading.ByGrammar(message, self._context_of_details())
        self.candidates = wishes.candidates(message, ears.wishes) if ears.wishes else []
        self._rank()

    def heard(self) -> Heard:
        if not self.message.readable:
            self._add("control", "unreadable")
            return self._result()
        supposes = self._supposes()
        self.details = reading.heard(self.read, supposed=supposes, second=self.ears.second)
        if supposes:
            self._told_before_it()
            if self._asks_what_follows():
                self.details = [e for e in self.details if not e.is_detail or e.role != "supposed"]
                self.whole = self.whole.without("what_if")
        self.details = [entity for entity in self.details if not self._is_in_a_guessed_question(entity)]
        if self._only_asks:
            self.details = [e for e in self.details if not e.is_detail or e.confidence >= 1]
        self.likely = self._likely_wishes()
        if not supposes:
            self._taken_back()
        tries = supposes and any(e.is_detail and e.role == "supposed" for e in self.details)
        if not tries:
            self._wishes()
        self._read_for_another_file(supposes)
        if self._has_control():
            self.details = [entity for entity in self.details if entity.role != "doubtful"]
        self._leave_out_a_wait()
        self._leave_out_a_stop()
        self._leave_out_a_repeat()
        self._leave_out_an_undo()
        self._leave_out_a_no()
        self._distress(supposes)
        self._department()
        self._answer()
        if tries:
            self._what_if(self.whole.of("what_if"))
            self._asked_beside_a_trial()
        else:
            self._wanted(supposes)
        self.entities += self.details
        if not supposes and (self._in_progress or self._gives_details):
            self._trade()
        return self._result()

    @property
    def _only_asks(self) -> bool:
        """Whether a first message is so surely a question that what is only learned tells nothing in it."""
        return not self._in_progress and self.whole.is_topic and self.whole.confidence >= _ONLY_ASKS

    def _wanted(self, supposes: bool) -> None:
        """What is asked and what is wanted of us; a supposition that gives nothing to try asks a rule."""
        sure = self.whole.of("what_if")
        if supposes:
            self.whole = self.whole.without("what_if")
        self._act()
        self._acts_apart()
        self._topics()
        asks = any(
            e.entity == "topic" and (e.role == "asked" or e.confidence >= topics.ASK) for e in self.entities
        )
        if supposes and not asks and not self._has_control():
            self.entities = [e for e in self.entities if e.entity not in ("topic", "angle")]
            self._what_if(sure)

    def _what_if(self, probability: float) -> None:
        self._add("control", "what_if", confidence=max(probability, OBEY))

    def _result(self) -> Heard:
        self.entities.sort(key=lambda entity: entity.start)
        return Heard(self.whole.label, self.whole.confidence, self.whole.ranking, self.entities)

    def _read_for_another_file(self, supposes: bool) -> None:
        """Read again what was taken for the plan in hand, when another file is wanted in learned words."""
        context = self._context_of_details()
        if self.read.context.plan and not context.plan:
            self.read = reading.ByGrammar(self.message, context)
            self.details = reading.heard(self.read, supposed=supposes, second=self.ears.second)

    def _context_of_details(self) -> Context:
        """The context in which details are read.

        A yes or a no that answers an offer answers no question besides; what is told with the wish of another
        file is of a plan of which nothing is known.
        """
        said = next((e.value for e in self.entities if e.entity == "speaker" and e.role == "said"), None)
        context = replace(self.context, speaker=self.context.speaker or said)
        if any(self._begins_another_file(entity) for entity in self._wanted_of_us()):
            return replace(context, question=None, answered=None, changed=(), plan={})
        if self._answers_offer:
            return replace(context, question=None, answered=None)
        return context

    def _supposes(self) -> bool:
        """Whether the message tries other values without giving them."""
        said = self.message.words
        if _POLITE.begin(said):
            self.whole = self.whole.without("what_if")
            return False
        if any(controls.forgets(part.words) for part in wishes.shortest(self.message)):
            # « Et enlevez-moi ces 21 jours ».
            return False
        begins = SUPPOSES.begin(said)
        if self.asking:
            last = self.asking[-1]
            # « Je pourrais commencer le 5 ? » tries a day beside the one that is held, or tells the first.
            other_day = "?" in last.text and "start_date" in self.context.plan and _MAY_DO.are_in(last.words)
            begins = begins or _CONDITION.begin(said) or other_day
        if self.context.speaker not in (None, "person"):
            begins = begins or _SUPPOSES_OF_ANOTHER.begin(said)
        later = any(_LATER_OF_PLAN.begin(clause.words) for clause in self.message.clauses[1:])
        if (begins or later) and self.context.plan:
            return True
        if not self.asking and _DECIDES.are_in(self.message.words):
            return False
        return self._in_progress and self.whole.label == "what_if" and self.whole.confidence >= topics.SURE

    def _begins_another_file(self, wanted: Entity) -> bool:
        """« … 6 h par jour. Revenons au dossier 1 »: what comes before is of the file in hand."""
        first = next((clause.end for clause in self.message.clauses), 0)
        return wanted.value == "new_file" or (wanted.value == "take_file" and wanted.start < first)

    def _told_before_it(self) -> None:
        """« Une association. Et si c'était une mairie ? Je finis le 4 »: what stands around it is told."""
        later = (clause for clause in self.message.clauses[1:] if _LATER.begin(clause.words))
        clause = next(later, None)
        if not clause:
            return
        end = self.message.sentence_end(clause)
        around = (self.message.text[: clause.start], self.message.text[end:])
        told = {
            (e.entity, str(e.value))
            for text in around
            for e in reading.heard(reading.ByGrammar(Message(text), self._context_of_details()))
            if e.is_detail and text.strip()
        }
        self.details = [
            replace(e, role="stated") if (e.entity, str(e.value)) in told and e.role == "supposed" else e
            for e in self.details
        ]

    def _asks_what_follows(self) -> bool:
        """« Et s'ils veulent m'embaucher, je peux refuser ? » tries nothing: it asks what follows."""
        plan = self.context.plan
        supposed = [e for e in self.details if e.is_detail and e.role == "supposed"]
        if not supposed or any(e.entity in _OF_TIME for e in supposed):
            return False
        if all(plan.get(e.entity) == e.value for e in supposed):
            return True
        return any(
            clause.start > self.message.clauses[0].start
            and not leaning.part(clause)
            and not self._is_control(clause)
            and (topics.surely(ranked) or (self.whole.is_topic and self.whole.confidence >= topics.DOUBTLESS))
            for clause, ranked in self.apart
        )

    def _distress(self, supposes: bool) -> None:
        """« Et si je me coupe ? » fears an accident."""
        tells = self._answers_open_question or self._gives_details
        probability = self.whole.of("distress")
        role = distress.heard(self.message.text, 0.0 if supposes else probability, tells)
        if role:
            self._add("distress", True, role, confidence=max(probability, OBEY))
        elif supposes:
            self.whole = self.whole.without("distress")

    def _trade(self) -> None:
        if found := trade.aimed(self.message.text):
            value, start, end = found
            self.entities.append(Entity("trade", value, start, end))

    def _answer(self) -> None:
        if self._is_said("department"):
            return
        said = self.message.words
        value = answers.heard(said)
        if value is None and self.context.offer == "what_if" and answers.keeps(said):
            value = "yes"
        if value is None and self.whole.confidence >= OBEY and not self._gives_details:
            value = {"affirm": "yes", "deny": "no", "dont_know": "unsure"}.get(self.whole.label)
        if value == "unsure":
            self.details = [entity for entity in self.details if entity.role != "doubtful"]
        if value:
            self._add("answer", value, group=answers.question_named(said) if value == "unsure" else None)

    def _department(self) -> None:
        if self.context.offer == "department" and (code := departments.read(self.message.text)):
            self._add("department", code)

    def _speaker(self) -> None:
        begun = bool(self.context.plan)
        found = speakers.heard(self.message.words, under_way=begun)
        if not found and self.ears.speakers and not (begun or self.context.question or self.context.speaker):
            found = speakers.guessed(self.message.words, self.ears.speakers)
        if found:
            self._add("speaker", *found)
