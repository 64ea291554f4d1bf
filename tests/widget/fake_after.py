"""The part of the stand-in server that comes after the verdict: files, a person, other devices."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

CODE = "7K2M-9QXA-4BTD"
SECRET = "un-secret-de-lien_42"
UNTIL = "2026-11-30T09:00:00+00:00"
KEEPS = "L'assistant ne garde rien de ce formulaire."
OFFER = {"mailto": None, "form": True, "appointment": None, "recipient": "Cabinet Boussole", "keeps": KEEPS}
UNKNOWN = {"error": {"code": "resume_unknown", "message": "Ce code ou ce lien n'ouvre rien."}}
NO_WAY_TO_ANSWER = "Donnez une adresse e-mail ou un numéro de téléphone."


@dataclass
class After:
    """What is saved, the sessions that others opened, and what was sent to a person."""

    saved: dict[str, str] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    mails: list[dict[str, Any]] = field(default_factory=list)

    def elsewhere(self, token: str) -> dict[str, str]:
        """Tell the first device when another one came in."""
        return {"opened_elsewhere": "2026-11-23T09:30:00+00:00"} if token in self.left else {}

    def answer(
        self, method: str, path: str, body: Any, token: str, sessions: dict[str, Any]
    ) -> tuple[int, Any] | None:
        """Answer a request of this part, or return None."""
        if (method, path) == ("POST", "/chat/resume/open"):
            owner = self.saved.get(body.get("code") or body.get("secret"))
            if owner is None:
                return 401, UNKNOWN
            other = secrets.token_urlsafe(16)
            sessions[other] = sessions[owner]
            self.left.add(owner)
            return 201, {"token": other, "until": UNTIL}
        if token not in sessions:
            return None
        match (method, path):
            case ("POST", "/chat/resume"):
                self.saved = {CODE: token, SECRET: token}
                return 201, {"code": CODE, "secret": SECRET, "until": UNTIL}
            case ("DELETE", "/chat/resume"):
                self.saved = {}
                return 200, {"revoked": True}
            case ("GET", "/chat/handover"):
                return 200, OFFER
            case ("POST", "/chat/handover/preview"):
                if not body["email"] and not body["phone"]:
                    return 422, {"error": {"code": "email_invalid", "message": NO_WAY_TO_ANSWER}}
                text = f"{body['name']} <{body['email']}>\n{body['message']}"
                files = ["dossier-immersion.pdf"] if body.get("plan") else []
                return 200, {"subject": "Une immersion", "to": "Cabinet", "text": text, "attachments": files}
            case ("POST", "/chat/handover"):
                self.mails.append(body)
                return 200, {"sent": True, "message": "C'est envoyé. Destinataire : Cabinet Boussole."}
            case ("GET", "/chat/dossier/pdf" | "/chat/dossier/letters"):
                return 200, b"%PDF-1.7 two pages"
        return None
