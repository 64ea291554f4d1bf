"""« Mon projet » : the plan as it stands, changed in place, and the plans of an adviser."""

from __future__ import annotations

from selenium.webdriver import Keys

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer


def open_sheet(page: Page, server: FakeServer, *answers: str) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    for words in ("Vérifier mon projet", *answers):
        page.say(words)
    page.press("Mon projet")
    until(lambda: page.find(".sheet .line"), "the lines of the plan")


def lines(page: Page) -> list[str]:
    found = page.js("return [...root.querySelectorAll('.sheet .line')].map(l => l.innerText.split('\\n')[0])")
    return [line.replace("\xa0", " ") for line in found]


def test_the_sheet_shows_what_is_known_and_what_is_missing(page: Page, server: FakeServer) -> None:
    open_sheet(page, server, "découvrir un métier")
    assert lines(page) == ["But de l'immersion", "Situation", "Dates", "Horaires"]
    assert "Il manque" in page.text(".sheet") and "découvrir un métier" in page.text(".sheet")
    assert page.button("Modifier : But de l'immersion") and page.button("Répondre : Dates")
    assert page.axe() == []
    page.screenshot("sheet")


def test_a_line_changed_in_place_is_said_in_the_conversation(page: Page, server: FakeServer) -> None:
    open_sheet(page, server, "découvrir un métier")
    page.press("Modifier : But de l'immersion")
    page.js("root.querySelector('.sheet input').focus()")
    page.keys("4", "2", Keys.ENTER)
    until(lambda: "C'est noté." in page.text(".sheet .status"), "the change")
    assert (server.messages[-1]["field"], server.messages[-1]["value"]) == ("f0", 42)
    until(lambda: "Valeur : 42" in page.text(".sheet"), "the plan read again")
    assert page.text().count("Valeur : 42") >= 1, "the change is a turn of the conversation"
    assert page.js("return root.activeElement.id") == "sheet-title"


def test_a_change_that_is_refused_is_told_where_it_was_made(page: Page, server: FakeServer) -> None:
    open_sheet(page, server, "découvrir un métier")
    page.press("Répondre : Dates")
    for number, day in enumerate(("2027-01-01", "2027-01-02")):
        page.js("root.querySelectorAll('.sheet [type=date]')[arguments[0]].value = arguments[1]", number, day)
    page.press("Valider")
    until(lambda: "avant le premier" in page.text(".sheet .error"), "the reason")
    assert page.js("return root.activeElement.type") == "date"


def test_escape_closes_the_sheet_alone_and_gives_the_focus_back(page: Page, server: FakeServer) -> None:
    open_sheet(page, server)
    assert page.js("return root.activeElement.id") == "sheet-title"
    page.keys(Keys.ESCAPE)
    until(lambda: not page.visible(".sheet"), "a closed sheet")
    assert page.visible(".panel")
    assert page.focused() == "Mon projet"


def test_an_adviser_takes_up_another_plan(page: Page, server: FakeServer) -> None:
    open_sheet(page, server, "découvrir un métier", "au chômage")
    assert "Dossier n° 2 : 34 ans (en cours)" in page.text(".sheet")
    page.press("Dossier n° 1 : 19 ans")
    until(lambda: server.messages[-1].get("text") == "Le dossier n° 1", "the other plan")
    until(lambda: "C'est noté." in page.text(".sheet .status"), "the plan read again")


def test_a_plan_that_cannot_be_read_is_told(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")
    server.fail("/chat/project", 503)
    page.press("Mon projet")
    until(lambda: "Un problème technique" in page.text(".sheet .status"), "the failure")


def test_on_a_phone_the_sheet_is_the_screen(page: Page, server: FakeServer) -> None:
    page.size(320, 640, touch=True)
    open_sheet(page, server, "découvrir un métier", "au chômage")
    box = (
        "const b = root.querySelector('.sheet').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]"
    )
    assert page.js(box) == [0, 0, 320, 640]
    page.press("Répondre : Dates")
    body = "const body = root.querySelector('.sheet-body'); return body.scrollWidth <= body.clientWidth"
    assert page.js(body), "nothing is cut at the side"
    whole = "const sheet = root.querySelector('.sheet'); return sheet.scrollHeight - sheet.clientHeight"
    assert page.js(whole) == 0, "its title stays, only the plan scrolls"
    page.screenshot("sheet-320")


def test_erasing_takes_the_sheet_away(page: Page, server: FakeServer) -> None:
    open_sheet(page, server)
    page.keys(Keys.ESCAPE)
    page.press("Effacer mes données")
    page.press("Tout effacer")
    until(lambda: "Vos données sont effacées." in page.text(), "the notice")
    assert page.button("Mon projet") is None
