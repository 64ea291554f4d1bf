"""Watch on the law: `python -m law.watch` tells which cited articles have changed since they were read.

Compares every article of sources.yml with the current consolidated codes, and says which rules, parameters,
lines of information and answers rest on those that moved. Exit codes: 0 nothing moved, 1 something moved,
2 the codes could not be read (no network, no npm).

`--record` writes the current versions in sources.yml, once a person has read what changed.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from law.consolidated import PACKAGE, ArticleVersion, LawDataUnavailableError, fetch_codes, read_codes
from law.information import LINES
from law.parameters import PARAMETERS
from law.rules import RULES
from law.sources import CODES, REFERENCES, Reference
from law.yaml_files import PACKAGE_FOLDER

ANSWERS_FOLDER = PACKAGE_FOLDER.parent / "data" / "faq"
SOURCES_FILE = PACKAGE_FOLDER / "sources.yml"
UP_TO_DATE, MOVED, UNAVAILABLE = 0, 1, 2
_IN_FORCE = frozenset({"VIGUEUR", "ABROGE_DIFF", "VIGUEUR_DIFF"})
_RECORDED_LINE = re.compile(r"^    (?P<number>[LRD][\w .-]*): \{.*\}$")


@dataclass(frozen=True)
class Difference:
    """An article that is not what was read: its source and what changed, in French."""

    source: Reference
    what: str


def _what_changed(source: Reference, version: ArticleVersion | None) -> str | None:
    if version is None:
        return "introuvable dans le code : abrogé, ou renuméroté"
    if version.state not in _IN_FORCE:
        return f"n'est plus en vigueur (état {version.state})"
    changes = []
    if version.id != source.id:
        changes.append(f"nouvelle version {version.id} (lue : {source.id})")
    if version.since != source.in_force_since:
        changes.append(f"en vigueur depuis le {version.since} (lue : {source.in_force_since})")
    if version.fingerprint != source.fingerprint:
        changes.append("texte modifié")
    return ", ".join(changes) or None


def followed_articles() -> dict[str, Reference]:
    """Return the sources that are articles of the codes followed, by key."""
    return {key: source for key, source in REFERENCES.items() if source.article is not None}


def compare(current: Mapping[str, ArticleVersion]) -> list[Difference]:
    """Return the cited articles whose current version is not the one that was read.

    Args:
        current: versions in the consolidated codes, by source key.
    """
    found = ((source, _what_changed(source, current.get(key))) for key, source in followed_articles().items())
    return [Difference(source, what) for source, what in found if what is not None]


def _answers_of_file(path: Path) -> dict[str, set[str]]:
    content: Any = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    resting: dict[str, set[str]] = {}
    for name, variants in content.get("responses", {}).items():
        answer = name.removeprefix("utter_")
        for metadata in (variant.get("metadata", {}) for variant in variants):
            resting.setdefault(answer, set()).update(metadata.get("sources", ()))
            for angle in metadata.get("angles", ()):
                resting[f"{answer}/{angle['id']}"] = set(angle.get("sources", ()))
    return resting


def answers_by_source(folder: Path = ANSWERS_FOLDER) -> dict[str, list[str]]:
    """Return, for each source key, the answers ("faq/duree_max", "faq/salarie/dismissal") that rest on it."""
    resting: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for name, keys in _answers_of_file(path).items():
            for key in keys:
                resting.setdefault(key, []).append(name)
    return resting


def dependents(key: str, answers: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what rests on a source, by kind: rules, parameters, lines of information, answers."""
    return {
        "règles": [rule.id for rule in RULES.values() if key in rule.sources],
        "paramètres": [parameter.id for parameter in PARAMETERS.by_id.values() if parameter.article == key],
        "informations": [
            line.id for line, _ in LINES if key in {reference.key for reference in line.references}
        ],
        "réponses": answers.get(key, []),
    }


def report(differences: list[Difference], answers: Mapping[str, list[str]]) -> str:
    """Return the differences in French, each with what rests on it."""
    lines = []
    for difference in differences:
        lines.append(f"{difference.source.label} : {difference.what}")
        lines.append(f"  {difference.source.url}")
        for kind, names in dependents(difference.source.key, answers).items():
            if names:
                lines.append(f"  {kind} : {', '.join(names)}")
    return "\n".join(lines)


def recorded(text: str, current: Mapping[str, ArticleVersion]) -> str:
    """Return the text of sources.yml with the current version on the line of each article.

    Args:
        text: content of sources.yml.
        current: versions in the consolidated codes, by source key.
    """
    prefixes = {f"  {name}:": code.prefix for name, code in CODES.items()}
    prefix = ""
    lines = []
    for line in text.splitlines():
        prefix = prefixes.get(line, prefix)
        match = _RECORDED_LINE.match(line)
        version = current.get(prefix + match["number"]) if match else None
        if match and version:
            line = (
                f"    {match['number']}: "
                f'{{id: {version.id}, since: {version.since}, fingerprint: "{version.fingerprint}"}}'
            )
        lines.append(line)
    return "\n".join(lines) + "\n"


def _current_versions(folder: Path | None) -> tuple[str, dict[str, ArticleVersion]]:
    wanted = set(followed_articles())
    if folder is not None:
        return str(folder), read_codes(folder, wanted)
    with tempfile.TemporaryDirectory() as scratch:
        version = fetch_codes(Path(scratch))
        return f"{PACKAGE} {version}", read_codes(Path(scratch), wanted)


def main(arguments: list[str] | None = None) -> int:
    """Run the watch and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m law.watch", description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="folder", type=Path, help="dossier des fichiers LEGITEXT….json")
    parser.add_argument("--record", action="store_true", help="enregistrer les versions actuelles comme lues")
    options = parser.parse_args(arguments)
    try:
        origin, current = _current_versions(options.folder)
    except LawDataUnavailableError as error:
        print(f"Veille impossible : {error}", file=sys.stderr)
        return UNAVAILABLE
    differences = compare(current)
    total = len(followed_articles())
    if options.record:
        SOURCES_FILE.write_text(recorded(SOURCES_FILE.read_text(encoding="utf-8"), current), encoding="utf-8")
        print(f"{len(current)} articles sur {total} enregistrés d'après {origin}.")
        return UP_TO_DATE
    if differences:
        print(report(differences, answers_by_source()))
    for key, version in current.items():
        if version.until is not None:
            print(f"À prévoir : {REFERENCES[key].label} n'est plus en vigueur à partir du {version.until}.")
    print(f"{total} articles comparés à {origin} : {len(differences)} à relire.")
    return MOVED if differences else UP_TO_DATE


if __name__ == "__main__":
    sys.exit(main())
