"""The main walk in Firefox, by keyboard: from the page to the verdict and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import Keys

from tests.widget import marionette
from tests.widget.browser import until
from tests.widget.fake_server import FakeServer
from tests.widget.marionette import Firefox

TEXT = "return (root.querySelector(arguments[0])?.innerText ?? '').replaceAll('\\u00a0', ' ')"
FOCUSED = "const f = root?.activeElement; return f ? f.getAttribute('aria-label') || f.id || f.innerText : ''"
BUSY = "return root.querySelector('.panel').classList.contains('busy')"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if not marionette.FIREFOX:
        pytest.skip("needs the Debian package firefox-esr")
    started = Firefox(tmp_path_factory.mktemp("firefox"))
    yield started
    started.quit()


def say(firefox: Firefox, words: str) -> None:
    firefox.keys(*words, Keys.ENTER)
    until(lambda: words in firefox.js(TEXT, ".log"), words)
    until(lambda: not firefox.js(BUSY), "the reply")


def test_from_the_page_to_the_verdict_by_keyboard(firefox: Firefox, server: FakeServer) -> None:
    firefox.visit(f"{server.url}/host")
    until(lambda: firefox.js("return root?.querySelector('.launcher')"), "the launcher")
    for _ in range(5):
        if "immersion" in firefox.js(FOCUSED):
            break
        firefox.keys(Keys.TAB)
    firefox.keys(Keys.ENTER)
    until(lambda: firefox.js(FOCUSED) == "input", "the focus in the field")
    for words in ("Vérifier mon projet", "découvrir", "au chômage"):
        say(firefox, words)
    until(
        lambda: firefox.js("return root.querySelectorAll('.form input[type=date]').length") == 2, "the days"
    )
    for words in ("du 7 décembre au 30 janvier", "tous les jours, 7 h"):
        say(firefox, words)
    until(lambda: "Projet à changer" in firefox.js(TEXT, ".card"), "the verdict")
    assert firefox.js(FOCUSED) == "input"
    firefox.keys(Keys.ESCAPE)
    until(lambda: not firefox.js("return root.querySelector('.panel').open"), "a closed panel")
    assert "immersion" in firefox.js(FOCUSED)
