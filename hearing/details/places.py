"""Places in the normalised sentence, told in the sentence as typed."""

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+")


def as_typed(typed: str, normalised: str, spans: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Each span of `normalised` as a span of `typed`, to the word; spelling never changes their order."""
    if not spans:
        return {}
    left, right = list(_WORD.finditer(normalised)), list(_WORD.finditer(typed))
    if not left or not right:
        return {name: (0, len(typed)) for name in spans}
    plain = [word.group().lower() for word in right]
    matcher = SequenceMatcher(None, [word.group() for word in left], plain, autojunk=False)
    first, last = [0] * len(left), [0] * len(left)
    for _, a, b, c, d in matcher.get_opcodes():
        for place in range(a, b):
            first[place] = min(c + (place - a) * (d - c) // (b - a), len(right) - 1)
            last[place] = min(max(first[place], c + (place - a + 1) * (d - c) // (b - a) - 1), len(right) - 1)
    result = {}
    for name, (start, end) in spans.items():
        covered = [n for n, word in enumerate(left) if word.start() < end and word.end() > start]
        if covered:
            result[name] = (right[first[covered[0]]].start(), right[last[covered[-1]]].end())
    return result
