"""The tables as one page: bars drawn in it, each with its table; no script, nothing from elsewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from html import escape

from serving.figures.tables import LEAST, Cell, Table

HIDDEN = f"moins de {LEAST}"
BARS = 10
_LINE, _LABEL, _WIDTH = 26, 300, 300
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1b1b35}"
    "table{border-collapse:collapse;font-size:.9rem}.wide{overflow-x:auto}"
    "caption{text-align:left;font-weight:600}th,td{border:1px solid #889;padding:.2rem .5rem}"
    "th{text-align:left}td{text-align:right}svg{max-width:100%;height:auto}"
    "rect{fill:#2b4a9b}text{font:14px system-ui,sans-serif;fill:#1b1b35}"
)


def page(tables: Iterable[Table], made: str) -> str:
    """Return the page in HTML.

    Args:
        tables: what is shown.
        made: the day on which it was made, in words.
    """
    return (
        '<!doctype html>\n<html lang="fr"><head><meta charset="utf-8">'
        "<title>Chiffres de l’assistant</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<style>{_STYLE}</style></head><body><main>\n<h1>Chiffres de l’assistant</h1>\n"
        f"<p>Au {escape(made)}. Chaque nombre compte des conversations, la semaine où elles commencent. "
        f"Un nombre de 1 à {LEAST - 1} n’est pas montré, ni celui qui permettrait de le retrouver. "
        "Une conversation effacée par la personne n’est pas comptée.</p>\n"
        + "\n".join(map(_section, tables))
        + "\n</main></body></html>\n"
    )


def as_csv(tables: Iterable[Table]) -> str:
    """Return the same, one line a cell."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(["semaine", "tableau", "clef", "libellé", "conversations"])
    for table in tables:
        for row in table.rows:
            for week, cell in zip(table.weeks, row.cells, strict=True):
                writer.writerow([week, table.name, row.key, row.label, _shown(cell)])
    return text.getvalue()


def _section(table: Table) -> str:
    title = f'<section><h2 id="{table.name}">{escape(table.title)}</h2>\n'
    if not table.rows:
        return f"{title}<p>Rien sur cette période.</p></section>"
    return f"{title}{_bars(table)}{_grid(table)}</section>"


def _bars(table: Table) -> str:
    """Weeks of a single number; the first rows of anything else."""
    if len(table.rows) == 1:
        values = [
            (_week(week), cell) for week, cell in zip(table.weeks, table.rows[0].cells, strict=True) if cell
        ]
    else:
        values = [(row.label, row.total) for row in table.rows if row.total][:BARS]
    most = max((number for _, number in values), default=0)
    if not most:
        return ""
    height = _LINE * len(values)
    lines = []
    for at, (label, number) in enumerate(values):
        width, middle = max(2, round(_WIDTH * number / most)), at * _LINE + 18
        lines.append(
            f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end">{escape(_short(label))}</text>'
            f'<rect x="{_LABEL}" y="{at * _LINE + 4}" width="{width}" height="{_LINE - 8}"/>'
            f'<text x="{_LABEL + width + 6}" y="{middle}">{number}</text>'
        )
    return (
        f'<svg role="img" aria-label="Barres du tableau qui suit : {escape(table.title)}" '
        f'width="{_LABEL + _WIDTH + 60}" height="{height}" viewBox="0 0 {_LABEL + _WIDTH + 60} {height}">'
        f"{''.join(lines)}</svg>\n"
    )


def _grid(table: Table) -> str:
    head = "".join(f'<th scope="col">{_week(week)}</th>' for week in table.weeks)
    rows = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th>'
        + "".join(f"<td>{_shown(cell)}</td>" for cell in (*row.cells, row.total))
        + "</tr>\n"
        for row in table.rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-labelledby="{table.name}"><table>'
        f"<caption>{escape(table.title)}, par semaine</caption>\n"
        f'<thead><tr><td></td>{head}<th scope="col">Période</th></tr></thead>\n'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _shown(cell: Cell) -> str:
    return HIDDEN if cell is None else str(cell)


def _week(week: str) -> str:
    return f"S{week[-2:]} {week[:4]}"


def _short(label: str) -> str:
    return label if len(label) <= 40 else label[:39].rstrip() + "…"
