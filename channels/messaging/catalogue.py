"""The providers that there are. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from channels.messaging.provider import Provider
from channels.messaging.providers.matrix import Matrix
from channels.messaging.providers.messenger import Messenger
from channels.messaging.providers.slack import Slack
from channels.messaging.providers.sms import Sms
from channels.messaging.providers.telegram import Telegram
from channels.messaging.providers.whatsapp import WhatsApp

PROVIDERS: tuple[type[Provider], ...] = (Telegram, Matrix, WhatsApp, Sms, Slack, Messenger)


def configured(variables: Mapping[str, str]) -> list[Provider]:
    """Return the providers that the settings switch on.

    Raises:
        SettingsError: a setting is missing beside another, or weak.
    """
    found = (kind.from_variables(variables) for kind in PROVIDERS)
    return [provider for provider in found if provider is not None]
