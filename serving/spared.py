"""Rasa without the packages that it imports and that this process never uses.

As it starts Rasa imports every component, channel and store that it ships, and with them TensorFlow, clients
of messengers and of other databases: seconds and hundreds of megabytes. A placeholder is enough for those
imports. Those of TensorFlow and of scikit-learn are put in place only when every component of the model or of
the configuration is known to do without; the others only in the server that chooses its channels and stores.
"""

from __future__ import annotations

import contextlib
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

from serving.ready import newest, unpacked

_TENSORFLOW = ("tensorflow", "keras")
_SCIKIT_LEARN = ("sklearn",)
# What the channels, stores, brokers, plots, prompts, reminders, tokens and statistics of use of Rasa rest on;
# the server of this project (channels/, serving/) rests on none of them.
_UNUSED = (
    "aio_pika",
    "aiogram",
    "aiormq",
    "apscheduler",
    "boto3",
    "botocore",
    "cachecontrol",
    "dask",
    "engineio",
    "google",
    "matplotlib",
    "portalocker",
    "prompt_toolkit",
    "pymongo",
    "questionary",
    "randomname",
    "requests",
    "sanic_jwt",
    "slack_sdk",
    "socketio",
    "terminaltables",
    "tqdm",
    "twilio",
    "webexteamssdk",
)
_METADATA = "metadata.json"
_OUR_COMPONENTS = "components."
# Components that Rasa ships and that need neither. Any other one gets TensorFlow.
_BARE = {
    "WhitespaceTokenizer",
    "KeywordIntentClassifier",
    "FallbackClassifier",
    "EntitySynonymMapper",
    "RegexEntityExtractor",
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
# Those that need no more than scikit-learn.
_SPARING = _BARE | {
    "RegexFeaturizer",
    "LexicalSyntacticFeaturizer",
    "CountVectorsFeaturizer",
    "LogisticRegressionClassifier",
    "SklearnIntentClassifier",
    "CRFEntityExtractor",
    "DucklingEntityExtractor",
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
    _spare(_TENSORFLOW)
    return tensorflow_is_spared()


def spare_scikit_learn(components: Iterable[str] | None) -> None:
    """Keep scikit-learn out of a process that trains nothing, when none of its components needs it.

    components: as for `spare_tensorflow`.
    """
    if components is not None and not any(map(needs_scikit_learn, components)):
        _spare(_SCIKIT_LEARN)


def spare_unused() -> None:
    """Keep out of this process what only Rasa's own channels, stores, brokers, plots and prompts use."""
    _spare(_UNUSED)
    # setuptools is loaded whole in the place of Python's distutils, of which Sanic reads one function.
    with contextlib.suppress(ImportError, AttributeError):
        import _distutils_hack

        _distutils_hack.remove_shim()


def tensorflow_is_spared() -> bool:
    """Tell whether the placeholder of TensorFlow is in place."""
    return _finder_of(_TENSORFLOW) is not None


def lacks(components: Iterable[str]) -> bool:
    """Tell whether one of these components may need what was kept out of this process."""
    needs = [needs_tensorflow] if tensorflow_is_spared() else []
    needs += [needs_scikit_learn] if _finder_of(_SCIKIT_LEARN) else []
    return any(need(name) for name in components for need in needs)


def _spare(packages: tuple[str, ...]) -> None:
    if _finder_of(packages) is None and not any(name in sys.modules for name in packages):
        sys.meta_path.insert(0, _Finder(packages))


def _finder_of(packages: tuple[str, ...]) -> _Finder | None:
    finders = (finder for finder in sys.meta_path if isinstance(finder, _Finder))
    return next((finder for finder in finders if finder.packages == packages), None)


def needs_tensorflow(component: str) -> bool:
    """Tell whether a component may need TensorFlow: all do but ours and those known not to."""
    return not _is_one_of(_SPARING, component)


def needs_scikit_learn(component: str) -> bool:
    """Tell whether a component may need scikit-learn to answer: all do but ours and those known not to."""
    return not _is_one_of(_BARE, component)


def _is_one_of(names: set[str], component: str) -> bool:
    return component.startswith(_OUR_COMPONENTS) or component.rsplit(".", 1)[-1] in names


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
        return [node["uses"] for node in _metadata(newest(path))["predict_schema"]["nodes"].values()]
    except (OSError, ValueError, KeyError, TypeError, tarfile.TarError):
        return None


def _metadata(model: Path) -> dict[str, Any]:
    kept = unpacked(model) / _METADATA
    if kept.is_file():
        return json.loads(kept.read_text(encoding="utf-8"))
    with tarfile.open(model) as archive:
        for member in archive:
            if Path(member.name).name == _METADATA and (file := archive.extractfile(member)):
                return json.load(file)
    raise KeyError(_METADATA)


class PackageSpared(ImportError):
    """Something asked a package to work in a process that was started without it."""


class _Stand(type):
    """A class that has every attribute, so that Rasa's class definitions and annotations can be read."""

    @classmethod
    def named(mcs, name: str) -> Any:
        """Return a class that stands for `name`; an exception, because Rasa's `except` clauses name some."""
        return mcs(name, (Exception,), {})

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Stand.named(f"{cls.__name__}.{name}")

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        # The only calls at import time are decorators.
        if len(arguments) == 1 and callable(arguments[0]) and not options:
            return arguments[0]
        raise PackageSpared(f"This process was started without {cls.__name__}, which it had no use for.")

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
        return _Stand.named(f"{self.__name__}.{name}")


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, packages: tuple[str, ...]) -> None:
        self.packages = packages

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> Any:
        if name.split(".")[0] in self.packages:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is loaded."""
