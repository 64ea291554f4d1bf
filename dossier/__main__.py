"""Command line: `python -m dossier PLAN --out DIR` writes the papers of a plan.

PLAN is a YAML or JSON file with one plan ("-" reads standard input). Exit codes: 0 the files are written,
their paths are printed; 2 the plan cannot be read or the folder not written, with one line that says why.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NoReturn

from dialogue.speech import PERSON, SPEAKERS
from hearing import departments
from law.fields import PlanError, quoted
from law.reading import UnreadableError, read_plans

from .papers import EmptyPlanError, make

UNREADABLE = 2


class _OneLineParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Print the error on one line and exit 2."""
        self.exit(UNREADABLE, f"dossier : {message}\n")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"une date AAAA-MM-JJ est attendue, pas {quoted(text)}") from None


def _department(text: str) -> str:
    code = departments.read(text)
    if code is None:
        raise argparse.ArgumentTypeError(f"département inconnu : {quoted(text)}")
    return code


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = _OneLineParser(prog="python -m dossier", description="Écrit les papiers d'une immersion prévue.")
    parser.add_argument("plan", metavar="PLAN", help="fichier d'un plan, YAML ou JSON ; - : entrée")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="dossier où écrire")
    parser.add_argument("--for", dest="speaker", choices=SPEAKERS, default=PERSON, help="pour qui")
    parser.add_argument("--department", type=_department, help="département, par son numéro ou son nom")
    parser.add_argument("--today", type=_day, default=date.today(), help="jour de la vérification")
    options = parser.parse_args(arguments)
    try:
        plans = read_plans(options.plan)
        if len(plans) != 1 or not isinstance(plans[0], Mapping):
            raise UnreadableError("un seul plan est attendu, fait de champs")
        plan = {name: value for name, value in plans[0].items() if name != "id"}
        papers = make(plan, options.today, options.speaker, options.department)
        paths = papers.write(options.out)
    except (UnreadableError, PlanError, EmptyPlanError) as error:
        print(f"{quoted(options.plan)} : {error}", file=sys.stderr)
        return UNREADABLE
    except OSError as error:
        print(f"{quoted(str(options.out))} : impossible d'écrire ({error.strerror})", file=sys.stderr)
        return UNREADABLE
    # The files are written: a reader that stops early (`| head`) loses nothing.
    with contextlib.suppress(BrokenPipeError):
        print("\n".join(map(str, paths)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
