"""Beyond what a checker sees: focus, magnified text, errors that are told, and what a screen reader finds."""

from __future__ import annotations

from collections import Counter

import pytest
from selenium.webdriver import Keys

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer

OPERATED = {"button", "link", "textbox", "combobox", "checkbox", "Date", "InputTime", "spinbutton"}
# Named by the browser, inside a control that has a name of its own.
NATIVE = ("Day", "Month", "Year", "Show date picker")
TYPE = "const i = root.querySelector('#input'); i.value = arguments[0]; i.dispatchEvent(new Event('input'))"


def opened(page: Page, server: FakeServer, *said: str) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    for words in said:
        page.say(words)


def tree(page: Page) -> list[tuple[str, str]]:
    """Role and name of everything that assistive technology is given, in the order in which it is read."""
    page.driver.execute_cdp_cmd("Accessibility.enable", {})
    nodes = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    known = {node["nodeId"]: node for node in nodes}
    found, waiting = [], [nodes[0]["nodeId"]]
    while waiting:
        node = known.get(waiting.pop())
        if node is None:
            continue
        waiting += reversed(node.get("childIds", []))
        if not node["ignored"]:
            name = node.get("name", {}).get("value", "")
            found.append((node["role"]["value"], " ".join(name.split())))
    return found


def test_a_message_that_leaves_by_itself_does_not_take_the_focus(page: Page, server: FakeServer) -> None:
    opened(page, server, "Vérifier mon projet")
    page.offline(True)
    page.say("découvrir")
    page.find("#input").send_keys("la su")
    page.offline(False)
    until(lambda: "Quelle est votre situation" in page.text(), "the answer")
    page.keys("i", "t", "e")
    assert page.focused() == "input"
    assert page.js("return root.querySelector('#input').value") == "la suite"


def test_a_server_that_comes_back_gets_the_message_without_a_press(page: Page, server: FakeServer) -> None:
    opened(page, server, "Vérifier mon projet")
    server.fail("/chat/messages", 503)
    page.say("découvrir")
    assert page.button("Réessayer")
    until(lambda: "Quelle est votre situation" in page.text(), "the answer", 40)
    assert len({body["id"] for body in server.messages[1:]}) == 1


def test_escape_uncovers_the_page_and_leaves_the_focus_there(page: Page, server: FakeServer) -> None:
    page.size(700, 600)
    opened(page, server)
    page.js("document.querySelector('#link').focus()")
    page.keys(Keys.ESCAPE)
    until(lambda: not page.visible(".panel"), "a closed panel")
    assert page.js("return document.activeElement.id") == "link"


def test_a_dialog_of_the_page_keeps_its_escape(page: Page, server: FakeServer) -> None:
    opened(page, server)
    page.js("const d = document.createElement('dialog'); document.body.append(d); d.showModal()")
    page.keys(Keys.ESCAPE)
    assert page.visible(".panel")


@pytest.mark.parametrize("height", [256, 320])
def test_magnified_four_times_most_of_the_height_is_for_the_conversation(
    page: Page, server: FakeServer, height: int
) -> None:
    page.size(320, height)
    opened(page, server, "C'est quoi une immersion ?", "Vérifier mon projet")
    links = "return [...root.querySelector('footer').children].map(n => n.getBoundingClientRect().right)"
    assert max(page.js(links)) <= 320, "nothing is cut at the side"
    box = "const b = root.querySelector(arguments[0]).getBoundingClientRect(); return [b.bottom, b.height]"
    assert page.js(box, ".log")[1] > 0.4 * height
    assert page.js(box, "#input")[0] <= height
    assert page.js("return root.querySelector('.log').scrollWidth <= root.querySelector('.log').clientWidth")


def test_the_text_is_as_large_as_the_browser_is_asked_to_make_it(page: Page, server: FakeServer) -> None:
    page.driver.execute_cdp_cmd("Page.setFontSizes", {"fontSizes": {"standard": 24}})
    opened(page, server)
    sizes = (
        "return ['.bot p', '#input', '.launcher'].map(s => getComputedStyle(root.querySelector(s)).fontSize)"
    )
    assert set(page.js(sizes)) == {"24px"}
    page.js("document.documentElement.style.fontSize = '10px'")
    assert set(page.js(sizes)) == {"24px"}, (
        "a page that makes its own text small does not make this one small"
    )
    page.driver.execute_cdp_cmd("Page.setFontSizes", {"fontSizes": {"standard": 16}})


