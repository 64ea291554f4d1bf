"""Reading of YAML files: those of this package (fields, parameters, rules, sources) and those beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

PACKAGE_FOLDER = Path(__file__).parent

# The C loader reads the whole package in a tenth of the time of the pure Python one.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_package_yaml(relative_path: str) -> Any:
    """Return the content of a YAML file of this package; a broken file raises at import, not at use."""
    return load_yaml(PACKAGE_FOLDER / relative_path)


def load_yaml(path: Path) -> Any:
    """Return the content of a YAML file."""
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=_Loader)
