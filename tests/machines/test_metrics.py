"""What an operator watches."""

from __future__ import annotations

import json
import re

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from channels.turns import CHANNEL_NAME
from tests.web.service import LOCAL, ROOT, Postgres, Service, Talk, new_id, wait_until

from .conftest import MESSAGES

SECRET = "Perlimpinpin"


def scrape(service: Service) -> str:
    answer = requests.get(f"http://{LOCAL}:{service.settings['METRICS_PORT']}/metrics", timeout=10)
    assert answer.status_code == 200
    return answer.text


def values(service: Service) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(scrape(service))
        for sample in family.samples
    }


class Change:
    """How samples change from now on."""

    def __init__(self, service: Service) -> None:
        self._service, self._before = service, values(service)

    def of(self, *name: str) -> float:
        return values(self._service).get(name, 0.0) - self._before.get(name, 0.0)


def asks(reply: list[dict]) -> bool:
    """Whether the reply puts a question, or asks back what was half understood."""
    return any({"asked", "proposal"} & set(message.get("custom", {})) for message in reply)


@pytest.fixture
def change(pair: tuple[Service, Service]) -> Change:
    return Change(pair[0])


def test_a_turn_is_counted_by_its_result_with_its_time(change: Change, talk: Talk) -> None:
    talk.say("Bonjour")
    talk.say(f"{SECRET} glouglou zigzag")
    assert change.of("assistant_turn_seconds_count", "answered") == 1
    assert change.of("assistant_turn_seconds_count", "outside") == 1
    assert change.of("assistant_turn_seconds_sum", "answered") > 0


def test_a_message_sent_twice_is_one_answer(change: Change, talk: Talk) -> None:
    once = new_id()
    for _ in range(2):
        talk.say("Est-ce que je serai payée ?", id=once)
    assert change.of("assistant_topics_total", "remuneration") == 1
    assert change.of("assistant_turn_seconds_count", "again") == 1


def test_a_final_verdict_is_counted_and_a_provisional_one_is_not(change: Change, talk: Talk) -> None:
    talk.say("Vérifier mon projet")
    replies = [talk.say("je remplacerai la vendeuse qui est en congé")]
    while asks(replies[-1]):
        assert change.of("assistant_verdicts_total", "non_conforme") == 0
        replies.append(talk.say("Je ne sais pas"))
    assert any("verdict" in message.get("custom", {}) for message in replies[0])
    assert change.of("assistant_verdicts_total", "non_conforme") == 1


def test_what_is_refused_for_coming_too_often_is_counted_by_its_route(change: Change, talk: Talk) -> None:
    statuses = [talk.send().status_code for _ in range(MESSAGES + 10)]
    assert 429 in statuses
    assert change.of("assistant_rate_refusals_total", "/chat/messages") == statuses.count(429)


def test_a_part_that_fails_is_counted_by_its_name(change: Change, talk: Talk, postgres: Postgres) -> None:
    postgres.stop()
    try:
        assert talk.send("Bonjour").status_code == 503
        assert change.of("assistant_faults_total", "store") == 1
        assert change.of("assistant_store_up") == -1
    finally:
        postgres.start()
    wait_until(lambda: change.of("assistant_store_up") == 0, 20, "the store is seen again")


def test_the_model_in_place_is_named(pair: tuple[Service, Service]) -> None:
    models = [name for name in values(pair[0]) if name[0] == "assistant_model"]
    assert len(models) == 1 and re.fullmatch(r"[0-9a-f]{32}", models[0][1])


def test_nothing_of_a_person_is_in_the_metrics(pair: tuple[Service, Service], talk: Talk) -> None:
    talk.say(f"Je m'appelle {SECRET} et je cherche une immersion")
    shown = scrape(pair[0])
    assert SECRET not in shown
    assert not re.search(rf"{CHANNEL_NAME}-[0-9a-f]{{8}}|[0-9a-f]{{33,}}", shown)


def test_the_dashboard_shows_samples_that_exist(pair: tuple[Service, Service], talk: Talk) -> None:
    talk.say("Bonjour")
    dashboard = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    wanted = {name for query in queries for name in re.findall(r"\b(?:assistant|process)_\w+", query)}
    families = {family.name for family in text_string_to_metric_families(scrape(pair[0]))}
    assert queries and {re.sub(r"_(total|bucket|count|sum)$", "", name) for name in wanted} <= families
