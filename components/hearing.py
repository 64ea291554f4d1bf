"""The Rasa component that hears a message once: intent, response selector, entities and moves."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

from hearing import details, intents, speakers, unmarked, wishes
from hearing.by_words import ByWords
from hearing.details.annotations import FOLDER, Told, sentences
from hearing.details.second import SecondReader
from hearing.ears import Ears
from hearing.hear import hear
from hearing.heard import Heard
from hearing.intents.angles import AngleModel
from hearing.intents.encoder import encoder
from hearing.intents.model import SentenceModel
from hearing.topics import PREFIX

from .context import context
from .examples import Example, examples
from .fitted import fit_once

_RESPONSES = "responses.joblib"
_SELECTOR = "response_selector"
_RANKED = 10
_MOVES = "moves"
# « /inform{"choice": …} » is a button's payload: Rasa reads it by itself, after this component.
_PAYLOAD = re.compile(r"\s*/(\w+)\s*(?:@[\d.]+\s*)?(?:\{.*\})?\s*$", re.DOTALL)
_WORD = re.compile(r"\w+|[^\w\s]")


def _annotated() -> list[str]:
    """All that the second reader learns from."""
    return [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yml"))]


def _wishes(learnt: list[Example]) -> list[Told]:
    """What the reader of wishes learns from; `learnt`: the examples of acts and topics."""
    asked = (text for text, label, _ in learnt if label not in wishes.MIXED)
    pieces = (piece.text for sentence in sentences() for piece in sentence.pieces)
    return [*wishes.examples(), *wishes.others(asked, pieces)]


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=True,
)
class Hearing(GraphComponent, IntentClassifier, EntityExtractorMixin):
    """Hears a message in the light of its conversation.

    Emits `intent`, `intent_ranking` and `response_selector` with one probability for the whole choice
    among acts and topics (that of `faq` as an intent is that of its best topic, so that a threshold on it
    judges the answer that would be given), `entities` as hearing/heard.py lists them, and `moves`, the
    same for programs.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`encoder`: a name of hearing.intents.encoder; `dense_weight`: weight of its vectors."""
        return {"encoder": "use", "dense_weight": 1.0, "regularisation": 0.6}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        ears: Ears | None = None,
        responses: dict[str, list[dict[str, Any]]] | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._ears = ears
        self._responses = responses or {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Hearing:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the models and keep them."""
        learnt = examples(training_data)
        model, angles = fit_once(
            lambda: self._fit(learnt), [learnt, self._config], Path(intents.__file__).parent
        )
        second = self._fitted([piece for sentence in sentences() for piece in sentence.pieces], _annotated())
        wanted = _wishes(learnt)
        heard = self._fitted(wanted, [[told.text, sorted(told.details)] for told in wanted])
        asked = (text for text, label, _ in learnt if label.startswith(PREFIX))
        who = speakers.reader(speakers.examples(), asked, (sentence.text for sentence in sentences()))
        encoder_name = self._config["encoder"]
        self._ears = Ears(model, angles, encoder_name, second, heard, self._asking(learnt), who)
        self._ears.hear_with(encoder(self._config["encoder"]))
        self._responses = training_data.responses
        self.persist()
        return self._resource

    def _fit(self, learnt: list[Example]) -> tuple[SentenceModel, AngleModel]:
        """Fitted models without their encoder, whose weights are in its own package."""
        texts, labels, angles = zip(*learnt, strict=True)
        cores = os.cpu_count() or 1
        model = SentenceModel(
            encoder(self._config["encoder"], cores),
            self._config["dense_weight"],
            self._config["regularisation"],
        )
        with threadpool_limits(cores):
            inside = AngleModel().fit(model.fit(texts, labels), labels, angles)
        model.encoder = None
        return model, inside

    def _fitted(self, told: list[Told], learns_from: Any) -> SecondReader:
        """A fitted reader without its encoder. learns_from: what `told` comes from, as JSON values."""
        return fit_once(
            lambda: self._fit_reader(told),
            [learns_from, self._config["encoder"]],
            Path(details.__file__).parent,
            Path(intents.__file__).parent,
        )

    def _asking(self, learnt: list[Example]) -> ByWords:
        """What knows a question without its mark."""
        asked, told = unmarked.examples(
            (text for text, label, _ in learnt if label.startswith(PREFIX)),
            (sentence.text for sentence in sentences()),
        )
        return unmarked.reader(asked, told)

    def _fit_reader(self, told: list[Told]) -> SecondReader:
        cores = os.cpu_count() or 1
        reader = SecondReader(encoder(self._config["encoder"], cores))
        with threadpool_limits(cores):
            reader.fit(told)
        reader.encoder = None
        return reader

    def persist(self) -> None:
        """Save the models, and the answers that the response selector names."""
        with self._storage.write_to(self._resource) as folder:
            self._trained.save(folder)
            joblib.dump(self._responses, folder / _RESPONSES, compress=3)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Hearing:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Ears.load(folder), joblib.load(folder / _RESPONSES))

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Add to each message what it says; `tracker` gives the open question and the plan."""
        known = context(tracker)
        for message in messages:
            text = message.get(TEXT) or ""
            if not self._is_payload(text):
                self._tell(message, hear(text, known, self._trained))
        return messages

    def _is_payload(self, text: str) -> bool:
        payload = _PAYLOAD.match(text)
        return payload is not None and payload[1] in {"faq", *self._trained.intents.labels}

    @property
    def _trained(self) -> Ears:
        if self._ears is None:
            raise ValueError("This component was neither trained nor loaded.")
        return self._ears

    def _tell(self, message: Message, heard: Heard) -> None:
        topics = [(label, p) for label, p in heard.ranking if "/" in label]
        acts = [(label, p) for label, p in heard.ranking if "/" not in label]
        intents = sorted([("faq", topics[0][1] if topics else 0.0), *acts], key=lambda item: -item[1])
        ranking = [{"name": name, "confidence": p} for name, p in intents]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        if topics:
            message.set(_SELECTOR, self._selector(topics), add_to_output=True)
        message.set(ENTITIES, [entity.as_dict() for entity in heard.entities], add_to_output=True)
        message.set(_MOVES, heard.moves, add_to_output=True)
        # `rasa test nlu` compares entities word by word.
        words = [Token(word.group(), word.start()) for word in _WORD.finditer(message.get(TEXT) or "")]
        message.set(TOKENS_NAMES[TEXT], words)

    def _selector(self, topics: list[tuple[str, float]]) -> dict[str, Any]:
        best, confidence = topics[0]
        return {
            "all_retrieval_intents": ["faq"],
            "faq": {
                "response": {
                    "responses": self._responses.get(f"utter_{best}"),
                    "confidence": confidence,
                    "intent_response_key": best,
                    "utter_action": f"utter_{best}",
                },
                "ranking": [{"confidence": p, "intent_response_key": name} for name, p in topics[:_RANKED]],
            },
        }
