"""The npm package: packed by npm, imported by node, run as a module by a browser."""

from __future__ import annotations

import re
import subprocess
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer
from widget.bundle import FOLDER, LATER_PARTS, PAGE_PARTS, PARTS, later, module
from widget.package.__main__ import ROOT, pack, version, write

PAGE = """<!doctype html><html lang="fr"><head><title>Une application</title>
<link rel="icon" href="/chat/demo/icon.svg"></head><body>
<h1>Une application</h1>
<script type="module" src="/app.js"></script></body></html>"""
APP = "import { mount, open } from './index.js'; mount({ title: 'Aide', server: location.origin }); open();"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as npm packs it."""
    folder = tmp_path_factory.mktemp("package")
    write(folder / "written", version())
    with tarfile.open(pack(folder / "written", folder)) as archive:
        archive.extractall(folder / "installed" / "node_modules")
    packed = folder / "installed" / "node_modules" / "package"
    return packed.rename(packed.parent / "assistant-immersion-widget")


def test_the_package_is_imported_by_node(package: Path) -> None:
    code = (
        "import api, * as names from 'assistant-immersion-widget';"
        "console.log(Object.keys(names).sort().join(' '), typeof api.on('opened', () => {}));"
    )
    (package.parents[1] / "app.mjs").write_text(code, encoding="utf-8")
    ran = subprocess.run(["node", package.parents[1] / "app.mjs"], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "ask close default destroy mount on open function"


def test_every_name_of_the_module_has_its_type(package: Path) -> None:
    types = (package / "index.d.ts").read_text(encoding="utf-8")
    exported = re.search(r"export const\s*\{(.*?)\}", module())
    for name in exported[1].split(","):
        assert f"export function {name.strip()}" in types
    page = (ROOT / "widget" / "parts" / "page.js").read_text(encoding="utf-8")
    events = re.search(r"EVENTS = \[(.*?)\]", page)[1]
    for name in re.findall(r"'(\w+)'", events):
        assert f"  {name}: " in types


def test_the_module_runs_in_a_page_and_finds_its_second_script(
    page: Page, server: FakeServer, package: Path, tmp_path: Path
) -> None:
    page.save_downloads_in(tmp_path)
    server.pages["/app"] = PAGE
    server.scripts = {
        "/app.js": APP,
        "/index.js": (package / "index.js").read_text(encoding="utf-8"),
        "/later.js": later().text,
    }
    page.visit(f"{server.url}/app")
    until(lambda: page.visible(".panel"), "the panel")
    assert page.text("#title") == "Aide"
    page.say("/document")
    page.press("Le dossier (PDF, 2 pages)")
    until(lambda: (tmp_path / "dossier-immersion.pdf").exists(), "the file")


def test_every_part_is_in_a_script() -> None:
    parts = {path.stem for path in (ROOT / "widget" / "parts").glob("*.js")}
    assert parts == {*PAGE_PARTS, *PARTS, *LATER_PARTS, "bring_script", "bring_module"}


@pytest.mark.parametrize("parts", [(*PAGE_PARTS, *PARTS, "bring_script"), LATER_PARTS])
def test_parts_that_share_a_scope_declare_each_name_once(parts: tuple[str, ...]) -> None:
    texts = "\n".join((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in parts)
    names = re.findall(r"^(?:async )?(?:function|const|let) (\w+)", texts, flags=re.MULTILINE)
    assert [name for name, count in Counter(names).items() if count > 1] == []
