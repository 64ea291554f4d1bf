"""Tunes the encoder on the sentences of data/ and writes hearing/tuned/weights; run by scripts/tune.sh."""

from __future__ import annotations

import json
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import yaml
from torch import Tensor
from torch.nn import functional

from hearing.tuned.leaves import Leaf, Leaves
from hearing.tuned.pieces import TunedPieces

from .drawing import Drawing, plain
from .network import Network
from .weights import Reader, kept

_LAYERS, _PASSES, _BATCH, _SEED = 6, 4, 64, 7
_RATE, _OF_WORDS, _OF_HEAD, _DECAY_BY_LAYER = 3e-4, 1e-4, 6e-4, 0.95
_WARM_UP, _AVERAGED_FROM, _AVERAGED_EVERY = 0.08, 0.6, 10
_SMOOTHING, _DROPOUT, _OF_EACH = 0.1, 0.1, 0.6
_TELLS, _ASKS, _SHORT = "inform", "faq/", 14
_SCALES = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
_SEVENTH = 7
_DICTIONARY = Path("/usr/share/dict/french")
# Letters come before these.
_SIGNS = "\u2600"
# In eight bits, the last product of these layers would change one choice in twenty.
_WHOLE = (0, 4, 5)
# Sentences to measure with: on them the scores are made probabilities.
_MEASURED = [Path("tests/understanding") / f"{name}.yml" for name in ("development", "held_out")]
_SHARPNESS = (0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 2.1, 2.5)
Example = tuple[str, str, str]


