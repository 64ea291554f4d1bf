"""The terminal of `rasa shell`, in French: greeting, lettered buttons, no stack trace.

Rasa's own console speaks English, shows what buttons send and prints errors as they are. Only its
reading loop is replaced; the rest of `rasa shell` is Rasa's.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import string
import sys
import textwrap
from typing import Any

import aiohttp

from channels.local import NOTHING

STOP = "/stop"
GREETING = "/greet"
UNREACHABLE = (
    "Je n'arrive pas à répondre pour l'instant : une partie du service ne marche pas. "
    "Rien de ce que vous avez dit n'est perdu. Réessayez dans un instant."
)
_WIDEST = 100
# Of a terminal that does not tell its width.
_NARROWEST = 80
_PROMPT = "Vous > "
# An answer that scrolls away is reminded by its first line, a verdict by its headline.
_ABOVE = "↑ Plus haut : "
# The empty line and the prompt under an answer.
_ROWS_BELOW = 3
_TIMEOUT = aiohttp.ClientTimeout(total=60)


def install() -> None:
    """Put this terminal in the place of Rasa's."""
    from rasa.core.channels import console

    console.record_messages = record_messages


async def record_messages(
    sender_id: str,
    server_url: str = "http://127.0.0.1:5005",
    auth_token: str = "",
    max_message_limit: int | None = None,
    use_response_stream: bool = True,
    request_timeout: int | None = None,
) -> int:
    """Read, send and show messages until /stop, the end of input or Ctrl-C; gives how many were sent."""
    await _wait_for_server(server_url)
    sent = 0
    # A terminal that was closed can be neither read nor written: the conversation is over.
    with contextlib.suppress(OSError):
        print(f"\nÉcrivez puis Entrée. Une lettre choisit une réponse proposée. Pour quitter : {STOP}\n")
        buttons = await _exchange(server_url, sender_id, GREETING)
        while (text := await _read()) is not None and text.strip() != STOP:
            buttons = await _exchange(server_url, sender_id, _chosen(text, buttons))
            sent += 1
        print("Au revoir.")
    return sent


async def _wait_for_server(server_url: str) -> None:
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        for _ in range(600):
            try:
                async with session.get(server_url):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)


async def _read() -> str | None:
    """A line from the person; None at the end of input or on Ctrl-C."""
    if not sys.stdin.isatty():
        line = await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        return line.rstrip("\n") if line else None
    from prompt_toolkit import PromptSession

    try:
        return await PromptSession().prompt_async(_PROMPT)
    except (EOFError, KeyboardInterrupt):
        return None


def _chosen(text: str, buttons: list[dict[str, str]]) -> str:
    """What a typed letter stands for; a slash that no button offered is plain text."""
    letter = text.strip().rstrip(")").lower()
    if len(letter) == 1 and letter in string.ascii_lowercase[: len(buttons)]:
        return buttons[string.ascii_lowercase.index(letter)]["payload"]
    return text.lstrip().lstrip("/").strip() if text.lstrip().startswith("/") else text


async def _exchange(server_url: str, sender_id: str, text: str) -> list[dict[str, str]]:
    """Send a message and show the answer; gives the buttons that it offers."""
    body = {
        "sender": sender_id,
        "message": text.encode("utf-8", "replace").decode("utf-8").strip() or NOTHING,
    }
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.post(f"{server_url}/webhooks/rest/webhook", json=body) as response,
        ):
            response.raise_for_status()
            messages: list[dict[str, Any]] = await response.json()
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
        messages = []
    if not messages:
        messages = [{"text": UNREACHABLE}]
    texts = [message["text"] for message in messages if message.get("text")]
    buttons = [button for message in messages for button in message.get("buttons") or []]
    lines = "\n\n".join(map(_wrapped, texts)).split("\n")
    lines += [
        f"   {letter}) {button['title']}"
        for letter, button in zip(string.ascii_lowercase, buttons, strict=False)
    ]
    print(_styled("\n".join(lines)) + "\n")
    if len(lines) > shutil.get_terminal_size().lines - _ROWS_BELOW:
        first_lines = [text.split("\n")[0] for text in texts]
        headline = next((line for line in first_lines if "**" in line), first_lines[0])
        print(_styled(_wrapped(_ABOVE + headline)) + "\n")
    return buttons


def _wrapped(text: str) -> str:
    """Lines that end between words; links are left whole."""
    text = re.sub(r" ([?!:;»])", "\u00a0\\1", text)
    width = min(shutil.get_terminal_size().columns or _NARROWEST, _WIDEST)
    lines = [
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    ]
    return "\n".join(lines)


def _styled(text: str) -> str:
    """Bold where the text has **bold**, in a terminal that shows it."""
    return re.sub(r"\*\*(.+?)\*\*", r"\033[1m\1\033[0m" if sys.stdout.isatty() else r"\1", text)
