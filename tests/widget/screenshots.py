"""Pictures of every state of the widget: ``make screenshots``, then look at ``.build/screenshots/states``.

One file a state, a width and an appearance; 200 and 400 % are a window of half and of a quarter the size.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.widget import browser
from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer

FOLDER = "states"
SIZES = {
    "1200": (1200, 860, False),
    "700": (700, 860, False),
    "390": (390, 800, True),
    "320": (320, 640, True),
    "200%": (640, 512, False),
    "400%": (320, 256, False),
}
LOOKS = {
    "light": {"prefers_color_scheme": "light"},
    "dark": {"prefers_color_scheme": "dark"},
    "forced": {"prefers_color_scheme": "dark", "forced_colors": "active"},
}


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as profile:
        driver = browser.start(Path(profile))
        try:
            for size, (width, height, touch) in SIZES.items():
                for look, features in LOOKS.items():
                    _walk(Page(driver), (width, height, touch), features, f"{FOLDER}/{size}-{look}")
        finally:
            driver.quit()
    print(f"{browser.SCREENSHOTS / FOLDER}", file=sys.stderr)


def _walk(page: Page, size: tuple[int, int, bool], features: dict[str, str], name: str) -> None:
    server = FakeServer("data-contact='/conseil'")
    try:
        page.size(*size)
        page.media(**features, prefers_reduced_motion="reduce")
        page.visit(f"{server.url}/chat/demo")
        for number, (state, reach) in enumerate(_STATES.items()):
            reach(page, server)
            page.screenshot(f"{name}-{number:02}-{state}")
    finally:
        server.stop()


def _say(*said: str) -> Callable[[Page, FakeServer], None]:
    def reach(page: Page, _server: FakeServer) -> None:
        for words in said:
            page.say(words)

    return reach


def _press(*titles: str) -> Callable[[Page, FakeServer], None]:
    def reach(page: Page, _server: FakeServer) -> None:
        for title in titles:
            page.press(title)

    return reach


def _several(page: Page, _server: FakeServer) -> None:
    page.say("Vérifier mon projet")
    page.press("Plusieurs réponses…")
    until(lambda: page.find(".form [type=checkbox]"), "the choices")


def _dates(page: Page, server: FakeServer) -> None:
    _say("découvrir un métier", "je cherche du travail")(page, server)
    until(lambda: page.find(".form"), "the two days")


def _days(page: Page, server: FakeServer) -> None:
    page.say("du 7 décembre au 30 janvier")
    until(lambda: page.find(".form [type=checkbox]"), "the days")


def _sheet(page: Page, _server: FakeServer) -> None:
    page.press("Mon projet")
    until(lambda: page.find(".sheet .line"), "the plan")
    page.press("Modifier : Dates")
    until(lambda: page.find(".sheet .form"), "a line being changed")


def _not_sent(page: Page, server: FakeServer) -> None:
    page.js("root.querySelector('.sheet').close()")
    server.fail("/chat/messages", 503)
    page.say("tous les jours, 7 h")


def _verdict(page: Page, _server: FakeServer) -> None:
    page.press("Réessayer")
    until(lambda: page.find(".card"), "the verdict")


def _unfolded(page: Page, _server: FakeServer) -> None:
    page.js("root.querySelectorAll('.card details').forEach(d => { d.open = true; })")


def _end(page: Page, _server: FakeServer) -> None:
    page.js("const log = root.querySelector('.log'); log.scrollTop = log.scrollHeight")


def _person(page: Page, _server: FakeServer) -> None:
    page.press("Parler à un conseiller")
    page.press("Écrire ici au conseiller")
    until(lambda: page.find(".box textarea"), "the form")


def _save(page: Page, _server: FakeServer) -> None:
    page.press("Fermer")
    page.press("Enregistrer et reprendre")
    until(lambda: page.find(".box .code"), "the code")


def _unread(page: Page, server: FakeServer) -> None:
    server.delay = 1
    page.js("const i = root.querySelector('#input'); i.value = 'bonjour'")
    page.find(".send").click()
    page.find(".panel .close").click()
    until(lambda: "nouveau" in page.text(".launcher"), "the badge")


def _too_long(page: Page, _server: FakeServer) -> None:
    page.press("Annuler")
    page.js("const i = root.querySelector('#input'); i.value = 'a'.repeat(1003)")
    page.js("root.querySelector('#input').dispatchEvent(new Event('input'))")


_STATES: dict[str, Callable[[Page, FakeServer], None]] = {
    "closed": lambda page, server: None,
    "opened": lambda page, server: page.open(),
    "answer": _say("C'est quoi, une immersion ?"),
    "known-more": lambda page, server: page.js("root.querySelector('.bot details').open = true"),
    "long": _say("long"),
    "several": _several,
    "dates": _dates,
    "days": _days,
    "plan": _say("où en est-on ?"),
    "sheet": _sheet,
    "not-sent": _not_sent,
    "verdict": _verdict,
    "unfolded": _unfolded,
    "end": _end,
    "nearest": _press("Voir le projet conforme le plus proche"),
    "taken": _press("Prendre ce projet"),
    "dossier": _press("Le dossier à envoyer"),
    "person": _person,
    "save": _save,
    "erase": _press("Fermer", "Effacer mes données"),
    "too-long": _too_long,
    "unread": _unread,
}


if __name__ == "__main__":
    main()
