"""The second script: asked for when it is wanted, the right one or none."""

from __future__ import annotations

from pathlib import Path

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer
from widget.bundle import later

PDF = "Le dossier (PDF, 2 pages)"


def to_dossier(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("/document")
    until(lambda: page.button(PDF), "the files")


def test_the_second_script_is_asked_for_once_and_only_when_it_is_wanted(
    page: Page, server: FakeServer, tmp_path: Path
) -> None:
    page.save_downloads_in(tmp_path)
    to_dossier(page, server)
    address = f"{server.url}/chat/{later().file}"
    assert address not in page.requested()
    page.press(PDF)
    until(lambda: (tmp_path / "dossier-immersion.pdf").exists(), "the file")
    page.press("Les lettres (PDF)")
    until(lambda: (tmp_path / "lettres-immersion.pdf").exists(), "the other file")
    assert page.requested().count(address) == 1
    assert page.console_errors() == []


def test_a_file_is_given_to_the_conversation_it_is_of(page: Page, server: FakeServer, tmp_path: Path) -> None:
    page.save_downloads_in(tmp_path)
    to_dossier(page, server)
    page.press(PDF)
    until(lambda: "Fichier enregistré : dossier-immersion.pdf" in page.text(".status"), "the file")
    server.forget_sessions()
    page.press(PDF)
    until(lambda: "Cette conversation a expiré." in page.text(".status"), "a refusal that is told")


def test_a_file_can_be_shared_where_the_browser_shares_files(
    page: Page, server: FakeServer, tmp_path: Path
) -> None:
    page.save_downloads_in(tmp_path)
    to_dossier(page, server)
    page.js(
        "navigator.canShare = () => true;"
        "navigator.share = async ({ files }) => { window.shared = files[0].name; }"
    )
    page.press(PDF)
    page.press(f"Partager : {PDF}")
    assert page.js("return window.shared") == "dossier-immersion.pdf"


def test_a_second_script_that_was_changed_is_not_run(page: Page, server: FakeServer) -> None:
    server.later = "window.changed = true;" + server.later
    to_dossier(page, server)
    page.press(PDF)
    until(lambda: "n'a pas pu être chargée" in page.text(".status"), "a refusal that is told")
    assert page.js("return window.changed") is None


def test_a_second_script_that_did_not_come_is_asked_for_again(
    page: Page, server: FakeServer, tmp_path: Path
) -> None:
    page.save_downloads_in(tmp_path)
    server.fail("later", 503)
    to_dossier(page, server)
    page.press(PDF)
    until(lambda: "n'a pas pu être chargée" in page.text(".status"), "a failure that is told")
    page.press(PDF)
    until(lambda: (tmp_path / "dossier-immersion.pdf").exists(), "the file")
