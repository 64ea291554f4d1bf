"""A whole check answered by a form: each value is noted and judged as words are."""

from __future__ import annotations

import uuid
from typing import Any

import requests

ANSWERS = [
    ("objectives", ["discover"]),
    ("status", "jobseeker"),
    ("prescriber", "france_travail"),
    ("age_at_start", 34),
    ("host_kind", "company"),
    ("start_date", {"start_date": "2026-12-07", "end_date": "2027-01-15"}),
    ("worked_weekdays", {"worked_weekdays": ["mon", "tue", "wed", "thu", "fri"], "daily_hours": 7}),
    ("host_needs", ["none"]),
    ("prior_same_host", False),
]


class Form:
    """A conversation with the assistant itself."""

    def __init__(self, stack: str) -> None:
        self._url = f"{stack}/chat"
        self._token = requests.post(f"{self._url}/sessions", timeout=30).json()["token"]

    def send(self, **message: Any) -> list[dict[str, Any]]:
        answer = requests.post(
            f"{self._url}/messages",
            json={"id": str(uuid.uuid4()), **message},
            headers={"Authorization": f"Bearer {self._token}"},
            timeout=30,
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]


def test_values_alone_lead_to_the_verdict_and_a_changed_one_to_another(stack: str) -> None:
    form = Form(stack)
    reply = form.send(text="Vérifier mon projet")
    for field, value in ANSWERS:
        assert reply[-1]["custom"]["asked"]
        reply = form.send(field=field, value=value)
    (verdict,) = (message for message in reply if "verdict" in message.get("custom", {}))
    assert verdict["custom"]["verdict"] == "non_conforme"
    # From 7 December, one month from date to date ends on 6 January (D5135-3).
    reply = form.send(field="end_date", value="2027-01-06")
    assert "J'ai changé" in reply[0]["text"]
    assert any(message.get("custom", {}).get("verdict") == "conforme" for message in reply)