class Tuning:
    """One run: examples are (text, label, choice inside it or "")."""

    def __init__(self, examples: Sequence[Example], reader: Reader) -> None:
        self._examples = examples
        self._leaves = Leaves(sorted({Leaf(label, choice) for _, label, choice in examples}))
        places = {leaf: place for place, leaf in enumerate(self._leaves.leaves)}
        self._wanted = torch.tensor([places[Leaf(label, choice)] for _, label, choice in examples])
        self._label_of = torch.tensor(self._leaves.label_of)
        told = [t for t, label, _ in examples if label == _TELLS and len(t.split()) < _SHORT]
        self._drawing = Drawing(told, _SEED)
        self._chance = random.Random(_SEED)
        torch.manual_seed(_SEED)
        vocabulary = kept(reader.vocabulary, _pieces_met(reader, [text for text, *_ in examples]))
        numbers = {piece: place for place, piece in enumerate(reader.vocabulary.pieces)}
        rows = np.array([numbers[piece] for piece in vocabulary.pieces])
        own = (vocabulary.begin, vocabulary.end, vocabulary.pad, vocabulary.unknown)
        self.pieces = TunedPieces(vocabulary.pieces, vocabulary.scores.tolist(), own)
        self.network = Network(reader, rows, _LAYERS, len(self._leaves.leaves))

    def run(self) -> None:
        """Learn; the weights are at last the mean of those of the last passes."""
        self._begin_with_means()
        settings = self._settings()
        steps, step, started = _PASSES * len(self._examples) // _BATCH, 0, time.time()
        mean: dict[str, Tensor] = {}
        taken = 0
        for _ in range(_PASSES):
            for pieces, lengths, wanted in self._batches(self._drawn(), shuffled=True):
                for group in settings.param_groups:
                    group["lr"] = group["highest"] * _rate(step / steps)
                self.network.train()
                loss = self._loss(self.network(pieces, lengths, _DROPOUT), wanted)
                settings.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
                settings.step()
                step += 1
                if step > _AVERAGED_FROM * steps and step % _AVERAGED_EVERY == 0:
                    taken += 1
                    for name, value in self.network.state_dict().items():
                        before = mean.setdefault(name, value.detach().clone())
                        before += (value.detach() - before) / taken
                if step % 100 == 0:
                    minutes = (time.time() - started) / 60
                    print(f"{step} of {steps}, loss {loss.item():.2f}, {minutes:.0f} min", flush=True)
        self.network.load_state_dict(mean)

    def write(self, folder: Path) -> None:
        """The network in eight bits, the pieces and the leaves."""
        from onnxruntime.quantization import QuantType, quantize_dynamic

        folder.mkdir(parents=True, exist_ok=True)
        self.network.eval()
        with tempfile.TemporaryDirectory() as scratch:
            whole = f"{scratch}/whole.onnx"
            torch.onnx.export(
                self.network,
                (torch.zeros((1, 9), dtype=torch.long),),
                whole,
                input_names=["pieces"],
                output_names=["scores"],
                dynamic_axes={"pieces": {1: "length"}},
                opset_version=17,
                dynamo=False,
            )
            quantize_dynamic(
                whole,
                folder / "encoder.onnx",
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
                per_channel=True,
                # Processors without instructions of their own for eight bits overflow beyond seven.
                reduce_range=True,
                nodes_to_exclude=[f"/layers.{layer}/narrows/MatMul" for layer in _WHOLE],
            )
        (folder / "about.json").write_text(json.dumps({"sharpness": self._sharpness()}) + "\n")
        self.pieces.write(folder / "pieces.tsv")
        self._leaves.write(folder / "leaves.tsv")

    def _drawn(self) -> list[list[int]]:
        drawn = (self._drawing.drawn(text, label.startswith(_ASKS)) for text, label, _ in self._examples)
        return [self.pieces.cut(text) for text in drawn]

    def _batches(self, cut: list[list[int]], shuffled: bool) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """(pieces, lengths, leaves) of sentences that are about as long."""
        order = list(range(len(cut)))
        if shuffled:
            self._chance.shuffle(order)
        order.sort(key=lambda i: len(cut[i]) // 2)
        batches = [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
        if shuffled:
            self._chance.shuffle(batches)
        for batch in batches:
            lengths = torch.tensor([len(cut[i]) for i in batch])
            pieces = torch.full((len(batch), int(lengths.max())), self.pieces.pad)
            for row, i in enumerate(batch):
                pieces[row, : len(cut[i])] = torch.tensor(cut[i])
            yield pieces, lengths, self._wanted[batch]

    def _loss(self, scores: Tensor, wanted: Tensor) -> Tensor:
        """Half for the leaf, half for its act or topic."""
        leaf = functional.cross_entropy(scores, wanted, label_smoothing=_SMOOTHING)
        return _OF_EACH * (leaf + self._loss_of_labels(scores, self._label_of[wanted]))

    def _loss_of_labels(self, scores: Tensor, wanted: Tensor) -> Tensor:
        top = scores.max(1, keepdim=True).values
        sums = torch.zeros(len(scores), len(self._leaves.labels)).index_add(
            1, self._label_of, torch.exp(scores - top)
        )
        return functional.nll_loss(torch.log_softmax(torch.log(sums + 1e-30), 1), wanted)

    @torch.no_grad()
    def _sharpness(self) -> float:
        """The factor under which the right labels of sentences that were not learnt are likeliest."""
        sentences = [one for path in _MEASURED for one in yaml.safe_load(path.read_text(encoding="utf-8"))]
        scores = torch.cat([self.network(torch.tensor([self.pieces.cut(one["text"])])) for one in sentences])
        wanted = torch.tensor([self._leaves.labels.index(one["label"]) for one in sentences])
        return min(_SHARPNESS, key=lambda factor: self._loss_of_labels(factor * scores, wanted).item())

    def _settings(self) -> torch.optim.Optimizer:
        network, groups = self.network, []

        def group(parameters: list[torch.nn.Parameter], highest: float, decay: float = 0.01) -> None:
            groups.append({"params": parameters, "lr": 0.0, "highest": highest, "weight_decay": decay})

        group([network.words.weight, network.places, *network.begins.parameters()], _OF_WORDS, 0.0)
        for place, layer in enumerate(network.layers):
            group(list(layer.parameters()), _RATE * _DECAY_BY_LAYER ** (_LAYERS - 1 - place))
        group(list(network.head.parameters()), _OF_HEAD)
        return torch.optim.AdamW(groups)

    @torch.no_grad()
    def _begin_with_means(self) -> None:
        """The scores begin as those of a linear discriminant: from nothing, the first pass would be lost."""
        self.network.eval()
        met = list(self._batches([self.pieces.cut(text) for text, *_ in self._examples], shuffled=False))
        meaning = torch.cat([self.network.meaning(pieces, lengths) for pieces, lengths, _ in met])
        wanted = torch.cat([leaves for *_, leaves in met])
        count = torch.bincount(wanted, minlength=len(self._leaves.leaves))[:, None]
        means = torch.zeros(len(count), meaning.shape[1]).index_add(0, wanted, meaning) / count
        middle, inside = meaning.mean(0), meaning - means[wanted]
        spread = inside.T @ inside / len(meaning)
        spread += 1e-2 * (meaning - middle).pow(2).mean() * torch.eye(meaning.shape[1])
        weight = torch.linalg.solve(spread, (means - middle).T).T
        bias = -(weight * (means + middle)).sum(1) / 2
        some = slice(None, None, _SEVENTH)
        scores = meaning[some] @ weight.T + bias
        scale = min(_SCALES, key=lambda s: functional.cross_entropy(scores * s, wanted[some]).item())
        self.network.head.weight.copy_(weight * scale)
        self.network.head.bias.copy_(bias * scale)


def _rate(done: float) -> float:
    """The share of the highest rate after that share of the steps: up quickly, then down as a cosine."""
    return min(1.0, done / _WARM_UP) * (1 + math.cos(math.pi * min(1.0, done))) / 2


def _pieces_met(reader: Reader, texts: Sequence[str]) -> set[int]:
    """Numbers of the pieces in the sentences and in a French dictionary, without accents too, and letters."""
    vocabulary = reader.vocabulary
    own = (vocabulary.begin, vocabulary.end, vocabulary.pad, vocabulary.unknown)
    whole = TunedPieces(vocabulary.pieces, vocabulary.scores.tolist(), own)
    forms = (form for text in texts for form in (text, text.lower(), plain(text.lower())))
    words = {word for form in forms for word in form.split()}
    if _DICTIONARY.is_file():
        listed = _DICTIONARY.read_text(encoding="utf-8").split()
        words.update(listed, map(plain, listed))
    letters = (place for place, piece in enumerate(vocabulary.pieces) if len(piece) == 1 and piece < _SIGNS)
    return {*letters, *(piece for word in words for piece in whole.cut(word))}


def main() -> None:
    """Read examples as JSON from the standard input."""
    tuning = Tuning([(text, label, choice or "") for text, label, choice in json.load(sys.stdin)], Reader())
    tuning.run()
    tuning.write(Path("hearing/tuned/weights"))


if __name__ == "__main__":
    main()
