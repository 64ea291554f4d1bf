"""Models that were not trained: one that there is, with another domain."""

from __future__ import annotations

import io
import json
import tarfile
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

SLOT = "of_later"
"""What the next version remembers and the present one does not know."""


def variant(model: Path, file: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Write a model with another domain, as if it had been trained again."""
    with tarfile.open(model) as old, tarfile.open(file, "w:gz", compresslevel=1) as new:
        for member in old.getmembers():
            content = old.extractfile(member)
            data = content.read() if content else b""
            if Path(member.name).name == "metadata.json":
                metadata = json.loads(data)
                metadata["model_id"] = uuid.uuid4().hex
                change(metadata["domain"])
                data = json.dumps(metadata).encode()
            member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return file
