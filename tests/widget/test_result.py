"""The result: short, with what to do always in sight, and the whole of it on paper and elsewhere."""

from __future__ import annotations

import base64
import io
import unicodedata

import pypdf
import pytest

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer
from tests.widget.test_conversation import to_verdict

PLAN = ("du 7 décembre 2026 au 30 janvier 2027", "Situation", "je cherche du travail")
MAIN = ["Prendre le projet conforme", "Le dossier à envoyer"]
IN_SIGHT = (
    "const log = root.querySelector('.log').getBoundingClientRect();"
    "return [...root.querySelectorAll('.main .choice')].map(b => [b, b.getBoundingClientRect()])"
    ".filter(([b, box]) => box.top >= log.top && box.bottom <= log.bottom)"
    ".filter(([b, box]) => [.1, .5, .9].every(x => [.1, .5, .9].every(y => b.contains("
    "root.elementFromPoint(box.left + box.width * x, box.top + box.height * y)))))"
    ".map(([b]) => b.textContent.trim())"
)


def judged(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    to_verdict(page)


def test_the_result_says_its_state_one_sentence_and_what_was_judged(page: Page, server: FakeServer) -> None:
    judged(page, server)
    state, sentence, plan, *points = filter(None, page.text(".card").splitlines())
    assert (state, sentence) == ("Projet à changer", "Deux points sont à changer.")
    assert plan == "Vérifié avec : du 7 décembre 2026 au 30 janvier 2027, tous les jours, 7 h par jour."
    assert "À changer : La période dépasse un mois" in "\n".join(points).replace("\n", " ")
    assert "Une convention dure un mois au plus" not in page.text(".card"), "the points are folded"


@pytest.mark.parametrize(("width", "height"), [(1200, 860), (390, 800), (320, 640)])
def test_the_two_main_actions_are_always_in_sight(
    page: Page, server: FakeServer, width: int, height: int
) -> None:
    page.size(width, height, touch=width < 600)
    judged(page, server)
    assert page.js(IN_SIGHT) == MAIN
    page.js("root.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.js(IN_SIGHT) == MAIN, "the unfolded lines pass under them"
    page.screenshot(f"result-{width}")


def test_a_line_that_has_the_focus_is_not_under_the_actions(page: Page, server: FakeServer) -> None:
    page.size(390, 560)
    judged(page, server)
    page.js("root.querySelectorAll('details').forEach(one => { one.open = true; })")
    covered = page.js(
        "return [...root.querySelectorAll('.card summary, .card details a')].filter(one => { one.focus();"
        "const bar = root.querySelector('.main').getBoundingClientRect();"
        "return one.getBoundingClientRect().bottom > bar.top + 1; }).map(one => one.textContent)"
    )
    assert covered == []


def test_the_result_is_printed_alone_with_the_plan_and_every_line(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/chat/demo")
    page.open()
    to_verdict(page)
    page.js("window.print = () => { window.asked = true; }")
    page.press("Imprimer")
    until(lambda: page.js("return window.asked"), "the printing")
    page.media("print")
    assert "Gardez un jour libre." in page.text(".card"), "every line is unfolded"
    assert not page.js("return document.querySelector('main').checkVisibility()")
    for selector in (".message", ".panel header", ".composer", ".tools", ".card .choices"):
        assert not page.visible(selector), selector
    page.screenshot("print")
    pdf = base64.b64decode(page.driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    words = unicodedata.normalize("NFKC", words)  # without the ligatures of the font
    for part in (*PLAN, "Projet à changer", "Et maintenant", "Vérifié le 23 novembre 2026"):
        assert part in " ".join(words.split()), part
    page.media("")
    page.js("dispatchEvent(new Event('afterprint'))")
    assert page.visible(".composer")
    assert not page.js("return [...root.querySelectorAll('details')].some(one => one.open)")
    page.media("print")
    assert page.js("return document.querySelector('main').checkVisibility()"), "the page prints as before"
    assert not page.visible(".panel")


def assert_says_all(text: str) -> None:
    assert text.startswith("Deux points sont à changer.") and "*" not in text
    for part in (*PLAN, "Finissez au plus tard le 6 janvier 2027.", "Vérifié le 23 novembre 2026"):
        assert part in text, part


def test_the_result_is_copied_with_the_plan(page: Page, server: FakeServer) -> None:
    judged(page, server)
    page.js("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.press("Copier")
    until(lambda: page.text(".status") == "Le texte est copié.", "the confirmation")
    assert_says_all(page.js("return window.copied"))


def test_the_result_is_shared_with_the_plan_where_the_browser_shares(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.js("navigator.share = async ({ text }) => { window.shared = text; }")
    page.open()
    to_verdict(page)
    page.press("Partager")
    assert_says_all(page.js("return window.shared"))


def test_a_lawful_plan_is_taken_in_one_press_and_the_way_back_is_in_sight(
    page: Page, server: FakeServer
) -> None:
    judged(page, server)
    page.press("Prendre le projet conforme")
    until(lambda: "Projet conforme" in page.all(".card")[-1].text, "a lawful plan")
    assert "J'ai changé : une semaine (avant :" in page.text()
    assert page.js(IN_SIGHT) == ["Le dossier à envoyer", "Annuler ce changement"]
    page.screenshot("result-taken")
    page.press("Annuler ce changement")
    until(lambda: "C'est annulé." in page.text(), "the plan of before")
    until(lambda: page.js(IN_SIGHT) == MAIN, "its result")


def test_what_was_taken_cannot_be_undone_once_something_else_was_said(page: Page, server: FakeServer) -> None:
    judged(page, server)
    page.press("Prendre le projet conforme")
    page.say("bonjour")
    assert page.button("Annuler ce changement") is None
    assert page.button("Le dossier à envoyer")


def test_magnified_four_times_the_result_is_not_under_its_actions(page: Page, server: FakeServer) -> None:
    page.size(320, 256)
    judged(page, server)
    seen = (
        "const log = root.querySelector('.log').getBoundingClientRect();"
        "const title = root.querySelector('.card h3'), box = title.getBoundingClientRect();"
        "return box.bottom <= log.bottom && title === root.elementFromPoint(box.left + 2, box.top + 2)"
    )
    assert page.js(seen)


def test_a_lawful_plan_leads_to_its_dossier(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    to_verdict(page, "une semaine")
    page.press("Le dossier à envoyer")
    until(lambda: page.button("Le dossier (PDF, 2 pages)"), "its files")
