"""A real Matrix server on this machine, without federation, and people who write to it."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
import yaml

LOCAL = "127.0.0.1"
SHARED_SECRET = "shared-secret-of-the-tests"
START_SECONDS = 60
_counter = itertools.count(1)

# Limits so high that the tests meet none; that of messages is Synapse's own, and lifted for most people.
_NO_LIMIT = {"per_second": 10_000, "burst_count": 10_000}
_LIMITS = {
    "rc_registration": _NO_LIMIT,
    "rc_login": {"address": _NO_LIMIT, "account": _NO_LIMIT, "failed_attempts": _NO_LIMIT},
    "rc_joins": {"local": _NO_LIMIT, "remote": _NO_LIMIT},
    "rc_invites": {"per_room": _NO_LIMIT, "per_user": _NO_LIMIT},
}


class Synapse:
    """A home server.

    Args:
        python: the interpreter that has Synapse.
        folder: where it keeps its files.
    """

    def __init__(self, python: Path, folder: Path) -> None:
        self._python, self._folder = python, folder
        with socket.socket() as probe:
            probe.bind((LOCAL, 0))
            self.port = probe.getsockname()[1]
        settings: dict[str, Any] = {
            "server_name": "test.local",
            "pid_file": str(folder / "pid"),
            "listeners": [
                {
                    "port": self.port,
                    "type": "http",
                    "bind_addresses": [LOCAL],
                    "resources": [{"names": ["client"]}],
                }
            ],
            "database": {"name": "sqlite3", "args": {"database": str(folder / "synapse.db")}},
            "media_store_path": str(folder / "media"),
            "signing_key_path": str(folder / "key"),
            "registration_shared_secret": SHARED_SECRET,
            "report_stats": False,
            "trusted_key_servers": [],
            "suppress_key_server_warning": True,
            **_LIMITS,
        }
        (folder / "config.yaml").write_text(yaml.safe_dump(settings))
        self._call("--generate-keys")
        self._process: subprocess.Popen | None = None
        self._admin: Person | None = None

    @property
    def url(self) -> str:
        return f"http://{LOCAL}:{self.port}"

    def start(self) -> Synapse:
        """Start and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(self._command(), stdout=log, stderr=log, cwd=self._folder)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                if requests.get(f"{self.url}/_matrix/client/versions", timeout=2).ok:
                    return self
            except requests.RequestException:
                time.sleep(0.1)
        raise AssertionError((self._folder / "log").read_text()[-2000:])

    def kill(self) -> None:
        """Kill it as a power cut would."""
        if self._process and self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def person(self, name: str, limited: bool = False) -> Person:
        """A new account.

        Args:
            name: how its name begins.
            limited: whether it keeps Synapse's own limit of messages.
        """
        person = self._register(name, "notadmin")
        if not limited:
            self._admin = self._admin or self._register("admin", "admin")
            path = f"{self.url}/_synapse/admin/v1/users/{quote(person.user)}/override_ratelimit"
            # Zero is no limit.
            limits = {"messages_per_second": 0, "burst_count": 0}
            headers = {"Authorization": f"Bearer {self._admin.token}"}
            assert requests.post(path, json=limits, headers=headers, timeout=10).ok
        return person

    def _register(self, name: str, role: str) -> Person:
        user = f"{name}{next(_counter)}"
        path = f"{self.url}/_synapse/admin/v1/register"
        nonce = requests.get(path, timeout=10).json()["nonce"]
        parts = "\0".join([nonce, user, "pw", role]).encode()
        mac = hmac.new(SHARED_SECRET.encode(), parts, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": user, "password": "pw", "admin": role == "admin", "mac": mac}
        answer = requests.post(path, json=body, timeout=10).json()
        return Person(self, answer["user_id"], answer["access_token"])

    def _command(self, *arguments: str) -> list[str]:
        return [
            *(str(self._python), "-m", "synapse.app.homeserver"),
            *("-c", str(self._folder / "config.yaml"), *arguments),
        ]

    def _call(self, argument: str) -> None:
        subprocess.run(self._command(argument), cwd=self._folder, check=True, capture_output=True, timeout=60)


class Person:
    """An account and what it does."""

    def __init__(self, server: Synapse, user: str, token: str) -> None:
        self.server, self.user, self.token = server, user, token

    def call(self, method: str, path: str, body: Any = None, **query: str) -> dict[str, Any]:
        """Call the client-server API, which must accept."""
        answer = requests.request(
            method,
            f"{self.server.url}/_matrix/client/v3{path}",
            json=body,
            params=query,
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=30,
        )
        assert answer.ok, answer.text
        return answer.json()

    def room(self, *others: str, encrypted: bool = False) -> str:
        """A new room with others invited."""
        body: dict[str, Any] = {"invite": list(others), "preset": "private_chat"}
        if encrypted:
            content = {"algorithm": "m.megolm.v1.aes-sha2"}
            body["initial_state"] = [{"type": "m.room.encryption", "state_key": "", "content": content}]
        return self.call("POST", "/createRoom", body)["room_id"]

    def send(self, room: str, kind: str = "m.room.message", **content: Any) -> str:
        """Send an event."""
        path = f"/rooms/{quote(room)}/send/{kind}/t{next(_counter)}"
        return self.call("PUT", path, content)["event_id"]

    def say(self, room: str, text: str, **content: Any) -> str:
        """Send a text."""
        return self.send(room, msgtype="m.text", body=text, **content)

    def heard(self, room: str, sender: str) -> list[dict[str, Any]]:
        """Messages of ``sender`` in a room, oldest first."""
        events = self.call("GET", f"/rooms/{quote(room)}/messages", dir="b", limit="1000")["chunk"]
        return [e["content"] for e in events[::-1] if e["sender"] == sender and e["type"] == "m.room.message"]

    def joined(self, room: str) -> list[str]:
        """Who is in a room."""
        return list(self.call("GET", f"/rooms/{quote(room)}/joined_members")["joined"])

    def wait_for(self, room: str, sender: str, count: int, seconds: float = 40.0) -> list[str]:
        """The texts of ``sender`` once there are ``count``."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            texts = [content.get("body", "") for content in self.heard(room, sender)]
            if len(texts) >= count:
                return texts
            time.sleep(0.1)
        raise AssertionError(f"{len(texts)} of {count}")
