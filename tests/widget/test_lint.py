"""The linter of the widget's scripts sees a fault where it is written."""

import shutil

import pytest

from widget import bundle, lint


@pytest.mark.parametrize(
    ("part", "fault", "rule"),
    [
        ("cards", "tell(nowhere);", "no-undef"),
        ("download", "tell(newId());", "no-undef"),  # a name that the first script does not lend
        ("cards", "function alone() {}", "no-unused-vars"),
        ("cards", "let kept = 1; tell(kept);", "prefer-const"),
        ("cards", "if (busy == null) tell('');", "eqeqeq"),
        ("cards", "eval('1');", "no-eval"),
        ("cards", "log.innerHTML = '';", "no-restricted-properties"),
        ("cards", "document.write('');", "no-restricted-properties"),
    ],
)
def test_a_fault_is_told_by_the_line_of_its_part(tmp_path, monkeypatch, part, fault, rule):
    shutil.copytree(bundle.FOLDER, tmp_path / "parts")
    path = tmp_path / "parts" / f"{part}.js"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{fault}\n", encoding="utf-8")
    monkeypatch.setattr(bundle, "FOLDER", tmp_path / "parts")
    monkeypatch.chdir(tmp_path)
    found = lint.findings()
    line = len(text.splitlines()) + 1
    assert [one.split(":")[:2] for one in found if rule in one] == [[f"widget/parts/{part}.js", str(line)]]
