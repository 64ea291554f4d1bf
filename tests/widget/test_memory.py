"""What is found again after a reload, on the next page, in another tab, and what is erased."""

from __future__ import annotations

import time

from selenium.webdriver import Keys

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer


def halfway(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    for words in ("Vérifier mon projet", "découvrir un métier"):
        page.say(words)
    page.press("Salarié")


def test_reload_in_mid_form(page: Page, server: FakeServer) -> None:
    halfway(page, server)
    until(lambda: page.find(".form"), "the form of the question")
    before = page.text()
    watch = """
      window.announced = [];
      new MutationObserver(() => {
        const log = document.querySelector('immersion-assistant')?.shadowRoot.querySelector('.log');
        if (!log || log.watched) return;
        log.watched = true;
        new MutationObserver((changes) => {
          const added = changes.some((change) => change.addedNodes.length);
          if (added) window.announced.push(log.getAttribute('aria-live'));
        }).observe(log, { childList: true });
      }).observe(document, { childList: true, subtree: true });
    """
    page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": watch})
    page.visit(f"{server.url}/host")
    until(lambda: page.find(".form"), "the open question")
    assert page.text() == before
    assert page.text(".progress") == "Votre projet : 2 sur 9"
    assert page.focused() == "", "a page that loads does not take the focus"
    assert set(page.js("return window.announced")) == {"off"}, "the past is not announced"
    until(lambda: page.find(".log").get_attribute("aria-live") == "polite", "what comes next is announced")
    page.press("Un mois")
    assert page.js("return window.announced.at(-1)") == "polite"
    until(lambda: page.button("Lundi à vendredi, 7 h"), "the last question")


def test_the_next_page_goes_on(page: Page, server: FakeServer) -> None:
    halfway(page, server)
    page.driver.find_element("id", "link").click()
    until(lambda: page.js("return root && location.pathname === '/other'"), "the other page")
    until(lambda: page.button("Un mois"), "the open question")
    page.keys(Keys.TAB)
    page.find(".close").click()
    page.visit(f"{server.url}/host")
    assert not page.visible(".panel"), "closed stays closed"
    page.open()
    until(lambda: page.button("Un mois"), "the open question")


def test_leaving_before_the_reply_loses_nothing(page: Page, server: FakeServer) -> None:
    halfway(page, server)
    server.fail("/chat/messages", 503, after_the_turn=False)
    page.say("une semaine")
    page.visit(f"{server.url}/host")
    until(lambda: page.button("Lundi à vendredi, 7 h"), "the reply to the message that had not left")
    assert server.messages[-1] == server.messages[-2]
    page.visit(f"{server.url}/host")
    until(lambda: page.button("Lundi à vendredi, 7 h"), "the same once more")
    assert len(server.messages) == 5


def test_two_tabs_stay_in_step(page: Page, server: FakeServer) -> None:
    halfway(page, server)
    first = page.driver.current_window_handle
    page.js(
        "window.announced = []; const log = root.querySelector('.log'); new MutationObserver(() => "
        "window.announced.push(log.getAttribute('aria-live'))).observe(log, { childList: true })"
    )
    page.driver.switch_to.new_window("tab")
    second = page.driver.current_window_handle
    page.visit(f"{server.url}/host")
    page.open()
    page.press("Un mois")
    until(lambda: page.button("Lundi à vendredi, 7 h"), "the next question in the second tab")
    told = page.text()
    page.driver.switch_to.window(first)
    until(lambda: page.button("Lundi à vendredi, 7 h"), "the next question in the first tab")
    assert page.text() == told
    assert page.button("Un mois") is None
    assert set(page.js("return window.announced")) == {"off"}, "it was announced in the second tab"
    page.press("Lundi à vendredi, 7 h")
    until(lambda: page.find(".card.verdict"), "the verdict in the first tab")
    page.driver.switch_to.window(second)
    until(lambda: page.find(".card.verdict"), "the verdict in the second tab")
    assert len(server.sessions) == 1


def test_erasing_erases_here_there_and_in_the_other_tab(page: Page, server: FakeServer) -> None:
    halfway(page, server)
    first = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    page.visit(f"{server.url}/host")
    page.open()
    until(lambda: page.button("Un mois"), "the conversation in the second tab")
    page.driver.switch_to.window(first)

    page.tab_to("Effacer mes données")
    page.keys(Keys.ENTER)
    until(lambda: page.visible(".confirm"), "the confirmation")
    assert page.focused() == "Annuler"
    page.keys(Keys.ESCAPE)
    until(lambda: not page.visible(".confirm"), "no confirmation")
    assert page.visible(".panel") and server.sessions
    assert page.focused() == "Effacer mes données"

    page.keys(Keys.ENTER)
    page.tab_to("Tout effacer")
    page.keys(Keys.ENTER)
    until(lambda: "Vos données sont effacées." in page.text(".notice"), "the notice")
    assert server.sessions == {}
    assert "Salarié" not in page.text()
    assert page.button("Vérifier mon projet")
    assert not page.visible(".progress")
    assert page.js("return Object.keys(localStorage).length") == 0
    assert page.js("return Object.keys(sessionStorage)") == ["immersion-assistant:open"]
    assert page.focused() == "input"

    page.driver.switch_to.window(page.driver.window_handles[-1])
    until(lambda: "Vos données sont effacées." in page.text(".notice"), "the notice in the second tab")
    assert "Salarié" not in page.text()


def test_an_erasure_that_fails_is_told_and_nothing_is_hidden(page: Page, server: FakeServer) -> None:
    halfway(page, server)
    server.fail("/chat/session", 503)
    page.press("Effacer mes données")
    page.press("Tout effacer")
    until(lambda: "n'ont pas pu être effacées" in page.text(".confirm"), "the reason")
    page.press("Annuler")
    assert "Salarié" in page.text()
    page.press("Effacer mes données")
    page.press("Tout effacer")
    until(lambda: "Vos données sont effacées." in page.text(".notice"), "the notice")
    assert server.sessions == {}


def test_erasing_while_a_reply_is_awaited_drops_the_reply(page: Page, server: FakeServer) -> None:
    halfway(page, server)
    server.delay = 1.0
    replies = server.replies
    page.find("#input").send_keys("un mois\n")
    page.find("footer button:last-child").click()
    page.find(".danger").click()
    until(lambda: "Vos données sont effacées." in page.text(".notice"), "the notice")
    server.delay = 0
    page.say("Vérifier mon projet")
    until(lambda: server.replies == replies + 4, "the late reply, the erasure, a session and its first reply")
    time.sleep(0.3)
    assert "un mois" not in page.text()
    assert len(page.all(".message.user")) == 1


def test_a_browser_that_refuses_storage(page: Page, server: FakeServer) -> None:
    blocked = """
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
    """
    page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": blocked})
    halfway(page, server)
    assert page.button("Un mois")
    assert len(server.sessions) == 1
    assert page.console_errors() == []
