"""What the tests hold of the lists of hearing: `python -m bench.mutations [COUNT]`

Takes a line out of a list of hearing/ (YAML lists, and the expressions of `any_of`) in a copy of the
project, COUNT times at random with a fixed seed, runs the tests of hearing, and prints the share of
deletions that turn a test red, with those that do not. Exit 1 below 90 %, 2 when the tests are red before
anything is taken out.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("hearing", "tests", "law", "dialogue", "dossier", "components", "actions", "channels", "serving")
TESTS = ("tests/hearing",)
WANTED = 0.90
_SEED = 11
_YAML_LINE = re.compile(r"^\s*- \S")
# One expression a line between the parentheses of any_of(…).
_PYTHON_LINE = re.compile(r"^\s+r?\"(?:[^\"\\]|\\.)*\",$")


@dataclass(frozen=True)
class Deletion:
    """A line of a list: file (relative), its number from 0, its text."""

    file: Path
    line: int
    text: str


def deletions() -> list[Deletion]:
    """Every line of a list that could be taken out."""
    found = []
    for path in sorted((ROOT / "hearing").rglob("*")):
        if path.suffix == ".yml":
            wanted = _YAML_LINE
        elif path.suffix == ".py" and "any_of(" in path.read_text(encoding="utf-8"):
            wanted = _PYTHON_LINE
        else:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [
            Deletion(path.relative_to(ROOT), number, line.strip())
            for number, line in enumerate(lines)
            if wanted.match(line)
        ]
    return found


def is_caught(copy: Path, deletion: Deletion) -> bool:
    """Whether the tests turn red in a copy of the project without this line."""
    path = copy / deletion.file
    kept = path.read_text(encoding="utf-8")
    lines = kept.splitlines(keepends=True)
    del lines[deletion.line]
    path.write_text("".join(lines), encoding="utf-8")
    red = not is_green(copy)
    path.write_text(kept, encoding="utf-8")
    return red


def is_green(copy: Path) -> bool:
    """Whether the tests of a copy of the project pass."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS]
    return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode == 0


def main(count: int) -> int:
    """Print what is not caught and the share that is; 1 when it is too small, 2 when nothing can be said."""
    chosen = random.Random(_SEED).sample(deletions(), count)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        if not is_green(copy):
            print("The tests are red before anything is taken out: nothing can be measured.")
            return 2
        missed = []
        for deletion in chosen:
            if not is_caught(copy, deletion):
                missed.append(deletion)
                print(f"  not caught  {deletion.file}:{deletion.line + 1}  {deletion.text}", flush=True)
    share = 1 - len(missed) / count
    print(
        f"{count - len(missed)} of {count} deletions turn a test red: {share:.0%} of {len(deletions())} lines"
    )
    return 0 if share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
