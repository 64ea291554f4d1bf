"""Says what is wrong with the settings of the messaging channels: ``python -m channels.messaging check``.

It asks each provider who we are, and writes to nobody.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping

from channels.messaging.catalogue import PROVIDERS
from channels.messaging.provider import Provider
from channels.messaging.sending import Client
from serving.settings import SettingsError, load_settings, process_variables


async def check(variables: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each configured channel with what is wrong with it, in French; empty when nothing is."""
    found: list[tuple[str, str]] = []
    client = Client()
    try:
        for kind in PROVIDERS:
            try:
                provider = kind.from_variables(variables)
            except SettingsError as error:
                found.append((kind.label, str(error)))
                continue
            if provider is not None:
                found.append((kind.label, await _problem(provider, client)))
    finally:
        await client.close()
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print one line per configured channel; status 1 when one of them is wrong."""
    parser = argparse.ArgumentParser(prog="python -m channels.messaging", description="Canaux de messagerie")
    parser.add_argument("command", choices=["check"], help="dit ce qui ne va pas dans les réglages")
    parser.parse_args(arguments)
    try:
        load_settings()
        found = asyncio.run(check(process_variables()))
    except SettingsError as error:
        sys.exit(str(error))
    for label, problem in found:
        print(f"{'✖' if problem else '✔'} {label} : {problem or 'les réglages sont bons'}")
    if not found:
        print("Aucun canal n'est réglé. Voir docs/channels.md.")
    return 1 if any(problem for _, problem in found) else 0


async def _problem(provider: Provider, client: Client) -> str:
    for setting, call in provider.probes().items():
        problem = provider.verdict(await client.call(call))
        if problem:
            return f"{setting} : {problem}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
