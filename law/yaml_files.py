"""Reading of the YAML files of this package: fields, parameters, rules, sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

PACKAGE_FOLDER = Path(__file__).parent

# The C loader reads the whole package in a tenth of the time of the pure Python one.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_package_yaml(relative_path: str) -> Any:
    """Return the content of a YAML file of this package; a broken file raises at import, not at use."""
    with (PACKAGE_FOLDER / relative_path).open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=_Loader)
