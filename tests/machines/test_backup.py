"""A dump of PostgreSQL, restored elsewhere by the commands of docs/backup.md, continues a conversation."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.web.service import ROOT, Postgres, Redis, Service, Talk, running, train_bot

PAGE = ROOT / "docs" / "backup.md"


def commands(program: str, address: str, folder: Path) -> None:
    """Run the command of the page that calls ``program``."""
    line = re.search(rf"^{program} .*$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)[0]
    environment = {"PATH": f"{Postgres.binaries()}:/usr/bin:/bin", "DATABASE_URL": address}
    subprocess.run(["sh", "-c", line], cwd=folder, env=environment, check=True, timeout=60)


def test_a_conversation_goes_on_from_a_restored_dump(
    postgres: Postgres, redis: Redis, tmp_path: Path
) -> None:
    before, after = postgres.create("before"), postgres.create("after")
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
    model = train_bot()
    with running(Service(model, folders[0], DATABASE_URL=before)) as first:
        talk = Talk(first.base)
        talk.begin()
        talk.say("Lens")
        commands("pg_dump", before, tmp_path)
        talk.say("après la sauvegarde")
    commands("pg_restore", after, tmp_path)
    with running(Service(model, folders[1], DATABASE_URL=after)) as second:
        talk.base = second.base
        assert [one["text"] for one in talk.history() if one["from"] == "user"][-1] == "Lens"
        assert talk.say("vitrier")[0]["custom"]["plan"] == {"city": "Lens", "trade": "vitrier"}
