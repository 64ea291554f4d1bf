"""The tuned encoder: a second opinion where the classifier is in doubt, and never in its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from dialogue import faq
from hearing.ears import Ears, trained
from hearing.hear import hear
from hearing.heard import Context
from hearing.topics import PREFIX
from hearing.tuned import opinion
from hearing.tuned.leaves import Leaf, Leaves
from hearing.tuned.pieces import MOST_PIECES, TunedPieces
from hearing.tuned.reader import WEIGHTS, Tuned, tuned

DISTRESS = "je veux en finir, j'ai écrit une lettre à ma mère"
# Angles written since the weights were made are chosen without them; with more than that, `make tune`.
MOST_NEW_ANGLES = 0.15


@pytest.fixture(scope="module")
def reader() -> Tuned:
    found = tuned()
    assert found, "hearing/tuned/weights is a part of the product"
    return found


@pytest.fixture(scope="module")
def ears() -> Ears:
    return trained()


def test_every_act_and_topic_is_known_to_the_weights(reader: Tuned, ears: Ears) -> None:
    assert set(ears.intents.labels) <= set(reader.leaves.labels)


def test_the_weights_are_not_older_than_most_angles(reader: Tuned) -> None:
    known = set(reader.leaves.leaves)
    angles = (one for topic in faq.topics().values() for one in topic.angles)
    written = [Leaf(f"{PREFIX}{one.topic}", one.id) for one in angles]
    new = [leaf for leaf in written if leaf not in known]
    assert len(new) <= MOST_NEW_ANGLES * len(written), new


@pytest.mark.parametrize("text", ["", "?", "c'est payé ?", "a" * 900, "\u2603 \u4f60\u597d", "mot " * 300])
def test_the_probabilities_of_any_text_sum_to_one(reader: Tuned, text: str) -> None:
    assert sum(reader.labels(text).values()) == pytest.approx(1, abs=1e-4)
    assert sum(reader.inside(text, "faq/remuneration").values()) == pytest.approx(1, abs=1e-4)


def test_nothing_is_said_inside_a_topic_that_the_weights_do_not_know(reader: Tuned) -> None:
    assert reader.inside("c'est payé ?", "faq/unheard_of") == {}


def test_a_plain_question_has_its_topic_and_its_angle(reader: Tuned) -> None:
    likely = reader.labels("est-ce que c'est payé une immersion ?")
    assert max(likely, key=likely.__getitem__) == "faq/remuneration"


def test_two_opinions_make_their_mean_and_what_one_does_not_know_keeps_its_probability() -> None:
    both = opinion.mean(np.array([0.5, 0.3, 0.2]), ["a", "b", "new"], {"a": 0.1, "b": 0.9})
    assert both == pytest.approx([0.29, 0.51, 0.2])


def test_a_choice_that_one_opinion_does_not_know_is_still_chosen() -> None:
    both = opinion.mean_of_choices({"new": 0.6, "old": 0.2}, {"old": 0.5, "": 0.5})
    assert both[0][0] == "new" and dict(both)["new"] == pytest.approx(0.6)


def test_an_act_is_left_to_the_classifier_and_a_topic_in_doubt_is_not(reader: Tuned) -> None:
    labels = ["document", "faq/apres", "faq/remuneration"]
    doubted = np.array([[0.5, 0.3, 0.2], [0.2, 0.5, 0.3]])
    both = opinion.of_labels(doubted, labels, ["c'est payé une immersion ?"] * 2, reader)
    assert both[0] == pytest.approx(doubted[0])
    assert both[1].argmax() == labels.index("faq/remuneration")


def test_the_dossier_is_asked_for_in_a_question(ears: Ears) -> None:
    context = Context(today=date(2026, 11, 26), plan={"age_at_start": 30}, concluded=True)
    found = hear("et maintenant le dossier ?", context, ears)
    assert [e.value for e in found.of("control")] == ["document"]


def test_without_weights_a_message_is_heard_as_the_classifier_alone_hears_it(ears: Ears) -> None:
    alone = replace(ears, tuned=None)
    found = hear("c'est payé ?", Context(today=date(2026, 11, 26)), alone)
    assert [e.value for e in found.of("topic", "asked")] == ["remuneration"]


def test_words_of_danger_are_not_outvoted(ears: Ears) -> None:
    assert dict(ears.ranked([DISTRESS])[0].ranking)["distress"] >= 0.9


def test_a_reader_reads_the_pieces_that_were_written(tmp_path: Path) -> None:
    pieces = TunedPieces(
        ["<s>", "</s>", "<pad>", "<unk>", "▁", "▁un", "e", "▁im", "mer", "sion"],
        [0.0] * 4 + [-3.0] * 6,
        (0, 1, 2, 3),
    )
    pieces.write(tmp_path / "pieces.tsv")
    again = TunedPieces.read(tmp_path / "pieces.tsv")
    assert again.cut("une immersion") == pieces.cut("une immersion") == [0, 5, 6, 7, 8, 9, 1]
    assert again.cut("<s>")[1:-1].count(0) == 0, "what begins a text is never read inside one"
    assert len(again.cut("une " * 500)) == MOST_PIECES


def test_a_reader_reads_the_leaves_that_were_written(tmp_path: Path) -> None:
    leaves = Leaves([Leaf("faq/frais", ""), Leaf("faq/frais", "meals"), Leaf("greet", "")])
    leaves.write(tmp_path / "leaves.tsv")
    assert Leaves.read(tmp_path / "leaves.tsv").leaves == leaves.leaves


def test_weights_that_are_missing_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Tuned(tmp_path)
    assert WEIGHTS.is_dir()
