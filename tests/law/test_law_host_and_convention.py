"""Host (D5135-2), its needs (L5135-7), money (L5135-3), signed convention (L5135-4) and tutor (D5135-5)."""

import pytest

from tests.law.plans import ADULT, TODAY, checked, fired


@pytest.mark.parametrize(
    ("kind", "siret", "expected"),
    [
        ("company", None, set()),
        ("public_body", None, set()),
        ("association", True, set()),
        ("association", False, {"host_no_siret"}),
        ("association", None, set()),
        ("individual", None, {"host_no_siret"}),
        ("abroad", None, {"host_no_siret"}),
        ("esat", None, {"esat_host_other_regime"}),
        # What is stated wins over what is presumed.
        ("individual", True, set()),
        ("abroad", True, set()),
        ("company", False, {"host_no_siret"}),
        ("esat", False, {"host_no_siret", "esat_host_other_regime"}),
        (None, False, {"host_no_siret"}),
        (None, None, set()),
    ],
)
def test_the_host_is_registered(kind, siret, expected):
    assert fired(ADULT, host_kind=kind, host_has_siret=siret) == expected


NEEDS = {
    "permanent_post": "need_permanent_post",
    "surge": "need_surge",
    "seasonal": "need_seasonal",
    "replacement": "need_replacement",
}


@pytest.mark.parametrize(("need", "rule"), NEEDS.items())
def test_the_host_does_not_fill_a_need_with_an_immersion(need, rule):
    assert fired(ADULT, host_needs=[need]) == {rule}
    assert fired(ADULT, host_needs=["none", need]) == {rule}


def test_every_need_is_reported_in_order():
    assert checked(ADULT, host_needs=list(reversed(NEEDS)))["violations"] == list(NEEDS.values())


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("none", set()),
        ("expenses_only", set()),
        ("gratuity", {"paid_gratuity"}),
        ("wage", {"paid_wage"}),
        (None, set()),
    ],
)
def test_the_host_does_not_pay(paid, expected):
    assert fired(ADULT, paid_by_host=paid) == expected


@pytest.mark.parametrize(
    ("signed", "expected"), [(True, set()), (None, set()), (False, {"no_convention_before_start"})]
)
def test_the_convention_is_signed_before(signed, expected):
    assert fired(ADULT, convention_before_start=signed) == expected


@pytest.mark.parametrize(("tutor", "expected"), [(True, set()), (None, set()), (False, {"no_tutor"})])
def test_somebody_welcomes(tutor, expected):
    assert fired(ADULT, tutor_named=tutor) == expected


@pytest.mark.parametrize(
    ("start", "signed", "expected"),
    [
        ("2026-11-22", None, {"start_in_past"}),
        ("2026-11-22", True, set()),
        ("2026-11-22", False, {"start_in_past", "no_convention_before_start"}),
        (TODAY.isoformat(), None, set()),
        ("2026-11-24", None, set()),
    ],
)
def test_a_convention_is_not_signed_afterwards(start, signed, expected):
    changes = {"start_date": start, "end_date": "2026-11-27", "convention_before_start": signed}
    assert fired(ADULT, **changes) == expected
