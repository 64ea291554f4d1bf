"""The widget on a page: weight, requests, policy, settings, focus, small screens, print, accessibility."""

from __future__ import annotations

import gzip
import json

import pytest
from selenium.webdriver import Keys

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer
from tests.widget.test_conversation import to_verdict
from widget.bundle import widget

SIZE_LIMIT = 18_000


def test_the_script_is_light() -> None:
    assert len(gzip.compress(widget().text.encode(), 9)) < SIZE_LIMIT


@pytest.mark.parametrize("path", ["/chat/demo", "/host"])
def test_one_host_and_no_breach_of_a_strict_policy(page: Page, server: FakeServer, path: str) -> None:
    page.visit(server.url + path)
    page.open()
    to_verdict(page)
    page.say("markdown")
    assert page.requested_hosts() == {server.url.removeprefix("http://")}
    assert page.console_errors() == []
    color = "return getComputedStyle(root.querySelector('.panel header')).backgroundColor"
    assert page.js(color) != "rgba(0, 0, 0, 0)", "the style is applied"


SETTINGS = (
    "data-color='#ffd400' data-position='left' data-theme='dark' data-title='Bonjour' "
    'data-contact=\'javascript:alert(1)\' data-strings=\'{"launcher": "Aide", "starters": ["Un thème"]}\''
)


