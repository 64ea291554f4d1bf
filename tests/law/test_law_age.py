"""Sixteen years at least (L4153-1); minors: consent and dangerous work (L4153-8)."""

import pytest

from tests.law.plans import ADULT, MINOR, TODAY, checked, fired, without

BORN = without(MINOR, "age_at_start")


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2011-01-12", {"age_under_16"}),
        ("2011-01-11", set()),  # 16th birthday on the first day
        ("2011-01-10", set()),
    ],
)
def test_sixteen_on_the_first_day(birth_date, expected):
    assert fired(BORN, birth_date=birth_date) == expected


@pytest.mark.parametrize(("age", "expected"), [(15, {"age_under_16"}), (16, set()), (17, set())])
def test_sixteen_when_only_the_age_is_known(age, expected):
    result = checked(MINOR, age_at_start=age)
    assert set(result["violations"]) == expected
    # Without a birth date nobody can tell the day.
    assert result["remedies"] == {}


def test_the_sixteenth_birthday_is_computed():
    assert checked(BORN, birth_date="2011-03-20")["remedies"] == {"birthday_16": "2027-03-20"}


def test_someone_born_on_29_february_turns_sixteen_on_29_february_2028():
    assert checked(BORN, birth_date="2012-02-29")["remedies"] == {"birthday_16": "2028-02-29"}


def test_someone_born_on_29_february_comes_of_age_on_1_march_of_a_common_year():
    plan = {**BORN, "birth_date": "2012-02-29", "start_date": "2029-01-08", "end_date": "2029-01-19"}
    result = checked(plan, legal_rep_agreement=False)
    assert result["violations"] == ["minor_no_consent"]
    assert result["remedies"] == {"birthday_18": "2030-03-01"}


@pytest.mark.parametrize(
    ("birth_date", "start", "adult"),
    [
        ("2009-02-28", "2027-02-28", True),
        ("2009-03-01", "2027-02-28", False),
        ("2008-02-29", "2026-02-28", False),
        ("2008-02-29", "2026-03-01", True),
    ],
)
def test_the_consent_of_a_representative_is_judged_on_the_first_day(birth_date, start, adult):
    plan = {**without(ADULT, "age_at_start", "end_date"), "birth_date": birth_date, "start_date": start}
    missing = checked(plan, duration_days=14, convention_before_start=True)["missing"]
    assert missing == ([] if adult else ["legal_rep_agreement"])


@pytest.mark.parametrize(
    ("age", "changes", "expected"),
    [
        (17, {"legal_rep_agreement": False}, {"minor_no_consent"}),
        (18, {"legal_rep_agreement": False}, set()),
        (17, {"dangerous_work": True}, {"minor_dangerous_work"}),
        (18, {"dangerous_work": True}, set()),
        (
            17,
            {"legal_rep_agreement": False, "dangerous_work": True},
            {"minor_no_consent", "minor_dangerous_work"},
        ),
    ],
)
def test_consent_and_dangerous_work_concern_minors_only(age, changes, expected):
    assert fired(MINOR, age_at_start=age, **changes) == expected


def test_the_birth_date_is_preferred_to_the_stated_age():
    assert fired(MINOR, age_at_start=34, birth_date="2011-01-12") == {"age_under_16"}


@pytest.mark.parametrize("age", [-1, 121, 200])
def test_an_impossible_age_is_asked_again(age):
    result = checked(MINOR, age_at_start=age, dangerous_work=True)
    assert result["missing"] == ["age_at_start"]
    assert result["violations"] == []


@pytest.mark.parametrize("age", [0, 120])
def test_the_ends_of_possible_ages_are_taken(age):
    assert "age_at_start" not in checked(MINOR, age_at_start=age)["missing"]


def test_a_birth_after_the_first_day_is_asked_again():
    assert checked(ADULT, birth_date="2027-06-01")["missing"] == ["age_at_start"]


@pytest.mark.parametrize(
    ("birth_date", "age_missing"),
    [
        (f"{TODAY.year - 18}-11-23", False),  # eighteen today: an adult on any later day
        (f"{TODAY.year - 18}-11-24", True),  # eighteen tomorrow: it depends on the first day
    ],
)
def test_without_a_first_day_only_an_adult_of_today_is_sure(birth_date, age_missing):
    plan = {**without(ADULT, "age_at_start", "start_date", "end_date"), "birth_date": birth_date}
    expected = ["start_date", "end_date"]
    assert checked(plan)["missing"] == (["age_at_start", *expected] if age_missing else expected)
