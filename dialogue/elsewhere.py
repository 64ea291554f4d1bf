"""What is said to a message outside of our subject: that it is so, who answers, what we can do."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from law.yaml_files import load_yaml


def kinds() -> dict[str, str]:
    """Who answers, by kind of what is near our subject."""
    return _texts()["kinds"]


def reply(kind: str | None) -> str:
    """The reply to a message of this kind; None, or a kind that is not known, is said in general."""
    texts = _texts()
    return f"{kinds().get(kind or '', texts['other'])} {texts['can']}"


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    return load_yaml(Path(__file__).with_suffix(".yml"))
