"""Compare what `hearing.details.find` gives with what a table of sentences expects, field by field."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from hearing.details import find

TODAY = date(2026, 11, 23)
HERE = Path(__file__).parent


@dataclass
class Score:
    """Counts per field: right, wrong (another value, or a field that is not stated), missed."""

    right: Counter = field(default_factory=Counter)
    wrong: Counter = field(default_factory=Counter)
    missed: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def expected(self) -> int:
        """Number of fields stated by the sentences."""
        return sum(self.right.values()) + sum(self.missed.values())

    @property
    def recall(self) -> float:
        """Share of the stated fields found with their value."""
        return sum(self.right.values()) / max(1, self.expected)

    @property
    def wrong_share(self) -> float:
        """Wrong fields over stated fields."""
        return sum(self.wrong.values()) / max(1, self.expected)

    def table(self) -> str:
        """One line a field, then the total."""
        names = sorted({*self.right, *self.wrong, *self.missed})
        lines = [f"{'field':<26}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>10}{'recall':>8}"]
        for name in [*names, "TOTAL"]:
            counts = (self.right, self.wrong, self.missed)
            r, w, m = (sum(c.values()) if name == "TOTAL" else c[name] for c in counts)
            lines.append(f"{name:<26}{r:>6}{w:>6}{m:>7}{r / max(1, r + w):>10.1%}{r / max(1, r + m):>8.1%}")
        return "\n".join(lines)


def load(name: str) -> list[dict[str, Any]]:
    """Sentences of one table."""
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def sentence_files() -> list[str]:
    """Names of all the tables of sentences."""
    return sorted(path.name for path in HERE.glob("sentences_*.yml"))


def run(case: dict[str, Any]) -> Any:
    """What the grammar finds in one case."""
    return find(case["t"], case.get("today", TODAY), asked=case.get("asked"), plan=case.get("plan"))


def score(cases: list[dict[str, Any]]) -> Score:
    """Score of a list of cases."""
    result = Score()
    for case in cases:
        found, expected = run(case), case["e"]
        for name in {*found.fields, *expected}:
            value, wanted = found.fields.get(name), expected.get(name)
            if name in expected and value == wanted:
                result.right[name] += 1
                continue
            if name in expected:
                result.missed[name] += 1
            if name in found.fields:
                result.wrong[name] += 1
            result.faults.append(f"{case['t']!r}: {name} = {value!r}, expected {wanted!r}")
        if sorted(found.approximate) != sorted(case.get("a", [])):
            result.faults.append(
                f"{case['t']!r}: approximate {found.approximate}, expected {case.get('a', [])}"
            )
        if [c.kind for c in found.conflicts] != case.get("c", []):
            result.faults.append(
                f"{case['t']!r}: conflicts {[c.kind for c in found.conflicts]}, expected {case.get('c', [])}"
            )
        if [name for name, _ in found.rejected] != case.get("r", []):
            result.faults.append(f"{case['t']!r}: rejected {found.rejected}, expected {case.get('r', [])}")
    return result


if __name__ == "__main__":
    for file_name in sentence_files():
        outcome = score(load(file_name))
        print(
            f"\n{file_name}: {outcome.expected} fields, {outcome.recall:.1%} right, "
            f"{outcome.wrong_share:.1%} wrong"
        )
        print(outcome.table())
        print("\n".join(outcome.faults))
