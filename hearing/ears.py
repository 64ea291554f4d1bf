"""The trained models that hearing uses, and where they are kept."""

from __future__ import annotations

import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import joblib
import numpy as np

from .details.second import SecondReader
from .intents.encoder import encoder
from .intents.model import SentenceModel
from .topics import Ranked

MODEL = Path("models/assistant.tar.gz")
_FILE = "ears.joblib"


@dataclass(frozen=True)
class Ears:
    """intents: the classifier of acts and topics. encoder: name of its sentence encoder, whose weights are
    in their own package. second: the learned reader of plan details."""

    intents: SentenceModel
    encoder: str
    second: SecondReader

    def ranked(self, texts: list[str]) -> list[Ranked]:
        """The ranking of each text; all are encoded at once."""
        labels = self.intents.labels
        return [
            Ranked(tuple((labels[i], float(row[i])) for i in np.argsort(-row)))
            for row in self.intents.probabilities(texts)
        ]

    def save(self, folder: Path) -> None:
        """Write the models into a folder, without the encoder."""
        kept, self.intents.encoder = self.intents.encoder, None
        joblib.dump(self, folder / _FILE, compress=3)
        self.intents.encoder = kept

    @classmethod
    def load(cls, folder: Path) -> Ears:
        """Read back what `save` wrote."""
        with (folder / _FILE).open("rb") as file:
            return _whole(file)


def trained(path: Path = MODEL) -> Ears:
    """The ears of a trained assistant; FileNotFoundError when there is none."""
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no model; run `make train`.")
    with tarfile.open(path) as archive:
        for member in archive:
            if Path(member.name).name == _FILE:
                return _whole(archive.extractfile(member))
    raise FileNotFoundError(f"{path}: an older model; run `make train`.")


def _whole(file: BinaryIO) -> Ears:
    ears = joblib.load(file)
    ears.intents.encoder = encoder(ears.encoder)
    return ears
