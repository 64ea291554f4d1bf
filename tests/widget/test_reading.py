"""The place of the person is kept, what she has not seen is told, and she can say whether it helped."""

from __future__ import annotations

from selenium.webdriver import Keys

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer

SCROLL = "const log = root.querySelector('.log'); "
AT = SCROLL + "return Math.round(log.scrollTop)"
MORE, NEWER = "Lire la suite ↓", "Nouveau message ↓"


def read_half(page: Page, server: FakeServer) -> int:
    """A long answer read as far as its middle; gives the place."""
    page.visit(f"{server.url}/host")
    page.open()
    page.say("long")
    page.js(SCROLL + "log.scrollTop = 900")
    until(
        lambda: page.js("return Object.values(sessionStorage).some((value) => / /.test(value))"), "the place"
    )
    return page.js(AT)


def test_a_long_answer_shows_its_start_and_says_that_there_is_more(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    assert page.button(MORE) is None
    page.say("long")
    top = "const log = root.querySelector('.log'), answer = [...log.querySelectorAll('.bot')].pop();"
    assert page.js(top + "return answer.offsetTop >= log.scrollTop"), "the answer begins in sight"
    until(lambda: page.button(MORE), "the sign that there is more")
    page.screenshot("reading-more")
    for _ in range(12):
        if page.button(MORE) is None:
            break
        page.button(MORE).click()
    assert page.js(SCROLL + "return log.scrollHeight - log.scrollTop - log.clientHeight < 32")
    assert page.button(MORE) is None


def test_a_conversation_that_is_not_begun_is_read_from_its_start(page: Page, server: FakeServer) -> None:
    page.size(320, 256)
    page.visit(f"{server.url}/host")
    page.open()
    until(lambda: page.find(".starters"), "the greeting")
    assert page.js(AT) == 0
    until(lambda: page.button(MORE), "the sign that there is more")


def test_a_topic_shows_its_short_answer_and_the_rest_on_demand(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("C'est quoi une immersion ?")
    answer = page.text(".log > :last-child")
    assert "sans contrat de travail." in answer and "Source : article D5135-3" in answer
    assert "Vous regardez" not in answer
    page.tab_to("En savoir plus", backwards=True)
    page.keys(Keys.ENTER)
    until(lambda: "Vous regardez" in page.text(".log > :last-child"), "the rest")
    order = page.text(".log > :last-child")
    assert order.index("sans contrat") < order.index("Vous regardez") < order.index("Source :")


def test_each_message_of_a_reply_has_a_bubble_of_its_own(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")
    page.say("découvrir un métier")
    assert len(page.all(".bot")) == 5, "the greeting, then two messages in each reply"
    assert "C'est noté : découvrir un métier." in page.all(".bot")[3].text
    assert "Quelle est votre situation" in page.all(".bot")[4].text


def test_a_form_that_comes_later_does_not_push_the_start_of_the_reply_away(
    page: Page, server: FakeServer
) -> None:
    page.size(390, 500, touch=True)
    page.visit(f"{server.url}/host")
    page.open()
    for words in ("Vérifier mon projet", "découvrir un métier", "au chômage"):
        page.say(words)
    until(lambda: page.find(".form input[type=date]"), "the two days")
    start = SCROLL + "return [...log.querySelectorAll('.user')].pop().offsetTop >= log.scrollTop"
    assert page.js(start)


def test_closing_and_opening_keeps_the_place(page: Page, server: FakeServer) -> None:
    place = read_half(page, server)
    page.find(".close").click()
    page.find(".launcher").click()
    assert page.js(AT) == place


def test_the_next_page_keeps_the_place(page: Page, server: FakeServer) -> None:
    place = read_half(page, server)
    page.visit(f"{server.url}/other")
    until(lambda: "Paragraphe 11" in page.text(), "the conversation")
    assert abs(page.js(AT) - place) < 4


def test_a_draft_is_kept_until_it_is_sent_or_erased(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.find("#input").send_keys("et si je")
    page.visit(f"{server.url}/other")
    until(lambda: page.visible("#input"), "the panel")
    assert page.js("return root.querySelector('#input').value") == "et si je"
    page.say(" viens le lundi ?")
    assert server.messages[-1]["text"] == "et si je viens le lundi ?"
    page.visit(f"{server.url}/host")
    until(lambda: page.visible("#input"), "the panel")
    assert page.js("return root.querySelector('#input').value") == ""


def test_an_answer_that_came_while_closed_is_told_on_the_launcher(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    server.delay = 1
    page.find("#input").send_keys("long\n")
    page.find(".close").click()
    until(lambda: "1 nouveau message" in page.text(".launcher"), "the badge")
    assert page.js("return root.querySelector('aside > [role=status]').textContent") == "1 nouveau message"
    page.screenshot("reading-unread")
    page.find(".launcher").click()
    answer = "const log = root.querySelector('.log'), mine = [...log.querySelectorAll('.user')].pop();"
    assert page.js(answer + "return Math.abs(mine.offsetTop - 8 - log.scrollTop) < 4"), "opened on the answer"
    page.find(".close").click()
    assert "nouveau" not in page.text(".launcher")


def test_a_message_of_another_tab_does_not_move_who_is_reading(page: Page, server: FakeServer) -> None:
    place = read_half(page, server)
    first = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    page.visit(f"{server.url}/other")
    page.open()
    page.say("bonjour")
    page.driver.switch_to.window(first)
    until(lambda: page.button(NEWER), "the sign of the new message")
    assert page.js(AT) == place
    page.button(NEWER).click()
    until(lambda: page.js(AT) > place, "the new message")


def test_an_answer_can_be_found_useful_or_not_apart_from_the_conversation(
    page: Page, server: FakeServer
) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("C'est quoi une immersion ?")
    asked = server.messages[-1]["id"]
    group = page.find(".opinion")
    assert group.get_attribute("role") == "group" and page.text(".opinion").startswith("Utile ?")
    page.all(".opinion button")[1].click()
    until(lambda: page.text(".status") == "Merci, votre avis est noté.", "the thanks")
    (sent,) = (body for method, path, body in server.requests if path == "/chat/opinions")
    assert sent == {"id": asked, "topic": "definition", "useful": False}
    pressed = "return [...root.querySelectorAll('.opinion button')].map(b => b.getAttribute('aria-pressed'))"
    assert page.js(pressed) == ["false", "true"]
    assert len(server.messages) == 1 and len(page.all(".message.user")) == 1
    page.visit(f"{server.url}/other")
    until(lambda: page.find(".opinion"), "the answer read again")
    page.all(".opinion button")[0].click()
    until(lambda: page.js(pressed) == ["true", "false"], "the opinion of later")


def test_an_opinion_that_did_not_leave_is_not_shown_as_given(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("C'est quoi une immersion ?")
    server.fail("/chat/opinions", 503)
    page.all(".opinion button")[0].click()
    until(lambda: page.text(".status").startswith("Un problème technique"), "the failure")
    assert page.all(".opinion [aria-pressed=true]") == []


def test_numbers_sites_and_mail_addresses_are_links(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("adresses")
    links = page.js("return [...root.querySelectorAll('.log a')].map(a => a.getAttribute('href'))")
    assert links == [
        "tel:3949",
        "tel:0800123456",
        "tel:0123456789",
        "https://mon-cep.org",
        "https://lannuaire.service-public.fr/navigation",
        "mailto:aide@exemple.fr",
    ]


LISTENING = """
window.SpeechRecognition = class {
  start() { window.ear = this; }
  stop() { this.onend(); }
};
"""


def test_dictated_words_go_into_the_field_and_wait_to_be_sent(page: Page, server: FakeServer) -> None:
    page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LISTENING})
    page.visit(f"{server.url}/host")
    page.open()
    page.button("Dicter").click()
    until(lambda: "peut envoyer votre voix" in page.text(".status"), "the warning")
    assert page.find(".mic").get_attribute("aria-pressed") == "true"
    page.js("ear.onresult({ results: [[{ transcript: 'je suis fleuriste' }]] })")
    page.button("Dicter").click()
    until(lambda: page.focused() == "input", "the focus in the field")
    assert page.js("return root.querySelector('#input').value") == "je suis fleuriste"
    assert server.messages == []
    page.button("Dicter").click()
    until(lambda: page.find(".mic").get_attribute("aria-pressed") == "true", "listening")
    page.js("ear.onerror({ error: 'not-allowed' }); ear.onend()")
    assert "Le micro n'est pas autorisé" in page.text(".status")


def test_a_browser_that_does_not_listen_has_no_button_for_it(page: Page, server: FakeServer) -> None:
    deaf = "delete window.webkitSpeechRecognition; delete window.SpeechRecognition;"
    page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": deaf})
    page.visit(f"{server.url}/host")
    page.open()
    assert page.button("Dicter") is None
