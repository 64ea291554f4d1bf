"""What holds for every plan, not only for those of the tables."""

import json
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import law
from law.nearest import DATE_AND_HOUR_RULES
from tests.law.plans import ADULT, TODAY
from tests.law.strategies import JUNK, RAW_PLANS, plans

DURATION_RULES = {"duration_over_one_month", "over_60_days", "quarter_contract"}
FEW = settings(max_examples=120, deadline=None)


@FEW
@given(plans())
def test_every_plan_gets_a_coherent_result(plan):
    result = law.check(plan, TODAY)
    shown = result.as_dict()
    assert json.loads(json.dumps(shown)) == shown
    expected = "non_conforme" if shown["violations"] else "a_completer" if shown["missing"] else "conforme"
    assert shown["verdict"] == expected
    order = list(law.RULES)
    assert shown["violations"] == sorted(shown["violations"], key=order.index)
    assert shown["warnings"] == sorted(shown["warnings"], key=order.index)
    assert set(shown["missing"]) - set(law.required_fields(plan, TODAY)) <= {"weekly_hours", "is_renewal"}
    for finding in [*result.violations, *result.warnings]:
        assert "{" not in finding.reason + finding.remedy


@FEW
@given(RAW_PLANS | JUNK)
def test_anything_is_a_plan_or_a_named_error(raw):
    try:
        law.check(raw, TODAY)
    except law.PlanError as error:
        assert isinstance(error.field, str)
        assert len(str(error).splitlines()) == 1


@FEW
@given(plans(), st.sampled_from(list(law.FIELDS)))
def test_an_unknown_more_changes_nothing(plan, name):
    if name not in plan:
        assert law.check({**plan, name: None}, TODAY).as_dict() == law.check(plan, TODAY).as_dict()


@FEW
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_the_fields_and_the_past_checks_do_not_matter(plan, random):
    names = list(plan)
    random.shuffle(names)
    shuffled = {name: plan[name] for name in names}
    first = law.check(plan, TODAY).as_dict()
    law.check(ADULT, TODAY)
    assert law.check(shuffled, TODAY).as_dict() == first


@FEW
@given(plans())
def test_a_plan_is_not_changed_by_its_check(plan):
    before = json.dumps(plan, default=str)
    law.check(plan, TODAY)
    law.nearest_lawful(plan, TODAY)
    assert json.dumps(plan, default=str) == before


@FEW
@given(plans())
def test_typed_and_written_plans_are_the_same(plan):
    written = json.loads(json.dumps(plan, default=str))
    assert law.check(written, TODAY).as_dict() == law.check(plan, TODAY).as_dict()


@FEW
@given(plans())
def test_a_lawful_plan_shortened_by_a_day_stays_lawful_on_duration(plan):
    typed = law.parse_plan(plan)
    start, end = typed.get("start_date"), typed.get("end_date")
    if start is None or end is None or end <= start:
        return
    if not DURATION_RULES & set(law.check(plan, TODAY).as_dict()["violations"]):
        shorter = {**typed, "end_date": end - timedelta(days=1)}
        assert not DURATION_RULES & set(law.check(shorter, TODAY).as_dict()["violations"])


@FEW
@given(plans())
def test_the_nearest_plan_has_no_violation_of_dates_or_hours(plan):
    violated = DATE_AND_HOUR_RULES & set(law.check(plan, TODAY).as_dict()["violations"])
    proposal = law.nearest_lawful(plan, TODAY)
    if proposal is None:
        # Only a quarter already used up has no lawful neighbour.
        assert not violated or "quarter_contract" in violated
        return
    nearest, changes = proposal
    again = law.check(nearest, TODAY).as_dict()
    assert not DATE_AND_HOUR_RULES & set(again["violations"])
    original = law.parse_plan(plan)
    assert [change.field for change in changes] == [
        name for name in law.FIELDS if nearest.get(name) != original.get(name)
    ]
    assert law.nearest_lawful(nearest, TODAY) is None


@FEW
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 1, 1)), st.integers(1, 12))
def test_a_month_from_date_to_date_is_a_month(start, months):
    last = law.last_day(start, months)
    after = last + timedelta(days=1)
    # The day after is the same day number, or the first of a month when that number does not exist.
    assert after.day == start.day or (after.day == 1 and start.day > 28)
    assert (last - start).days + 1 <= 31 * months
