"""Hearing: what a message says, once, for everything that follows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from . import (
    angles,
    answers,
    controls,
    departments,
    details,
    distress,
    expected,
    files,
    leaning,
    open_question,
    outside,
    reading,
    speakers,
    topics,
    wishes,
)
from .details.weigh import LISTED
from .ears import Ears
from .heard import Context, Entity, Heard
from .lexicon import Expressions, lists
from .message import Clause, Message

# Calibrated probabilities of the classifier, see topics.py for those of questions.
_OUTSIDE = 0.65
_CERTAIN = 0.80
_OBEY = 0.40
# So surely a question, a first message tells nothing that is only learned.
_ONLY_ASKS = 0.98
# A word or two under an open question is an answer first of all.
_OBEY_SHORT = 0.60
_SHORT = 8
_FEW_WORDS = 4
_FEWEST_TO_ASK = 6
_SEVERAL = 2
_SUPPOSES, _CONDITION, _MAY_DO, _SUPPOSES_OF_ANOTHER, _POLITE, _DECIDES = (
    Expressions(lists("supposing")[name])
    for name in ("begins", "condition", "may_do", "of_another", "polite", "decides")
)
_OFFERS = Expressions(lists("questions")["offers"])
# A message that gives details is first of all details, even when it looks like one of these.
_BELOW_DETAILS = {"check_plan", "dont_know", "complaint", "recap", "cancel", "restart"}
# What a part of a message may want of us beside details or a question.
_APART = {"human", "document", "recap"}
_COURTESIES = {"greet", "thank", "goodbye"}
_UNDOING = {"undo", "as_before"}


def hear(text: str, context: Context, ears: Ears) -> Heard:
    """Everything that a message says.

    text: anything a person typed; never raises on its content.
    """
    return _Hearing(Message(text), context, ears).heard()


class _Hearing:
    """One message being heard."""

    def __init__(self, message: Message, context: Context, ears: Ears) -> None:
        self.message, self.context, self.ears = message, context, ears
        self.asking = [clause for clause in message.clauses if clause.asks]
        self.entities: list[Entity] = []
        self._controls_said()
        self._file()
        self._speaker()
        self.read = reading.ByGrammar(message, self._context_of_details())
        self.candidates = wishes.candidates(message, ears.wishes) if ears.wishes else []
        self._rank()

    def _rank(self) -> None:
        """Read once all that the learned readers look at, and rank what is asked."""
        apart = self.asking if len(self.message.clauses) > 1 else []
        texts = [self.message.text, *(clause.text for clause in apart)]
        besides = [*self.read.texts, *(candidate.text for candidate in self.candidates)]
        self.whole, *ranked = self.ears.ranked(texts, besides)
        self.apart = list(zip(apart, ranked, strict=True))
        if self.asking and self.whole.label in _COURTESIES:
            self.whole = self._beside_courtesies()
        self.entities = [e for e in self.entities if e.entity != "control" or self._can_be_meant(e.value)]

    def _beside_courtesies(self) -> topics.Ranked:
        """« Merci ! Comment je lui donne ça ? »: the words that thank, which lists know, hide no question."""
        if self.apart:
            return self.apart[-1][1]
        _, _, rest = self.message.text.partition(", ")
        return self.ears.ranked([rest])[0] if rest else self.whole

    def heard(self) -> Heard:
        if not self.message.readable:
            self._add("control", "unreadable")
            return self._result()
        supposes = self._supposes()
        self.details = reading.heard(self.read, supposed=supposes, second=self.ears.second)
        if self._only_asks:
            self.details = [e for e in self.details if not e.is_detail or e.confidence >= 1]
        self.likely = self._likely_wishes()
        if not supposes:
            self._taken_back()
        tries = supposes and any(e.is_detail and e.role != "doubtful" for e in self.details)
        if not tries:
            self._wishes()
        self._read_for_another_file(supposes)
        if self._has_control():
            self.details = [entity for entity in self.details if entity.role != "doubtful"]
        self._leave_out_a_wait()
        self._leave_out_an_undo()
        self._leave_out_a_no()
        self._distress(supposes)
        self._department()
        self._answer()
        if tries:
            self._what_if(self.whole.of("what_if"))
        else:
            self._wanted(supposes)
        self.entities += self.details
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
        if supposes and not self._is_said("topic") and not self._has_control():
            self._what_if(sure)

    def _what_if(self, probability: float) -> None:
        self._add("control", "what_if", confidence=max(probability, _OBEY))

    def _result(self) -> Heard:
        self.entities.sort(key=lambda entity: entity.start)
        return Heard(self.whole.label, self.whole.confidence, self.whole.ranking, self.entities)

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

    def _has_control(self) -> bool:
        """Whether something is wanted of the assistant, courtesies aside."""
        return any(e.entity == "control" and e.value not in _COURTESIES for e in self.entities)

    def _is_control(self, clause: Clause) -> bool:
        return any(
            e.entity == "control" and e.value not in _COURTESIES and e.start == clause.start
            for e in self.entities
        )

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
        for part in wishes.shortest(self.message):
            if controls.forgets(part.words):
                self._forget(part)
            elif controls.puts_back(part.words):
                self._put_back(part)
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
        left = dict.fromkeys(self._fields_named(part)) or self._without(part)
        left = {
            name: rest
            for name, rest in left.items()
            if name not in told or (name in inside and told[name] == plan.get(name))
        }
        self.details = [e for e in self.details if e.entity not in left]
        for name, rest in left.items():
            role = "corrected" if rest else "emptied"
            self.details.append(Entity(name, rest, part.start, part.end, role))

    def _without(self, part: Clause) -> dict[str, Any]:
        """What is left of the first field whose value a part names: nothing, or the rest of a list."""
        plan = self.context.plan
        found = details.find(part.text, self.context.today, None, reading.typed(plan)).fields
        for name, value in found.items():
            gone, held = reading.as_json(value), plan.get(name)
            if gone == held:
                return {name: None}
            if name in LISTED and held and set(gone) < set(held):
                return {name: [one for one in held if one not in gone]}
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

    def _read_for_another_file(self, supposes: bool) -> None:
        """Read again what was taken for the plan in hand, when another file is wanted in learned words."""
        context = self._context_of_details()
        if self.read.context.plan and not context.plan:
            self.read = reading.ByGrammar(self.message, context)
            self.details = reading.heard(self.read, supposed=supposes, second=self.ears.second)

    def _leave_out_a_wait(self) -> None:
        """« Non attendez. C'est le 14 »: who tells or asks something after a word or two asks for no time."""
        self.entities = [
            e
            for e in self.entities
            if e.value != "wait"
            or len(self.message.text[e.start : e.end].split()) >= _FEW_WORDS
            or not (self._gives_details or any(clause.start != e.start for clause in self.asking))
        ]

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

    @property
    def _takes_back(self) -> bool:
        return any(e.role == "emptied" for e in self.details)

    def _is_sure(self, wish: wishes.Wish) -> bool:
        """Whether a wish is to be obeyed here; what tells a detail tells no more."""
        part = wish.part
        if wish.control in wishes.OF_A_PLAN and not self.context.plan:
            return False
        if not self._can_be_meant(wish.control):
            return False
        if wish.control not in wishes.WITH_DETAILS and any(
            part.start <= e.start < e.end <= part.end
            for e in self.details
            if e.role in ("stated", "corrected", "vague")
        ):
            return False
        ranked = next((r for c, r in self.apart if c.start <= part.start < c.end), self.whole)
        if wish.control in wishes.ASKED and self.whole.is_topic and self.whole.confidence >= topics.SURE:
            # « Sa mère est d'accord, c'est bon ? » asks about what it tells.
            ranked = self.whole
        return wishes.is_sure(wish, ranked, self._is_a_short_answer)

    def _can_be_meant(self, control: str) -> bool:
        """« Je ne comprends pas lequel prendre » says nothing of an answer when none was given."""
        context = self.context
        goes_on = context.question or context.plan or context.topic or context.offer or context.files
        return bool(goes_on) or control not in wishes.OF_A_CONVERSATION or not topics.asked(self.whole)

    @property
    def _answers_offer(self) -> bool:
        return bool(self.context.offer) and answers.heard(self.message.words) in ("yes", "no")

    def _context_of_details(self) -> Context:
        """The context in which details are read.

        A yes or a no that answers an offer answers no question besides; what is told with the wish of another
        file is of a plan of which nothing is known.
        """
        said = next((e.value for e in self.entities if e.entity == "speaker" and e.role == "said"), None)
        context = replace(self.context, speaker=self.context.speaker or said)
        if any(entity.value in ("new_file", "take_file") for entity in self._wanted_of_us()):
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
        begins = _SUPPOSES.begin(said)
        if self.asking:
            last = self.asking[-1]
            # « Je pourrais commencer le 5 ? » tries a day beside the one that is held, or tells the first.
            other_day = "?" in last.text and "start_date" in self.context.plan and _MAY_DO.are_in(last.words)
            begins = begins or _CONDITION.begin(said) or other_day
        if self.context.speaker not in (None, "person"):
            begins = begins or _SUPPOSES_OF_ANOTHER.begin(said)
        if begins and self.context.plan:
            return True
        if not self.asking and _DECIDES.are_in(self.message.words):
            return False
        return self.whole.label == "what_if" and self.whole.confidence >= topics.SURE

    def _distress(self, supposes: bool) -> None:
        """« Et si je me coupe ? » fears an accident."""
        tells = self._answers_open_question or self._gives_details
        probability = self.whole.of("distress")
        role = distress.heard(self.message.text, 0.0 if supposes else probability, tells)
        if role:
            self._add("distress", True, role, confidence=max(probability, _OBEY))
        elif supposes:
            self.whole = self.whole.without("distress")

    def _answer(self) -> None:
        if self._is_said("department"):
            return
        said = self.message.words
        value = answers.heard(said)
        if value is None and self.whole.confidence >= _OBEY and not self._gives_details:
            value = {"affirm": "yes", "deny": "no", "dont_know": "unsure"}.get(self.whole.label)
        if value == "unsure":
            self.details = [entity for entity in self.details if entity.role != "doubtful"]
        if value:
            self._add("answer", value, group=answers.question_named(said) if value == "unsure" else None)

    def _file(self) -> None:
        """« Et pour le dossier 2 : du 8 au 19 mars »: a file that is named is no new one."""
        number = files.named(self.message.text, self.context.files)
        if number:
            self.entities = [entity for entity in self.entities if entity.value != "new_file"]
        if number and number != self.context.file:
            self._add("control", "take_file", group=number)

    def _department(self) -> None:
        if self.context.offer == "department" and (code := departments.read(self.message.text)):
            self._add("department", code)

    def _speaker(self) -> None:
        found = speakers.heard(self.message.words, under_way=bool(self.context.plan))
        if found:
            self._add("speaker", *found)

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
            if self.whole.confidence < _OUTSIDE or self._gives_details or self._is_a_short_answer:
                return
        elif (
            self.whole.confidence < (_OBEY_SHORT if self._is_a_short_answer else _OBEY)
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

    @property
    def _least_to_obey(self) -> float:
        return _OBEY_SHORT if self._is_a_short_answer else _OBEY

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

    def _wanted_of_us(self) -> list[Entity]:
        """What was heard to be wanted of the assistant so far."""
        return [entity for entity in self.entities if entity.entity == "control"]

    def _is_said(self, entity: str) -> bool:
        return any(e.entity == entity for e in self.entities)

    @property
    def _is_a_short_answer(self) -> bool:
        return bool(self.context.question) and len(self.message.words.split()) < _FEW_WORDS

    def _topics(self) -> None:
        if self._only_offers:
            return
        known = self._about_what_was_told() or self._asked()
        if known or self.asking or self._may_ask:
            for name, confidence in topics.likely(self._question, known):
                self._add("topic", name, "likely", confidence=confidence)
                for angle, certainty in angles.worth_offering(self.ears, name, self.whole):
                    self._add("angle", angle, "likely", confidence=certainty)

    def _asked(self) -> dict[str, float]:
        """The topics that are asked about, each with its probability."""
        found = self._questions()
        known: dict[str, float] = {}
        for clause, (name, confidence) in found:
            if name not in known:
                known[name] = confidence
                self._add("topic", name, "asked", clause=clause, confidence=confidence)
            self._angles(name, clause, alone=len(found) == 1)
        return known

    def _about_what_was_told(self) -> dict[str, float]:
        """The topic of a question that says nothing of itself, unless the classifier is sure of it.

        A first message tells why it asks: it is known by its whole.
        """
        clause, ranked = next(reversed(self.apart), (self.asking[-1] if self.asking else None, self.whole))
        question = leaning.part(clause) if clause and self._in_progress else None
        if not question:
            return {}
        if any(e.is_detail and e.role in ("stated", "corrected") for e in self.details):
            # « Ça pose problème ? » after a detail asks about it, rather than for the whole result.
            self.entities = [e for e in self.entities if e.value != "result" or e.confidence >= 1]
        is_known = self.whole.is_topic and self.whole.confidence >= topics.SURE
        if is_known or (ranked.is_topic and ranked.confidence >= topics.DOUBTLESS):
            return {}
        about = leaning.about(question, self.details, self.message.text, self.context)
        if not about or self._has_control() or self._takes_back:
            return {}
        likeliest = max(about, key=lambda name: self._likely_of(name.partition("/")[0], ranked))
        topic, _, angle = likeliest.partition("/")
        self._add("topic", topic, "asked", clause=clause, confidence=topics.CERTAIN)
        if angle:
            self._add("angle", likeliest, "asked", clause=clause, confidence=topics.CERTAIN)
        return {topic: topics.CERTAIN}

    def _likely_of(self, topic: str, part: topics.Ranked) -> float:
        """How likely a topic is, in a part of the message and in the whole."""
        label = f"{topics.PREFIX}{topic}"
        return part.of(label) + self.whole.of(label)

    @property
    def _only_offers(self) -> bool:
        """« Je pourrais commencer le 5 », without a question mark, answers the open question."""
        offers = bool(self.asking) and all(
            "?" not in clause.text and _OFFERS.begin(clause.words) for clause in self.asking
        )
        return offers and self._answers_open_question and not self._surely_asks

    @property
    def _may_ask(self) -> bool:
        """Whether a message that asks nothing in so many words may still be a question."""
        if not (self.entities or self.details):
            # A word out of place under an open question is no question of its own.
            return not self._is_a_short_answer or topics.asked(self.whole) is not None
        return self._about_topics >= topics.SURE and not self._in_progress and not self._has_control()

    def _angles(self, topic: str, clause: Clause, alone: bool) -> None:
        heard = [ranked for asking, ranked in self.apart if asking is clause]
        if alone or not heard:
            heard.append(self.whole)
        for name, role, confidence in angles.of_question(self.ears, topic, heard):
            self._add("angle", name, role, clause=clause, confidence=confidence)

    def _questions(self) -> list[tuple[Clause, tuple[str, float]]]:
        """Each question with its topic: that of the whole message, which its parts can only complete."""
        if self.whole.label == topics.OUTSIDE and self.whole.confidence >= _OUTSIDE:
            return []
        apart = [
            (clause, topic)
            for clause, ranked in self.apart
            if not self._is_control(clause)
            and (topic := topics.asked(ranked))
            and topics.stands_alone(clause.words, topic[1])
        ]
        whole = self._topic_of_whole()
        if whole is None:
            return apart
        if len(self.asking) < _SEVERAL or not apart:
            return [(self.asking[-1] if self.asking else self.message.whole, whole)]
        names = {topic[0] for _, topic in apart}
        if whole[0] in names or (len(names) >= _SEVERAL and whole[1] < topics.SURE):
            return apart
        return [(self.asking[0], whole), *apart]

    def _topic_of_whole(self) -> tuple[str, float] | None:
        topic = topics.asked(self._question)
        if topic is None or self._has_control() or self._takes_back:
            return None
        if not self.asking and not self._surely_asks:
            if self._answers_open_question:
                return None
            if self._gives_details and (self._is_telling or not self._tells_to_ask):
                return None
            if self._is_a_short_answer and self.whole.confidence < topics.SURE:
                # A word out of place under an open question is no question of its own.
                return None
        return topic

    @property
    def _surely_asks(self) -> bool:
        """Whether a message without a mark or a head of question is one: « si je tombe qui paye docteur »."""
        long_enough = len(self.message.words.split()) >= _FEWEST_TO_ASK
        return long_enough and self.whole.is_topic and self.whole.confidence >= topics.DOUBTLESS

    @property
    def _question(self) -> topics.Ranked:
        """What the message asks: beside details its only question is read by itself too."""
        tells = self._in_progress or self._gives_details
        if not tells or len(self.apart) != 1:
            return self.whole
        clause, ranked = self.apart[0]
        is_plain = ranked.is_topic and ranked.confidence >= topics.PLAIN and not self.whole.is_topic
        if clause.leans and not is_plain:
            return self.whole
        # « Et si le patron est malade ? » tries nothing.
        return self.whole.asked_in(ranked.without("what_if") if _SUPPOSES.begin(clause.words) else ranked)

    @property
    def _tells_to_ask(self) -> bool:
        """Whether details told without a question ask one: « il est d'accord, on fait quoi »."""
        if self.whole.confidence >= topics.CERTAIN:
            return True
        probable = self.whole.confidence >= topics.PROBABLE and self._about_topics >= topics.ASKS
        return probable and not self._in_progress

    @property
    def _about_topics(self) -> float:
        """The probability that the message is about a topic, whichever it is."""
        return sum(probability for _, probability in self.whole.topics)

    @property
    def _in_progress(self) -> bool:
        return bool(self.context.question or self.context.plan)

    @property
    def _is_telling(self) -> bool:
        """Whether a check is in progress, where a short sentence with details tells rather than asks."""
        return self._in_progress and len(self.message.words.split()) <= _SHORT
