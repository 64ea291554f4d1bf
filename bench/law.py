"""Speed of the law engine: plans checked each second, on one core, over two hundred varied plans.

Run: `python -m bench.law [--seconds 3]`. The reference is the time this machine takes, in the same run, to
read the same two hundred plans as JSON: the ratio stays comparable when the machine is busy or slow.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import law

TODAY = date(2026, 11, 23)
PLANS = 200
TARGET = 5000
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SITUATIONS: list[dict[str, Any]] = [
    {"status": "jobseeker"},
    {"status": "employee", "work_time": "working_time", "employer_agreement": True},
    {"status": "apprentice", "work_time": "off_hours"},
    {
        "status": "insertion_employee",
        "insertion_contract": "cddi",
        "employer_agreement": True,
        "host_is_employer": False,
        "contract_start": "2026-09-01",
        "contract_end": "2027-08-31",
        "contract_immersion_days": 60,
    },
]


# For each plan, either prudent values or values that cross the bounds.
PRUDENT: dict[str, list[Any]] = {
    "days": [1, 5, 12, 26, 28],
    "age": [18, 26, 34, 58],
    "objectives": [["discover"], ["confirm"], ["recruit"]],
    "prescriber": ["france_travail", "cap_emploi", "departement"],
    "host_kind": ["company", "public_body", "esat"],
    "host_needs": [["none"]],
    "weekdays": [2, 4, 5],
    "daily_hours": [3.5, 6, 7, 7.5],
    "day_start": ["07:30", "08:00", "09:00"],
    "day_end": ["16:00", "18:00"],
}
CROSSING: dict[str, list[Any]] = {
    "days": [1, 12, 31, 32, 46],
    "age": [15, 16, 17, 18, 34],
    "objectives": [["discover"], ["discover", "recruit"], ["other"]],
    "prescriber": ["mission_locale", "siae", "other_body", "none"],
    "host_kind": ["company", "association", "individual"],
    "host_needs": [["none"], ["surge"], ["permanent_post", "replacement"]],
    "weekdays": [5, 6, 7],
    "daily_hours": [8, 10.5, 13],
    "day_start": ["05:30", "08:00", "14:00"],
    "day_end": ["16:00", "20:00", "23:00"],
}


def _plan(rank: int, chance: random.Random) -> dict[str, Any]:
    """Return one plan; even ranks are prudent, odd ranks cross the bounds."""
    choices = CROSSING if rank % 2 else PRUDENT
    drawn = {name: chance.choice(values) for name, values in choices.items()}
    start = TODAY + timedelta(days=chance.randrange(1, 400))
    plan = {
        "id": rank,
        **chance.choice(SITUATIONS),
        **{name: drawn[name] for name in ("objectives", "prescriber", "host_kind", "host_needs")},
        **{name: drawn[name] for name in ("daily_hours", "day_start", "day_end")},
        "birth_date": date(start.year - drawn["age"], 1, 1).isoformat(),
        "start_date": start.isoformat(),
        "end_date": (start + timedelta(days=drawn["days"] - 1)).isoformat(),
        "worked_weekdays": WEEK[: drawn["weekdays"]],
        "holiday_presence": chance.choice([True, False]),
        "prior_same_host": False,
    }
    if rank % 3 == 0:
        earlier = start - timedelta(days=chance.randrange(40, 380))
        record = {
            "start_date": earlier.isoformat(),
            "end_date": (earlier + timedelta(days=25)).isoformat(),
            "same_goals": rank % 2 == 1,
        }
        records = [record] * (1 + rank % 2)
        plan |= {"prior_same_host": True, "prior_conventions": records, "is_renewal": False}
    return plan


def _rounds_per_second(action: Callable[[], Any], seconds: float) -> float:
    """Return how many times an action runs in a second of processor time, after one run to warm up."""
    action()
    rounds, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        action()
        rounds += 1
    return rounds / spent


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Vitesse du moteur de droit")
    parser.add_argument("--seconds", type=float, default=2.0, help="durée de chaque mesure, en secondes")
    seconds = parser.parse_args().seconds

    chance = random.Random(20261123)
    written = json.dumps([_plan(rank, chance) for rank in range(PLANS)])
    plans = [{name: value for name, value in plan.items() if name != "id"} for plan in json.loads(written)]

    def check_all() -> list[dict[str, Any]]:
        return [law.check(plan, TODAY).as_dict() for plan in plans]

    def explain_all() -> None:
        for plan in plans:
            result = law.check(plan, TODAY)
            _ = (result.violations, result.warnings, result.information)

    def repair_all() -> None:
        for plan in plans:
            law.nearest_lawful(plan, TODAY)

    rows = {
        "référence : lire les plans en JSON": lambda: json.loads(written),
        "vérifier (verdict et remèdes)": check_all,
        "vérifier et écrire les phrases": explain_all,
        "chercher le plan conforme voisin": repair_all,
    }
    speeds = {name: _rounds_per_second(action, seconds) * PLANS for name, action in rows.items()}
    reference = next(iter(speeds.values()))
    unlawful = sum(result["verdict"] == "non_conforme" for result in check_all())
    print(f"{PLANS} plans, dont {unlawful} non conformes, un cœur, temps de processeur\n")
    print(f"{'mesure':<38}{'plans/s':>12}{'µs/plan':>10}{'x référence':>13}")
    for name, speed in speeds.items():
        print(f"{name:<38}{speed:>12,.0f}{1e6 / speed:>10.1f}{reference / speed:>13.1f}".replace(",", " "))
    reached = speeds["vérifier (verdict et remèdes)"] >= TARGET
    print(f"\nobjectif : {TARGET} plans par seconde au moins, {'atteint' if reached else 'manqué'}")


if __name__ == "__main__":
    main()
