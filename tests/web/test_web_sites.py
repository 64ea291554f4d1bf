"""What the websites around the channel see: allowed origins, preflights, the widget and the demonstration."""

from __future__ import annotations

import pytest
import requests
from faults import assert_error
from service import ORIGIN, PATIENCE_SECONDS, Service

from widget.bundle import later, widget

# Origins


def test_an_allowed_origin_gets_its_header_once(service: Service) -> None:
    answer = requests.post(f"{service.base}/sessions", headers={"Origin": ORIGIN}, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 201
    assert answer.raw.headers.getlist("Access-Control-Allow-Origin") == [ORIGIN]
    assert "Origin" in answer.headers["Vary"]


def test_an_error_carries_the_header_too(service: Service) -> None:
    answer = requests.get(f"{service.base}/history", headers={"Origin": ORIGIN}, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 401
    assert answer.raw.headers.getlist("Access-Control-Allow-Origin") == [ORIGIN]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", ORIGIN + ".evil.example", "http://coach.example", "*", ""]
)
def test_another_origin_is_refused(service: Service, origin: str) -> None:
    for method, path in (("POST", "sessions"), ("GET", "health"), ("OPTIONS", "messages")):
        answer = requests.request(
            method, f"{service.base}/{path}", headers={"Origin": origin}, timeout=PATIENCE_SECONDS
        )
        assert_error(answer, 403)
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_preflight_of_an_allowed_origin(service: Service) -> None:
    asked = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "DELETE",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    answer = requests.options(f"{service.base}/session", headers=asked, timeout=PATIENCE_SECONDS)
    assert answer.status_code in (200, 204)
    assert answer.raw.headers.getlist("Access-Control-Allow-Origin") == [ORIGIN]
    assert "DELETE" in answer.headers["Access-Control-Allow-Methods"]
    allowed = answer.headers["Access-Control-Allow-Headers"].lower()
    assert "authorization" in allowed and "content-type" in allowed


# Files


def test_the_widget_is_served_compressed_and_not_sent_twice(service: Service) -> None:
    answer = requests.get(f"{service.base}/widget.js", timeout=PATIENCE_SECONDS)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 18 * 1024
    assert "immersion-assistant" in answer.text
    plain = requests.get(
        f"{service.base}/widget.js", headers={"Accept-Encoding": "identity"}, timeout=PATIENCE_SECONDS
    )
    assert plain.text == answer.text
    again = requests.get(
        f"{service.base}/widget.js",
        headers={"If-None-Match": answer.headers["etag"]},
        timeout=PATIENCE_SECONDS,
    )
    assert (again.status_code, again.content) == (304, b"")


def test_the_address_of_a_version_is_kept_for_a_year_by_any_page(service: Service) -> None:
    for script in (widget(), later()):
        answer = requests.get(
            f"{service.base}/{script.file}", headers={"Origin": "null"}, timeout=PATIENCE_SECONDS
        )
        assert answer.text == script.text
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    latest = requests.get(f"{service.base}/widget.js", timeout=PATIENCE_SECONDS)
    assert latest.headers["Cache-Control"] == "public, max-age=300"


def test_the_address_of_an_older_version_leads_to_the_latest_widget(service: Service) -> None:
    older = requests.get(f"{service.base}/widget-0123456789abcdef.js", timeout=PATIENCE_SECONDS)
    assert older.url == f"{service.base}/widget.js" and older.text == widget().text
    second = requests.get(f"{service.base}/widget-later-0123456789abcdef.js", timeout=PATIENCE_SECONDS)
    assert_error(second, 404)


def test_the_demonstration_page_is_served(service: Service) -> None:
    for path in ("demo", "demo/"):
        answer = requests.get(f"{service.base}/{path}", timeout=PATIENCE_SECONDS)
        assert answer.status_code == 200 and "widget.js" in answer.text


@pytest.mark.parametrize(
    "path",
    ["demo/../bundle.py", "demo/%2e%2e/bundle.py", "demo/..%2fbundle.py", "demo//etc/passwd", "demo/nothing"],
)
def test_nothing_else_is_served(service: Service, path: str) -> None:
    with requests.Session() as session:
        request = requests.Request("GET", f"{service.base}/{path}").prepare()
        request.url = f"{service.base}/{path}"
        assert session.send(request, timeout=PATIENCE_SECONDS).status_code == 404
