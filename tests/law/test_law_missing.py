"""What a plan must say, in the order of plan.yml, and the verdict that follows."""

import pytest

import law
from law.needed import REQUIRED_WHEN
from tests.law.plans import ADULT, EMPLOYEE, INSERTION, MINOR, TODAY, checked, convention, returning, without

ALWAYS = [
    "objectives",
    "status",
    "age_at_start",
    "prescriber",
    "host_kind",
    "host_needs",
    "start_date",
    "end_date",
    "worked_weekdays",
    "daily_hours",
    "prior_same_host",
]


def test_an_empty_plan_lacks_every_required_field():
    assert checked({}) == {
        "verdict": "a_completer",
        "violations": [],
        "warnings": [],
        "missing": ALWAYS,
        "remedies": {},
    }
    assert law.required_fields({}, TODAY) == ALWAYS


@pytest.mark.parametrize("name", ALWAYS)
def test_each_required_field_is_missed(name):
    assert checked(without(ADULT, name))["missing"] == [name]
    assert checked(ADULT, **{name: None})["missing"] == [name]


@pytest.mark.parametrize("name", ["objectives", "host_needs", "worked_weekdays"])
def test_an_empty_list_says_nothing(name):
    assert checked(ADULT, **{name: []})["missing"] == [name]


RETURNING = returning(convention("2026-12-07", 5))
RENEWING = returning(convention("2026-12-07", 5, same_goals=True), is_renewal=True)


@pytest.mark.parametrize(
    ("plan", "name"),
    [
        (MINOR, "legal_rep_agreement"),
        (MINOR, "dangerous_work"),
        (MINOR, "day_start"),
        (MINOR, "day_end"),
        ({**ADULT, "sick_leave": True, "sick_leave_agreement": True}, "sick_leave_agreement"),
        ({**ADULT, "prescriber": "cep_operator", "prescriber_delegation": True}, "prescriber_delegation"),
        ({**ADULT, "prescriber": "other_body", "prescriber_delegation": True}, "prescriber_delegation"),
        (EMPLOYEE, "employer_agreement"),
        (INSERTION, "employer_agreement"),
        (INSERTION, "host_is_employer"),
        (INSERTION, "insertion_contract"),
        (INSERTION, "contract_start"),
        (INSERTION, "contract_end"),
        (INSERTION, "contract_immersion_days"),
        ({**ADULT, "host_kind": "association", "host_has_siret": True}, "host_has_siret"),
        (RETURNING, "prior_conventions"),
        (RETURNING, "is_renewal"),
        (RENEWING, "renewal_goals_reached"),
    ],
)
def test_fields_required_in_some_plans(plan, name):
    assert checked(plan)["missing"] == []
    assert checked(without(plan, name))["missing"] == [name]
    assert checked(without(plan, name))["verdict"] == "a_completer"
    assert name in law.required_fields(without(plan, name), TODAY)
    assert name not in law.required_fields(ADULT, TODAY)


def test_the_working_time_matters_unless_the_employer_agrees():
    assert checked(without(EMPLOYEE, "work_time"))["missing"] == []
    assert checked(without(EMPLOYEE, "work_time"), employer_agreement=False)["missing"] == ["work_time"]
    assert checked(without(EMPLOYEE, "work_time", "employer_agreement"))["missing"] == ["work_time"]


@pytest.mark.parametrize("work_time", ["off_hours", "contract_suspended"])
def test_the_employer_is_not_asked_outside_working_time(work_time):
    assert checked(EMPLOYEE, work_time=work_time, employer_agreement=None)["missing"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"contract_open_ended": True},
        {"insertion_contract": "cdi_inclusion"},
        {"insertion_contract": "etti_mission"},
        {"insertion_contract": None},
    ],
)
def test_contract_dates_are_asked_only_for_a_quarter(changes):
    plan = without(INSERTION, "contract_start", "contract_end", "contract_immersion_days")
    expected = ["insertion_contract"] if changes.get("insertion_contract", "") is None else []
    assert checked(plan, **changes)["missing"] == expected


def test_a_renewal_without_an_earlier_period_is_a_contradiction():
    result = checked(ADULT, is_renewal=True, renewal_goals_reached=False)
    assert result["missing"] == ["is_renewal"]
    assert checked(ADULT, is_renewal=False)["missing"] == []
    unknown_prior = checked(ADULT, prior_same_host=None, is_renewal=True, renewal_goals_reached=False)
    assert unknown_prior["missing"] == ["prior_same_host"]


def test_missing_fields_come_in_the_order_of_the_plan():
    plan = {"birth_date": "2010-05-01", "start_date": "2027-01-11", "status": "insertion_employee"}
    order = list(law.FIELDS)
    missing = checked(plan)["missing"]
    assert missing == sorted(missing, key=order.index)
    assert {"legal_rep_agreement", "employer_agreement", "insertion_contract", "day_end"} <= set(missing)


def test_a_violation_prevails_over_what_is_missing():
    result = checked(without(ADULT, "status"), prescriber="none")
    assert result["verdict"] == "non_conforme"
    assert result["missing"] == ["status"]


def test_a_warning_does_not_prevent_a_lawful_verdict():
    result = checked(ADULT, paid_by_host="gratuity")
    assert result["warnings"] == ["paid_gratuity"]
    assert result["verdict"] == "conforme"


def test_the_conditions_written_in_the_plan_are_all_implemented():
    written = {name for name, field in law.FIELDS.items() if field.required.startswith("when:")}
    assert written == set(REQUIRED_WHEN)
    assert {field.required.partition(":")[0] for field in law.FIELDS.values()} == {"always", "when", "never"}
