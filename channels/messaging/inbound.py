"""A request of a provider's server, before any of it is believed."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Inbound:
    """What a provider looks at in a request.

    Attributes:
        body: the bytes as they came.
        headers: every value of a header, by its name in lower case.
        query: every value of a query parameter.
        query_string: the query as it came.
    """

    body: bytes
    headers: Callable[[str], list[str]]
    query: Mapping[str, list[str]]
    query_string: str = ""

    def header(self, name: str) -> bytes | None:
        """Return the one value of a header; ``None`` when it is absent or there are several."""
        values = self.headers(name)
        # Bytes that are not UTF-8 arrive as lone surrogates.
        return values[0].encode("utf-8", "surrogateescape") if len(values) == 1 else None

    def json(self) -> Any:
        """Return the body as JSON, ``None`` when it is not."""
        try:
            return json.loads(self.body.decode("utf-8"))
        except (ValueError, RecursionError):
            return None


def same(given: bytes | None, expected: str) -> bool:
    """Compare a header with what it must be, in constant time, whatever bytes it holds."""
    return given is not None and hmac.compare_digest(given, expected.encode())
