"""The tables that are shown, in which no cell can point at a person.

A cell under ``LEAST`` conversations is hidden. So is what would give a hidden cell away: a total whose hidden
part is one cell or that small, and, where the keys share out a number that is shown, the smallest cell beside
one that is hidden alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import law
from dialogue import faq, records
from serving.figures.counts import Counts, weeks_between

LEAST = 5
Cell = int | None
"""``None``: hidden, between 1 and 4, or given away by another."""

_CHANNELS = {
    "chat": "Site web",
    "telegram": "Telegram",
    "matrix": "Matrix, Tchap",
    "whatsapp": "WhatsApp",
    "sms": "SMS",
    "slack": "Slack",
    "messenger": "Messenger",
    "other": "Autre",
}
_VERDICTS = {"conforme": "Conforme", "non_conforme": "À changer", "a_completer": "À compléter"}
_MISSED = {
    "proposed": "Choix de sujets proposé",
    "unread": "Réponse à une question non lue",
    "outside": "Hors du sujet",
}
_HUMANS = {"": "Moyens de contact donnés", "sent": "Formulaire envoyé"}
_OPINIONS = {"useful": "Utile", "useless": "Pas utile"}


@dataclass(frozen=True)
class Row:
    """One key of a table, with its cell in each week and its total."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class Table:
    """One measure, its rows from the most to the least frequent."""

    name: str
    title: str
    weeks: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(counts: Counts, weeks: int | None = None) -> list[Table]:
    """Every table, over the last ``weeks`` weeks (all when ``None``)."""
    seen = sorted({week for week, _, _ in counts})
    shown = tuple(weeks_between(seen[0], seen[-1]))[-(weeks or 0) :] if seen else ()
    return [_table(counts, shown, name, title, label) for name, title, label in _MEASURES]


def _table(counts: Counts, weeks: tuple[str, ...], name: str, title: str, label: Callable) -> Table:
    keys = sorted({key for week, of, key in counts if of == name and week in weeks})
    exact = {key: [counts[week, name, key] for week in weeks] for key in keys}
    cells = {key: [_hidden(number) for number in numbers] for key, numbers in exact.items()}
    shares_out = name == "channel"
    if shares_out:
        for at in range(len(weeks)):
            _hide_a_second(cells, at)
    for key, row in cells.items():
        row.append(_total(exact[key], row))
    if shares_out:
        _hide_a_second(cells, len(weeks))
    rows = [Row(key, label(key), tuple(row[:-1]), row[-1]) for key, row in cells.items()]
    return Table(name, title, weeks, tuple(sorted(rows, key=lambda row: (-(row.total or 0), row.label))))


def _hidden(number: int) -> Cell:
    return None if 0 < number < LEAST else number


def _hide_a_second(cells: dict[str, list[Cell]], at: int) -> None:
    column = [(row[at], key) for key, row in cells.items()]
    shown = sorted((number, key) for number, key in column if number)
    if [number for number, _ in column].count(None) == 1 and shown:
        cells[shown[0][1]][at] = None


def _total(exact: list[int], cells: list[Cell]) -> Cell:
    hidden = [number for number, cell in zip(exact, cells, strict=True) if cell is None]
    given_away = len(hidden) == 1 or 0 < sum(hidden) < LEAST
    return None if given_away else sum(exact)


def _of(labels: dict[str, str], key: str) -> str:
    return labels.get(key, key)


def _topic(key: str) -> str:
    topic = faq.topics().get(key)
    return topic.title if topic else key


def _question(key: str) -> str:
    question = records.questions().get(key)
    return question.name if question else key


def _rule(key: str) -> str:
    rule = law.RULES.get(key)
    return rule.title if rule else key


_MEASURES: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("conversations", "Conversations", lambda _: "Conversations commencées"),
    ("channel", "Par où elles arrivent", partial(_of, _CHANNELS)),
    ("topic", "Sujets demandés", _topic),
    ("opinion", "Réponses jugées", partial(_of, _OPINIONS)),
    ("useless", "Réponses jugées pas utiles, par sujet", _topic),
    ("missed", "Ce qui n’a pas été compris", partial(_of, _MISSED)),
    ("verdict", "Projets vérifiés, par résultat", partial(_of, _VERDICTS)),
    ("broken", "Règles les plus souvent non respectées", _rule),
    ("stopped", "Vérifications arrêtées, par question restée ouverte", _question),
    ("human", "Demandes de parler à une personne", partial(_of, _HUMANS)),
)
