"""What WhatsApp and Messenger share: Meta's signature and its handshake."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from aiohttp import FormData

from channels.messaging.inbound import Inbound, same
from channels.messaging.provider import Provider
from channels.messaging.sending import LATER, NEVER, Answered, Outcome, usual_outcome
from channels.messaging.variables import base_url, needed, strong
from dossier import File

GRAPH = "https://graph.facebook.com/v23.0"
TOO_MANY = {4, 80007, 130429, 131056, 613}
WINDOW_OVER = {131047, 10}


def form_with(file: File, field: str, **values: str) -> FormData:
    """Return a form that holds a file under ``field``."""
    form = FormData(values)
    form.add_field(field, file.content, filename=file.name, content_type=file.content_type)
    return form


class MetaProvider(Provider):
    """A channel of Meta.

    Args:
        token: of the page or of the number.
        app_secret: what Meta signs with.
        verify_token: what Meta must say when it checks the address.
        api: address of the Graph API.
    """

    webhook = True

    def __init__(self, token: str, app_secret: str, verify_token: str, api: str) -> None:
        self._app_secret = app_secret.encode()
        self._verify_token = verify_token
        self._api = api
        self._headers = {"Authorization": f"Bearer {token}"}

    @classmethod
    def common(cls, variables: Mapping[str, str], *names: str) -> tuple[dict[str, str], str] | None:
        """Return the settings of ``names`` and Meta's own, and the address of the Graph API."""
        values = needed(variables, *names, "META_APP_SECRET", "META_VERIFY_TOKEN")
        if values is None:
            return None
        strong("META_APP_SECRET", values["META_APP_SECRET"])
        strong("META_VERIFY_TOKEN", values["META_VERIFY_TOKEN"])
        return values, base_url(variables, "META_API", GRAPH)

    def authentic(self, request: Inbound) -> bool:
        signature = hmac.new(self._app_secret, request.body, hashlib.sha256).hexdigest()
        return same(request.header("x-hub-signature-256"), f"sha256={signature}")

    def greet(self, query: Mapping[str, list[str]]) -> str | None:
        def one(name: str) -> str:
            values = query.get(name) or []
            return values[0] if len(values) == 1 else ""

        given = one("hub.verify_token").encode("utf-8", "surrogateescape")
        if one("hub.mode") == "subscribe" and same(given, self._verify_token):
            return one("hub.challenge")
        return None

    def outcome(self, answer: Answered) -> Outcome:
        code = answer.value("error", "code")
        if code in TOO_MANY:
            return Outcome(LATER, answer.retry_after, f"code {code}")
        if code in WINDOW_OVER:
            return Outcome(NEVER, reason=f"code {code}")
        if code == 190:
            return usual_outcome(Answered(401))
        return usual_outcome(answer)
