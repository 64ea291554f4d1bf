"""What to make of the second reader beside the grammar, for one message.

A detail that the grammar found and that looks like no way of saying it is asked back; one that the grammar
did not find is taken when it is sure, proposed when it is doubtful, left when it is weak. What the plan holds
already is changed only by what is very sure.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import places, scene
from .answers import UNSURE
from .model import Found, Reading
from .normalise import normalise
from .second import SecondReader

# Certainties from which a detail is taken or proposed. Measured on voices that it never heard and on
# conversations by other hands (bench/details): what is named in few ways is sure earlier than what is told.
TAKEN, PROPOSED = 0.6, 0.5
TAKEN_OF = {
    "host_kind": 0.5,
    "is_renewal": 0.8,
    "host_needs": 0.7,
    "prescriber": 0.5,
    "prior_same_host": 0.5,
    "status": 0.5,
}
# What the open question asks for is likelier than anything else.
TAKEN_ASKED, PROPOSED_ASKED = 0.5, 0.3
# A value that the plan holds was said before, and perhaps read back.
CHANGED = 0.8
# What changes a role that the plan holds, in a message that corrects nothing, is at least as likely as this.
OVERTURNED = 0.4
ROLES = frozenset(
    {
        "dangerous_work", "employer_agreement", "host_is_employer", "host_kind", "host_needs",
        "legal_rep_agreement", "objectives", "paid_by_host", "prescriber", "prescriber_delegation", "status",
        "tutor_named", "work_time",
    }
)  # fmt: skip
# « Une association », then its name: this only tells more.
IMPRECISE = frozenset({("prescriber", "none"), ("prescriber", "other_body")})
# What the grammar takes too easily for another thing, and under which certainty the words look like nothing
# that says so. Chosen on conversations by other hands: nine in ten of what was right is far above.
SUPPORTED = {
    "convention_before_start": 0.15,
    "dangerous_work": 0.25,
    "employer_agreement": 0.1,
    "host_kind": 0.25,
    "host_needs": 0.3,
    "legal_rep_agreement": 0.2,
    "objectives": 0.25,
    "prescriber": 0.2,
    "prior_same_host": 0.25,
    "sick_leave": 0.33,
    "status": 0.2,
    "tutor_named": 0.1,
    "work_time": 0.15,
}
# A false « oui » costs too much to be taken without asking.
ONLY_PROPOSED = frozenset({"employer_agreement", "legal_rep_agreement", "dangerous_work"})
# What it takes rightly only as the answer to its question; else it is asked back.
ONLY_ASKED = frozenset({"holiday_presence", "objectives", "paid_by_host", "prior_same_host"})
# What is never asked for first: not worth a question either when it is doubtful.
REMINDERS = frozenset({"convention_before_start", "paid_by_host", "tutor_named"})
# What has no sense before another thing was said.
AFTER = {
    "is_renewal": "prior_same_host",
    "renewal_goals_reached": "is_renewal",
    "sick_leave_agreement": "sick_leave",
}
# « Notre association prescrit » is no host; « une délégation du département » no prescriber.
RIVALS = {
    "host_kind": ("prescriber", "status"),
    "prescriber": ("host_kind", "prescriber_delegation", "status"),
}
LISTED = frozenset({"objectives", "host_needs"})
# All that what is over may tell.
OF_THE_PAST = frozenset({"prior_same_host", "is_renewal", "renewal_goals_reached", "prior_conventions"})
FEWEST_WORDS = 3
# What the plan holds is not changed by a thing that is only named.
FEWEST_TO_CHANGE = 4
# An answer as short as this is understood by its question: « non, pas du tout ».
BARE_ANSWER = 6
# A clause without a comma for so many words holds several things.
LONG, SHORTEST = 12, 4
_JOINT = re.compile(
    r" (?=(?:je|il|elle|on|nous|ils|elles|ca|qui|et|mais|donc|alors|puis|parce|car|pour|du coup|depuis|avec"
    r"|chez|suivie?|moi|mon|ma|son|sa)\b|j'|c'est\b)"
)
# Words on each side of what the grammar found, with which it makes sense.
_AROUND = re.compile(r"(?:\S+\s+){0,5}\S*$"), re.compile(r"^\S*(?:\s+\S+){0,5}")


@dataclass(frozen=True)
class Piece:
    """A part of a message that says one thing: its words, normalised, and its place as typed.

    is_over: it tells what somebody was or did before.
    """

    words: str
    place: tuple[int, int]
    is_over: bool = False


@dataclass(frozen=True)
class _Doubt:
    """What is asked back; what the open question asks for comes first, then what is likelier."""

    asked: bool
    score: float
    name: str
    value: Any


class Weighing:
    """What the grammar found in a message, and the parts of it that the second reader is to look at."""

    def __init__(
        self,
        found: Found,
        typed: str,
        plan: dict[str, Any],
        wanted: Collection[str] = (),
        barred: Collection[str] = (),
        *,
        corrects: bool = False,
    ) -> None:
        """typed: the message. plan: the fields already known. wanted: those that the open question asks for.
        barred: those that the message names without saying them of the plan. corrects: whether it takes
        something back or tells what has changed; else a role that the plan holds is asked again before it is
        changed.
        """
        self._found, self._plan, self._barred = found, plan, barred
        self._wanted: Collection[str] = () if UNSURE.search(found.said) else wanted
        self._fewest = 1 if self._wanted else FEWEST_WORDS
        self._overturned = set() if corrects else self._roles_changed_unasked()
        weighed = SUPPORTED.keys() | self._overturned
        self._around = {name: _around(typed, place) for name, place in found.spans.items() if name in weighed}
        # « En boulangerie, observer »: a word or two give nothing; they support what the grammar reads.
        self._pieces = _pieces(found, typed, 1 if self._around else self._fewest)

    def _roles_changed_unasked(self) -> set[str]:
        found, plan = self._found.fields, self._plan
        return {
            name
            for name in ROLES & set(plan) & set(found) - set(self._wanted)
            if found[name] != plan[name] and (name, str(plan[name])) not in IMPRECISE
        }

    @property
    def texts(self) -> list[str]:
        """What the second reader is to look at."""
        return [*(piece.words for piece in self._pieces), *self._around.values()]

    def settle(self, second: SecondReader) -> None:
        """Complete and correct what the grammar found; one proposal at most."""
        scores = second.scores(self.texts)
        clauses = scores[: len(self._pieces)]
        near = dict(zip(self._around, scores[len(self._pieces) :], strict=True))
        doubts = [*self._unsupported(second, clauses, near), *self._learned(second, clauses)]
        if doubts:
            first = max(doubts, key=lambda doubt: (doubt.asked, doubt.score))
            self._found.proposals = {first.name: first.value}

    def _unsupported(self, second: SecondReader, clauses: Any, near: dict[str, Any]) -> list[_Doubt]:
        """Take out what the grammar found in words that look like nothing that says so."""
        found = self._found
        if len(found.said.split()) <= BARE_ANSWER and set(found.fields) <= set(self._wanted):
            return []
        doubts = []
        for name in [name for name in self._around if name in found.fields]:
            support = _support(found.fields[name], name, second, clauses, near[name])
            if support < (OVERTURNED if name in self._overturned else SUPPORTED[name]):
                doubts.append(_Doubt(name in self._wanted, 0.0, name, found.fields.pop(name)))
        return doubts

    def _learned(self, second: SecondReader, clauses: Any) -> list[_Doubt]:
        """Take what the grammar did not find and is sure; what is doubtful comes back."""
        found, plan, doubts = self._found, self._plan, []
        for name, (score, value, piece) in self._best(second, clauses).items():
            asked = name in self._wanted
            taken = [value] if name in LISTED else value
            if _is_settled(found, name) or name in self._barred or _comes_too_early(found, name, plan):
                continue
            if plan.get(name) == taken or _is_of_a_rival(found, name, piece):
                continue
            if name in plan and len(piece.words.split()) < FEWEST_TO_CHANGE:
                continue
            least = CHANGED if name in plan else TAKEN_ASKED if asked else TAKEN_OF.get(name, TAKEN)
            may_be_taken = name not in ONLY_PROPOSED and (asked or name not in ONLY_ASKED)
            if score >= least and may_be_taken:
                found.fields[name] = taken
                found.certainty[name], found.spans[name] = min(1.0, score), piece.place
            elif name in plan or _gives_another(found, piece):
                continue
            elif score >= (PROPOSED_ASKED if asked else PROPOSED) and (asked or name not in REMINDERS):
                doubts.append(_Doubt(asked, score, name, taken))
        return doubts

    def _best(self, second: SecondReader, clauses: Any) -> dict[str, tuple[float, Any, Piece]]:
        """The likeliest value of each field, how likely it is, and the part that gives it."""
        best: dict[str, tuple[float, Any, Piece]] = {}
        for piece, row in zip(self._pieces, clauses, strict=True):
            if len(piece.words.split()) < self._fewest:
                continue
            for column in np.flatnonzero(row > PROPOSED_ASKED):
                (name, value), score = second.details[column], float(row[column])
                if (piece.is_over and name not in OF_THE_PAST) or (name, value) in self._found.denied:
                    continue
                if name not in best or score > best[name][0]:
                    best[name] = (score, value, piece)
        return best


def _pieces(found: Found, typed: str, fewest: int) -> list[Piece]:
    """The parts of what a message states, each short enough to say one thing."""
    said, spans = found.said, {}
    for clause in scene.clauses(said):
        if not clause.is_of_another:
            for start, end in _parts(clause.text):
                spans[f"{clause.start + start}"] = (clause.start + start, clause.start + end)
    words = {
        key: said[start:end].replace(Reading.BLANK, " ").strip(" ,;:.!?()")
        for key, (start, end) in spans.items()
    }
    kept = {key: span for key, span in spans.items() if len(words[key].split()) >= fewest}
    typed_places = places.as_typed(typed, said, kept)
    return [
        Piece(words[key], typed_places[key], _is_over(found, kept[key]))
        for key in kept
        if key in typed_places
    ]


def _is_over(found: Found, span: tuple[int, int]) -> bool:
    """Whether most of a part stands in what somebody was or did before."""
    inside = sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in found.over)
    return inside * 2 > span[1] - span[0]


def _parts(clause: str) -> list[tuple[int, int]]:
    """A long clause cut where another thing may begin."""
    if len(clause.split()) <= LONG:
        return [(0, len(clause))]
    cuts = [0]
    for joint in _JOINT.finditer(clause):
        if len(clause[cuts[-1] : joint.start()].split()) >= SHORTEST:
            cuts.append(joint.end())
    if len(cuts) > 1 and len(clause[cuts[-1] :].split()) < SHORTEST:
        cuts.pop()
    return list(zip(cuts, [*cuts[1:], len(clause)], strict=True))


def _around(typed: str, place: tuple[int, int]) -> str:
    """The words of a place with some on each side."""
    before, after = _AROUND
    left, right = before.search(typed[: place[0]]), after.search(typed[place[1] :])
    return normalise((left[0] if left else "") + typed[slice(*place)] + (right[0] if right else ""))


def _support(value: Any, name: str, second: SecondReader, clauses: Any, near: Any) -> float:
    """How much the words look like those that say this value; 1 for what the second reader never learned."""
    if name not in {known for known, _ in second.details}:
        return 1.0
    listed = value if isinstance(value, list) else [value]
    columns = [second.details.index((name, one)) for one in listed if (name, one) in second.details]
    return max((float(row[column]) for column in columns for row in (near, *clauses)), default=0.0)


def _is_of_a_rival(found: Found, name: str, piece: Piece) -> bool:
    """Whether the grammar has read in this part a field that the same words could be taken for."""
    spans = (
        found.spans[rival] for rival in RIVALS.get(name, ()) if rival in found.fields and rival in found.spans
    )
    return any(piece.place[0] <= start < piece.place[1] for start, _ in spans)


def _comes_too_early(found: Found, name: str, plan: dict[str, Any]) -> bool:
    """Whether what this field depends on was not said."""
    before = AFTER.get(name)
    return before is not None and not found.fields.get(before, plan.get(before))


def _gives_another(found: Found, piece: Piece) -> bool:
    """Whether the grammar has already found what this part is about."""
    return _holds_one_of(found, found.fields, piece)


def _holds_one_of(found: Found, names: Collection[str], piece: Piece) -> bool:
    places_of = (found.spans[name] for name in names if name in found.fields and name in found.spans)
    return any(piece.place[0] <= start < piece.place[1] for start, _ in places_of)


def _is_settled(found: Found, name: str) -> bool:
    in_conflict = any(name in conflict.fields for conflict in found.conflicts)
    return name in found.fields or name in found.approximate or in_conflict
