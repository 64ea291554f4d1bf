"""The day of the conversation."""

from __future__ import annotations

import os
from datetime import date


def today() -> date:
    """Today; ASSISTANT_TODAY (YYYY-MM-DD) fixes it for tests."""
    fixed = os.environ.get("ASSISTANT_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()
