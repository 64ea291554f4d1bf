"""The value of what a person has not said.

A plan is checked while it is still being told, so every condition must hold up with missing facts. The
rule is simple: a comparison with something unknown is not true. `UNKNOWN` carries that rule, which lets a
condition be written as it is read in the law: `facts.daily > 12` is false when the hours are unknown, and
so is `facts.daily <= 12`.
"""

from __future__ import annotations

from typing import Any


class _Unknown:
    """The only instance is `UNKNOWN`: no comparison holds, arithmetic stays unknown, its truth is false."""

    __slots__ = ()

    def _never(self, other: object) -> bool:
        return False

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _never

    def _stays_unknown(self, other: object) -> _Unknown:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _stays_unknown
    __truediv__ = __rtruediv__ = __mod__ = __rmod__ = _stays_unknown

    def __hash__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = _Unknown()


def is_known(value: Any) -> bool:
    """Tell whether a fact is known, whatever it is (zero, false and an empty list are known)."""
    return value is not UNKNOWN
