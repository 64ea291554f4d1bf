"""Command line: `python -m law check FILE`, `python -m law explain FILE`, `python -m law rules`.

FILE holds a plan or a list of plans, in YAML or JSON ("-" reads standard input). Exit codes: 0 when the
plans were read, whatever their verdicts; 2 when they cannot be read, with one line that says why.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn

from law.engine import check
from law.fields import PlanError, quoted
from law.reading import UnreadableError, read_plans
from law.report import explain_plan, rules_table

UNREADABLE = 2


class _OneLineParser(argparse.ArgumentParser):
    """Parser whose errors are one line, like every other error of this command."""

    def error(self, message: str) -> NoReturn:
        """Print the error on one line and exit 2."""
        self.exit(UNREADABLE, f"law : {message}\n")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"une date AAAA-MM-JJ est attendue, pas {quoted(text)}") from None


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = _OneLineParser(prog="python -m law", description="Vérifie une immersion (PMSMP) prévue.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_OneLineParser)
    for name, help_text in (
        ("check", "une liste JSON, un objet par plan"),
        ("explain", "la même chose en français, avec les articles"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("file", metavar="FILE", help="plan ou liste de plans, YAML ou JSON ; - : entrée")
        command.add_argument("--today", type=_day, help="jour de la vérification (par défaut : aujourd'hui)")
    commands.add_parser("rules", help="la table des règles et de leurs sources")
    return parser.parse_args(arguments)


def _named(rank: int, raw: Any) -> tuple[str | int, Mapping[str, Any]]:
    """Return the id of a plan (its rank when it has none) and its fields."""
    if not isinstance(raw, Mapping):
        raise PlanError("plan", f"un plan doit être un groupe de champs, pas {quoted(raw)}")
    fields = {name: value for name, value in raw.items() if name != "id"}
    identifier = raw.get("id")
    if identifier is None:
        return rank, fields
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        raise PlanError("id", f"id doit être un mot ou un nombre entier, pas {quoted(identifier)}")
    return identifier, fields


def _report(command: str, plans: list[Any], today: date) -> str:
    reports: list[Any] = []
    for rank, raw in enumerate(plans):
        try:
            name, plan = _named(rank, raw)
            if command == "explain":
                reports.append(explain_plan(quoted(name), plan, today))
            else:
                reports.append({"id": name, **check(plan, today).as_dict()})
        except PlanError as error:
            where = raw.get("id", rank) if isinstance(raw, Mapping) else rank
            raise UnreadableError(f"plan {quoted(where)} : {error}") from error
    if command == "explain":
        return ("\n\n" + "=" * 100 + "\n\n").join(reports)
    return json.dumps(reports, indent=2)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _arguments(arguments)
    try:
        if options.command == "rules":
            print(rules_table())
        else:
            plans = read_plans(options.file)
            print(_report(options.command, plans, options.today or date.today()))
        sys.stdout.flush()
    except UnreadableError as error:
        print(f"{quoted(options.file)} : {error}", file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:
        # The reader has seen enough (`| head`): nothing is wrong, and nothing more can be printed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