def test_a_text_that_is_too_long_is_told_when_it_becomes_so_and_when_it_is_sent(
    page: Page, server: FakeServer
) -> None:
    opened(page, server)
    page.js(TYPE, "a" * 1003)
    assert page.find("#input").get_attribute("aria-invalid") == "true"
    told = "return root.querySelector('.status').textContent.replaceAll('\\u00a0', ' ')"
    assert page.js(told) == "Caractères en trop : 3"
    heights = "return [...root.querySelectorAll('.status span, .counter')].map(n => n.offsetHeight > 1)"
    assert page.js(heights) == [False, True], "it is shown once"
    page.find("#input").send_keys(Keys.ENTER)
    assert page.text(".status") == "Votre message est trop long : enlevez 3 caractères."
    assert server.messages == []
    page.js(TYPE, "a")
    assert page.find("#input").get_attribute("aria-invalid") is None


def test_opening_tells_a_screen_reader_what_this_is(page: Page, server: FakeServer) -> None:
    opened(page, server)
    page.driver.execute_cdp_cmd("Accessibility.enable", {})
    nodes = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    (dialog,) = (node for node in nodes if node["role"]["value"] == "dialog")
    assert dialog["name"]["value"] == "Assistant immersion"
    assert "Je réponds à vos questions" in dialog["description"]["value"]


RESULT = (
    "Vérifier mon projet",
    "découvrir",
    "au chômage",
    "du 7 décembre au 30 janvier",
    "tous les jours, 7 h",
)
SCENES = {
    "opened": (),
    "answer": ("C'est quoi une immersion ?",),
    "question": ("Vérifier mon projet",),
    "dates": ("Vérifier mon projet", "découvrir", "au chômage"),
    "days": ("Vérifier mon projet", "découvrir", "au chômage", "une semaine"),
    "plan": ("Vérifier mon projet", "découvrir", "au chômage", "où en est-on ?"),
    "result": RESULT,
    "papers": (*RESULT, "/document"),
    "two results": (*RESULT, "/correct", "une semaine", "tous les jours, 7 h"),
}


@pytest.mark.parametrize("said", SCENES.values(), ids=SCENES)
def test_everything_that_can_be_operated_has_a_name_of_its_own(
    page: Page, server: FakeServer, said: tuple[str, ...]
) -> None:
    opened(page, server, *said)
    names = Counter(known for known in tree(page) if known[0] in OPERATED and not known[1].startswith(NATIVE))
    assert len(names) > 3
    assert [known for known in names if not known[1]] == []
    assert {known: times for known, times in names.items() if times > 1} == {}


def test_the_opinion_on_an_answer_gives_way_to_that_on_the_next_one(page: Page, server: FakeServer) -> None:
    opened(page, server, "C'est quoi une immersion ?", "C'est quoi, une immersion ?")
    assert [name for role, name in tree(page) if role == "button" and "utile" in name] == [
        "Oui : cette réponse est utile",
        "Non : cette réponse n'est pas utile",
    ]


def test_a_screen_reader_walks_from_the_question_to_its_controls(page: Page, server: FakeServer) -> None:
    opened(page, server, *SCENES["dates"])
    until(lambda: page.find(".form"), "the two days")
    found = tree(page)
    assert ("log", "Conversation") in found
    asked = next(n for n, (_, name) in enumerate(found) if name.startswith("Du combien au combien"))
    after = [known for known in found[asked:] if known[0] in OPERATED | {"status"}]
    names = [name for _, name in after]
    order = ["Premier jour", "Dernier jour", "Valider", "Une semaine", "Un mois", "Je ne sais pas"]
    assert [name for name in names if name in order] == order
    assert names.index("Je ne sais pas") < names.index("Votre message") < names.index("Envoyer")


def test_a_screen_reader_walks_from_the_result_to_its_actions(page: Page, server: FakeServer) -> None:
    opened(page, server, *RESULT)
    found = tree(page)
    start = found.index(("group", "Projet à changer"))
    words = ["Deux points sont à changer.", "Copier", "Prendre le projet conforme", "Le dossier à envoyer"]
    names = [name for role, name in found[start:] if role in ("StaticText", "button", "DisclosureTriangle")]
    assert list(dict.fromkeys(name for name in names if name in words)) == words
    folded = [name for role, name in found[start:] if role == "DisclosureTriangle"]
    assert folded[0] == "À changer : La période dépasse un mois"
    assert folded[-2:] == ["Votre projet", "Et maintenant"]
    assert "Une convention dure un mois au plus" not in " ".join(names), "folded lines are not read out"


def test_of_many_answers_the_first_are_shown_and_the_others_on_demand(page: Page, server: FakeServer) -> None:
    opened(page, server, "many")
    shown = [button for button in page.all(".choices .answer") if button.is_displayed()]
    assert [button.text for button in shown] == [
        "R1",
        "R2",
        "R3",
        "R4",
        "R5",
        "Autres réponses (5)",
        "Je ne sais pas",
    ]
    page.tab_to("Autres réponses (5)", backwards=True)
    page.keys(Keys.ENTER)
    assert page.focused() == "R6"
    page.keys(Keys.ENTER)
    until(lambda: server.messages[-1].get("payload") == "/inform R6", "the answer")
