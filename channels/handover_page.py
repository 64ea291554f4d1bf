"""The same form as pages, for whoever comes by a link of fifteen minutes: no script, three steps.

Write, read the exact mail, agree. What was written travels from page to page, nothing is kept between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from sanic.response import HTTPResponse

from channels.pages import page

TITLE = "Écrire à un conseiller"
_FIELDS = ("name", "email", "phone", "message", "plan", "transcript")


def write(
    recipient: str, keeps: str, fields: Mapping[str, str], error: str = "", status: int = 200
) -> HTTPResponse:
    """Return the page where the form is filled; what was written before stays."""
    value = {name: escape(fields.get(name, ""), quote=True) for name in _FIELDS}
    ticked = {name: " checked" if fields.get(name) else "" for name in ("plan", "transcript")}
    first = " checked" if not fields else ticked["plan"]
    problem = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    return page(
        TITLE,
        f"{problem}<p>Pour : {escape(recipient)}. {escape(keeps)}</p>"
        '<form method="post"><input type="hidden" name="step" value="preview">'
        '<label>Nom (facultatif)<input type="text" name="name" autocomplete="name" '
        f'value="{value["name"]}"></label>'
        '<label>E-mail<input type="email" name="email" autocomplete="email" '
        f'value="{value["email"]}"></label>'
        '<label>ou téléphone<input type="tel" name="phone" autocomplete="tel" '
        f'value="{value["phone"]}"></label>'
        f'<label>Votre message<textarea name="message" rows="6">{value["message"]}</textarea></label>'
        f'<label><input type="checkbox" name="plan" value="1"{first}> Joindre mon projet</label>'
        f'<label><input type="checkbox" name="transcript" value="1"{ticked["transcript"]}> '
        "Joindre toute la conversation</label>"
        '<button type="submit">Voir le message avant envoi</button></form>',
        status,
    )


def confirm(
    preview: Mapping[str, Any], fields: Mapping[str, str], error: str = "", status: int = 200
) -> HTTPResponse:
    """Return the page that shows the exact mail and asks to agree; the box is not ticked."""
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(fields.get(name, ""), quote=True)}">'
        for name in _FIELDS
    )
    names = ", ".join(preview["attachments"]) or "aucun fichier"
    problem = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    return page(
        "Relire avant envoi",
        f"{problem}<p>Voici tout ce qui partira. Destinataire : {escape(preview['to'])}. "
        f"Fichiers : {escape(names)}. {escape(preview['keeps'])}</p>"
        f"<p><strong>{escape(preview['subject'])}</strong></p>"
        f"<pre>{escape(preview['text'])}</pre>"
        f'<form method="post"><input type="hidden" name="step" value="send">{hidden}'
        '<label><input type="checkbox" name="consent" value="1" required> '
        "J'accepte d'envoyer ce message.</label>"
        '<button type="submit">Envoyer</button></form>'
        f'<form method="post"><input type="hidden" name="step" value="write">{hidden}'
        '<button type="submit">Corriger</button></form>',
        status,
    )


def sent(message: str) -> HTTPResponse:
    """Return the page that says that it left."""
    return page(
        "Message envoyé", f'<p role="status">{escape(message)}</p><p>Vous pouvez fermer cette page.</p>'
    )
