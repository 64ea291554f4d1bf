"""What must hold for every fault and every error, whatever part fails."""

from __future__ import annotations

from collections.abc import Callable

import requests
from service import Talk, new_id

TOLD_WITHIN_SECONDS = 10.0


def assert_told(answer: requests.Response, code: str) -> None:
    """The person gets one clear French sentence, in time, and may send again."""
    assert answer.status_code == 503, answer.text
    error = answer.json()["error"]
    assert error["code"] == code
    assert error["message"].startswith("Votre message n'a pas été traité")
    assert "Envoyez-le de nouveau" in error["message"]
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.elapsed.total_seconds() < TOLD_WITHIN_SECONDS


def break_and_mend(
    talk: Talk,
    break_it: Callable[[], object],
    mend: Callable[[], object],
    code: str,
    broken: tuple[str, ...] = ("Nantes", "tonnelier"),
) -> None:
    """Answer both questions of the bot; the answers in ``broken`` meet the fault first."""
    talk.begin()
    for answer in ("Nantes", "tonnelier"):
        if answer not in broken:
            reply = talk.say(answer)
            continue
        message_id = new_id()
        before = talk.history()
        break_it()
        try:
            assert_told(talk.send(answer, id=message_id), code)
        finally:
            mend()
        assert talk.history() == before
        reply = talk.say(answer, id=message_id)
    assert reply[0]["custom"]["plan"] == {"city": "Nantes", "trade": "tonnelier"}


def assert_error(answer: requests.Response, status: int) -> None:
    """An error is JSON with a code and a French sentence, and shows nothing of the inside."""
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert set(error) == {"code", "message"}
    assert error["message"].endswith(".") and " " in error["message"]
    assert answer.headers["content-type"] == "application/json"
    assert "Traceback" not in answer.text
