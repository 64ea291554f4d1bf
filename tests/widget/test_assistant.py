"""The widget with the assistant itself: Rasa, the actions, the web channel and a database."""

from __future__ import annotations

from selenium.webdriver import Keys

from tests.widget.browser import Page, until

TURN = 20.0
MAIN = "return [...root.querySelectorAll('.card:not(.old) .main .choice')].map(b => b.textContent)"


PLAN = (
    "découvrir le métier de fleuriste",
    "je suis au chômage, suivie par France Travail",
    "34 ans",
    "une entreprise",
    "du 7 décembre au 15 janvier",
    "du lundi au vendredi, 7 heures par jour",
    "juste observer et essayer",
    "non, c'est la première fois",
)


def to_verdict(page: Page) -> None:
    page.say("Vérifier mon projet")
    for words in PLAN:
        page.say(words)
    until(lambda: page.all(".card.verdict .tools"), "the verdict", TURN)


def test_typing_to_the_verdict_and_to_a_lawful_plan(page: Page, assistant: str) -> None:
    page.visit(f"{assistant}/chat/demo")
    page.open()
    page.say("C'est quoi, une immersion ?")
    assert "PMSMP" in page.text()
    to_verdict(page)
    # From 7 December, one month from date to date ends on 6 January (D5135-3).
    page.js("root.querySelectorAll('details').forEach(one => { one.open = true; })")
    last = page.all(".card.verdict")[-1].text
    assert "Projet à changer" in last and "6 janvier 2027" in last and "D5135-3" in last
    assert last.count("3949") == 1
    page.screenshot("assistant-verdict")
    page.press("Voir le projet conforme le plus proche")
    until(lambda: "15 janvier 2027" in page.text(".message table"), "the nearest plan", TURN)
    assert page.js(MAIN) == ["Prendre le projet conforme", "Le dossier à envoyer"]
    page.press("Prendre le projet conforme")
    until(lambda: "Projet conforme" in page.all(".card.verdict")[-1].text, "a lawful plan", TURN)
    assert page.js(MAIN) == ["Le dossier à envoyer", "Annuler ce changement"]
    page.press("Annuler ce changement")
    until(lambda: page.js(MAIN)[0] == "Prendre le projet conforme", "the plan of before", TURN)
    page.press("Prendre le projet conforme")
    until(lambda: page.js(MAIN)[0] == "Le dossier à envoyer", "a lawful plan", TURN)
    assert page.axe() == []
    assert page.requested_hosts() == {assistant.removeprefix("http://")}
    assert page.console_errors() == []


def test_keyboard_and_buttons_only_to_the_verdict(page: Page, assistant: str) -> None:
    page.visit(f"{assistant}/chat/demo")
    page.tab_to("Une question sur l'immersion ?")
    page.keys(Keys.ENTER)
    until(lambda: page.find(".starters"), "the greeting")
    page.tab_to("Vérifier mon projet", backwards=True)
    page.keys(Keys.ENTER)
    for _ in range(30):
        until(lambda: page.find("button.answer, .card .tools"), "something to choose", TURN)
        page.settle()
        if page.find(".card .tools"):
            break
        asked = page.text(".log > :last-child")
        first = page.js(
            "return [...root.querySelectorAll('button.answer')][0].textContent.replaceAll('\\u00a0', ' ')"
        )
        page.tab_to(first)
        page.keys(Keys.SPACE)
        until(lambda before=asked: page.text(".log > :last-child") != before, "an answer", TURN)
    card = page.all(".card.verdict")[-1].text
    # Nobody can give an age or dates with buttons: the verdict says that they are missing.
    assert "Projet à compléter" in card and "Il manque" in card
    page.tab_to("Changer un point")


def test_reload_retry_and_second_tab_in_mid_form(page: Page, assistant: str) -> None:
    page.visit(f"{assistant}/chat/demo")
    page.open()
    page.say("Vérifier mon projet")
    page.say(PLAN[0])
    before = page.text()
    page.visit(f"{assistant}/chat/demo/legal.html")
    until(lambda: page.button("Salarié"), "the open question on the next page", TURN)
    assert page.text() == before
    assert page.text(".progress") == "Votre projet : 1 sur 9"

    page.offline(True)
    page.say("je suis au chômage, suivie par France Travail")
    assert page.text(".failure").startswith("Message non envoyé.")
    page.offline(False)
    until(lambda: page.text(".progress") == "Votre projet : 3 sur 9", "the answer, once", TURN)

    first = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    page.visit(f"{assistant}/chat/demo")
    page.open()
    page.say("34 ans")
    assert page.text(".progress") == "Votre projet : 4 sur 9"
    page.driver.switch_to.window(first)
    until(lambda: page.text(".progress") == "Votre projet : 4 sur 9", "the first tab in step", TURN)


def test_erase(page: Page, assistant: str) -> None:
    page.visit(f"{assistant}/chat/demo")
    page.open()
    page.say("Vérifier mon projet")
    token = page.js("return localStorage.getItem(Object.keys(localStorage).find(k => !k.endsWith('tick')))")
    page.press("Effacer mes données")
    page.press("Tout effacer")
    until(lambda: "Vos données sont effacées." in page.text(".notice"), "the notice", TURN)
    assert page.js("return localStorage.length") == 0
    status = page.driver.execute_async_script(
        "const [token, done] = arguments; const headers = { Authorization: `Bearer ${token}` };"
        "fetch('/chat/history', { headers }).then((response) => done(response.status))",
        token,
    )
    assert status == 401, "the server has forgotten it too"


def test_on_a_phone_in_the_dark(page: Page, assistant: str) -> None:
    page.size(390, 800, touch=True)
    page.media(prefers_color_scheme="dark", prefers_reduced_motion="reduce")
    page.visit(f"{assistant}/chat/demo")
    page.open()
    to_verdict(page)
    page.screenshot("assistant-verdict-390")
    page.say("récapitule")
    until(lambda: page.find(".message table"), "the plan", TURN)
    page.screenshot("assistant-recap-390")
    assert page.axe() == []
    page.press("Modifier : Dates")
    until(lambda: page.visible(".progress"), "the question on the dates", TURN)
