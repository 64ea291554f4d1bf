"""The action server: ``python -m serving.action_server``.

It runs actions as Rasa's SDK does, without its error page (which echoes the whole request, personal data
included, into Rasa's log), with JSON logs, and on the local interface only: whoever reaches it can run
actions.
"""

from __future__ import annotations

import argparse
import json
import logging
import zlib

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from serving.logs import begin_request, configure_logs

logger = logging.getLogger("serving.action_server")

DEFAULT_PORT = 5055
REQUEST_LIMIT = 20 * 1024 * 1024


def create_app(actions: str) -> Sanic:
    """Return the server of the actions found in a package.

    Args:
        actions: dotted name of the package.
    """
    executor = ActionExecutor()
    executor.register_package(actions)
    app = Sanic("actions", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = REQUEST_LIMIT

    @app.get("/health")
    async def health(_request: Request) -> HTTPResponse:
        return json_response({"status": "ok", "actions": len(executor.actions)})

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        begin_request(request.headers.get("x-request-id"))
        body = request.body
        if request.headers.get("content-encoding") == "deflate":
            body = zlib.decompress(body)
        call = json.loads(body)
        name = call.get("next_action")
        if name not in executor.actions:
            logger.error("unknown action")
            return json_response({"error": "unknown action"}, 404)
        try:
            return json_response(await executor.run(call))
        except ActionExecutionRejection as rejection:
            return json_response({"error": "rejected", "action_name": rejection.action_name}, 400)
        except Exception:
            logger.exception("action failed", extra={"action": name})
            return json_response({"error": "action failed"}, 500)

    @app.exception(Exception)
    async def refuse(_request: Request, error: Exception) -> HTTPResponse:
        status = getattr(error, "status_code", None) or 500
        if status >= 500:
            logger.error("unexpected error", exc_info=error)
        return json_response({"error": "request failed"}, status)

    return app


def main(arguments: list[str] | None = None) -> None:
    """Run the action server until it is stopped."""
    parser = argparse.ArgumentParser(description="Serveur des actions")
    parser.add_argument("--actions", default="actions", help="paquet des actions")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    options = parser.parse_args(arguments)
    app = create_app(options.actions)
    configure_logs()
    logger.info("action server starts", extra={"address": f"{options.host}:{options.port}"})
    app.run(options.host, options.port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
