"""Writes the package: the module with its types, the scripts for a tag, the page that explains them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from widget.bundle import later, module, widget

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".build" / "widget-package"
NAME = "assistant-immersion-widget"


def write(folder: Path, version: str) -> None:
    """Write the content of the package into an empty folder.

    Args:
        folder: where; what it held goes away.
        version: version of the package.

    Raises:
        OSError: a file cannot be read or written.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    description = {
        "name": NAME,
        "version": version,
        "description": "Chat widget of the French assistant on professional immersion (PMSMP)",
        "license": "MIT",
        "type": "module",
        "sideEffects": False,
        "exports": {".": {"types": "./index.d.ts", "default": "./index.js"}, "./*": "./*"},
        "types": "./index.d.ts",
        "unpkg": f"./{widget().file}",
        "files": ["*.js", "*.d.ts"],
    }
    files = {
        "package.json": json.dumps(description, indent=2) + "\n",
        "index.js": module(),
        "later.js": later().text,
        widget().file: widget().text,
        later().file: later().text,
        "index.d.ts": (ROOT / "widget" / "package" / "index.d.ts").read_text(encoding="utf-8"),
        "README.md": (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8"),
        "LICENSE": (ROOT / "LICENSE").read_text(encoding="utf-8"),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def pack(folder: Path, out: Path) -> Path:
    """Make the archive of the package and return its path.

    Raises:
        OSError: npm is not on this machine.
        subprocess.CalledProcessError: npm refused the package.
    """
    command = ["npm", "pack", "--json", "--offline", "--pack-destination", str(out), str(folder)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return out / told[0]["filename"]


def version() -> str:
    """Return the version of the project."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    return next(line.split('"')[1] for line in lines if line.startswith("version = "))


if __name__ == "__main__":
    write(FOLDER, version())
    try:
        archive = pack(FOLDER, FOLDER.parent)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"npm pack did not work ({error}). The package is in {FOLDER}.")
    print(f"{archive}\n\n{widget().file}\n{widget().integrity}\n\n{later().file}\n{later().integrity}")
