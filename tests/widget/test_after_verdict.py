"""A person by the form, and the conversation on another device."""

from __future__ import annotations

from selenium.webdriver import Keys

from tests.widget.browser import Page, until
from tests.widget.fake_after import CODE, NO_WAY_TO_ANSWER, SECRET
from tests.widget.fake_server import FakeServer
from tests.widget.test_page_api import LISTEN, heard


def begun(page: Page, server: FakeServer, words: str = "Vérifier mon projet") -> None:
    page.visit(f"{server.url}/host")
    page.js(LISTEN)
    page.open()
    page.say(words)


def boxed(page: Page) -> str:
    return page.text(".box")


def write(page: Page, name: str, words: str) -> None:
    page.find(f".box [name={name}]").send_keys(words)


def tick(page: Page, name: str) -> bool:
    return page.js("return root.querySelector(`.box [name=${arguments[0]}]`).checked", name)


def test_a_message_to_a_person_leaves_as_it_was_read_and_agreed_to(page: Page, server: FakeServer) -> None:
    begun(page, server, "/human")
    page.press("Écrire ici au conseiller")
    until(lambda: "Pour : Cabinet Boussole." in boxed(page), "the form")
    assert "L'assistant ne garde rien" in boxed(page)
    assert tick(page, "plan") and not tick(page, "transcript")
    assert page.axe() == []
    page.press("Voir le message avant envoi")
    until(lambda: NO_WAY_TO_ANSWER in boxed(page), "what is missing")
    write(page, "email", "lea@exemple.fr")
    write(page, "message", "Puis-je <b>commencer</b> ?")
    page.press("Voir le message avant envoi")
    until(lambda: "dossier-immersion.pdf" in boxed(page), "the exact message")
    assert "Puis-je <b>commencer</b> ?" in boxed(page)
    assert page.axe() == []
    page.screenshot("handover-preview")
    page.press("Envoyer ce message")
    assert server.after.mails == [], "nothing leaves before the box is ticked"
    page.press("Corriger")
    until(lambda: page.find(".box textarea"), "the form again")
    assert page.find(".box textarea").get_attribute("value") == "Puis-je <b>commencer</b> ?"
    page.press("Voir le message avant envoi")
    until(lambda: page.find(".box [name=consent]"), "the exact message again")
    page.find(".box [name=consent]").click()
    page.press("Envoyer ce message")
    until(lambda: "C'est envoyé." in boxed(page), "the confirmation")
    (mail,) = server.after.mails
    assert mail["consent"] is True and mail["email"] == "lea@exemple.fr" and "transcript" not in mail
    assert heard(page)[-1] == ["handover", {"way": "form"}]
    page.keys(Keys.ESCAPE)
    until(lambda: page.find(".box") is None, "a closed box")
    assert page.visible(".panel")
    assert page.focused() == "Écrire ici au conseiller"


def test_a_conversation_is_resumed_elsewhere_with_a_code(page: Page, server: FakeServer) -> None:
    begun(page, server)
    page.press("Enregistrer et reprendre")
    until(lambda: CODE in boxed(page), "the code")
    assert "30 novembre 2026" in boxed(page)
    assert page.axe() == []
    page.screenshot("save")
    page.js("localStorage.clear(); sessionStorage.clear()")
    page.visit(f"{server.url}/host")
    page.open()
    page.press("J'ai un code")
    until(lambda: page.find(".box [name=code]"), "the field")
    write(page, "code", "FAUX-FAUX-FAUX")
    page.press("Reprendre")
    until(lambda: "n'ouvre rien" in boxed(page), "a refusal that is told")
    page.find(".box [name=code]").clear()
    write(page, "code", CODE)
    page.press("Reprendre")
    until(lambda: page.button("Découvrir un métier"), "the open question")


def test_a_link_resumes_the_conversation_and_does_not_stay_in_the_address(
    page: Page, server: FakeServer
) -> None:
    begun(page, server)
    page.press("Enregistrer et reprendre")
    until(lambda: CODE in boxed(page), "the code")
    page.js("localStorage.clear(); sessionStorage.clear()")
    page.driver.get("about:blank")
    page.visit(f"{server.url}/host#immersion={SECRET}")
    until(lambda: page.button("Découvrir un métier"), "the open question")
    assert page.js("return location.href") == f"{server.url}/host"


def test_the_first_device_is_told_once_and_can_shut_the_other_out(page: Page, server: FakeServer) -> None:
    begun(page, server)
    page.press("Enregistrer et reprendre")
    until(lambda: CODE in boxed(page), "the code")
    page.press("Fermer")
    page.driver.execute_async_script(
        "const [code, done] = arguments; const body = JSON.stringify({ code });"
        "fetch('/chat/resume/open', { method: 'POST', body }).then(done)",
        CODE,
    )
    page.say("découvrir un métier")
    assert "ouverte sur un autre appareil, le 23 novembre 2026" in page.text(".notice")
    page.say("je cherche du travail")
    assert len(page.all(".notice")) == 1
    page.press("Retirer ces accès")
    until(lambda: "n'ouvrent plus rien" in page.text(".status"), "the confirmation")
    assert server.after.saved == {}
