"""The chat widget as one script, made by joining and minifying the files of ``parts/``.

A page names one address and the browser makes one request. What few people need is a second script, a module
that the first one loads when it is wanted (``parts/later.js``); its parts use the names of ``LENT`` as if
they stood in the first one. ``docs/embedding.md`` says how a page takes the widget and what it can set.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjsmin

FOLDER = Path(__file__).resolve().parent / "parts"

# One scope for all: a constant stands before what reads it while the script starts.
PARTS = (
    "strings",
    "settings",
    "nodes",
    "server",
    "later",
    "conversation",
    "messages",
    "papers",
    "cards",
    "panel",
    "reading",
    "style",
    "style_card",
    "start",
)
# The second script: its parts, what they give to the first one, and what it lends them.
LATER_PARTS = ("strings_later", "style_later", "download", "inputs", "sheet", "dictation")
GIVEN = ("download", "inputs", "project", "dictate")
LENT = ("el", "call", "tell", "say", "icon", "input", "panel", "root", "status", "strings", "submit", "write")

_NOTICE = "/* Immersion assistant: chat widget. Settings: docs/embedding.md. */\n"
_MAIN = """\
(() => {{
'use strict';
// The script named twice on a page makes one widget.
if (document.querySelector('immersion-assistant')) return;
const LATER = {later};
{parts}
}})();
"""
_LATER = "export default ({{ {lent} }}) => {{\n{parts}\nreturn {{ {given} }};\n}};\n"


@dataclass(frozen=True)
class Script:
    """One script to serve as ``text/javascript``."""

    name: str
    text: str

    @property
    def file(self) -> str:
        """Its name with its version: these bytes for ever."""
        return f"{self.name}-{hashlib.sha256(self.text.encode()).hexdigest()[:16]}.js"

    @property
    def integrity(self) -> str:
        """Its hash, as a page writes it in ``integrity``."""
        digest = hashlib.sha384(self.text.encode()).digest()
        return f"sha384-{base64.b64encode(digest).decode()}"


@cache
def widget() -> Script:
    """Return the script that a page names.

    Raises:
        OSError: a part cannot be read.
    """
    second = later()
    address = {"file": second.file, "integrity": second.integrity}
    lent = f"const lent = () => ({{ {', '.join(LENT)} }});"
    text = _MAIN.format(later=json.dumps(address), parts=f"{lent}\n{_joined(PARTS)}")
    return Script("widget", _NOTICE + rjsmin.jsmin(text))


@cache
def later() -> Script:
    """Return the script that the first one loads on demand.

    Raises:
        OSError: a part cannot be read.
    """
    text = _LATER.format(lent=", ".join(LENT), parts=_joined(LATER_PARTS), given=", ".join(GIVEN))
    return Script("widget-later", _NOTICE + rjsmin.jsmin(text))


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in names)


if __name__ == "__main__":
    print(widget().text, end="")
