"""Purpose (L5135-1) and bodies that prescribe (L5135-2)."""

import pytest

from tests.law.plans import ADULT, INSERTION, LAWFUL_PLANS, checked, fired


@pytest.mark.parametrize("name", LAWFUL_PLANS)
def test_the_plans_of_the_tables_are_lawful(name):
    assert checked(LAWFUL_PLANS[name]) == {
        "verdict": "conforme",
        "violations": [],
        "warnings": [],
        "missing": [],
        "remedies": {},
    }


@pytest.mark.parametrize(
    ("objectives", "expected"),
    [
        (["discover"], set()),
        (["confirm"], set()),
        (["recruit"], set()),
        (["discover", "discover"], set()),
        (["other"], {"objective_not_legal"}),
        (["discover", "other"], {"objective_not_legal"}),
        (["discover", "confirm"], {"objective_not_single"}),
        (["discover", "confirm", "recruit"], {"objective_not_single"}),
        (["confirm", "recruit", "other"], {"objective_not_legal", "objective_not_single"}),
    ],
)
def test_one_legal_purpose(objectives, expected):
    assert fired(ADULT, objectives=objectives) == expected


@pytest.mark.parametrize(
    ("prescriber", "delegation", "expected"),
    [
        ("france_travail", None, set()),
        ("mission_locale", None, {"mission_locale_age"}),
        ("cap_emploi", None, set()),
        ("departement", None, set()),
        ("prepa_apprentissage", None, set()),
        ("cep_operator", True, set()),
        ("cep_operator", False, {"prescriber_not_authorised"}),
        ("other_body", True, set()),
        ("other_body", False, {"prescriber_not_authorised"}),
        ("other_body", None, set()),
        # The list of the law needs no delegation: its absence means nothing there.
        ("france_travail", False, set()),
        ("etti", None, {"etti_prescriber"}),
        ("none", None, {"no_prescriber"}),
        ("siae", None, {"siae_outside_staff"}),
    ],
)
def test_who_prescribes_for_a_jobseeker(prescriber, delegation, expected):
    assert fired(ADULT, prescriber=prescriber, prescriber_delegation=delegation) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"prescriber": "siae"}, set()),
        ({"prescriber": "siae", "insertion_contract": "etti_mission"}, {"etti_prescriber"}),
        ({"prescriber": "france_travail", "insertion_contract": "etti_mission"}, set()),
        ({"prescriber": "siae", "work_time": "contract_suspended"}, {"siae_suspended_contract"}),
        ({"prescriber": "siae", "work_time": "working_time"}, set()),
        ({"prescriber": "departement", "work_time": "contract_suspended"}, set()),
    ],
)
def test_insertion_bodies_prescribe_for_their_own_staff(changes, expected):
    assert fired(INSERTION, **changes) == expected


def test_an_insertion_body_is_not_accused_while_the_situation_is_unknown():
    assert fired(ADULT, prescriber="siae", status=None) == set()


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2001-01-12", set()),  # 25 years and 364 days on 11 January 2027
        ("2001-01-11", {"mission_locale_age"}),  # 26th birthday on the first day
        ("2001-01-10", {"mission_locale_age"}),
    ],
)
def test_missions_locales_follow_people_up_to_25_completed_years(birth_date, expected):
    assert fired(ADULT, prescriber="mission_locale", birth_date=birth_date) == expected
