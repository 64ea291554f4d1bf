"""What a message asks: topics to answer, topics to offer, and the angle of each."""

from __future__ import annotations

from . import angles, leaning, topics
from .lexicon import Expressions, lists
from .listening import COURTESIES, SURELY_OUTSIDE, Listening
from .message import TAILS, Clause

_SHORT = 8
_FEWEST_TO_ASK = 6
_SEVERAL = 2
SUPPOSES = Expressions(lists("supposing")["begins"])
# Asked of nothing in particular, it is about the first steps.
_HOW, _FIRST_STEPS = Expressions(lists("questions")["how"]), "demarches"
_OFFERS = Expressions(lists("questions")["offers"])


class Asking(Listening):
    """The questions of a message."""

    def _topics(self) -> None:
        if self._only_offers:
            return
        known = self._about_what_was_told() or self._asked() or self._how_it_goes()
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
        if topics.surely(self.whole) or (ranked.is_topic and ranked.confidence >= topics.DOUBTLESS):
            return {}
        about = leaning.about(question, self.details, self.message.text, self.context)
        if not about or self._wants_no_answer or self._takes_back:
            return {}
        likeliest = max(about, key=lambda name: self._likely_of(name.partition("/")[0], ranked))
        topic, _, angle = likeliest.partition("/")
        self._add("topic", topic, "asked", clause=clause, confidence=topics.CERTAIN)
        if angle:
            self._add("angle", likeliest, "asked", clause=clause, confidence=topics.CERTAIN)
        return {topic: topics.CERTAIN}

    def _asked_beside_a_trial(self) -> None:
        """« Et si je commençais à 13 h ? Mon patron doit signer ? » tries one and asks the other."""
        for clause, (name, confidence) in self._apart():
            if not SUPPOSES.begin(clause.words) and not leaning.part(clause):
                self._add("topic", name, "asked", clause=clause, confidence=confidence)
                self._angles(name, clause, alone=False)

    def _how_it_goes(self) -> dict[str, float]:
        """« Moi ça serait plutôt menuisier. Comment ça se passe ? » asks for the first steps."""
        clause = next((clause for clause in reversed(self.asking) if _HOW.are(clause.words)), None)
        if not clause or self._wants_no_answer:
            return {}
        self._add("topic", _FIRST_STEPS, "asked", clause=clause, confidence=topics.CERTAIN)
        return {_FIRST_STEPS: topics.CERTAIN}

    def _likely_of(self, topic: str, part: topics.Ranked) -> float:
        """How likely a topic is, in a part of the message and in the whole."""
        label = f"{topics.PREFIX}{topic}"
        return part.of(label) + self.whole.of(label)

    @property
    def _only_offers(self) -> bool:
        """« Je pourrais commencer le 5 », without a question mark, answers the open question."""
        offers = bool(self.asking) and all(
            "?" not in clause.text and _OFFERS.begin(clause.words) and not TAILS.end(clause.words)
            for clause in self.asking
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
        told = self.context.told if self._objects else ()
        for name, role, confidence in angles.of_question(self.ears, topic, heard, told):
            self._add("angle", name, role, clause=clause, confidence=confidence)

    def _questions(self) -> list[tuple[Clause, tuple[str, float]]]:
        """Each question with its topic: that of the whole message, which its parts can only complete."""
        apart = self._apart()
        if self.whole.label == topics.OUTSIDE and self.whole.confidence >= SURELY_OUTSIDE:
            # « Licenciée. J'ai peur de perdre mon chômage »: the fear is our subject.
            return [(clause, topic) for clause, topic in apart if topic[1] >= topics.DOUBTLESS]
        whole = self._topic_of_whole()
        if whole is None:
            return apart
        if len(self.asking) < _SEVERAL or not apart:
            return [(self.asking[-1] if self.asking else self.message.whole, whole)]
        names = {topic[0] for _, topic in apart}
        if whole[0] in names or (len(names) >= _SEVERAL and whole[1] < topics.SURE):
            return apart
        return [(self.asking[0], whole), *apart]

    def _apart(self) -> list[tuple[Clause, tuple[str, float]]]:
        """The parts that are questions by themselves, each with its topic."""
        return [
            (clause, topic)
            for clause, ranked in self.apart
            if not self._is_control(clause)
            and (topic := topics.asked(ranked))
            and topics.stands_alone(clause.words, topic[1])
        ]

    @property
    def _wants_no_answer(self) -> bool:
        """Whether something else is wanted of us; « la convention de Lina, qui la signe ? » says of whom."""
        return any(
            e.value not in COURTESIES and (e.value != "take_file" or not self.asking)
            for e in self._wanted_of_us()
        )

    def _topic_of_whole(self) -> tuple[str, float] | None:
        topic = topics.asked(self._question)
        if topic is None or self._wants_no_answer or self._takes_back:
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
        # « Et si je faisais deux fois quinze jours ? », with no plan to try it on, asks a rule.
        whole = self.whole if self._in_progress else self.whole.without("what_if")
        tells = self._in_progress or self._gives_details
        if not tells or len(self.apart) != 1:
            return whole
        clause, ranked = self.apart[0]
        is_plain = ranked.is_topic and ranked.confidence >= topics.PLAIN and not whole.is_topic
        if clause.leans and not is_plain:
            return whole
        # « Et si le patron est malade ? » tries nothing.
        told = all(self._is_read_in(other) for other in self.message.clauses if other.start != clause.start)
        asked = ranked.without("what_if") if SUPPOSES.begin(clause.words) else ranked
        return whole.asked_in(asked, beside_details=told)

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
    def _is_telling(self) -> bool:
        """Whether a check is in progress, where a short sentence with details tells rather than asks."""
        return self._in_progress and len(self.message.words.split()) <= _SHORT
