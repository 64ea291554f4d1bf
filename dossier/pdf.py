"""Tagged PDF files (PDF/UA-1) made by Typst: the two pages from sheet.typ, the letters from letters.typ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import typst

from .letters import Letter
from .sheet import sheet
from .situation import Situation

MOST_PAGES = 2
# From the most readable down: a plan with many points still fits on two pages. `apart` starts the second page
# with the signatures; `reasons` and `advice` tell whether violations and warnings keep their explanation,
# `most` how many of each are told.
LEVELS = (
    {"size": 9.5, "apart": True, "reasons": True, "advice": True, "most": 99},
    {"size": 8.5, "apart": True, "reasons": True, "advice": True, "most": 99},
    {"size": 8.5, "apart": False, "reasons": True, "advice": True, "most": 99},
    {"size": 7.5, "apart": False, "reasons": True, "advice": False, "most": 99},
    {"size": 7.5, "apart": False, "reasons": False, "advice": False, "most": 99},
    {"size": 7, "apart": False, "reasons": False, "advice": False, "most": 99},
    {"size": 7, "apart": False, "reasons": False, "advice": False, "most": 5},
)
_STANDARD: Final = "ua-1"
_FOLDER = Path(__file__).parent


def render(situation: Situation) -> bytes:
    """Return the two pages of a plan; the same plan on the same day gives the same bytes."""
    content = json.dumps(sheet(situation), ensure_ascii=False)
    compiler = _compiler("sheet.typ")
    for level in LEVELS:
        inputs = {"sheet": content, "level": json.dumps(level)}
        pages, pdf = _compile(compiler, inputs)
        if pages <= MOST_PAGES:
            break
    return pdf


def render_letters(letters: Sequence[Letter], title: str) -> bytes:
    """Return the letters, to be printed or sent as they are."""
    content = [{"title": one.title, "subject": one.subject, "text": one.text} for one in letters]
    inputs = {"letters": json.dumps(content, ensure_ascii=False), "title": title}
    return _pdf(_compiler("letters.typ"), inputs)


def _compile(compiler: typst.Compiler, inputs: dict[str, str]) -> tuple[int, bytes]:
    pdf = _pdf(compiler, inputs)
    return json.loads(compiler.query("<pages>", field="value", one=True)), pdf


def _pdf(compiler: typst.Compiler, inputs: dict[str, str]) -> bytes:
    pdf = compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=_STANDARD)
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave something else than one file.")
    return pdf


def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(_FOLDER / template, root=_FOLDER, font_paths=_fonts())


@lru_cache
def _fonts() -> typst.Fonts:
    """DejaVu Sans as Matplotlib carries it: the same letters on every machine."""
    package = find_spec("matplotlib")
    if package is None or package.submodule_search_locations is None:
        raise ModuleNotFoundError("matplotlib")
    folders = [str(Path(path) / "mpl-data" / "fonts" / "ttf") for path in package.submodule_search_locations]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
