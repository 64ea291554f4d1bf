"""Pages of every sort: prefixes, other origins, frames, bundles, themes; and what a mistake says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.widget.browser import Page, until
from tests.widget.fake_server import HOST_PAGE, FakeServer
from widget.bundle import widget

ICON = '<link rel="icon" href="/chat/demo/icon.svg">'


@pytest.fixture
def elsewhere() -> Iterator[FakeServer]:
    """An assistant on another origin than the page."""
    fake = FakeServer()
    yield fake
    fake.stop()


def answers(page: Page, url: str) -> None:
    page.visit(url)
    page.open()
    page.say("Vérifier mon projet")
    until(lambda: page.button("Découvrir un métier"), "the first question")


def test_under_a_path_of_a_proxy(page: Page, server: FakeServer) -> None:
    server.prefix = "/outils/assistant"
    server.pages["/host"] = HOST_PAGE.replace("/chat/", f"{server.prefix}/chat/")
    answers(page, f"{server.url}{server.prefix}/host")


@pytest.mark.parametrize("server", ["data-server='/outils/assistant/'"], indirect=True)
def test_under_a_path_that_the_page_names(page: Page, server: FakeServer) -> None:
    server.prefix = "/outils/assistant"
    answers(page, f"{server.url}/host")
    assert {path for _, path, _ in server.requests} == {"/chat/sessions", "/chat/messages"}
    assert all("/outils/assistant/chat/" in url for url in page.requested() if url.endswith("/messages"))


def test_on_several_origins_that_the_assistant_lets_in(
    page: Page, server: FakeServer, elsewhere: FakeServer
) -> None:
    other = FakeServer()
    try:
        for site in (server, other):
            site.policy = ""
            site.pages["/host"] = HOST_PAGE.replace("/chat/widget.js", f"{elsewhere.url}/chat/widget.js")
            elsewhere.allowed_origins.add(site.url)
            answers(page, f"{site.url}/host")
        assert server.requests == other.requests == []
        assert len(elsewhere.sessions) == 2, "each site has a conversation of its own"
    finally:
        other.stop()


def test_an_origin_that_is_not_let_in_is_named_in_the_console(
    page: Page, server: FakeServer, elsewhere: FakeServer
) -> None:
    server.policy = ""
    server.pages["/host"] = HOST_PAGE.replace("/chat/widget.js", f"{elsewhere.url}/chat/widget.js")
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")
    told = page.console()
    assert "CHAT_ALLOWED_ORIGINS" in told and server.url in told and elsewhere.url in told
    assert page.text(".failure").count("pas") == 1, "said once to the person"


def test_in_a_frame(page: Page, server: FakeServer) -> None:
    frame = '<iframe src="/host" width="600" height="700"></iframe>'
    server.pages["/framed"] = f"<!doctype html><title>Cadre</title>{ICON}{frame}"
    page.driver.get(f"{server.url}/framed")
    page.driver.switch_to.frame(0)
    page.open()
    page.say("Vérifier mon projet")
    until(lambda: page.button("Découvrir un métier"), "the first question")


def test_as_a_module(page: Page, server: FakeServer) -> None:
    server.attributes = "type=module data-title=Bonjour"
    answers(page, f"{server.url}/host")
    assert page.text("#title") == "Bonjour"


def test_joined_to_other_scripts_it_says_what_is_missing(page: Page, server: FakeServer) -> None:
    server.scripts["/all.js"] = "window.mine = true;\n" + widget().text
    server.pages["/host"] = HOST_PAGE.replace("/chat/widget.js", "/all.js")
    answers(page, f"{server.url}/host")
    assert "set data-server" in page.console()


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ("data-server='ftp://exemple.fr'", "is not the address of an assistant"),
        ("data-contact='javascript:alert(1)'", "is not an address"),
        ("data-strings='{title'", "data-strings is not JSON"),
        ("data-theme='noir'", "data-theme"),
        ("data-color='vert'", "data-color"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(
    page: Page, server: FakeServer, attributes: str, words: str
) -> None:
    server.attributes = attributes
    page.visit(f"{server.url}/host")
    assert words in page.console()


DARK = "return document.querySelector('immersion-assistant').hasAttribute('dark')"


@pytest.mark.parametrize(
    ("style", "dark"),
    [
        ("", False),
        ("html { background: white }", False),
        (":root { color-scheme: light dark }", True),
        (":root { color-scheme: dark }", True),
        ("body { background: oklch(20% 0.02 250) }", True),
        ("html { background: #111 } body { background: #fffffff0 }", False),
    ],
)
def test_the_theme_is_that_of_the_page_on_a_dark_system(
    page: Page, server: FakeServer, style: str, dark: bool
) -> None:
    page.media(prefers_color_scheme="dark")
    server.policy = ""
    server.pages["/host"] = HOST_PAGE.replace("<title>", f"<style>{style}</style><title>")
    page.visit(f"{server.url}/host")
    assert page.js(DARK) is dark


def test_the_theme_follows_a_page_that_changes_its_own(page: Page, server: FakeServer) -> None:
    server.policy = ""
    style = "<style>body { transition: background .2s } [data-theme=dark] body { background: #111 }</style>"
    server.pages["/host"] = HOST_PAGE.replace("<title>", f"{style}<title>")
    page.visit(f"{server.url}/host")
    assert page.js(DARK) is False
    page.js("document.documentElement.dataset.theme = 'dark'")
    until(lambda: page.js(DARK), "a dark panel")
    page.js("document.documentElement.dataset.theme = 'light'")
    until(lambda: not page.js(DARK), "a light panel")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_focus_and_progress_are_of_the_main_colour_and_can_be_read(
    page: Page, server: FakeServer, scheme: str
) -> None:
    server.policy = ""
    server.attributes = f"data-theme={scheme}"
    style = "<style>immersion-assistant { --immersion-color: #2e7d32 }</style>"
    server.pages["/host"] = HOST_PAGE.replace("<title>", f"{style}<title>")
    page.visit(f"{server.url}/host")
    page.open()
    page.say("C'est quoi, une immersion ?")
    header = page.js("return getComputedStyle(root.querySelector('header')).backgroundColor")
    assert header == "rgb(46, 125, 50)"
    red, green, blue = page.js(
        "return getComputedStyle(root.querySelector('.bot a')).color.match(/[0-9]+/g).map(Number)"
    )
    assert green > red and green > blue, "a green of the same hue"
    assert page.axe() == []


def test_the_page_moves_the_launcher_above_its_banner(page: Page, server: FakeServer) -> None:
    server.policy = ""
    style = (
        "<style>immersion-assistant::part(launcher) { bottom: 200px } body { transform: scale(1) }</style>"
    )
    server.pages["/host"] = HOST_PAGE.replace("<title>", f"{style}<title>")
    page.visit(f"{server.url}/host")
    assert page.js("return root.querySelector('.launcher').getBoundingClientRect().bottom") == 660


def test_progress_is_seen_in_forced_colours(page: Page, server: FakeServer) -> None:
    page.media(forced_colors="active")
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")
    page.say("découvrir un métier")
    value, panel = page.js(
        "const bar = getComputedStyle(root.querySelector('progress'), '::-webkit-progress-value');"
        "return [bar.backgroundColor, getComputedStyle(root.querySelector('.panel')).backgroundColor]"
    )
    assert value != panel and value != "rgba(0, 0, 0, 0)"
