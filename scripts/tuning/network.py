"""The encoder as a network that learns: first layers of multilingual-e5-small, and a score for each leaf."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .weights import Reader

_EPSILON = 1e-12
# Where a padded place is, nothing is looked at.
_HIDDEN = -1e4
_FIRST_POSITIONS = 64


class Layer(nn.Module):
    """One layer: attention, then two products with what is between them."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.looks = nn.Linear(width, 3 * width)
        self.gathers, self.steadies = nn.Linear(width, width), nn.LayerNorm(width, _EPSILON)
        self.widens, self.narrows = nn.Linear(width, inner), nn.Linear(inner, width)
        self.ends = nn.LayerNorm(width, _EPSILON)

    def forward(self, x: Tensor, hidden: Tensor | None) -> Tensor:
        """x: (sentences, pieces, width); hidden: added to the attention, None when nothing is padded."""
        many, length, width = x.shape
        parts = self.looks(x).view(many, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Plain products: on a processor the library's own attention takes twice the time to learn.
        asks, answers, tells = parts.unbind(0)
        attention = asks @ answers.transpose(2, 3) / math.sqrt(width // self.heads)
        attention = torch.softmax(attention if hidden is None else attention + hidden, -1)
        gathered = (attention @ tells).transpose(1, 2).reshape(many, length, width)
        x = self.steadies(x + self.gathers(gathered))
        return self.ends(x + self.narrows(functional.gelu(self.widens(x))))


class Network(nn.Module):
    """Scores of the leaves for sentences given as numbers of pieces."""

    def __init__(self, reader: Reader, kept: np.ndarray, layers: int, leaves: int) -> None:
        """kept: the rows of the vocabulary that stay. layers: how many of the encoder's, from the first."""
        super().__init__()
        width = reader.width
        self.words = nn.Embedding(len(kept), width)
        self.places = nn.Parameter(torch.zeros(_FIRST_POSITIONS, width))
        self.begins = nn.LayerNorm(width, _EPSILON)
        self.layers = nn.ModuleList(Layer(width, reader.inner, reader.heads) for _ in range(layers))
        self.head = nn.Linear(width, leaves)
        with torch.no_grad():
            self._copy(reader, kept)

    def meaning(self, pieces: Tensor, lengths: Tensor | None = None) -> Tensor:
        """The mean of what the last layer gives for each piece; lengths: None when nothing is padded."""
        x = self.begins(self.words(pieces) + self.places[: pieces.shape[1]])
        if lengths is None:
            for layer in self.layers:
                x = layer(x, None)
            return x.mean(1)
        there = torch.arange(pieces.shape[1])[None] < lengths[:, None]
        hidden = torch.where(there, 0.0, _HIDDEN)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        return (x * there[..., None]).sum(1) / lengths[:, None]

    def forward(self, pieces: Tensor, lengths: Tensor | None = None, dropout: float = 0.0) -> Tensor:
        return self.head(functional.dropout(self.meaning(pieces, lengths), dropout, self.training))

    def _copy(self, reader: Reader, kept: np.ndarray) -> None:
        def of(name: str) -> Tensor:
            return torch.from_numpy(reader.numbers(name))

        def matrix(name: str, columns: int = reader.width) -> Tensor:
            return torch.from_numpy(reader.matrix(name, columns))

        self.words.weight.copy_(matrix("emb.word")[kept])
        places = of("emb.pos").view(-1, reader.width) + of("emb.type").view(-1, reader.width)[0]
        self.places.copy_(places[:_FIRST_POSITIONS])
        _set(self.begins, of("emb.ln.w"), of("emb.ln.b"))
        for place, layer in enumerate(self.layers):
            name = f"l{place}."
            _set(
                layer.looks,
                torch.cat([matrix(f"{name}{part}.w") for part in "qkv"]),
                torch.cat([of(f"{name}{part}.b") for part in "qkv"]),
            )
            _set(layer.gathers, matrix(f"{name}ao.w"), of(f"{name}ao.b"))
            _set(layer.steadies, of(f"{name}aln.w"), of(f"{name}aln.b"))
            _set(layer.widens, matrix(f"{name}fi.w"), of(f"{name}fi.b"))
            _set(layer.narrows, matrix(f"{name}fo.w", reader.inner), of(f"{name}fo.b"))
            _set(layer.ends, of(f"{name}oln.w"), of(f"{name}oln.b"))


def _set(module: nn.Linear | nn.LayerNorm, weight: Tensor, bias: Tensor) -> None:
    module.weight.copy_(weight)
    module.bias.copy_(bias)
