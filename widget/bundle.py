"""The chat widget as one script, made by joining the files of ``parts/``.

A page names one address and the browser makes one request; the sources stay short. Joining is all there
is: no minifier, no module loader, what runs is what was written. ``python -m widget.bundle`` prints it.

On a page::

    <script src="https://assistant.example/chat/widget.js" data-contact="/contact" defer></script>

Each setting is an attribute of the script, or a key of ``window.ImmersionAssistant`` set before the script:

=============  =====================================================================================
data-server    address of the assistant; by default the site that serves the script
data-color     main colour in any CSS notation; the words on it become black or white, as is readable
data-position  ``right`` (default) or ``left``
data-theme     ``auto`` (default, follows the system), ``light`` or ``dark``
data-title     title of the panel
data-contact   address of « Parler à un conseiller » : a page, ``mailto:`` or ``tel:``; without it, no link
data-strings   JSON that replaces sentences of ``parts/strings.js``
=============  =====================================================================================

The widget works under ``default-src 'self'``; when the assistant is another site than the page,
``script-src`` and ``connect-src`` name the assistant, and the assistant's list of origins names the page.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "parts"

# One scope for all: a constant stands before what reads it while the script starts.
PARTS = (
    "strings",
    "settings",
    "nodes",
    "server",
    "conversation",
    "messages",
    "cards",
    "panel",
    "style",
    "start",
)
_OPENING = """\
/* Immersion assistant: chat widget. Settings are attributes of this script, see widget/bundle.py. */
(() => {
'use strict';
// The script named twice on a page makes one widget.
if (document.querySelector('immersion-assistant')) return;
"""
_CLOSING = "})();\n"


def bundle() -> str:
    """Return the script to serve as ``text/javascript``.

    Raises:
        OSError: a part cannot be read.
    """
    parts = [(FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in PARTS]
    return _OPENING + "\n".join(parts) + _CLOSING


if __name__ == "__main__":
    print(bundle(), end="")
