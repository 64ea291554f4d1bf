"""The providers that there are. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from channels.messaging.provider import Provider
from channels.messaging.telegram import Telegram

PROVIDERS: tuple[type[Provider], ...] = (Telegram,)


def configured(variables: Mapping[str, str]) -> list[Provider]:
    """Return the providers that the settings switch on.

    Raises:
        SettingsError: a setting is missing beside another, or weak.
    """
    found = (kind.from_variables(variables) for kind in PROVIDERS)
    return [provider for provider in found if provider is not None]
