"""Reads the domain of a model, which Rasa has checked when it trained that model.

Rasa reads it three times with a parser in Python and compares it with its schema: a quarter of the start.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

import yaml
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain

_FILE = "domain.yml"
_rasa_load = DomainProvider.load.__func__


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2, as Rasa writes it: « no » is a word."""

    yaml_implicit_resolvers: ClassVar = {
        first: [
            (tag, expression) for tag, expression in resolvers if not tag.endswith((":bool", ":timestamp"))
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:[Tt]rue|[Ff]alse)$"), list("tTfF"))


def read_domain(path: Path) -> Domain:
    """Return the domain that a model holds. path: the file that Rasa wrote."""
    return Domain.from_dict(yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader))


def load(
    cls: type[DomainProvider],
    /,
    config: dict[str, Any],
    model_storage: ModelStorage,
    resource: Resource,
    execution_context: ExecutionContext,
    **options: Any,
) -> DomainProvider:
    """Return the provider of a model's domain, in the place of `DomainProvider.load`."""
    with model_storage.read_from(resource) as folder:
        if (folder / _FILE).is_file():
            return cls(model_storage, resource, read_domain(folder / _FILE))
    return _rasa_load(cls, config, model_storage, resource, execution_context, **options)
