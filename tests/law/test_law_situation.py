"""Employer's agreement (D5135-1), special situations, insertion contracts and their quarter (D5132-10-3)."""

import pytest

from tests.law.plans import ADULT, EMPLOYEE, INSERTION, checked, fired, without


@pytest.mark.parametrize("status", ["employee", "apprentice"])
@pytest.mark.parametrize(
    ("work_time", "agreement", "expected"),
    [
        ("working_time", True, set()),
        ("working_time", False, {"employer_not_party"}),
        ("working_time", None, set()),
        ("off_hours", True, set()),
        ("off_hours", False, {"employer_absent_off_hours"}),
        ("off_hours", None, {"employer_absent_off_hours"}),
        ("contract_suspended", False, set()),
        (None, False, set()),
    ],
)
def test_the_employer_is_a_party(status, work_time, agreement, expected):
    regime = {"apprentice_regime"} if status == "apprentice" else set()
    changes = {"status": status, "work_time": work_time, "employer_agreement": agreement}
    assert fired(EMPLOYEE, **changes) == expected | regime


@pytest.mark.parametrize("work_time", ["working_time", "off_hours", "contract_suspended", None])
def test_in_an_insertion_contract_the_employer_always_signs(work_time):
    assert fired(INSERTION, work_time=work_time, employer_agreement=False) == {"employer_not_party"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("jobseeker", set()),
        ("self_employed", set()),
        ("esat_worker", set()),
        ("inactive", set()),
        ("apprentice", {"apprentice_regime"}),
        ("student", {"student_regime"}),
        ("public_agent", {"public_agent_regime"}),
    ],
)
def test_special_situations_are_warned_about(status, expected):
    assert fired(ADULT, status=status) == expected


@pytest.mark.parametrize(
    ("sick", "agreement", "expected"),
    [
        (True, False, {"sick_leave_no_agreement"}),
        (True, True, set()),
        (True, None, set()),
        (False, False, set()),
        (None, False, set()),
    ],
)
def test_sick_leave_needs_an_agreement(sick, agreement, expected):
    assert fired(ADULT, sick_leave=sick, sick_leave_agreement=agreement) == expected


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        ("cddi", {"own_employer_insertion"}),
        ("cui_cae", {"own_employer_insertion"}),
        ("cui_cie", {"own_employer_insertion"}),
        ("cdi_inclusion", {"own_employer"}),
        ("etti_mission", {"own_employer"}),
        (None, {"own_employer"}),
    ],
)
def test_insertion_contracts_go_to_another_employer(contract, expected):
    assert fired(INSERTION, insertion_contract=contract, host_is_employer=True) == expected


def test_an_employee_at_the_own_employer_is_warned():
    assert fired(EMPLOYEE, host_is_employer=True) == {"own_employer"}
    assert fired(ADULT, status=None, host_is_employer=True) == {"own_employer"}


# A contract of 48 days: its quarter is 12 days, exactly the 12 days planned from 11 to 22 January 2027.
QUARTER_OF_48 = {"contract_start": "2026-12-15", "contract_end": "2027-01-31"}


@pytest.mark.parametrize("contract", ["cddi", "cui_cae", "cui_cie"])
@pytest.mark.parametrize(
    ("already", "end", "expected", "left"),
    [
        (0, "2027-01-21", set(), None),
        (0, "2027-01-22", set(), None),  # exactly a quarter
        (0, "2027-01-23", {"quarter_contract"}, 12),
        (1, "2027-01-22", {"quarter_contract"}, 11),
        (12, "2027-01-22", {"quarter_contract"}, 0),
        (40, "2027-01-22", {"quarter_contract"}, 0),
    ],
)
def test_a_quarter_of_the_contract(contract, already, end, expected, left):
    result = checked(
        INSERTION,
        **QUARTER_OF_48,
        insertion_contract=contract,
        contract_immersion_days=already,
        end_date=end,
    )
    assert set(result["violations"]) == expected
    assert result["remedies"] == ({} if left is None else {"days_left_quarter": left})


def test_the_quarter_is_rounded_down_to_whole_days():
    # 50 days: a quarter is twelve days and a half.
    result = checked(INSERTION, contract_start="2026-12-13", contract_end="2027-01-31", end_date="2027-01-23")
    assert result["remedies"] == {"days_left_quarter": 12}


@pytest.mark.parametrize(
    "changes",
    [
        {"contract_open_ended": True},
        {"insertion_contract": "cdi_inclusion"},
        {"insertion_contract": "etti_mission"},
        {"contract_immersion_days": None},
        {"contract_start": None},
        {"contract_end": None},
        {"end_date": None},
    ],
)
def test_the_quarter_is_not_counted_without_its_terms(changes):
    plan = {**INSERTION, **QUARTER_OF_48, "contract_immersion_days": 48, **changes}
    assert "quarter_contract" not in fired(plan)


@pytest.mark.parametrize(
    ("end", "expected"), [("2027-01-31", set()), ("2027-02-01", {"beyond_contract_end"})]
)
def test_the_immersion_ends_before_the_contract(end, expected):
    plan = {**INSERTION, "contract_start": "2025-02-01", "contract_end": "2027-01-31"}
    assert fired(plan, end_date=end) == expected


def test_the_end_of_the_contract_counts_even_when_its_start_is_unknown():
    plan = without(INSERTION, "contract_start")
    assert fired(plan, contract_end="2027-01-20") == {"beyond_contract_end"}


def test_contract_dates_out_of_order_decide_nothing():
    result = checked(INSERTION, contract_start="2027-06-30", contract_end="2027-01-15")
    assert result["missing"] == ["contract_end"]
    assert result["violations"] == result["warnings"] == []


def test_another_situation_ignores_the_end_of_a_contract():
    assert fired(EMPLOYEE, contract_end="2027-01-15") == set()
