"""Firefox, driven by the protocol that it speaks itself: Debian's package, no driver between."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from serving.web import free_port

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
START_SECONDS = 60
ANSWER_SECONDS = 60
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# Firefox itself must ask nobody anything.
PREFERENCES = {
    "app.update.auto": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}


class RefusedByFirefox(AssertionError):
    """A command that Firefox answered by an error."""


class Firefox:
    """A running Firefox with a fresh profile, and its first tab.

    Args:
        profile: an empty folder.
    """

    def __init__(self, profile: Path) -> None:
        port = free_port(0)
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()
        ]
        lines.append(f'user_pref("marionette.port", {port});')
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self._wire = self._connected(port)
            self._stream = self._wire.makefile("rb")
            self._read()
            self._number = 0
            self.command("WebDriver:NewSession")
        except BaseException:
            self.quit()
            raise

    def _connected(self, port: int) -> socket.socket:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", port), ANSWER_SECONDS)
            time.sleep(0.1)
        raise AssertionError("Firefox did not start")

    def _read(self) -> Any:
        digits = b""
        while (one := self._stream.read(1)) != b":":
            assert one, "Firefox closed the connection"
            digits += one
        return json.loads(self._stream.read(int(digits)))

    def command(self, name: str, **parameters: Any) -> Any:
        """Send a command and return its answer."""
        self._number += 1
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._wire.sendall(str(len(message)).encode() + b":" + message)
        _, number, error, answer = self._read()
        assert number == self._number
        if error:
            raise RefusedByFirefox(f"{error['error']}: {error['message']}")
        return answer

    def visit(self, url: str) -> None:
        self.command("WebDriver:Navigate", url=url)

    def js(self, code: str, *arguments: Any) -> Any:
        """Run code where ``root`` is the shadow root of the widget."""
        script = f"const root = document.querySelector('immersion-assistant')?.shadowRoot; {code}"
        return self.command("WebDriver:ExecuteScript", script=script, args=list(arguments))["value"]

    def keys(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.command("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": actions}])

    def quit(self) -> None:
        """End this Firefox."""
        self._process.terminate()
        self._process.wait(20)