def test_the_style_of_the_page_stays_outside(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    look = (
        "const style = getComputedStyle(root.querySelector('.bot p'));"
        "const box = root.querySelector('.panel').getBoundingClientRect();"
        "return [style.fontSize, style.color, style.textTransform, style.textAlign, box.x, box.y, box.width]"
    )
    before = page.js(look)
    page.js(
        "const s = new CSSStyleSheet(); s.replaceSync(arguments[0]); document.adoptedStyleSheets = [s]",
        "* { font-size: 40px !important; color: red !important; text-transform: uppercase !important }"
        "body > * { transform: scale(0.5); display: none !important; text-align: center !important }",
    )
    assert page.js(look) == before
    assert page.visible(".panel")


@pytest.mark.parametrize("server", [SETTINGS], indirect=True)
def test_the_page_sets_colour_side_theme_and_words(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    assert page.text(".launcher") == "Aide"
    style = "return getComputedStyle(root.querySelector(arguments[0]))[arguments[1]]"
    assert page.js(style, ".launcher", "backgroundColor") == "rgb(255, 212, 0)"
    assert page.js(style, ".launcher", "color") == "rgb(0, 0, 0)", "on yellow the words are black"
    page.open()
    assert page.button("Un thème")
    assert page.text("#title") == "Bonjour"
    assert page.js("return root.querySelector('.panel').getBoundingClientRect().left") == 16
    assert page.js(style, ".panel", "backgroundColor") == "rgb(20, 24, 29)"
    assert page.find("footer a") is None, "an address that runs code is no address"


@pytest.mark.parametrize("server", ["data-contact='/conseil'"], indirect=True)
def test_the_adviser_is_where_the_page_says(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    assert page.find("footer a").get_attribute("href") == f"{server.url}/conseil"
    to_verdict(page)
    page.js("arguments[0].click()", page.all(".card .choices:not(.main) .choice")[-1])
    until(lambda: page.find(".message.bot a.choice"), "the address in the reply")


def test_focus_goes_in_and_comes_back(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.tab_to("Une question sur l'immersion ?")
    page.keys(Keys.ENTER)
    until(lambda: page.focused() == "input", "the focus in the field")
    assert page.js("return root.querySelector('.panel').matches(':modal')") is False
    page.keys(Keys.ESCAPE)
    until(lambda: not page.visible(".panel"), "a closed panel")
    assert page.focused() == "Une question sur l'immersion ?"
    page.keys(Keys.ENTER)
    page.tab_to("Fermer", backwards=True)
    page.keys(Keys.ENTER)
    until(lambda: not page.visible(".panel"), "a closed panel")
    assert page.focused() == "Une question sur l'immersion ?"


def test_log_is_a_polite_log(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    log = page.find(".log")
    assert log.get_attribute("role") == "log"
    until(lambda: log.get_attribute("aria-live") == "polite", "polite")


def test_on_a_phone_the_panel_is_the_screen(page: Page, server: FakeServer) -> None:
    page.size(390, 800, touch=True)
    page.visit(f"{server.url}/host")
    page.open()
    box = (
        "const b = root.querySelector('.panel').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]"
    )
    assert page.js(box) == [0, 0, 390, 800]
    assert page.js("return root.querySelector('.panel').matches(':modal')"), "the focus stays inside"
    assert page.focused() == "title", "no on-screen keyboard before it is wanted"
    to_verdict(page)
    page.find("summary").click()
    small = page.js(
        "return [...root.querySelectorAll('button, summary, textarea, footer a')]"
        ".filter(e => e.checkVisibility())"
        ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent || e.id)"
    )
    assert small == []
    assert page.js("return root.querySelector('.log').scrollWidth <= root.querySelector('.log').clientWidth")
    page.size(390, 420, touch=True)
    until(lambda: page.js(box)[3] == 420, "a panel as high as what the keyboard leaves")
    field = page.js("const b = root.querySelector('#input').getBoundingClientRect(); return b.bottom")
    assert field <= 420
    page.keys(Keys.ESCAPE)
    until(lambda: not page.visible(".panel"), "a closed panel")
    assert page.js("return document.documentElement.style.overflow") == ""
    assert page.focused() == "Une question sur l'immersion ?"


def test_a_phone_turned_or_a_window_narrowed_keeps_the_conversation(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")
    page.size(390, 800)
    until(lambda: page.js("return root.querySelector('.panel').matches(':modal')"), "full screen")
    assert page.focused() == "input"
    page.size(1200, 860)
    until(lambda: not page.js("return root.querySelector('.panel').matches(':modal')"), "beside the page")
    assert page.visible(".panel") and page.button("Découvrir un métier")


def test_the_message_for_the_adviser_can_be_copied(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    to_verdict(page)
    page.js("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.press("Le dossier à envoyer")
    until(lambda: page.find("blockquote"), "the letter")
    assert page.all(".message.bot")[-1].text.count("Voici mon projet") == 1
    page.press("Copier le message")
    copied = "Bonjour,\nVoici mon projet :\n- Dates : une semaine\nMerci d'avance."
    assert page.js("return window.copied") == copied


def test_motion_only_for_those_who_accept_it(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    animation = "return getComputedStyle(root.querySelector('.panel')).animationName"
    assert page.js(animation) == "none"
    page.media(prefers_reduced_motion="no-preference")
    assert page.js(animation) == "appear"


@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(page: Page, server: FakeServer, width: int, scheme: str) -> None:
    page.size(width, 860 if width > 600 else 800, touch=width < 600)
    page.media(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
    found = {}

    def look(state: str) -> None:
        found[state] = page.axe()
        page.screenshot(f"{scheme}-{width}-{state}")

    page.visit(f"{server.url}/chat/demo")
    look("1-closed")
    page.open()
    look("2-open")
    for words in ("C'est quoi, une immersion ?", "Vérifier mon projet", "découvrir le métier de fleuriste"):
        page.say(words)
    look("3-question")
    page.say("je cherche du travail")
    page.say("du 7 décembre au 30 janvier")
    page.say("où en est-on ?")
    look("4-recap")
    page.say("tous les jours, 7 h")
    look("5-verdict")
    page.js("root.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.js("const log = root.querySelector('.log'); log.scrollTop = log.scrollHeight")
    look("6-verdict-end")
    page.press("Voir le projet conforme le plus proche")
    look("7-nearest")
    server.fail("/chat/messages", 503)
    page.say("bonjour")
    look("8-not-sent")
    page.press("Effacer mes données")
    look("9-erase")
    assert (
        json.dumps({state: violations for state, violations in found.items() if violations}, indent=1) == "{}"
    )


def test_verdicts_are_told_apart_without_colour(page: Page, server: FakeServer) -> None:
    seen = {}
    for name, dates, situation in [
        ("non_conforme", "deux mois", "chômage"),
        ("conforme", "une semaine", "chômage"),
        ("a_completer", "une semaine", "/dont_know"),
    ]:
        page.driver.delete_all_cookies()
        page.visit(f"{server.url}/host")
        if not page.visible(".panel"):
            page.open()
        for words in ("Vérifier mon projet", "découvrir", situation, dates, "35 heures"):
            page.say(words)
        card = page.all(".card.verdict")[-1]
        path = page.js("return arguments[0].querySelector('path').getAttribute('d')", card)
        seen[name] = (page.js("return arguments[0].querySelector('h3').textContent", card), path)
        assert name in card.get_attribute("class")
        page.screenshot(f"verdict-{name}")
    assert len({words for words, _ in seen.values()}) == 3
    assert len({icon for _, icon in seen.values()}) == 3
