"""The moves of a message, as programs read them."""

from hearing.heard import Entity, Heard


def test_a_question_is_one_move_that_names_its_angle() -> None:
    heard = Heard(
        "faq/salarie",
        0.9,
        entities=[
            Entity("topic", "salarie", 0, 10, "asked"),
            Entity("angle", "salarie/dismissal", 0, 10, "asked"),
            Entity("topic", "frais", 0, 10, "likely"),
            Entity("angle", "salarie/leave", 0, 10, "likely"),
        ],
    )
    assert heard.moves == [
        {"move": "question", "topic": "salarie", "angle": "salarie/dismissal", "role": "asked"},
        {"move": "question", "topic": "frais", "role": "likely"},
    ]
