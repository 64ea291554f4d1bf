"""From the first visit to the verdict, as people do it."""

from __future__ import annotations

from selenium.webdriver import Keys

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer


def to_verdict(page: Page, dates: str = "du 7 décembre au 30 janvier") -> None:
    for words in (
        "Vérifier mon projet",
        "découvrir un métier",
        "je cherche du travail",
        dates,
        "tous les jours, 7 h",
    ):
        page.say(words)
    until(lambda: page.find(".card.verdict"), "the verdict")


def test_first_visit_to_verdict_by_typing(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/chat/demo")
    assert server.requests == [], "nothing is asked of the server before the person says something"
    page.open()
    assert server.requests == []
    assert page.focused() == "input"
    assert len(page.text(".message.bot").splitlines()) >= 3
    page.say("Vérifier mon projet")
    assert page.text(".progress") == "Votre projet : 0 sur 9"
    page.say("découvrir un métier")
    page.say("je cherche du travail")
    assert page.text(".progress") == "Votre projet : 2 sur 9"
    assert page.js("const p = root.querySelector('progress'); return [p.value, p.max]") == [2, 9]
    page.say("du 7 décembre au 30 janvier")
    page.say("tous les jours, 7 h")
    card = page.text(".card.verdict")
    for words in ("Projet à changer", "Deux points sont à changer.", "La période dépasse un mois"):
        assert words in card
    assert not page.visible(".progress")
    assert page.focused() == "input", "who types goes on typing"
    assert server.messages[0]["text"] == "Vérifier mon projet"
    assert len({m["id"] for m in server.messages}) == 5
    assert page.console_errors() == []


def test_first_visit_to_verdict_by_keyboard_and_buttons_only(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/chat/demo")
    page.tab_to("Une question sur l'immersion ?")
    page.keys(Keys.ENTER)
    until(lambda: page.find(".starters"), "the greeting")
    page.tab_to("Vérifier mon projet", backwards=True)
    for chosen, following in [
        ("Vérifier mon projet", "Découvrir un métier"),
        ("Découvrir un métier", "Salarié"),
        ("Salarié", "Un mois"),
        ("Un mois", "Lundi à vendredi, 7 h"),
        ("Lundi à vendredi, 7 h", None),
    ]:
        page.tab_to(chosen)
        page.keys(Keys.SPACE)
        if following:
            until(lambda words=following: page.button(words), following)
            page.settle()
    until(lambda: page.find(".card.verdict"), "the verdict")
    assert [m.get("payload") for m in server.messages[1:]] == [
        "/inform Découvrir un métier",
        "/inform Salarié",
        "/inform Un mois",
        "/inform Lundi à vendredi, 7 h",
    ]
    page.tab_to("À changer :\nVous n'auriez pas de jour de repos dans la semaine")
    page.keys(Keys.ENTER)
    until(lambda: "Gardez un jour libre." in page.text(".card"), "the unfolded point")
    page.tab_to("Copier")
    page.tab_to("input")


def test_verdict_card_says_everything_in_words(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    to_verdict(page)
    page.js("root.querySelectorAll('details').forEach(one => { one.open = true; })")
    link = page.find(".card a")
    assert link.get_attribute("href").startswith("https://www.legifrance.gouv.fr/")
    assert link.get_attribute("rel") == "noopener noreferrer"
    card = page.text(".card")
    for words in ("À changer", "À surveiller", "Que faire :", "Et maintenant", "Vérifié le 23 novembre 2026"):
        assert words in card
    assert card.count("Parlez du projet à votre conseiller") == 1, "the next steps are said once"
    page.press("Voir le projet conforme le plus proche")
    table = page.text(".message table")
    assert "30 janvier 2027" in table and "6 janvier 2027" in table


def test_a_newer_verdict_retires_the_older_one(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    to_verdict(page)
    page.press("Changer un point")
    page.say("une semaine")
    page.say("du lundi au vendredi")
    until(lambda: len(page.all(".card.verdict")) == 2, "a second verdict")
    first, second = page.all(".card.verdict")
    assert "Un résultat plus récent" in first.text and "Changer un point" not in first.text
    assert "Projet conforme" in second.text and "Changer un point" in second.text


def test_recap_is_a_table_with_buttons_that_change_a_row(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    for words in ("Vérifier mon projet", "découvrir", "au chômage", "une semaine", "où en est-on ?"):
        page.say(words)
    rows = page.js("return [...root.querySelectorAll('table tr')].map(r => r.children[0].innerText)")
    assert rows == ["But de l'immersion", "Situation", "Dates"]
    assert "Il manque : vos horaires." in page.text()
    page.press("Modifier : Dates")
    assert server.messages[-1]["payload"] == '/correct{"choice": "f2"}'
    assert page.all(".message.user")[-1].text.endswith("Modifier : Dates")


def test_answers_of_a_past_question_go_away_and_questions_stay(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("C'est quoi une immersion ?")
    page.say("Vérifier mon projet")
    page.say("découvrir un métier")
    assert page.button("Découvrir un métier") is None
    assert page.button("Salarié")
    assert page.button("Quelle durée maximale ?")
    assert len(page.all(".starters")) == 0


def test_light_markdown_becomes_nodes_and_never_html(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("markdown")
    last = page.all(".message.bot")[-1].get_attribute("innerHTML").replace("&nbsp;", " ")
    assert "<strong>Gras</strong> &lt;b&gt;non&lt;/b&gt;" in last
    assert "<ul><li>un</li><li>deux</li></ul>" in last
    assert '<ol start="1"><li>a<br>suite</li><li>b</li></ol><p>fin</p>' in last
    links = page.js("return [...root.querySelectorAll('.log a')].map(a => [a.href, a.rel])")
    assert links == [["https://exemple.fr/page", "noopener noreferrer"]]


def test_a_source_is_one_link_with_its_words(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("C'est quoi une immersion ?")
    assert "Source : article D5135-3 du code du travail" in page.text()
    assert "https://" not in page.text()


def test_a_thousand_characters_and_no_more(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    type_text = (
        "const i = root.querySelector('#input'); i.value = arguments[0]; i.dispatchEvent(new Event('input'))"
    )
    page.js(type_text, "a" * 899)
    assert not page.visible(".counter")
    page.js(type_text, "a" * 950)
    assert page.text(".counter") == "Caractères restants : 50"
    page.js(type_text, "a" * 1001)
    assert page.text(".counter") == "Caractères en trop : 1"
    page.find(".send").click()
    assert server.requests == []
    page.js(type_text, "🙂" * 1000)
    page.find(".send").click()
    page.settle()
    until(lambda: server.messages, "a message")
    assert server.messages[0]["text"] == "🙂" * 1000
