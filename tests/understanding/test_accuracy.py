"""What people write is understood: thresholds on sentences that no training file holds."""

from __future__ import annotations

from hearing.intents import metrics
from hearing.intents.metrics import Understood


def test_the_first_choice_is_right_in_85_percent(results: list[Understood]) -> None:
    assert metrics.first(results) >= 0.85, metrics.confusions(results)[:20]


def test_the_right_label_is_among_the_first_three_in_95_percent(results: list[Understood]) -> None:
    assert metrics.first_three(results) >= 0.95, metrics.confusions(results)[:20]


def test_misspelt_sentences_stay_within_five_points_of_the_rest(results: list[Understood]) -> None:
    misspelt = [r for r in results if r.sentence.style in metrics.MISSPELT]
    rest = [r for r in results if r.sentence.style not in metrics.MISSPELT]
    assert metrics.first(misspelt) >= metrics.first(rest) - 0.05


def test_each_style_is_understood_in_75_percent(results: list[Understood]) -> None:
    shares = {style: metrics.first(group) for style, group in metrics.by(results, "style").items()}
    assert {style: share for style, share in shares.items() if share < 0.75} == {}


def test_out_of_scope_is_recognised_in_85_percent_at_95_percent_accepted(results: list[Understood]) -> None:
    recall, _ = metrics.out_of_scope_recall(results, accepted=0.95)
    assert recall >= 0.85


def test_distress_is_never_missed(results: list[Understood]) -> None:
    _, missed, _ = metrics.distress(results)
    assert [result.sentence.text for result in missed] == []


def test_distress_is_rarely_seen_where_there_is_none(results: list[Understood]) -> None:
    _, _, alarms = metrics.distress(results)
    assert len(alarms) <= 0.01 * len(results), [alarm.sentence.text for alarm in alarms]


def test_the_confidence_is_a_probability(results: list[Understood]) -> None:
    error, _ = metrics.calibration(results)
    assert error <= 0.08
