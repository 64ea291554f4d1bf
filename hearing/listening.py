"""A message while it is being heard: what was found in it so far, and what follows from that."""

from __future__ import annotations

import re

from . import answers, expected, reading, topics, wishes
from .ears import Ears
from .heard import Context, Entity
from .lexicon import Expressions, lists
from .message import Clause, Message

# Calibrated probabilities of the classifier from which an act is obeyed, and a message is out of our subject;
# see topics.py for those of questions.
OBEY, SURELY_OUTSIDE = 0.40, 0.65
FEW_WORDS = 4
# Topics that a speaker cannot ask about.
_NOT_FOR: dict[str, list[str]] = lists("questions")["not_for"]
# What only joins a question to what stands before it says nothing of its topic.
_JOINER = re.compile(r"^(?:et|mais|puis|alors|sinon|aussi)\s+", re.IGNORECASE)
_OBJECTS = Expressions(lists("questions")["objects"])
COURTESIES = {"greet", "thank", "goodbye"}


class Listening:
    """One message, its context, and what was found in it.

    asking: its clauses that ask. entities, details: what was found, details apart. read: the details that the
    grammar reads; candidates: what may be wishes; whole, apart: the rankings of the message and of each part
    that asks.
    """

    read: reading.ByGrammar
    candidates: list[wishes.Candidate]
    whole: topics.Ranked
    apart: list[tuple[Clause, topics.Ranked]]

    def __init__(self, message: Message, context: Context, ears: Ears) -> None:
        self.message, self.context, self.ears = message, context, ears
        self.asking = [clause for clause in message.clauses if clause.asks]
        self.entities: list[Entity] = []
        self.details: list[Entity] = []

    def _rank(self) -> None:
        """Read once all that the learned readers look at, and rank what is asked."""
        apart = self.asking if len(self.message.clauses) > 1 else []
        texts = [self.message.text, *(_JOINER.sub("", clause.text) for clause in apart)]
        besides = [*self.read.texts, *(candidate.text for candidate in self.candidates)]
        self.whole, *ranked = map(self._of_the_speaker, self.ears.ranked(texts, besides))
        self.apart = list(zip(apart, ranked, strict=True))
        if self._objects:
            self.whole = self._but_for_what_was_told(self.whole)
            self.apart = [(clause, self._but_for_what_was_told(ranked)) for clause, ranked in self.apart]
        self._leave_out_guesses()
        if self.asking and self.whole.label in COURTESIES:
            self.whole = self._beside_courtesies()
        self.entities = [e for e in self.entities if e.entity != "control" or self._can_be_meant(e.value)]

    def _of_the_speaker(self, ranked: topics.Ranked) -> topics.Ranked:
        """A host looks for no house that would take her: such topics cannot be meant."""
        said = next((e.value for e in self.entities if e.entity == "speaker" and e.role == "said"), None)
        for topic in _NOT_FOR.get(said or self.context.speaker or "", ()):
            ranked = ranked.without(f"{topics.PREFIX}{topic}")
        return ranked

    @property
    def _objects(self) -> bool:
        """« Ce n'est pas ma question »: what the last reply told is not what is asked."""
        return bool(self.context.told) and _OBJECTS.are_in(self.message.words)

    def _but_for_what_was_told(self, ranked: topics.Ranked) -> topics.Ranked:
        for topic in self.context.told:
            ranked = ranked.without(f"{topics.PREFIX}{topic}")
        return ranked

    def _leave_out_guesses(self) -> None:
        """What may ask by its words alone asks about a topic that the classifier knows; what tells a detail
        besides must be surer, and tells nothing more when it is all that is said."""
        rankings = {clause.start: ranked for clause, ranked in self.apart}
        alone = len(self.message.clauses) == 1

        def holds(clause: Clause) -> bool:
            ranked, tells = rankings.get(clause.start, self.whole), self._is_read_in(clause)
            least = topics.DOUBTLESS if tells else topics.SURE
            return not clause.guessed or (
                ranked.is_topic and ranked.confidence >= least and not (alone and tells)
            )

        self.asking = [clause for clause in self.asking if holds(clause)]
        self.apart = [(clause, ranked) for clause, ranked in self.apart if holds(clause)]

    def _is_read_in(self, clause: Clause) -> bool:
        """Whether the grammar reads a detail in a clause."""
        spans = self.read.found.spans.values()
        return any(clause.start <= start < end <= clause.end for start, end in spans)

    def _is_in_a_guessed_question(self, entity: Entity) -> bool:
        """« Mes congés, il me les paye quand même » tells no holiday."""
        if entity.entity in expected.fields(self.context.question):
            return False
        return entity.is_detail and any(
            clause.guessed
            and clause.start <= entity.start < entity.end <= clause.end
            and not self._is_read_in(clause)
            for clause in self.asking
        )

    def _beside_courtesies(self) -> topics.Ranked:
        """« Merci ! Comment je lui donne ça ? »: the words that thank, which lists know, hide no question."""
        if self.apart:
            return self.apart[-1][1]
        _, _, rest = self.message.text.partition(", ")
        return self.ears.ranked([rest])[0] if rest else self.whole

    def _add(
        self,
        name: str,
        value: object,
        role: str | None = None,
        group: str | None = None,
        clause: Clause | None = None,
        confidence: float = 1.0,
    ) -> None:
        place = clause or self.message.whole
        self.entities.append(Entity(name, value, place.start, place.end, role, group, confidence))

    @property
    def _gives_details(self) -> bool:
        return any(entity.is_detail for entity in self.details)

    @property
    def _answers_open_question(self) -> bool:
        wanted = expected.fields(self.context.question)
        return any(
            e.entity in wanted or (self.context.question and (e.role == "rejected" or e.entity == "conflict"))
            for e in self.details
        )

    @property
    def _in_progress(self) -> bool:
        return bool(self.context.question or self.context.plan)

    def _has_control(self) -> bool:
        """Whether something is wanted of the assistant, courtesies aside."""
        return any(e.entity == "control" and e.value not in COURTESIES for e in self.entities)

    def _is_control(self, clause: Clause) -> bool:
        return any(
            e.entity == "control" and e.value not in COURTESIES and e.start == clause.start
            for e in self.entities
        )

    def _wanted_of_us(self) -> list[Entity]:
        """What was heard to be wanted of the assistant so far."""
        return [entity for entity in self.entities if entity.entity == "control"]

    def _is_said(self, entity: str) -> bool:
        return any(e.entity == entity for e in self.entities)

    @property
    def _takes_back(self) -> bool:
        return any(e.role == "emptied" for e in self.details)

    @property
    def _answers_offer(self) -> bool:
        said, offer = self.message.words, self.context.offer
        keeps = offer == "what_if" and answers.keeps(said)
        return bool(offer) and (keeps or answers.heard(said) in ("yes", "no"))

    @property
    def _is_a_short_answer(self) -> bool:
        return bool(self.context.question) and len(self.message.words.split()) < FEW_WORDS

    def _can_be_meant(self, control: str) -> bool:
        """« Je ne comprends pas lequel prendre » says nothing of an answer when none was given."""
        context = self.context
        goes_on = context.question or context.plan or context.topic or context.offer or context.files
        return bool(goes_on) or control not in wishes.OF_A_CONVERSATION or not topics.asked(self.whole)
