"""The link to the State's form and what must be typed again."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

import law
from dossier import state_form
from dossier.watch import warning
from hearing import departments
from tests.dossier.plans import LAWFUL_PLANS, situation, without

ADULT = LAWFUL_PLANS["adult"]
PRESCRIBERS = law.FIELDS["prescriber"].values


def link(prescriber, department=None):
    return state_form.link(situation({**ADULT, "prescriber": prescriber}, department=department))


def test_the_link_names_the_body_and_the_department():
    url = urlsplit(link("mission_locale", "62"))
    assert (
        f"{url.scheme}://{url.netloc}{url.path}" == "https://immersion-facile.beta.gouv.fr/demande-immersion"
    )
    assert parse_qs(url.query) == {
        "agencyKind": ["mission-locale"],
        "agencyDepartment": ["62"],
        "skipIntro": ["true"],
    }


def test_nothing_that_is_no_longer_read_is_sent():
    assert parse_qs(urlsplit(link("france_travail", "2A")).query).keys() == {
        "agencyKind",
        "agencyDepartment",
        "skipIntro",
    }


@pytest.mark.parametrize("prescriber", PRESCRIBERS)
def test_every_body_has_a_kind_or_no_form(prescriber):
    known = state_form.description()
    if prescriber in known["no_form"]:
        assert link(prescriber) is None
    elif prescriber == "prepa_apprentissage":
        assert link(prescriber) == known["form"]  # the form has no such kind any more
    else:
        assert known["kinds"][prescriber] in link(prescriber)


def test_a_plan_that_knows_nothing_still_opens_the_form():
    assert state_form.link(situation(without(ADULT, "prescriber"))) == state_form.description()["form"]


def test_an_unknown_department_is_left_out():
    assert "agencyDepartment" not in link("cap_emploi", "99")
    assert "agencyDepartment" not in link("cap_emploi", "62&jwt=x")


def test_what_must_be_typed_follows_the_form_and_says_what_the_plan_knows():
    lines = state_form.to_type(situation(LAWFUL_PLANS["employee"], department="62"))
    sections = list(dict.fromkeys(line.section for line in lines))
    assert sections == [
        "Accompagnateur",
        "Bénéficiaire",
        "Entreprise d'accueil",
        "Lieu et horaires",
        "Détails de l'immersion",
    ]
    known = {line.label: line.value for line in lines}
    assert known["Département"] == "Pas-de-Calais (62)"
    assert known["Dates de début et de fin"] == "du 11 au 22 janvier 2027"
    assert known["But de l'immersion"] == "découvrir un métier"
    assert known["Pendant le temps de travail d'un emploi"] == "oui"
    assert known["SIRET et nom"] is None
    assert any(line.who == "employer" for line in lines)


def test_a_jobseeker_has_no_employer_to_type_and_a_minor_has_a_representative():
    assert not any(line.who == "employer" for line in state_form.to_type(situation(ADULT)))
    assert any(line.who == "parent" for line in state_form.to_type(situation(LAWFUL_PLANS["minor"])))


def test_two_purposes_are_not_typed_for_the_person():
    lines = state_form.to_type(situation({**ADULT, "objectives": ["discover", "recruit"]}))
    assert next(line.value for line in lines if line.label == "But de l'immersion") is None


def test_the_addresses_are_stale_after_six_months():
    checked = state_form.description()["checked"]
    assert not state_form.is_stale(checked + timedelta(days=180))
    assert state_form.is_stale(checked + timedelta(days=190))
    assert warning(checked + timedelta(days=180)) is None
    assert "plus de six mois" in warning(checked + timedelta(days=190))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("62", "62"),
        ("Pas-de-Calais", "62"),
        ("pas de calais", "62"),
        ("je suis suivie dans le nord", "59"),
        ("62300", "62"),
        ("97410", "974"),
        ("la réunion", "974"),
        ("reunion", "974"),
        ("2a", "2A"),
        ("20200", "2B"),
        ("20000", "2A"),
        ("1", "01"),
        ("cote d'or", "21"),
        ("seine st denis", "93"),
        ("99", None),
        ("bonjour", None),
        ("", None),
        ("?" * 5000, None),
    ],
)
def test_a_department_is_read_by_number_postcode_or_name(text, code):
    assert departments.read(text) == code


def test_there_are_96_departments_of_mainland_france_and_those_overseas():
    codes = list(departments.departments())
    assert len([code for code in codes if len(code) == 2]) == 96
    assert {"971", "972", "973", "974", "976"} <= set(codes)
