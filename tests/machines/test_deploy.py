"""The files of deploy/, held against what they name and against the schemas of those who read them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import tomli
import yaml

from tests.web.service import ROOT

DEPLOY = ROOT / "deploy"
HERE = Path(__file__).parent
EVERYTHING = {
    "registry": "registry.example/team",
    "image": {"tag": "7", "pullSecrets": [{"name": "pull"}]},
    "applicationSettings": {
        "cors": ["https://a.example", "https://b.example"],
        "publicUrl": "https://c.example",
    },
    "autoscaling": {"enabled": True, "maxReplicas": 9},
    "ingress": {"enabled": True, "className": "nginx", "hostname": "chat.example"},
    "networkPolicy": {"from": [{"namespaceSelector": {"matchLabels": {"name": "ingress"}}}]},
    "jobs": {"reports": {"enabled": True, "existingClaim": "reports"}},
    "extraEnv": [{"name": "CONTACT_EMAIL", "value": "contact@chat.example"}],
    "nodeSelector": {"disk": "ssd"},
}
Objects = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def tools() -> Path:
    """The interpreter that has helm and the schemas."""
    made = subprocess.run([ROOT / "scripts" / "deploy_tools.sh"], capture_output=True, text=True, timeout=600)
    if made.returncode:
        pytest.skip(f"THE CHART IS NOT TESTED, what checks it could not be installed: {made.stderr[-300:]}")
    return ROOT / ".build" / "deploy" / "bin" / "python"


def render(tools: Path, values: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [tools, HERE / "rendered.py"],
        cwd=ROOT,
        input=json.dumps(values),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="session", params=[{}, EVERYTHING], ids=["as it is", "with everything"])
def objects(request: pytest.FixtureRequest, tools: Path) -> Objects:
    """What the chart makes, by kind."""
    rendered = render(tools, request.param)
    assert rendered.get("messages") == [], rendered
    found: Objects = {}
    for one in rendered["objects"]:
        found.setdefault(one["kind"], []).append(one)
    return found


def pods(objects: Objects) -> list[dict[str, Any]]:
    jobs = [job["spec"]["jobTemplate"] for job in objects["CronJob"]]
    return [one["spec"]["template"]["spec"] for one in (*objects["Deployment"], *jobs)]


def test_the_chart_is_valid_and_every_program_runs_without_rights(objects: Objects) -> None:
    for pod in pods(objects):
        assert pod["securityContext"]["runAsNonRoot"] and pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"]
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["requests"] and container["resources"]["limits"]


def test_secrets_come_from_a_secret_alone(objects: Objects) -> None:
    assert "Secret" not in objects
    for pod in pods(objects):
        for container in pod["containers"]:
            assert container["envFrom"] == [{"secretRef": {"name": "assistant-immersion"}}]
            names = {one["name"] for one in container["env"]}
            assert not names & {"CHAT_SIGNING_KEY", "DATABASE_URL", "REDIS_URL"}


def test_an_update_takes_no_server_away_before_another_is_ready(objects: Objects) -> None:
    (deployment,) = objects["Deployment"]
    assert deployment["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    pod = deployment["spec"]["template"]["spec"]
    container = pod["containers"][0]
    probes = [container[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "readiness", "liveness")]
    assert probes == ["/chat/health", "/chat/ready", "/chat/live"]
    assert pod["terminationGracePeriodSeconds"] > 5 + 25


def test_the_purge_is_a_scheduled_job(objects: Objects) -> None:
    commands = [pod["containers"][0].get("command", []) for pod in pods(objects)]
    assert ["/app/.venv/bin/python", "-m", "serving.purge", "--days", "30"] in commands


def test_servers_reach_the_database_redis_and_little_else(objects: Objects) -> None:
    (policy,) = objects["NetworkPolicy"]
    ports = {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]}
    assert ports == {53, 5432, 6379, 443}


@pytest.mark.parametrize(
    "values",
    [
        {"applicationSettings": {"enableAPI": True}},
        {"applicationSettings": {"cors": ["*"]}},
        {"postgresql": {"install": True}},
        {"redis": {"install": True}},
        {"replicas": 3},
        {"existingSecret": ""},
        {"jobs": {"reports": {"enabled": True}}},
    ],
    ids=str,
)
def test_a_value_that_would_be_unsafe_or_unknown_is_refused(tools: Path, values: dict[str, Any]) -> None:
    rendered = render(tools, values)
    assert "error" in rendered or rendered["messages"]


def composed(tools: Path, text: str) -> str:
    command = [tools, HERE / "composed.py"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60)
    return done.stderr


def test_the_compose_file_is_valid_and_a_slip_is_found(tools: Path) -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert composed(tools, text) == ""
    assert "healthchek" in composed(tools, text.replace("healthcheck:", "healthchek:"))


def test_every_setting_that_is_given_is_one_that_is_read(objects: Objects) -> None:
    known = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    containers = [container for pod in pods(objects) for container in pod["containers"]]
    given = {one["name"] for container in containers for one in container["env"]}
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    given |= set(compose["services"]["chat-1"]["environment"])
    own = set(re.findall(r"\$\{?([A-Z_]+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    example = (DEPLOY / "env.example").read_text(encoding="utf-8")
    given |= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) - own
    assert given <= known


def stages() -> list[list[str]]:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    starts = [at for at, line in enumerate(lines) if line.startswith("FROM ")]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def test_the_image_runs_without_rights_and_builds_nothing() -> None:
    *_, last = stages()
    users = [line.split()[1] for line in last if line.startswith("USER ")]
    assert users and int(users[-1].split(":")[0]) > 0
    assert not re.search(r"apt-get|gcc|\buv\b|pip install", "\n".join(last))


def test_the_image_leaves_out_each_tool_of_developers_by_its_whole_name() -> None:
    built, _ = stages()
    (named,) = [line.split("|")[0].removeprefix("RUN ") for line in built if line.startswith("RUN sed ")]
    done = subprocess.run(["sh", "-c", named], cwd=ROOT, capture_output=True, text=True, check=True)
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert done.stdout.split() == project["project"]["optional-dependencies"]["dev"]


def test_what_the_image_is_built_from_exists() -> None:
    built, _ = stages()
    copied = [word for line in built if line.startswith("COPY ") for word in line.split()[1:-1]]
    run = [word for line in built if line.startswith("RUN scripts/") for word in line.split()[1:]]
    assert copied and run and all((ROOT / name).exists() for name in (*copied, *run))
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".env", ".secrets", ".git", "*.db"} <= set(ignored)
