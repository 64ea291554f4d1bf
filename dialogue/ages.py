"""The ages that change the conversation, taken from the law."""

from __future__ import annotations

import law

MAJORITY: int = law.PARAMETERS.by_id["majority"].values[-1].value
MISSION_LOCALE_MAX_AGE: int = law.PARAMETERS.by_id["mission_locale_max_age"].values[-1].value
MAX_AGE = 120
