"""The trained Rasa model, asked what sentences mean as `POST /model/parse` would."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent

MODEL = Path("models/assistant.tar.gz")


class Assistant:
    """A loaded model; parses in the calling thread."""

    def __init__(self, model: Path = MODEL) -> None:
        """FileNotFoundError when there is no such model."""
        if not model.is_file():
            raise FileNotFoundError(f"{model}: no model; run `make train`.")
        # Rasa writes each parsed sentence to its log otherwise.
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        self._agent = Agent.load(str(model))

    def parse(self, text: str) -> dict[str, Any]:
        """What Rasa makes of a text: `intent`, `intent_ranking`, `response_selector`…"""
        return asyncio.run(self._agent.parse_message(text))

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """Acts and `faq/<topic>`, best first, with their probabilities."""
        return ranking(self.parse(text))


def ranking(parsed: dict[str, Any]) -> list[tuple[str, float]]:
    """One ranking of acts and topics out of what Rasa returned."""
    acts = [(r["name"], r["confidence"]) for r in parsed["intent_ranking"] if r["name"] != "faq"]
    topics = parsed["response_selector"]["faq"]["ranking"]
    both = acts + [(r["intent_response_key"], r["confidence"]) for r in topics]
    return sorted(both, key=lambda item: -item[1])
