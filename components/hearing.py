"""The Rasa component: one model for topics and acts, told the way Rasa tells intents and responses."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

from hearing import intents
from hearing.intents.encoder import encoder
from hearing.intents.model import SentenceModel

from .fitted import fit_once

_FILE = "model.joblib"
_SELECTOR = "response_selector"
_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(GraphComponent, IntentClassifier):
    """Classifies a message among dialogue acts and `faq/<topic>` with one probability for the whole choice.

    The probability of `faq` as an intent is that of its best topic, so that a threshold on it judges
    the answer that would be given.
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
        model: SentenceModel | None = None,
        responses: dict[str, list[dict[str, Any]]] | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model
        self._responses = responses or {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceClassifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the model and keep it."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
        texts = [m.get(TEXT) for m in examples]
        labels = [m.get(INTENT_RESPONSE_KEY) or m.get(INTENT) for m in examples]
        model = fit_once(
            lambda: self._fit(texts, labels), [texts, labels, self._config], Path(intents.__file__).parent
        )
        model.encoder = encoder(self._config["encoder"])
        self._model, self._responses = model, training_data.responses
        self.persist()
        return self._resource

    def _fit(self, texts: list[str], labels: list[str]) -> SentenceModel:
        """A fitted model without its encoder, whose weights are in its own package."""
        cores = os.cpu_count() or 1
        model = SentenceModel(
            encoder(self._config["encoder"], cores),
            self._config["dense_weight"],
            self._config["regularisation"],
        )
        with threadpool_limits(cores):
            model.fit(texts, labels)
        model.encoder = None
        return model

    def persist(self) -> None:
        """Save the model without the encoder, whose weights are in its own package."""
        kept, self._model.encoder = self._model.encoder, None
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((self._model, self._responses), folder / _FILE, compress=3)
        self._model.encoder = kept

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceClassifier:
        with model_storage.read_from(resource) as folder:
            model, responses = joblib.load(folder / _FILE)
        model.encoder = encoder(config["encoder"])
        return cls(config, model_storage, resource, model, responses)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add `intent`, `intent_ranking` and `response_selector` to each message."""
        for message in messages:
            probabilities = self._model.probabilities([message.get(TEXT) or ""])[0]
            self._tell(message, probabilities)
        return messages

    def _tell(self, message: Message, probabilities: np.ndarray) -> None:
        ranked = [(self._model.labels[i], float(probabilities[i])) for i in np.argsort(-probabilities)]
        topics = [(label, p) for label, p in ranked if "/" in label]
        acts = [(label, p) for label, p in ranked if "/" not in label]
        intents = sorted(
            [("faq", topics[0][1]) if topics else ("faq", 0.0), *acts], key=lambda item: -item[1]
        )
        ranking = [{"name": name, "confidence": p} for name, p in intents]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        if topics:
            message.set(_SELECTOR, self._selector(topics), add_to_output=True)

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
