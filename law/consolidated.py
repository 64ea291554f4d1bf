"""The consolidated codes, as published in the npm package @socialgouv/legi-data.

The package holds one JSON file by code: a tree of sections whose leaves are articles.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

from law.sources import CODES, Code

PACKAGE = "@socialgouv/legi-data"
NPM_TIMEOUT_SECONDS = 600
# The data writes "no end" as 1 January 2999.
NO_END_YEAR = 2999
# 64 bits of the digest: enough to see that a text moved, short enough to be read in a table.
FINGERPRINT_LENGTH = 16


class LawDataUnavailableError(Exception):
    """The consolidated codes could not be fetched or read; the message says why, on one line."""


@dataclass(frozen=True)
class ArticleVersion:
    """A version of an article: identifier, first day in force, state, fingerprint, end already decided."""

    id: str
    since: date
    state: str
    fingerprint: str
    until: date | None = None


def fingerprint(text: str) -> str:
    """Return a short digest of a text, blind to spaces and line breaks."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:FINGERPRINT_LENGTH]


def _articles_of(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node.get("type") == "article":
            yield node["data"]
        waiting.extend(node.get("children") or ())


def _version(article: dict[str, Any]) -> ArticleVersion:
    end = _day(article["dateFin"])
    return ArticleVersion(
        id=article["id"],
        since=_day(article["dateDebut"]),
        state=article["etat"],
        fingerprint=fingerprint(article["texte"]),
        until=None if end.year >= NO_END_YEAR else end,
    )


def _day(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, tz=timezone.utc).date()


def _read_code(code: Code, tree: dict[str, Any], wanted: set[str]) -> dict[str, ArticleVersion]:
    found: dict[str, ArticleVersion] = {}
    for data in _articles_of(tree):
        key = code.prefix + str(data.get("num"))
        if key in wanted:
            version = _version(data)
            # Two entries for one number: the one that came into force last is the current one.
            if key not in found or found[key].since <= version.since:
                found[key] = version
    return found


def read_codes(folder: Path, wanted: set[str]) -> dict[str, ArticleVersion]:
    """Return the versions of the wanted articles found in the JSON files of `folder`, by source key.

    Args:
        folder: holds one `<LEGITEXT id>.json` by code of sources.yml.
        wanted: source keys ("L5135-3", "CSS L412-8").

    Raises:
        LawDataUnavailableError: a file is missing or is not what is expected.
    """
    found: dict[str, ArticleVersion] = {}
    for code in CODES.values():
        path = folder / f"{code.id}.json"
        try:
            of_code = _read_code(code, json.loads(path.read_bytes()), wanted)
        except OSError as error:
            raise LawDataUnavailableError(f"{path} : illisible ({error.strerror})") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise LawDataUnavailableError(f"{path} : format inattendu ({error!r:.80})") from error
        if not of_code:
            raise LawDataUnavailableError(f"{path} : aucun des articles cités, le format a dû changer")
        found.update(of_code)
    return found


def fetch_codes(folder: Path) -> str:
    """Download the current package with npm and put the codes in `folder`; return the package version.

    Raises:
        LawDataUnavailableError: npm is absent, the network does not answer, or the package has changed.
    """
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", PACKAGE, "--json", "--pack-destination", scratch]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=NPM_TIMEOUT_SECONDS, cwd=scratch, check=False
            )
        except FileNotFoundError as error:
            raise LawDataUnavailableError("npm n'est pas installé") from error
        except subprocess.TimeoutExpired as error:
            raise LawDataUnavailableError("npm n'a pas répondu à temps") from error
        if done.returncode != 0:
            reasons = [line for line in done.stderr.splitlines() if "error" in line.lower()] or ["erreur npm"]
            raise LawDataUnavailableError(
                f"réseau injoignable, {PACKAGE} non téléchargé ({reasons[0].strip()})"
            )
        try:
            description = json.loads(done.stdout)[0]
            with tarfile.open(next(Path(scratch).glob("*.tgz"))) as archive:
                for code in CODES.values():
                    member = archive.extractfile(f"package/data/{code.id}.json")
                    if member is None:
                        raise KeyError(code.id)
                    (folder / f"{code.id}.json").write_bytes(member.read())
            return description["version"]
        except (ValueError, KeyError, IndexError, StopIteration, tarfile.TarError) as error:
            raise LawDataUnavailableError(f"{PACKAGE} : contenu inattendu ({error!r:.80})") from error
