"""The trained models that hearing uses, and where they are kept."""

from __future__ import annotations

import tarfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import joblib
import numpy as np

from .by_words import ByWords
from .details.second import SecondReader
from .intents.angles import AngleModel
from .intents.encoder import Encoder, Remembering, encoder, kept_encoder
from .intents.model import SentenceModel
from .topics import OUTSIDE, PREFIX, Ranked
from .tuned import opinion
from .tuned.reader import Tuned, tuned

MODEL = Path("models/assistant.tar.gz")
_FILE = "tables.joblib"
# Texts that are read of one message, at most some dozens.
_A_MESSAGE = 64
_OLDER = "{}: an older model; run `make train`."


@dataclass(frozen=True)
class Ears:
    """intents: the classifier of acts and topics. angles: what chooses inside a label. encoder: name of the
    sentence encoder, whose weights are in their own package. second: the learned reader of plan details.
    wishes: the learned reader of what is wanted of the assistant (hearing/wishes.py); asking: what knows a
    question without its mark (hearing/unmarked.py); speakers: what knows who writes (hearing/speakers.py).
    None in a model trained before there was one. tuned: the tuned encoder, whose weights are not trained with
    them; None when there are none."""

    intents: SentenceModel
    angles: AngleModel
    encoder: str
    second: SecondReader
    wishes: SecondReader | None = None
    asking: ByWords | None = None
    speakers: ByWords | None = None
    tuned: Tuned | None = None

    def ranked(self, texts: list[str], besides: Sequence[str] = ()) -> list[Ranked]:
        """The ranking of each text; all are encoded at once, with what the other readers will look at."""
        labels = self.intents.labels
        likely, rows = self.intents.understood(texts, besides)
        if self.tuned:
            likely = opinion.of_labels(likely, labels, texts, self.tuned)
        parts = [rows.part(np.array([place])) for place in range(len(texts))] if len(texts) > 1 else [rows]
        return [
            Ranked(tuple((labels[i], float(row[i])) for i in np.argsort(-row)), part, text)
            for row, part, text in zip(likely, parts, texts, strict=True)
        ]

    def angles_of(self, ranked: Ranked, topic: str) -> list[tuple[str, float]]:
        """(angle, probability) of a text that asks about a topic, best first; they leave room for none."""
        return self._inside(f"{PREFIX}{topic}", ranked)

    def kinds_of(self, ranked: Ranked) -> list[tuple[str, float]]:
        """(kind, probability) of a text outside of our subject, best first; they leave room for none."""
        return self._inside(OUTSIDE, ranked)

    def _inside(self, label: str, ranked: Ranked) -> list[tuple[str, float]]:
        found = self.angles.likely(label, ranked.rows)
        return opinion.of_choices(found, label, ranked.text, self.tuned) if self.tuned else found

    def save(self, folder: Path) -> None:
        """Write the models and what the encoder keeps; not compressed, so that `load` maps them."""
        reader = self.intents.encoder or encoder(self.encoder)
        reader.keep(folder)
        self._lend(None)
        joblib.dump(replace(self, tuned=None), folder / _FILE)
        self._lend(reader)

    def hear_with(self, encoder: Encoder) -> None:
        """Lend one encoder, which remembers a message, to every model."""
        self._lend(Remembering(encoder, _A_MESSAGE))

    def _lend(self, encoder: Encoder | None) -> None:
        self.intents.encoder = self.second.encoder = encoder
        if self.wishes:
            self.wishes.encoder = encoder

    @classmethod
    def load(cls, folder: Path) -> Ears:
        """Read back what `save` wrote.

        The tables stay on disk, and a message brings into memory the rows of its own n-grams: they are read
        even after the folder was removed. FileNotFoundError when an older version wrote.
        """
        if not (folder / _FILE).is_file():
            raise FileNotFoundError(_OLDER.format(folder))
        ears: Ears = joblib.load(folder / _FILE, mmap_mode="r")
        ears.hear_with(kept_encoder(ears.encoder, folder))
        return replace(ears, tuned=tuned())


def trained(path: Path = MODEL) -> Ears:
    """The ears of a trained assistant; FileNotFoundError when there is none."""
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no model; run `make train`.")
    with tarfile.open(path) as archive:
        for member in archive:
            if Path(member.name).name == _FILE and (file := archive.extractfile(member)):
                ears: Ears = joblib.load(file)
                ears.hear_with(encoder(ears.encoder))
                return replace(ears, tuned=tuned())
    raise FileNotFoundError(_OLDER.format(path))
