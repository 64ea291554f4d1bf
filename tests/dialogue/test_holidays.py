"""The question about public holidays names those of the period, when there is one."""

from datetime import date

from dialogue import describe, questions
from dialogue.state import State

TODAY = date(2026, 11, 26)


def test_without_dates_no_holiday_is_named_and_the_question_can_be_put() -> None:
    assert describe.holidays({"start_date": "2026-12-07"}) == []
    question = questions.questions(None)["f5_minor_holiday"]
    put = questions.put_part(State(), question, question.part("holiday_presence"), TODAY)
    assert put.text.endswith("?")


def test_the_holidays_of_the_period_are_named() -> None:
    assert describe.holidays({"start_date": "2026-12-21", "end_date": "2026-12-27"}) == [
        "le vendredi 25 décembre 2026 (noël)"
    ]
