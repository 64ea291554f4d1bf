"""The kernel of the classifier learns from every sentence what least squares in closed form would."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import random as random_sparse

from hearing.intents import kernel
from hearing.intents.features import Rows, closeness, unit
from hearing.intents.kernel import KernelRidge

COUNT, LABELS, REGULARISATION = 90, 4, 0.6


def rows(directions: int) -> Rows:
    """Sentences drawn at random, with so many directions of meaning."""
    draw = np.random.default_rng(3)
    n_grams = random_sparse(COUNT, 200, 0.1, "csr", np.float32, random_state=5)
    typed, mended = (unit(draw.normal(size=(COUNT, directions))).astype(np.float32) for _ in range(2))
    return Rows(n_grams, typed, mended, [""] * COUNT)


def labels() -> np.ndarray:
    return np.arange(COUNT) % LABELS


def in_closed_form(given: Rows) -> np.ndarray:
    """The scores of the training sentences themselves."""
    near = 0.7 * (given.n_grams @ given.n_grams.T).toarray()
    if given.typed.shape[1]:
        near += closeness(given.typed, given.typed) + closeness(given.mended, given.mended)
    wanted = np.where(labels()[:, None] == np.arange(LABELS), 1.0, -1.0)
    return near @ np.linalg.solve(near + REGULARISATION * np.eye(COUNT), wanted)


@pytest.mark.parametrize("directions", [0, 8])
def test_it_solves_the_least_squares_when_every_sentence_is_a_landmark(
    monkeypatch: pytest.MonkeyPatch, directions: int
) -> None:
    monkeypatch.setattr(kernel, "_LEFT", 1e-5)
    given = rows(directions)
    found = KernelRidge(1.0, REGULARISATION).fit(given, labels()).scores(given)
    assert found == pytest.approx(in_closed_form(given), abs=0.02)


def test_with_few_landmarks_a_sentence_that_is_none_of_them_is_learnt_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kernel, "_LANDMARKS", 10)
    given = rows(8)
    found = KernelRidge(1.0, REGULARISATION).fit(given, labels()).scores(given)
    assert (found.argmax(axis=1) == labels()).mean() > 0.95
