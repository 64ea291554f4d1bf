"""Small French pages for whoever opens a link outside of the widget: no script, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from sanic.response import HTTPResponse, html

_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:2rem auto;padding:0 1rem;color:#1b1b35}"
    "label{display:block;margin-top:1rem}input[type=text],input[type=email],input[type=tel],textarea"
    "{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}pre{white-space:pre-wrap;font:inherit;"
    "border:1px solid #667;padding:1rem}button{font:inherit;padding:.6rem 1.2rem;margin-top:1rem}"
    ".error{border-left:.4rem solid #8a1414;padding-left:1rem}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow",
}


def page(title: str, body: str, status: int = 200) -> HTTPResponse:
    """Return a page.

    Args:
        title: plain text.
        body: HTML; whoever makes it escapes what people wrote.
        status: HTTP status.
    """
    return html(
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>",
        status=status,
        headers=_HEADERS,
    )


def refusal(sentence: str, status: int) -> HTTPResponse:
    """Return a page that says why nothing is there."""
    return page("Impossible d'ouvrir ce lien", f"<p>{escape(sentence)}</p>", status)
