"""Exact numbers: bounds of the law are compared on the decimals a person wrote, not on binary roundings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=4096)
def _exact_of_float(value: float) -> int | Fraction:
    return int(value) if value.is_integer() else Fraction(Decimal(repr(value)))


def exact(value: int | float | Fraction) -> int | Fraction:
    """Return the number as it is written in decimals: 7.02 becomes 351/50, so that 5 x 7.02 equals 35.1."""
    return _exact_of_float(value) if isinstance(value, float) else value


def shortest(value: int | Fraction) -> int | float:
    """Return an exact number as the int or float that prints best."""
    return int(value) if value == int(value) else float(value)
