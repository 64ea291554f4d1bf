"""What the channel answers when it does not do what was asked: a status, a code, a French sentence."""

from __future__ import annotations

import math

from sanic.response import HTTPResponse
from sanic.response import json as json_response


class Refused(Exception):
    """A request that is answered by an error.

    Args:
        status: HTTP status.
        code: stable English word for programs.
        message: French sentence for the person.
        retry_after: seconds to wait before trying again, when that helps.
    """

    def __init__(self, status: int, code: str, message: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after

    def response(self) -> HTTPResponse:
        """Return ``{"error": {"code", "message"}}`` with its status."""
        headers = (
            {} if self.retry_after is None else {"Retry-After": str(max(1, math.ceil(self.retry_after)))}
        )
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        body = {"error": {"code": self.code, "message": self.message}}
        return json_response(body, self.status, headers, ensure_ascii=True)


def bad_request(code: str, message: str) -> Refused:
    """A body that cannot be read."""
    return Refused(400, code, message)


def unprocessable(code: str, message: str) -> Refused:
    """A body that can be read and does not say what is needed."""
    return Refused(422, code, message)


NO_SESSION = Refused(401, "session_missing", "Ouvrez d'abord une conversation.")
BAD_SESSION = Refused(401, "session_invalid", "Cette conversation n'est pas reconnue. Recommencez-en une.")
OLD_SESSION = Refused(401, "session_expired", "Cette conversation a expiré. Recommencez-en une.")
ERASED_SESSION = Refused(401, "session_erased", "Cette conversation n'existe plus. Recommencez-en une.")
SHUT_OUT = Refused(401, "session_withdrawn", "L'accès de cet appareil a été retiré par un autre.")
BAD_ORIGIN = Refused(403, "origin_forbidden", "Ce site n'est pas autorisé à utiliser l'assistant.")
NOT_FOUND = Refused(404, "not_found", "Cette adresse n'existe pas.")
BAD_METHOD = Refused(405, "method_not_allowed", "Cette action n'existe pas à cette adresse.")
TOO_LARGE = Refused(413, "body_too_large", "Votre envoi est trop gros : 64 ko au plus.")
UNEXPECTED = Refused(
    503,
    "unexpected",
    "Un problème technique est survenu. Vos réponses précédentes sont gardées. "
    "Envoyez votre message de nouveau dans un instant.",
    retry_after=2,
)


TOO_FAST = "Vous allez un peu vite. Attendez quelques secondes, puis renvoyez."


def too_many(wait: float, message: str = TOO_FAST) -> Refused:
    """Too many requests; ``wait`` seconds before the next one is accepted."""
    return Refused(429, "too_many_requests", message, wait)
