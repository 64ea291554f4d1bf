"""A person at a terminal of 80 columns and 24 lines, for the tests: a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COLUMNS, LINES = 80, 24
PATIENCE_SECONDS = 90
PROMPT = "Vous > "
# What prompt_toolkit draws with: cursor moves, colours, modes.
_CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Screen:
    """A program in a terminal: what it wrote, and a keyboard."""

    def __init__(self, process_id: int, terminal: int) -> None:
        self.process_id = process_id
        self.terminal = terminal
        self.written = ""

    def read_until_prompt(self) -> str:
        """Return what is written until the person is asked to write."""
        start, deadline = len(self.written), time.monotonic() + PATIENCE_SECONDS
        while not self.written[start:].rstrip("\r\n ").endswith(PROMPT.strip()):
            assert time.monotonic() < deadline, self.written[start:]
            if select.select([self.terminal], [], [], 1)[0]:
                self.written += self._answer_questions(os.read(self.terminal, 65536).decode())
        return self.written[start:]

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self.terminal, text.encode() + b"\r")

    def rest(self) -> str:
        """What a program that ended had still to write."""
        start = len(self.written)
        try:
            while read := os.read(self.terminal, 65536):
                self.written += self._answer_questions(read.decode())
        except OSError:
            pass
        return self.written[start:]

    def say(self, text: str) -> str:
        """Type a line and return the answer."""
        self.type(text)
        answer = self.read_until_prompt()
        # The first prompt is the typed line shown again.
        return answer if answer.count(PROMPT.strip()) > 1 else answer + self.read_until_prompt()

    def close(self) -> None:
        """Close the terminal window."""
        os.close(self.terminal)

    def ended(self) -> bool:
        """Whether the program ends soon."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if os.waitpid(self.process_id, os.WNOHANG)[0]:
                return True
            time.sleep(0.1)
        return False

    def _answer_questions(self, text: str) -> str:
        if "\x1b[6n" in text:
            os.write(self.terminal, b"\x1b[1;1R")
        return _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "")


@contextmanager
def terminal(*words: str, hangup_ignored: bool = False, **settings: str) -> Iterator[Screen]:
    """Run ``python -m <words>`` in a terminal until the block ends."""
    process_id, descriptor = pty.fork()
    if not process_id:
        os.chdir(ROOT)
        os.environ.update({"TERM": "xterm", "ACTION_ENDPOINT_URL": "", **settings})
        signal.signal(signal.SIGHUP, signal.SIG_IGN if hangup_ignored else signal.SIG_DFL)
        os.execv(sys.executable, [sys.executable, "-m", *words])
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    screen = Screen(process_id, descriptor)
    try:
        yield screen
    finally:
        try:
            os.kill(process_id, signal.SIGKILL)
            os.waitpid(process_id, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


def children(process_id: int) -> list[str]:
    """The commands that a process started and that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == process_id:
                found.append((entry / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def listens_on(process_id: int) -> set[str]:
    """The addresses (hexadecimal, as the kernel writes them) on which a process listens."""
    sockets = set()
    for descriptor in Path(f"/proc/{process_id}/fd").iterdir():
        try:
            sockets.add(os.readlink(descriptor))
        except OSError:
            continue
    listening = "0A"
    addresses = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == listening and f"socket:[{fields[9]}]" in sockets:
                addresses.add(fields[1].split(":")[0])
    return addresses
