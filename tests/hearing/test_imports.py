"""Which packages know Rasa: only those that join it to the others."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PLAIN = ("hearing", "dialogue", "law", "dossier")
FORBIDDEN = ("rasa", "rasa_sdk", "components", "actions", "channels", "serving")


def imported(path: Path) -> set[str]:
    """The first names of all that a module imports from elsewhere."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("package", PLAIN)
def test_a_plain_package_imports_neither_rasa_nor_what_joins_it(package: str) -> None:
    modules = sorted(Path(package).rglob("*.py"))
    assert modules
    assert {str(m): imported(m) & set(FORBIDDEN) for m in modules if imported(m) & set(FORBIDDEN)} == {}


def test_hearing_knows_nothing_of_the_dialogue() -> None:
    modules = Path("hearing").rglob("*.py")
    assert [str(m) for m in modules if imported(m) & {"dialogue", "dossier"}] == []
