"""A browser for the session, a server and a clean tab for each test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.widget import browser
from tests.widget.browser import Page
from tests.widget.fake_server import FakeServer

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 150


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """One Chromium for all tests: starting it is the slow part."""
    if not (browser.CHROMIUM and browser.DRIVER):
        pytest.skip("needs the Debian packages chromium and chromium-driver")
    driver = browser.start(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[FakeServer]:
    """A stand-in server; ``indirect`` parameters are the attributes of the script tag."""
    fake = FakeServer(getattr(request, "param", ""))
    yield fake
    fake.stop()
    assert fake.protests == [], "the widget sent what it must not send"


@pytest.fixture
def page(chromium: Chrome, tmp_path: Path) -> Iterator[Page]:
    """A fresh tab, 1200 pixels wide, light, without motion."""
    first = chromium.current_window_handle
    chromium.switch_to.new_window("tab")
    tab = Page(chromium)
    tab.size(1200, 860)
    tab.media(prefers_color_scheme="light", prefers_reduced_motion="reduce")
    tab.console_errors(), tab.requested_hosts()
    yield tab
    for handle in chromium.window_handles:
        if handle != first:
            chromium.switch_to.window(handle)
            chromium.close()
    chromium.switch_to.window(first)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start everything as ``make web`` does, on 23 November 2026; give the origin."""
    if not (ROOT / "models").is_dir():
        pytest.fail("no model: run `make train` first")
    folder = tmp_path_factory.mktemp("assistant")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "ASSISTANT_TODAY": "2026-11-23",
        "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
        "CHAT_MESSAGES_PER_MINUTE": "600",
        "CHAT_ADDRESS_REQUESTS_PER_MINUTE": "6000",
    }
    command = [sys.executable, "-m", "serving.web", "--port", str(port)]
    output = folder / "output"
    with output.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + START_SECONDS
        while "/chat/demo/" not in output.read_text(encoding="utf-8"):
            assert process.poll() is None and time.monotonic() < deadline, output.read_text(encoding="utf-8")
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def assistant(stack: str, page: Page) -> str:
    """The origin, of which this browser has kept nothing."""
    page.driver.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": stack, "storageTypes": "all"})
    return stack
