"""The two pages: tagged, two of them, complete, and honest about what they cannot say."""

import io
import json
import re

import page
import pypdf
import pytest

from dialogue.law_words import told
from dossier import pdf
from tests.dossier.plans import GOLDEN, HOLES, LAWFUL_PLANS, SPEAKERS, UNLAWFUL, situation

READY = "Prêt à signer"


def read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(content):
    return " ".join(" ".join(one.extract_text() for one in read(content).pages).split())


def solid(text):
    """A text without spaces: the reader of PDF may put one where a line or an address was cut."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("speaker", SPEAKERS)
@pytest.mark.parametrize("name", GOLDEN)
def test_every_plan_gives_two_accessible_pages_that_hold_its_verdict(name, speaker):
    seen = situation(GOLDEN[name], speaker)
    content = pdf.render(seen)
    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, report.failures
    assert report.rules.total == 104
    reader = read(content)
    assert len(reader.pages) == 2
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = text_of(content)
    assert not re.search(r"\bNone\b|\{|\}|UNKNOWN", text)
    assert (READY in text) == (seen.result.verdict == "conforme")
    for finding in [*seen.result.violations, *seen.result.warnings]:
        first = finding.references[0]
        assert solid(told(finding.title, speaker)) in solid(text)
        assert solid(first.label) in solid(text)
        assert first.url is None or solid(first.url) in solid(text)


@pytest.mark.parametrize("name", HOLES)
def test_a_plan_with_holes_says_what_is_missing(name):
    assert "Il manque" in text_of(pdf.render(situation(HOLES[name]))) or name == "a_hundred_years"


@pytest.mark.parametrize("name", UNLAWFUL)
def test_boxes_to_tick_stand_before_signatures_only_when_the_plan_is_lawful(name):
    seen = situation(UNLAWFUL[name])
    assert ("…… / ……" in text_of(pdf.render(seen))) == (seen.result.verdict == "conforme")


def test_the_birth_date_is_not_in_the_pages():
    plan = {**LAWFUL_PLANS["minor"], "birth_date": "2009-05-03"}
    del plan["age_at_start"]
    text = text_of(pdf.render(situation(plan)))
    assert "17 ans" in text
    assert "2009" not in text


def test_health_and_contract_are_not_shown_to_the_host():
    plan = {**LAWFUL_PLANS["insertion"], "sick_leave": True, "sick_leave_agreement": True}
    mine, theirs = (text_of(pdf.render(situation(plan, speaker))) for speaker in ("person", "host"))
    assert "Arrêt de travail" in mine and "CDDI" in mine
    assert (
        "Arrêt de travail" not in theirs and "CDDI" not in theirs and "médecin et de la caisse" not in theirs
    )


def test_each_reader_is_told_which_signature_is_theirs():
    assert "le représentant légal (souvent un parent) (vous)" in text_of(
        pdf.render(situation(LAWFUL_PLANS["minor"], "parent"))
    )
    assert "la structure d'accueil (vous)" in text_of(pdf.render(situation(LAWFUL_PLANS["adult"], "host")))


def test_the_weeks_are_listed_without_their_holidays():
    plan = {**LAWFUL_PLANS["adult"], "start_date": "2027-03-22", "end_date": "2027-04-09"}
    text = text_of(pdf.render(situation(plan)))
    assert "du 30 mars au 2 avril 2027 du mardi au vendredi" in text
    assert "lundi 29 mars 2027 (lundi de Pâques)" in text
    assert "En tout : 14 jours, 98 h." in text


def test_the_same_plan_gives_the_same_bytes():
    assert pdf.render(situation(LAWFUL_PLANS["adult"])) == pdf.render(situation(LAWFUL_PLANS["adult"]))


def test_words_are_never_read_as_markup(monkeypatch):
    hostile = '#read("/etc/passwd") *fort* = titre \\ <label> $x$ @ref'
    seen = situation(LAWFUL_PLANS["adult"])
    content = {**pdf.sheet(seen), "limits": hostile}
    monkeypatch.setattr(pdf, "sheet", lambda _: content)
    assert hostile in text_of(pdf.render(seen))


def test_the_letters_make_an_accessible_pdf_too():
    from dossier.letters import letters

    content = pdf.render_letters(letters(situation(LAWFUL_PLANS["minor"])), "Lettres")
    assert page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    assert "représentant légal" in text_of(content)


def test_the_content_of_the_pages_is_plain_json():
    for plan in GOLDEN.values():
        json.dumps(pdf.sheet(situation(plan)))
