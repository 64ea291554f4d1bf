"""Rasa without TensorFlow, for a pipeline that has no use for it.

Rasa imports every component it ships as it starts, and with some of them TensorFlow: seconds and hundreds of
megabytes that this assistant's pipeline never touches. A placeholder is enough for those imports. It is put
in place only when every component of the model or of the configuration is known to do without TensorFlow.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import json
import sys
import tarfile
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

_REPLACED = ("tensorflow", "keras")
_OUR_COMPONENTS = "components."
# Components that Rasa ships and that need no more than scikit-learn. Any other one gets TensorFlow.
_SPARING = {
    "WhitespaceTokenizer",
    "RegexFeaturizer",
    "LexicalSyntacticFeaturizer",
    "CountVectorsFeaturizer",
    "KeywordIntentClassifier",
    "FallbackClassifier",
    "LogisticRegressionClassifier",
    "SklearnIntentClassifier",
    "CRFEntityExtractor",
    "EntitySynonymMapper",
    "RegexEntityExtractor",
    "DucklingEntityExtractor",
    "RulePolicy",
    "MemoizationPolicy",
    "AugmentedMemoizationPolicy",
    # What a trained model holds beside its pipeline and policies.
    "NLUMessageConverter",
    "RegexMessageHandler",
    "DomainProvider",
    "RuleOnlyDataProvider",
    "DefaultPolicyPredictionEnsemble",
}


def spare_tensorflow(components: Iterable[str] | None) -> bool:
    """Keep TensorFlow out of this process when none of its components needs it.

    Args:
        components: names or class paths, as in ``config.yml`` or in a model; ``None``: not known.

    Returns:
        Whether TensorFlow stays out. It does not when it is already loaded.
    """
    if components is None or any(needs_tensorflow(name) for name in components):
        return False
    if not is_spared() and not any(name in sys.modules for name in _REPLACED):
        sys.meta_path.insert(0, _Finder())
    return is_spared()


def is_spared() -> bool:
    """Tell whether the placeholder is in place."""
    return any(isinstance(finder, _Finder) for finder in sys.meta_path)


def needs_tensorflow(component: str) -> bool:
    """Tell whether a component may need TensorFlow: all do but ours and those known not to."""
    if component.startswith(_OUR_COMPONENTS):
        return False
    return component.rsplit(".", 1)[-1] not in _SPARING


def components_of_configuration(path: Path) -> list[str] | None:
    """Return the components of a Rasa configuration, ``None`` when they cannot be told."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        # An absent pipeline is completed by Rasa with one of its own, which needs TensorFlow.
        return [entry["name"] for part in ("pipeline", "policies") for entry in content[part]]
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        return None


def components_of_model(path: Path) -> list[str] | None:
    """Return the components of a model file, or of the newest one in a folder; ``None``: none can be read."""
    try:
        newest = path if path.is_file() else max(path.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
        with tarfile.open(newest) as archive:
            for member in archive:
                if Path(member.name).name == "metadata.json":
                    metadata = json.load(archive.extractfile(member) or sys.stdin)
                    return [node["uses"] for node in metadata["predict_schema"]["nodes"].values()]
    except (OSError, ValueError, KeyError, TypeError, tarfile.TarError):
        return None
    return None


class TensorFlowSpared(ImportError):
    """Something asked TensorFlow to work in a process that was started without it."""


class _Stand(type):
    """A class that has every attribute, so that Rasa's class definitions and annotations can be read."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Stand(name, (), {})

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        # The only calls at import time are decorators.
        if len(arguments) == 1 and callable(arguments[0]) and not options:
            return arguments[0]
        raise TensorFlowSpared(
            "This process was started without TensorFlow, which its first model did not need: start it again."
        )

    def __getitem__(cls, _item: Any) -> Any:
        return cls

    def __or__(cls, other: Any) -> Any:
        return other

    __ror__ = __or__


class _Module(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if f"{self.__name__}.{name}" in sys.modules:
            return sys.modules[f"{self.__name__}.{name}"]
        return _Stand(name, (), {})


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> Any:
        if name.split(".")[0] in _REPLACED:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is loaded."""
