"""Answers by native controls: they fit the question, and words stay open."""

from __future__ import annotations

from selenium.webdriver import Keys

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer
from tests.widget.script import NOT_TAKEN


def to_dates(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    for words in ("Vérifier mon projet", "découvrir un métier", "au chômage"):
        page.say(words)
    until(lambda: page.find(".form input[type=date]"), "the two days")


def pick(page: Page, *days: str) -> None:
    """Choose a day in each date control, as a calendar does."""
    for number, day in enumerate(days):
        page.js(
            "const box = root.querySelectorAll('.form input[type=date]')[arguments[0]];"
            "box.value = arguments[1]; box.dispatchEvent(new Event('change'))",
            number,
            day,
        )


def test_two_days_are_sent_as_values_and_shown_as_words(page: Page, server: FakeServer) -> None:
    to_dates(page, server)
    assert page.text(".form label") == "Premier jour"
    page.screenshot("inputs-dates")
    pick(page, "2027-01-04", "2027-01-15")
    page.press("Valider")
    value = {"start_date": "2027-01-04", "end_date": "2027-01-15"}
    body = server.messages[-1]
    assert (body["field"], body["value"], "text" in body) == ("start_date", value, False)
    said = "const words = [...root.querySelectorAll('.user')].pop().lastChild.data; return words"
    until(lambda: page.js(said).replace("\xa0", " ") == f"Valeur : {value}", "the words of the server")
    shown = page.text()
    page.visit(f"{server.url}/other")
    until(lambda: page.find(".form"), "the next question")
    assert page.text().startswith(shown[:200])


def test_words_answer_a_question_that_has_a_form(page: Page, server: FakeServer) -> None:
    to_dates(page, server)
    page.say("une semaine")
    assert server.messages[-1]["text"] == "une semaine"
    assert not page.all(".form input[type=date]"), "the form of a past question is gone"


def test_the_last_day_cannot_be_before_the_first_one(page: Page, server: FakeServer) -> None:
    to_dates(page, server)
    pick(page, "2027-01-15", "2027-01-04")
    page.find(".form button").click()
    assert page.js("return root.querySelectorAll('.form input')[1].validity.rangeUnderflow")
    assert len(server.messages) == 3, "nothing was sent"


def test_a_value_that_is_refused_is_given_back_with_the_reason(page: Page, server: FakeServer) -> None:
    to_dates(page, server)
    pick(page, "2027-01-01", "2027-01-02")
    page.press("Valider")
    until(lambda: page.text(".form .error") == NOT_TAKEN, "the reason")
    assert page.find(".form .error").get_attribute("role") == "alert"
    assert page.js("return root.querySelector('.form input').value") == "2027-01-01"
    assert page.js("return root.activeElement.type") == "date"
    assert len(page.all(".message.user")) == 3, "what was not taken was not said"
    pick(page, "2027-01-04", "2027-01-15")
    page.press("Valider")
    until(lambda: page.button("Lundi à vendredi, 7 h"), "the next question")


def test_days_and_hours_by_keyboard_alone(page: Page, server: FakeServer) -> None:
    to_dates(page, server)
    page.say("une semaine")
    until(lambda: page.find(".form [type=checkbox]"), "the days")
    assert page.text(".form legend") == "Jours"
    page.js("root.querySelector('.form [type=checkbox]').focus()")
    page.keys(Keys.SPACE, Keys.TAB, Keys.SPACE, Keys.TAB, "7", Keys.ENTER)
    page.settle()
    value = {"worked_weekdays": ["mon", "tue"], "daily_hours": 7}
    until(lambda: server.messages[-1].get("value") == value, "the days and the hours")


def test_no_day_at_all_is_not_sent(page: Page, server: FakeServer) -> None:
    to_dates(page, server)
    page.say("une semaine")
    until(lambda: page.find(".form [type=checkbox]"), "the days")
    page.find(".form button").click()
    message = page.js("return root.querySelector('.form [type=checkbox]').validationMessage")
    assert message == "Choisissez une réponse au moins."
    assert len(server.messages) == 4


def test_several_choices_open_on_demand_beside_the_buttons(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")
    shown = [button.text for button in page.all(".message .choice")]
    assert shown.index("Plusieurs réponses…") == len(shown) - 1, "after the answers in one press"
    page.press("Plusieurs réponses…")
    until(lambda: page.js("return root.activeElement?.type === 'checkbox'"), "the focus on the choices")
    for box in page.all(".form [type=checkbox]"):
        box.click()
    page.press("Valider")
    assert server.messages[-1]["value"] == ["discover", "confirm"]


def test_without_the_second_script_words_and_buttons_still_answer(page: Page, server: FakeServer) -> None:
    server.fail("later", 503, times=9)
    page.visit(f"{server.url}/host")
    page.open()
    for words in ("Vérifier mon projet", "découvrir un métier", "au chômage"):
        page.say(words)
    page.press("Une semaine")
    assert page.button("Lundi à vendredi, 7 h")


def test_the_form_of_the_open_question_comes_back_after_a_reload(page: Page, server: FakeServer) -> None:
    to_dates(page, server)
    page.visit(f"{server.url}/other")
    until(lambda: len(page.all(".form input[type=date]")) == 2, "the two days, once")


def test_who_chose_with_a_mouse_types_next_and_who_has_a_keyboard_reads_next(
    page: Page, server: FakeServer
) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.press("Vérifier mon projet")
    assert page.focused() == "input"
    page.tab_to("Découvrir un métier", backwards=True)
    page.keys(Keys.ENTER)
    page.settle()
    assert "message" in page.js("return root.activeElement.className")
