"""A browser for the session, a server and a clean tab for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.widget import browser
from tests.widget.browser import Page
from tests.widget.fake_server import FakeServer


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
