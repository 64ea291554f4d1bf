"""The trained model and the sentences to measure it with, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearing.intents import metrics
from hearing.intents.metrics import Understood
from scripts.rasa import silence

silence()

SETS = sorted(Path("tests/understanding").glob("*.yml"))


@pytest.fixture(scope="session")
def assistant():
    """The model of `make train`."""
    from components.assistant import Assistant

    return Assistant()


@pytest.fixture(scope="session", params=SETS, ids=lambda path: path.stem)
def results(request: pytest.FixtureRequest, assistant) -> list[Understood]:
    """What the model made of each sentence of one set."""
    return [
        Understood(sentence, assistant.ranking(sentence.text)) for sentence in metrics.read(request.param)
    ]
