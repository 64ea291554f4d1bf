"""Serves the widget and its demonstration page."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, file, raw, redirect

from channels import refusals
from widget.bundle import later, widget

DEMO_FOLDER = Path(__file__).resolve().parent.parent / "widget" / "demo"
JAVASCRIPT = "text/javascript; charset=utf-8"
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": JAVASCRIPT,
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
LATEST = "widget.js"
LATEST_CACHE = "public, max-age=300"
OLD_VERSION = re.compile(r"widget-[0-9a-f]{16}\.js")
VERSION_CACHE = "public, max-age=31536000, immutable"


def add_files(routes: Blueprint, demo: bool) -> None:
    """Add ``GET /widget.js``, its versions and, for a demonstration, the pages under ``/demo/``."""
    routes.add_route(show_widget, r"/<name:widget[a-z0-9-]*\.js>", methods=["GET"], name="show_widget")
    if demo:
        routes.add_route(show_demo, "/demo", methods=["GET"], name="show_demo")
        routes.add_route(show_demo, "/demo/<name:path>", methods=["GET"], name="show_demo_file")


async def show_widget(request: Request, name: str) -> HTTPResponse:
    """``GET /chat/widget.js`` and the addresses of this version, compressed for whoever accepts it."""
    scripts = {LATEST: widget(), **{script.file: script for script in (widget(), later())}}
    if name not in scripts:
        # A page that names an older version keeps a widget; the second script goes with the first one only.
        if OLD_VERSION.fullmatch(name):
            return redirect(LATEST, {"Cache-Control": LATEST_CACHE})
        raise refusals.NOT_FOUND
    content = scripts[name].text.encode()
    tag = f'"{scripts[name].file}"'
    headers = {
        "Cache-Control": LATEST_CACHE if name == LATEST else VERSION_CACHE,
        "ETag": tag,
        "Vary": "Accept-Encoding, Origin",
    }
    if request.headers.get("if-none-match") == tag:
        return empty(304, headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        content = gzip.compress(content, mtime=0)
    return raw(content, headers=headers, content_type=JAVASCRIPT)


async def show_demo(_request: Request, name: str = "") -> HTTPResponse:
    """``GET /chat/demo/…``: a file of the demonstration folder, ``index.html`` by default."""
    path = (DEMO_FOLDER / (name or "index.html")).resolve()
    content_type = CONTENT_TYPES.get(path.suffix)
    if content_type is None or not path.is_relative_to(DEMO_FOLDER.resolve()) or not path.is_file():
        raise refusals.NOT_FOUND
    return await file(path, mime_type=content_type)
