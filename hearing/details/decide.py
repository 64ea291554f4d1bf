"""What to make of the second reader: a sure detail is taken, a doubtful one proposed, a weak one left."""

from collections.abc import Collection
from typing import Any

from . import scene
from .answers import UNSURE
from .model import Reading
from .second import SecondReader

# Measured on voices that it never heard (bench/details): one message in thirty proposes in vain.
TAKEN, PROPOSED = 0.6, 0.35
# What the open question asks for is likelier than anything else.
TAKEN_ASKED, PROPOSED_ASKED = 0.5, 0.25
# Said in so many ways that lists of words never end.
FREELY_SAID = frozenset(
    {
        "objectives", "status", "prescriber", "host_kind", "host_needs", "paid_by_host", "prior_same_host",
        "tutor_named", "convention_before_start", "work_time", "is_renewal", "employer_agreement",
        "legal_rep_agreement", "dangerous_work",
    }
)  # fmt: skip
# A false « oui » costs too much to be taken without asking.
ONLY_PROPOSED = frozenset({"employer_agreement", "legal_rep_agreement", "dangerous_work"})
# « Notre association prescrit » is no host; « une délégation du département » no prescriber.
RIVALS = {
    "host_kind": ("prescriber", "status"),
    "prescriber": ("host_kind", "prescriber_delegation", "status"),
}
LISTED = frozenset({"objectives", "host_needs"})
FEWEST_WORDS = 3


def add(reading: Reading, second: SecondReader, wanted: Collection[str]) -> None:
    """Fill or propose the fields that the grammar did not find; one proposal at most.

    wanted: the fields that the open question asks for. It answers them and adds nothing: a workplace named
    in answer to another question looks too much like a host.
    """
    if UNSURE.search(reading.full):
        wanted = ()
    clauses = [clause for clause in scene.clauses(reading.text) if not clause.is_of_another]
    texts = [clause.text.replace(reading.BLANK, " ").strip(" ,;:.!?()") for clause in clauses]
    kept = [
        (clause, text)
        for clause, text in zip(clauses, texts, strict=True)
        if len(text.split()) >= (1 if wanted else FEWEST_WORDS)
    ]
    best: dict[str, tuple[float, Any, scene.Clause]] = {}
    for (name, value), (score, place) in second.scores([text for _, text in kept]).items():
        if (name, value) not in reading.denied and score > best.get(name, (PROPOSED_ASKED,))[0]:
            best[name] = (score, value, kept[place][0])
    doubtful = []
    for name, (score, value, clause) in best.items():
        asked = name in wanted
        if _is_settled(reading, name) or not (asked if reading.question else name in FREELY_SAID):
            continue
        if _is_of_a_rival(reading, name, clause):
            continue
        taken = [value] if name in LISTED else value
        if score >= (TAKEN_ASKED if asked else TAKEN) and name not in ONLY_PROPOSED:
            reading.put(name, taken, at=(clause.start, clause.end), certainty=min(1.0, score))
        elif score >= (PROPOSED_ASKED if asked else PROPOSED) and not _gives_another(reading, clause):
            doubtful.append((asked, score, name, taken))
    if doubtful:
        _, _, name, value = max(doubtful, key=lambda item: item[:2])
        reading.found.proposals[name] = value


def _is_of_a_rival(reading: Reading, name: str, clause: scene.Clause) -> bool:
    """Whether the grammar has read in this clause a field that the same words could be taken for."""
    places = (reading.found.spans[rival] for rival in RIVALS.get(name, ()) if rival in reading.found.spans)
    return any(clause.start <= start < clause.end for start, _ in places)


def _gives_another(reading: Reading, clause: scene.Clause) -> bool:
    """Whether the grammar has already found what this clause is about."""
    return any(clause.start <= start < clause.end for start, _ in reading.found.spans.values())


def _is_settled(reading: Reading, name: str) -> bool:
    found = reading.found
    in_conflict = any(name in conflict.fields for conflict in found.conflicts)
    return name in found.fields or name in found.approximate or in_conflict or name in reading.plan
