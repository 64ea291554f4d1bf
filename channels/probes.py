"""What a machine that runs several servers asks of each: is it alive, may it be sent people.

Neither looks at what the servers share. When the database is away every server can still say so in a sentence
and lose nothing; taken out of service, or killed, none could.
"""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response


def add_probes(routes: Blueprint) -> None:
    """Add ``GET /live`` and ``GET /ready``."""
    routes.add_route(show_live, "/live", methods=["GET"], name="show_live")
    routes.add_route(show_ready, "/ready", methods=["GET"], name="show_ready")


async def show_live(_request: Request) -> HTTPResponse:
    """The event loop turns."""
    return json_response({"status": "ok"})


async def show_ready(request: Request) -> HTTPResponse:
    """There is a model to answer with: this one."""
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return json_response({"status": "down"}, 503)
    return json_response({"status": "ok", "model": agent.processor.model_metadata.model_id})
