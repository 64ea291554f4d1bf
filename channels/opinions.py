"""``POST /chat/opinions`` ``{"id", "topic", "useful"}``: whether the answer on a topic to the message of that
id was of use. It has its own address because a « non » in the conversation would answer the open question.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response
from sqlalchemy.engine import Connection

from channels.incoming import message_id_in, read_object
from channels.limits import Limit
from channels.refusals import ERASED_SESSION, Refused, too_many, unprocessable
from channels.routing import as_function, faults_told
from serving.conversations import turns
from serving.database import Database
from serving.opinions import keep
from serving.settings import Settings

OPINIONS_A_MINUTE = "20/minute"
_UNKNOWN = unprocessable("answer_unknown", "Cette réponse n'est pas dans votre conversation.")


class Opinions:
    """Keeps opinions.

    Args:
        settings: where limits are shared.
        database: where the conversations are.
        sender_of: returns the conversation of a request, from its token, or raises ``Refused``.
    """

    def __init__(
        self, settings: Settings, database: Database, sender_of: Callable[[Request], Awaitable[str]]
    ) -> None:
        self._database = database
        self._sender_of = sender_of
        self._by_session = Limit("opinions of a conversation", OPINIONS_A_MINUTE, settings)

    def add_to(self, routes: Blueprint) -> None:
        """Add the route."""
        routes.add_route(as_function(self.receive), "/opinions", methods=["POST"], name="receive_opinion")

    async def receive(self, request: Request) -> HTTPResponse:
        """``POST /chat/opinions``."""
        sender_id = await self._sender_of(request)
        wait = await self._by_session.wait_for(sender_id)
        if wait:
            raise too_many(wait)
        fields = read_object(request.body)
        message_id, topic, useful = message_id_in(fields), fields.get("topic"), fields.get("useful")
        if not isinstance(topic, str) or not isinstance(useful, bool):
            raise unprocessable("opinion_invalid", "Cet avis n'a pas la forme attendue.")

        def kept(connection: Connection) -> Refused | None:
            conversation = turns(connection, sender_id)
            if conversation is None:
                return ERASED_SESSION
            told = next((turn.messages for turn in conversation if turn.message_id == message_id), ())
            if topic not in {(said.get("custom") or {}).get("topic") for said in told}:
                return _UNKNOWN
            keep(connection, sender_id, message_id, topic, useful)
            return None

        with faults_told():
            if refused := await self._database.run(kept):
                raise refused
        return json_response({"kept": True})
