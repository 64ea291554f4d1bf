"""Texts and references: every rule is complete, every source exists, remedies read well."""

import re

import pytest

import law
from law.information import LINES
from law.repairs import actions
from tests.law.plans import ADULT, INSERTION, MINOR, TODAY, convention, returning, without

ARTICLE_KEY = re.compile(r"(CSS )?[LRD]\d+(-\d+)*( [A-Z])?")


def findings(plan, **changes):
    result = law.check({**plan, **changes}, TODAY)
    return {finding.id: finding for finding in [*result.violations, *result.warnings]}


def test_there_are_41_violations_and_17_warnings():
    kinds = [rule.kind for rule in law.RULES.values()]
    assert (kinds.count("violation"), kinds.count("warning")) == (41, 17)


@pytest.mark.parametrize("rule", law.RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_is_complete(rule):
    assert rule.condition.__name__ == rule.id
    assert rule.title and rule.checks and rule.reason and rule.remedy
    assert rule.level in {"law", "decree", "circular", "practice"}
    assert rule.nature in {"hard", "derogable", "silent", "advice"}
    severity = {"hard": "blocking", "derogable": "serious"}
    assert rule.severity == (severity[rule.nature] if rule.kind == "violation" else "caution")
    assert set(rule.needs) <= set(law.FIELDS)
    assert rule.references


@pytest.mark.parametrize("rule", law.RULES.values(), ids=lambda rule: rule.id)
def test_a_remedy_with_values_has_a_last_resort_without_them(rule):
    if any(f"{{{name}}}" in rule.remedy for name in rule.computes):
        assert rule.remedy_otherwise
        last = rule.remedy_otherwise[-1]
        assert (
            "{" not in last or rule.id == "over_60_days"
        )  # with no day left, the day they come back is known


@pytest.mark.parametrize("source", law.REFERENCES.values(), ids=lambda source: source.key)
def test_every_source_can_be_found(source):
    if source.article:
        assert ARTICLE_KEY.fullmatch(source.key)
        assert re.fullmatch(r"LEGIARTI\d{12}", source.id)
        assert source.url.endswith(source.id)
        assert re.fullmatch(r"[0-9a-f]{16}", source.fingerprint)
    else:
        assert source.why_outside
        assert source.url is None or source.url.startswith("https://")


def test_labels_name_the_code():
    assert law.article("L5135-3").label == "article L5135-3 du code du travail"
    assert law.article("CSS L412-8").label == "article L412-8 du code de la sécurité sociale"
    with pytest.raises(KeyError):
        law.article("L9999-9")


def test_parameters_quote_the_version_of_their_article():
    for parameter in law.PARAMETERS.by_id.values():
        newest = parameter.values[-1]
        source = law.article(parameter.article)
        assert (newest.legi, newest.since, newest.url) == (source.id, source.in_force_since, source.url)


def test_information_lines_rest_on_known_sources():
    assert len(LINES) == 14
    for line, _ in LINES:
        assert line.text and line.references


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"end_date": "2027-02-11"}, "Finir au plus tard le 10 février 2027."),
        ({"start_date": "2027-02-01", "end_date": "2027-03-05"}, "Finir au plus tard le 28 février 2027."),
        ({"start_date": None, "end_date": None, "duration_days": 40}, "un mois après le premier jour"),
    ],
)
def test_the_remedy_of_a_long_period_gives_its_last_day(changes, sentence):
    assert sentence in findings(ADULT, **changes)["duration_over_one_month"].remedy


@pytest.mark.parametrize(
    ("plan", "rule", "sentence"),
    [
        (
            returning(convention("2026-12-01", 31), start_date="2027-01-04", end_date="2027-02-03"),
            "over_60_days",
            "Il reste 29 jours : finir au plus tard le 1er février 2027.",
        ),
        (
            returning(convention("2026-03-02", 31), convention("2026-06-01", 28, kind="renewal")),
            "over_60_days",
            "Il reste 1 jour : finir au plus tard le 11 janvier 2027.",
        ),
        (
            returning(convention("2026-03-02", 31), convention("2026-06-01", 29, kind="renewal")),
            "over_60_days",
            "Il ne reste aucun jour dans cette structure avant le 2 mars 2027 :",
        ),
        (
            {**ADULT, "objectives": ["recruit", "discover"]},
            "objective_not_single",
            "(découvrir un métier ou un secteur d'activité ou initier une démarche de recrutement)",
        ),
        ({**ADULT, "daily_hours": 13}, "daily_over_12", "à 10 heures au plus, soit 3 h de moins."),
        ({**ADULT, "daily_hours": 9.7}, "weekly_over_48", "à 48 heures au plus, soit 30 min de moins ;"),
        ({**MINOR, "daily_hours": 11.5}, "minor_daily_over_8", "à 8 heures par jour, soit 3 h 30 de moins."),
        (
            {**MINOR, "daily_hours": 11},
            "minor_weekly_over_35",
            "à 35 heures par semaine, soit 20 h de moins.",
        ),
        (
            {**MINOR, "legal_rep_agreement": False},
            "minor_no_consent",
            "Obtenir l'accord et la signature d'un parent ou du tuteur, ou attendre vos 18 ans.",
        ),
        (
            {**without(MINOR, "age_at_start"), "birth_date": "2009-07-01", "legal_rep_agreement": False},
            "minor_no_consent",
            "ou attendre vos 18 ans (1er juillet 2027).",
        ),
        (
            {**INSERTION, "contract_end": "2027-01-20"},
            "beyond_contract_end",
            "Finir au plus tard le 20 janvier 2027,",
        ),
        (
            {**INSERTION, "contract_immersion_days": 91},
            "quarter_contract",
            "Il ne reste aucun jour d'immersion dans le quart de ce contrat",
        ),
        (
            {
                **MINOR,
                "start_date": "2027-05-03",
                "end_date": "2027-05-21",
                "holiday_presence": True,
            },
            "minor_public_holiday",
            "Retirer du planning : le jeudi 6 mai 2027 (Ascension), "
            "le lundi 17 mai 2027 (lundi de Pentecôte).",
        ),
    ],
)
def test_remedies_quote_computed_values(plan, rule, sentence):
    assert sentence in findings(plan)[rule].remedy


