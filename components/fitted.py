"""Fitted models kept between trainings: a change elsewhere (a rule, an answer) does not fit them again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import joblib

KEPT = Path(".build/fitted")
_MOST = 4
Model = TypeVar("Model")


def fit_once(fit: Callable[[], Model], learns_from: Any, code: Path, *also: Path) -> Model:
    """The model that `fit` gives, read back when it was fitted before.

    Args:
        fit: fits the model; its result is picklable.
        learns_from: all that the result depends on, as JSON values (sentences, labels, settings).
        code: folder of the modules that fit; a change in one of them fits again. also: those that they use.
    """
    digest = hashlib.sha256(json.dumps(learns_from, ensure_ascii=False, sort_keys=True).encode())
    # Another release reads a kept model with other results, or not at all.
    digest.update(version("scikit-learn").encode())
    for module in (path for folder in (code, *also) for path in sorted(folder.rglob("*"))):
        if module.is_file() and "__pycache__" not in module.parts:
            digest.update(module.read_bytes())
    path = KEPT / f"{code.name}-{digest.hexdigest()[:32]}.joblib"
    if path.is_file():
        # What is used stays: another model of the same code is fitted again more often.
        path.touch()
        return joblib.load(path)
    model = fit()
    KEPT.mkdir(parents=True, exist_ok=True)
    # Written apart, then moved: a training that is stopped leaves no half file.
    unfinished = path.with_suffix(f".{os.getpid()}")
    joblib.dump(model, unfinished, compress=3)
    unfinished.replace(path)
    for old in sorted(KEPT.glob(f"{code.name}-*.joblib"), key=lambda kept: kept.stat().st_mtime)[:-_MOST]:
        old.unlink(missing_ok=True)
    return model
