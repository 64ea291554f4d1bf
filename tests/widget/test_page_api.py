"""What a page can ask of the widget and hear from it, and how it comes in and goes out."""

from __future__ import annotations

import json
from pathlib import Path

from selenium.webdriver import Keys

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer
from tests.widget.test_conversation import to_verdict
from tests.widget.test_later import PDF

API = "window.AssistantImmersion"
LISTEN = (
    "window.heard = []; for (const name of ['opened', 'closed', 'topic', 'verdict', 'dossier', 'handover'])"
    f"{API}.on(name, (detail) => window.heard.push([name, detail]))"
)

# Not a node: what the driver holds is not thrown away.
READ = "return Boolean(root.querySelector('.choices .answer'))"


def heard(page: Page) -> list[list]:
    return page.js("return window.heard")


def test_the_page_opens_closes_and_asks(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.js(f'{API}.ask("C\'est quoi, une immersion ?")')
    until(lambda: "Quelques jours ou semaines" in page.text(), "the answer")
    assert server.messages[0]["text"] == "C'est quoi, une immersion ?"
    page.js(f"{API}.close()")
    assert not page.visible(".panel")
    page.js(f"{API}.open()")
    assert page.visible(".panel")
    page.js(f"{API}.ask('Ma question', {{ send: false }})")
    assert page.find("#input").get_attribute("value") == "Ma question"
    assert len(server.messages) == 1


def test_what_the_page_asks_waits_for_the_answer_under_way(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    server.delay = 0.5
    page.find("#input").send_keys("Vérifier mon projet", Keys.ENTER)
    page.js(f"{API}.ask('découvrir un métier')")
    until(lambda: page.button("Salarié"), "the second question")
    assert [message["text"] for message in server.messages] == ["Vérifier mon projet", "découvrir un métier"]


def test_events_say_what_happened_and_nothing_of_the_person(
    page: Page, server: FakeServer, tmp_path: Path
) -> None:
    page.save_downloads_in(tmp_path)
    page.visit(f"{server.url}/host")
    page.js(LISTEN)
    page.open()
    page.say("C'est quoi, une immersion ?")
    to_verdict(page, "une semaine, chez Dupont")
    page.press("Le dossier à envoyer")
    page.press(PDF)
    until(lambda: heard(page)[-1][0] == "dossier", "the dossier")
    page.press("Fermer")
    assert heard(page) == [
        ["opened", {}],
        ["topic", {"topic": "definition"}],
        ["verdict", {"verdict": "conforme", "provisional": False}],
        ["dossier", {"kind": "pdf"}],
        ["closed", {}],
    ]
    assert "Dupont" not in json.dumps(heard(page))
    page.visit(f"{server.url}/other")
    page.js(LISTEN)
    page.open()
    until(lambda: page.find(".card.verdict"), "the conversation, read again")
    assert heard(page) == [["opened", {}]], "what is read again did not happen again"


def test_a_listener_that_fails_or_stops_disturbs_nothing(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.js(f"window.n = 0; {API}.on('opened', () => {{ throw new Error('mine'); }});")
    page.js(f"window.stop = {API}.on('opened', () => {{ window.n += 1; }})")
    page.open()
    page.press("Fermer")
    page.js("window.stop()")
    page.open()
    assert page.js("return window.n") == 1
    page.js(f"{API}.on('openned', () => {{}})")
    assert 'no event \\"openned\\"' in page.console()


def test_a_page_that_replaces_its_body_keeps_the_widget(page: Page, server: FakeServer) -> None:
    server.policy = ""
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")
    for _ in range(3):
        page.js(
            "const body = document.createElement('body'); body.innerHTML = '<h1>Autre vue</h1>';"
            "const script = document.createElement('script'); script.src = '/chat/widget.js';"
            "script.onload = () => { window.loaded = (window.loaded || 0) + 1; };"
            "body.append(script); document.body.replaceWith(body);"
        )
    until(lambda: page.js("return window.loaded") == 3, "the script, run again")
    assert page.js("return document.querySelectorAll('immersion-assistant').length") == 1
    assert page.visible(".panel") and page.button("Découvrir un métier")
    page.say("découvrir un métier")
    assert page.button("Salarié")


def test_a_widget_that_was_thrown_away_is_put_back_with_its_conversation(
    page: Page, server: FakeServer
) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")
    page.js("document.querySelector('immersion-assistant').remove()")
    page.js(f"{API}.mount()")
    assert page.visible(".panel") and page.button("Découvrir un métier")


def mount_again(page: Page, times: int) -> None:
    for _ in range(times):
        page.js(f"{API}.destroy()")
        assert page.js("return document.querySelector('immersion-assistant')") is None
        page.js(f"{API}.mount({{ title: 'Bonjour' }})")
        until(lambda: page.js(READ), "the conversation, read again")


def listeners(page: Page) -> int:
    """How many the page holds once what is not used was thrown away."""
    page.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    metrics = page.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "JSEventListeners")


def test_mounted_again_it_goes_on_and_leaves_nothing_behind(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")
    page.driver.execute_cdp_cmd("Performance.enable", {})
    mount_again(page, 3)
    before = listeners(page)
    mount_again(page, 10)
    until(lambda: listeners(page) <= before, "nothing left of the widgets that went away")
    assert page.text("#title") == "Bonjour"
    before = len(server.requests)
    page.js(
        "const key = Object.keys(localStorage).find(one => one.endsWith('tick'));"
        "dispatchEvent(new StorageEvent('storage', { key }))"
    )
    page.settle()
    page.say("découvrir un métier")
    asked = [path for _, path, _ in server.requests[before:]]
    assert asked == ["/chat/history", "/chat/messages"]