def test_a_change_that_repairs_several_violations_is_said_once():
    result = law.check({**ADULT, "host_needs": ["surge", "seasonal", "replacement"]}, TODAY)
    assert [action.rules for action in actions(result)] == [
        ("need_surge", "need_seasonal", "need_replacement")
    ]


def test_one_last_day_repairs_the_month_and_the_sixty_days():
    plan = returning(convention("2026-03-02", 31), convention("2026-06-01", 9), end_date="2027-02-28")
    said = {action.text: action.rules for action in actions(law.check(plan, TODAY))}
    assert said["Finir au plus tard le 30 janvier 2027."] == ("duration_over_one_month", "over_60_days")


def test_one_first_day_repairs_the_number_of_conventions_and_the_sixty_days():
    plan = returning(convention("2026-03-02", 31), convention("2026-06-01", 29))
    said = {action.text: action.rules for action in actions(law.check(plan, TODAY))}
    sentence = "Commencer à partir du 2 mars 2027, ou choisir une autre structure."
    assert said[sentence] == ("too_many_conventions", "over_60_days")


def test_two_days_of_rest_are_also_one():
    minor = {**MINOR, "daily_hours": 3, "worked_weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
    assert [action.rules for action in actions(law.check(minor, TODAY))] == [
        ("seven_days", "minor_rest_two_days")
    ]


@pytest.mark.parametrize(
    ("changes", "line", "shown"),
    [
        ({"worked_weekdays": ["mon", "tue", "wed"]}, "info_split_presence", True),
        ({"worked_weekdays": ["mon", "tue", "wed", "thu"]}, "info_split_presence", False),
        ({"rhythm": "split"}, "info_split_presence", True),
        ({"end_date": "2027-01-12"}, "info_no_minimum", True),
        ({"end_date": "2027-01-13"}, "info_no_minimum", False),
        ({"end_date": "2027-01-24"}, "info_two_weeks", False),
        ({"end_date": "2027-01-25"}, "info_two_weeks", True),
        ({"prior_same_host": True}, "info_other_hosts", True),
        ({"end_date": "2027-02-11"}, "info_other_hosts", True),
        ({}, "info_other_hosts", False),
        ({"daily_hours": 7.01}, "info_over_35", True),
        ({"daily_hours": 7}, "info_over_35", False),
        ({"start_date": "2027-03-29", "end_date": "2027-03-31"}, "info_public_holiday", True),
        ({"age_at_start": 17}, "info_minor_visit", True),
        ({"age_at_start": 18}, "info_minor_visit", False),
        ({"status": "insertion_employee", "insertion_contract": "cui_cie"}, "info_siae_copy", True),
        ({}, "info_siae_copy", False),
        ({}, "info_signatures", True),
        ({"tutor_named": True}, "info_tutor_reminder", False),
        ({}, "info_tutor_reminder", True),
        ({"convention_before_start": True}, "info_convention_reminder", False),
        ({"paid_by_host": "none"}, "info_paid_reminder", False),
        ({"status": "employee", "work_time": "contract_suspended"}, "info_paid_suspended", True),
        ({"status": "employee", "work_time": "working_time"}, "info_paid_suspended", False),
    ],
)
def test_information_is_shown_when_relevant(changes, line, shown):
    information = law.check({**ADULT, **changes}, TODAY).information
    assert (line in {info.id for info in information}) is shown


def test_nobody_is_told_that_a_suspended_contract_keeps_its_wage():
    """L5135-3 keeps the status and the benefits; a suspended contract pays no wage."""
    plan = {**ADULT, "status": "employee", "work_time": "contract_suspended"}
    texts = {line.id: line.text for line in law.check(plan, TODAY).information}
    assert "votre salaire si votre contrat n'est pas suspendu" in texts["info_paid_reminder"]
    assert texts["info_paid_suspended"].startswith("Contrat suspendu : en principe, pas de salaire")


@pytest.mark.parametrize("rule", ["minor_daily_over_8", "minor_weekly_over_35"])
def test_the_exceptional_leave_of_the_inspector_is_said(rule):
    """L3162-1, sixth paragraph."""
    assert law.RULES[rule].nature == "derogable"
    assert "inspecteur du travail" in law.RULES[rule].reason


@pytest.mark.parametrize(
    ("rule", "word", "source"),
    [
        ("age_under_16", "petits travaux de vacances, entreprise familiale", "L4153-3"),
        ("minor_dangerous_work", "sans garde-corps ou dans les arbres", "D4153-30"),
        ("minor_dangerous_work", "ne comptez pas dessus", "R4153-49"),
        ("mission_locale_age", "29 ans révolus si votre handicap est reconnu", "L5131-6"),
        ("apprentice_regime", "hors de votre temps de travail et de cours", "qr_dgefp"),
        ("public_agent_regime", "ou moins si votre employeur est d'accord", "service_public_F36642"),
        ("esat_host_other_regime", "France Travail, Cap emploi ou la mission locale", "CSS D412-105"),
    ],
)
def test_a_rule_says_the_condition_that_its_text_sets(rule, word, source):
    assert word in law.RULES[rule].reason
    assert source in law.RULES[rule].sources
