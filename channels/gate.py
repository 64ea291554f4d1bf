"""What every request meets before and after its route: id, origin, address limit, headers, one log line.

The CORS headers are set here and nowhere else: a header set twice is refused by browsers, so Sanic-CORS
(which Rasa always installs, and which answers preflights before any route) is told that its work is done.
"""

from __future__ import annotations

import logging
import time

from sanic import Sanic
from sanic.exceptions import MethodNotSupported, NotFound, PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty
from sanic_cors.core import SANIC_CORS_EVALUATED

from channels import refusals
from channels.limits import Limit, client_address
from channels.refusals import Refused
from serving import metrics
from serving.deadline import begin_deadline
from serving.logs import begin_request
from serving.settings import Settings

logger = logging.getLogger(__name__)

PREFIX = "/chat"
# The scripts hold no secret: any page loads them, also one that isolates itself or checks their hash.
SCRIPTS = f"{PREFIX}/widget"
# Reached from anywhere: files, and links that carry their own secret (a page names its origin "null").
PUBLIC = (SCRIPTS, f"{PREFIX}/demo", f"{PREFIX}/link/")
PREFLIGHT_SECONDS = 600
ALLOWED_METHODS = "GET, POST, DELETE, OPTIONS"
ALLOWED_HEADERS = "Authorization, Content-Type"
REQUEST_SECONDS = 15
TOO_MANY = 429


class Gate:
    """Request and response middleware of the channel.

    Args:
        settings: allowed origins, limits, number of proxies.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._leaves = False
        self._requests_by_address = Limit(
            "requests of an address", f"{settings.address_requests_per_minute}/minute", settings
        )
        self._sessions_by_address = Limit(
            "sessions of an address", f"{settings.sessions_per_minute}/minute", settings
        )

    def install(self, app: Sanic) -> None:
        """Put the gate first among the middleware of ``app``, and make its errors ours."""
        app.config.REQUEST_MAX_SIZE = self._settings.body_limit
        app.config.REQUEST_TIMEOUT = REQUEST_SECONDS
        app.config["RESPONSE_TIMEOUT"] = self._settings.turn_timeout + REQUEST_SECONDS
        app.request_middleware.appendleft(self.before)
        app.response_middleware.append(self.after)
        app.error_handler.add(Exception, self.on_error)

    def leave(self) -> None:
        """End each kept connection with its next answer: who calls again then reaches another server."""
        self._leaves = True

    async def before(self, request: Request) -> HTTPResponse | None:
        """Let a request in, answer a preflight, or raise ``Refused``."""
        request.ctx.started = time.monotonic()
        request.ctx.request_id = begin_request()
        begin_deadline(self._settings.turn_timeout)
        setattr(request.ctx, SANIC_CORS_EVALUATED, "1")
        if not request.path.startswith(PREFIX):
            return None
        if not request.path.startswith(PUBLIC) and self._origin_refused(request):
            raise refusals.BAD_ORIGIN
        if request.method == "OPTIONS":
            return empty(204, self._preflight_headers())
        wait = await self._requests_by_address.wait_for(self.address(request))
        if wait:
            raise refusals.too_many(wait)
        return None

    async def after(self, request: Request, response: BaseHTTPResponse) -> None:
        """Set the headers of a response and write its log line."""
        origin = request.headers.get("origin", "")
        if request.path.startswith(SCRIPTS):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        elif origin and not self._origin_refused(request):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After, X-Request-Id"
        response.headers.setdefault("Vary", "Origin")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("Cache-Control", "no-store")
        if self._leaves and request.stream:
            request.stream.keep_alive = False
        response.headers["X-Request-Id"] = getattr(request.ctx, "request_id", "-")
        if response.status == TOO_MANY:
            metrics.too_many(_route(request))
        started = getattr(request.ctx, "started", None)
        logger.info(
            "request",
            extra={
                "method": request.method,
                "route": _route(request),
                "status": response.status,
                "milliseconds": round((time.monotonic() - started) * 1000) if started else None,
            },
        )

    def on_error(self, request: Request, error: Exception) -> HTTPResponse:
        """Answer any error in JSON and French, with nothing of its inside."""
        if isinstance(error, Refused):
            return error.response()
        if isinstance(error, PayloadTooLarge):
            return refusals.TOO_LARGE.response()
        if isinstance(error, NotFound):
            return refusals.NOT_FOUND.response()
        if isinstance(error, MethodNotSupported):
            return refusals.BAD_METHOD.response()
        if isinstance(error, SanicException) and 400 <= (error.status_code or 500) < 500:
            return refusals.bad_request("bad_request", "Votre envoi n'a pas pu être lu.").response()
        logger.error("unexpected error", exc_info=error)
        return refusals.UNEXPECTED.response()

    async def count_session(self, request: Request) -> None:
        """Count one new session for the address of ``request``.

        Raises:
            Refused: 429, too many sessions from this address.
        """
        wait = await self._sessions_by_address.wait_for(self.address(request))
        if wait:
            raise refusals.too_many(wait)

    def _origin_refused(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        return origin is not None and origin.lower() not in self._settings.allowed_origins

    def address(self, request: Request) -> str:
        """Return the address that a request comes from, our proxies left out."""
        forwarded_for = ",".join(request.headers.getall("x-forwarded-for", []))
        return client_address(request.ip or "", forwarded_for, self._settings.trusted_proxies)

    @staticmethod
    def _preflight_headers() -> dict[str, str]:
        return {
            "Access-Control-Allow-Methods": ALLOWED_METHODS,
            "Access-Control-Allow-Headers": ALLOWED_HEADERS,
            "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
        }


def _route(request: Request) -> str:
    """Return the path of a known route only: an unknown path may hold anything."""
    return f"/{request.route.path}" if request.route else "?"
