"""The packages of the lock: none older than the release that closed its holes, each known by its hash."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

LOCK = Path("requirements.lock").read_text(encoding="utf-8")
# The first release without the holes published for the one that Rasa asks for; where that one has no known
# hole but was left by its authors years ago, the release that stands in its place.
FLOORS = {
    "aiohttp": "3.13.4",
    "attrs": "26.1.0",
    "cachecontrol": "0.14.4",
    "dnspython": "2.6.1",
    "jsonschema": "4.26.0",
    "networkx": "3.4.2",
    "protobuf": "4.25.8",
    "pydantic": "1.10.13",
    "pymongo": "4.6.3",
    "rasa": "3.6.21",
    "redis": "4.5.5",
    "regex": "2026.9.29",
    "sanic": "21.12.2",
    "scikit-learn": "1.5.0",
    "sentry-sdk": "1.45.1",
    "setuptools": "78.1.1",
}


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_a_package_is_not_older_than_its_floor_on_any_machine(name: str, floor: str) -> None:
    locked = re.findall(rf"^{re.escape(name)}==([^ ]+)", LOCK, re.MULTILINE)
    assert locked
    assert all(Version(one) >= Version(floor) for one in [*locked, version(name)])


def test_every_package_raised_above_what_rasa_asks_for_has_a_floor() -> None:
    overrides = Path("requirements.overrides").read_text(encoding="utf-8")
    raised = re.findall(r"^([\w-]+).*==", overrides, re.MULTILINE)
    assert raised and set(raised) <= set(FLOORS)


def test_every_package_is_known_by_its_hash_and_by_no_address() -> None:
    packages = re.split(r"^(?=[a-z0-9].*==)", LOCK, flags=re.MULTILINE)[1:]
    assert packages and all("--hash=sha256:" in package for package in packages)
    assert "://" not in LOCK


def test_plain_rasa_starts_with_its_error_reports_on(tmp_path: Path) -> None:
    code = "from rasa import telemetry; telemetry.initialize_error_reporting()"
    settings = {
        "HOME": str(tmp_path),
        "RASA_TELEMETRY_ENABLED": "true",
        "RASA_EXCEPTION_WRITE_KEY": "key@nobody",
    }
    started = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | settings, capture_output=True, text=True, timeout=120
    )
    assert started.returncode == 0, started.stderr
