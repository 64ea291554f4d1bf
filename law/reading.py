"""Reading of plans from a file: JSON or YAML, whatever somebody sends.

The YAML accepted is plain data. Anchors, tags and deep nesting are refused, because a plan needs none of them
and they let a small file exhaust a machine. Dates and times stay as text, to be read by `fields.parse_plan`:
YAML 1.1 would turn 17:00 into 1020.
"""

from __future__ import annotations

import json
import math
import re
import sys
from pathlib import Path
from typing import Any

import yaml

from law.fields import quoted

MOST_BYTES = 20_000_000
# A list of plans, a plan, a list of conventions, a convention, and some margin.
MOST_DEPTH = 12
_UNWANTED_TAGS = {"timestamp", "int", "float", "merge", "value"}


class UnreadableError(ValueError):
    """The file is not a list of plans; the message says why, on one line, in French."""


def _integer_of(digits: str) -> int | float:
    """Return the integer, or infinity for thousands of digits: no field takes it, and its name is told."""
    try:
        return int(digits)
    except ValueError:
        return math.inf


class _PlainLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Loader of plain data: text, decimal numbers, booleans, null, lists and groups without repeated keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        """Refuse keys that are not words and keys given twice, which YAML lets through."""
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise UnreadableError(f"le nom d'un champ doit être un mot, pas {quoted(key)}")
            if key in mapping:
                raise UnreadableError(f"champ {quoted(key)} donné deux fois")
            mapping[key] = self.construct_object(value_node, deep=True)
        return mapping

    def construct_decimal_integer(self, node: yaml.ScalarNode) -> int | float:
        """Read digits as decimal, a leading zero included."""
        return _integer_of(node.value)


def _construct_group(loader: _PlainLoader, node: yaml.MappingNode) -> dict[str, Any]:
    return loader.construct_mapping(node)


_INTEGER = re.compile(r"[-+]?[0-9]+$")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=e))(e[-+]?[0-9]+)?$|[-+]?\.inf$|\.nan$", re.IGNORECASE
)
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in _UNWANTED_TAGS]
    for first, resolvers in _PlainLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", _INTEGER, list("-+0123456789"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:float", _FLOAT, list("-+0123456789."))
_PlainLoader.add_constructor("tag:yaml.org,2002:int", _PlainLoader.construct_decimal_integer)
_PlainLoader.add_constructor("tag:yaml.org,2002:map", _construct_group)


def _line(event: yaml.Event) -> str:
    mark = event.start_mark
    return f"ligne {mark.line + 1}" if mark else "ligne inconnue"


def _refuse_tricks(text: str) -> None:
    depth = documents = 0
    for event in yaml.parse(text, Loader=_PlainLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableError(f"{_line(event)} : les renvois YAML (& et *) sont refusés")
        if getattr(event, "tag", None) not in (None, "!"):
            raise UnreadableError(f"{_line(event)} : les étiquettes YAML (!) sont refusées")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if documents > 1:
            raise UnreadableError("un seul document YAML est attendu, pas plusieurs séparés par ---")
        if depth > MOST_DEPTH:
            raise UnreadableError(f"{_line(event)} : trop de niveaux imbriqués")


def _yaml_reason(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "contenu illisible"
    return f"ligne {mark.line + 1} : {problem}" if mark else str(problem)


def _read_yaml(text: str) -> Any:
    try:
        _refuse_tricks(text)
        return yaml.load(text, Loader=_PlainLoader)
    except UnreadableError:
        raise
    except yaml.YAMLError as error:
        raise UnreadableError(f"ni JSON ni YAML valide ({_yaml_reason(error)})") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError("une valeur ne peut pas être lue") from error


def _group_without_repeated_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    group = dict(pairs)
    if len(group) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableError(f"champ {quoted(twice)} donné deux fois")
    return group


def _load_json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_group_without_repeated_names, parse_int=_integer_of)
    except RecursionError as error:
        raise UnreadableError("trop de niveaux imbriqués") from error


def _parse(text: str, is_json: bool) -> Any:
    looks_like_json = text.lstrip()[:1] in ("{", "[")
    if not (is_json or looks_like_json):
        return _read_yaml(text)
    try:
        return _load_json(text)
    except json.JSONDecodeError as error:
        if not is_json:
            return _read_yaml(text)
        raise UnreadableError(f"ligne {error.lineno} : JSON non valide ({error.msg})") from error


def _text_of(source: str) -> str:
    try:
        if source == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(source).open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"fichier illisible ({error.strerror})") from error
    except ValueError as error:
        raise UnreadableError("nom de fichier impossible") from error
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"fichier trop gros (plus de {MOST_BYTES // 1_000_000} Mo)")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("le fichier n'est pas du texte UTF-8") from error
    if "\0" in text:
        raise UnreadableError("le fichier contient des octets nuls, ce n'est pas du texte")
    return text


def read_plans(source: str) -> list[Any]:
    """Return the plans of a file, as written: a list, or the only plan it holds.

    Args:
        source: path of a JSON or YAML file, or "-" for standard input.

    Raises:
        UnreadableError: the file cannot be read or is not JSON or YAML made of plain data.
    """
    content = _parse(_text_of(source), is_json=source.lower().endswith(".json"))
    if content is None:
        raise UnreadableError("le fichier est vide : un plan ou une liste de plans est attendu")
    return content if isinstance(content, list) else [content]
