"""The providers that there are. A new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from channels.messaging.matrix import Matrix
from channels.messaging.messenger import Messenger
from channels.messaging.provider import Provider
from channels.messaging.slack import Slack
from channels.messaging.sms import Sms
from channels.messaging.telegram import Telegram
from channels.messaging.whatsapp import WhatsApp

PROVIDERS: tuple[type[Provider], ...] = (Telegram, Matrix, WhatsApp, Sms, Slack, Messenger)


def configured(variables: Mapping[str, str]) -> list[Provider]:
    """Return the providers that the settings switch on.

    Raises:
        SettingsError: a setting is missing beside another, or weak.
    """
    found = (kind.from_variables(variables) for kind in PROVIDERS)
    return [provider for provider in found if provider is not None]
