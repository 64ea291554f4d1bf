"""The chat widget as one script, made by joining and minifying the files of ``parts/``.

A page names one address and the browser makes one request. What few people need is a second script, a module
that the first one loads when it is wanted (``parts/later.js``); its parts use the names of ``LENT`` as if
they stood in the first one. ``docs/embedding.md`` says how a page takes the widget and what it can set.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjsmin

FOLDER = Path(__file__).resolve().parent / "parts"

# One scope for all: a constant stands before what reads it while the script starts.
# Around all of it stands what a page can do; the rest is made again at each mount.
PAGE_PARTS = ("page",)
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
    "verdict",
    "ask",
    "resume",
    "panel",
    "theme",
    "reading",
    "style",
    "style_card",
    "start",
)
# The second script: its parts, what they give to the first one, and what it lends them.
LATER_PARTS = (
    "strings_later",
    "style_later",
    "download",
    "inputs",
    "sheet",
    "dictation",
    "box",
    "handover",
    "save",
    "print",
)
GIVEN = (
    "download",
    "inputs",
    "project",
    "dictate",
    "handover",
    "save",
    "withdraw",
    "enterCode",
    "openLink",
    "printCard",
)
LENT = (
    "el",
    "call",
    "tell",
    "say",
    "icon",
    "input",
    "panel",
    "root",
    "status",
    "strings",
    "submit",
    "write",
    "emit",
    "copy",
    "take",
    "host",
    "listen",
)

_NOTICE = "/* Immersion assistant: chat widget. Settings: docs/embedding.md. */\n"
_MAKE = """\
{page}
function make(given) {{
const lent = () => ({{ {lent} }});
{parts}
return {{ open, close, ask, attach, destroy }};
}}
"""
_SCRIPT = """\
(() => {{
'use strict';
const LATER = {later};
{make}
// A module, or a tag that another program wrote, has no current script.
publish(document.currentScript ?? document.querySelector('script[src*="/chat/widget"]'));
}})();
"""
_MODULE = "{make}\nexport default api;\nexport const {{ mount, destroy, open, close, ask, on }} = api;\n"
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
    address = json.dumps({"file": second.file, "integrity": second.integrity})
    return Script("widget", _NOTICE + rjsmin.jsmin(_SCRIPT.format(later=address, make=_make("bring_script"))))


@cache
def module() -> str:
    """Return the widget as a module of a package, which holds the second script as ``later.js``.

    Raises:
        OSError: a part cannot be read.
    """
    return _NOTICE + rjsmin.jsmin(_MODULE.format(make=_make("bring_module")))


@cache
def later() -> Script:
    """Return the script that the first one loads on demand.

    Raises:
        OSError: a part cannot be read.
    """
    text = _LATER.format(lent=", ".join(LENT), parts=_joined(LATER_PARTS), given=", ".join(GIVEN))
    return Script("widget-later", _NOTICE + rjsmin.jsmin(text))


def _make(bring: str) -> str:
    return _MAKE.format(page=_joined(PAGE_PARTS), lent=", ".join(LENT), parts=_joined((*PARTS, bring)))


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(_part(name) for name in names)


def _part(name: str) -> str:
    text = (FOLDER / f"{name}.js").read_text(encoding="utf-8")
    # A style is one text for the minifier, which leaves texts alone.
    return re.sub(r"`[^`]*`", _squeezed, text) if name.startswith("style") else text


def _squeezed(style: re.Match[str]) -> str:
    text = re.sub(r"/\*.*?\*/", "", style[0])
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", text))


if __name__ == "__main__":
    print(widget().text, end="")
