"""Regular expressions compiled once, as Python keeps compiled modules between starts.

The words that hearing knows make a thousand of them, whose compilation takes a third of the start. What is
kept is looked up by the whole text of an expression: one that changed is compiled as ever.
"""

from __future__ import annotations

import _sre
import contextlib
import marshal
import os
import re
import sre_compile
import sre_parse
import sys
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_NAME = f"patterns-{sys.implementation.cache_tag}-{sre_compile.MAGIC}"
# An expression of the locale is not the same everywhere.
_OF_A_PLACE = re.LOCALE | re.DEBUG
_Key = tuple[str | bytes, int]
_Kept = tuple[int, bytes, int, dict[str, int]]

_compile: Callable[..., re.Pattern] = sre_compile.compile


def use(folder: Path) -> None:
    """Compile from now on only what is not kept in a folder; without anything kept, all as ever."""
    try:
        kept: dict[_Key, _Kept] = marshal.loads((folder / _NAME).read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return

    def compiled(pattern: Any, flags: int = 0) -> re.Pattern:
        found = kept.get((pattern, int(flags))) if isinstance(pattern, str | bytes) else None
        return _made(pattern, *found) if found else _compile(pattern, flags)

    _put(compiled)


@contextlib.contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Keep in a folder what is compiled meanwhile."""
    kept: dict[_Key, _Kept] = {}

    def compiled(pattern: Any, flags: int = 0) -> re.Pattern:
        made = _compile(pattern, flags)
        if isinstance(pattern, str | bytes) and not flags & _OF_A_PLACE:
            kept[pattern, int(flags)] = _parts(pattern, int(flags))
        return made

    _put(compiled)
    try:
        yield
    finally:
        _put(_compile)
    folder.mkdir(parents=True, exist_ok=True)
    # Written apart, then moved: a server that starts meanwhile reads no half file.
    unfinished = folder / f"{_NAME}.{os.getpid()}"
    unfinished.write_bytes(marshal.dumps(kept))
    unfinished.replace(folder / _NAME)


def _put(compiled: Callable[..., re.Pattern]) -> None:
    # Python gives no other place: every `re.compile` ends there.
    sre_compile.compile = compiled


def _parts(pattern: Any, flags: int) -> _Kept:
    """What `sre_compile.compile` hands to `_sre.compile`."""
    parsed = sre_parse.parse(pattern, flags)
    code = array("I", sre_compile._code(parsed, flags)).tobytes()  # type: ignore[attr-defined]
    return int(flags | parsed.state.flags), code, parsed.state.groups - 1, parsed.state.groupdict


def _made(pattern: str | bytes, flags: int, code: bytes, groups: int, names: dict[str, int]) -> re.Pattern:
    name_of: list[str | None] = [None] * (groups + 1)
    for name, group in names.items():
        name_of[group] = name
    return _sre.compile(pattern, flags, array("I", code).tolist(), groups, names, tuple(name_of))
