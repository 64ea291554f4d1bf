"""The sentences that hearing learns from, taken out of Rasa's training data."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from hearing.details.annotations import sentences as told
from hearing.message import Message as Spoken

_ANSWER = "utter_"
_TELLS = "inform"
_FEWEST_WORDS, _FEWEST_DETAILS = 8, 2
Example = tuple[str, str, str | None]


def examples(training_data: TrainingData) -> list[Example]:
    """(text, act or "faq/<topic>", choice inside it); the question of an angle is an example.

    The choice is an angle of a topic or a kind of what is outside, None when there is none. Sentences of
    data/details that ask nothing are examples of somebody who tells a plan.
    """
    said = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
    sentences = [(m.get(TEXT), m.get(INTENT_RESPONSE_KEY) or m.get(INTENT), _choice(m)) for m in said]
    return [*sentences, *_questions(training_data), *_told()]


def _choice(message: Message) -> str | None:
    about: dict[str, Any] = (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return about.get("angle") or about.get("kind")


def _questions(training_data: TrainingData) -> Iterator[Example]:
    for name, (answer, *_) in training_data.responses.items():
        for angle in (answer.get("metadata") or {}).get("angles") or ():
            yield angle["question"], name.removeprefix(_ANSWER), angle["id"]


def _told() -> Iterator[Example]:
    for sentence in told():
        tells = len(sentence.text.split()) >= _FEWEST_WORDS and len(sentence.details) >= _FEWEST_DETAILS
        if tells and not sentence.asked and not any(clause.asks for clause in Spoken(sentence.text).clauses):
            yield sentence.text, _TELLS, None


def main() -> None:
    """Print the examples as JSON, for what learns in another environment."""
    from rasa.shared.importers.importer import TrainingDataImporter

    data = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"])
    json.dump(examples(data.get_nlu_data()), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
