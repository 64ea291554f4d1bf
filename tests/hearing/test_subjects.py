"""Tables by subject: numbers, spelling, calendar, dates, completion."""

from datetime import date

import pytest

from hearing.details import complete, find
from hearing.details.calendar_fr import easter, last_day
from hearing.details.clauses import statement
from hearing.details.normalise import normalise
from hearing.details.numbers import digits

from .scoring import TODAY


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("un", "un"), ("vingt et un", "21"), ("vingt-deux", "22"), ("soixante et onze", "71"),
        ("soixante-dix-sept", "77"), ("quatre-vingts", "80"), ("quatre-vingt-dix-neuf", "99"),
        ("quatre-vingt un", "81"), ("septante-trois", "73"), ("cent vingt", "120"), ("deux cents", "200"),
        ("deux mille vingt-sept", "2027"), ("mille neuf cent quatre-vingt-cinq", "1985"),
        ("dix-neuf cent quatre-vingt", "1980"), ("neuf heures dix sept heures", "9 heures 17 heures"),
        ("du sept au vingt-sept", "du 7 au 27"), ("trente et un et demi", "31 et demi"), ("dix sept", "17"),
    ],
)  # fmt: skip
def test_numbers_in_words(words: str, figures: str):
    assert digits(words) == figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J\u2019AI  34\u00a0ANS", "j'ai 34 ans"),
        ("jsuis o chomage", "je suis au chomage"),
        ("jregarde et jpose 10 jrs", "je regarde et je pose 10 jrs"),
        ("un jeu, jms", "un jeu, jamais"),
        ("de 9 h 30 à midi", "de 9h30 a 12h"),
        ("sept heures et demie", "7h30"),
        ("une demi-heure", "30min"),
        ("15 sept.", "15 septembre"),
        ("sept heures", "7h"),
        ("lun-ven", "lundi-vendredi"),
        ("decmbre", "decembre"),
        ("le salaire", "le salaire"),
    ],
)
def test_one_spelling_for_all(text: str, expected: str):
    assert normalise(text) == expected


# Examples of the law's own reading of "un mois de date à date" (article D5135-3).
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2027-01-11", "2027-02-10"), ("2027-03-01", "2027-03-31"), ("2027-02-01", "2027-02-28"),
        ("2028-02-01", "2028-02-29"), ("2027-02-15", "2027-03-14"), ("2027-01-28", "2027-02-27"),
        ("2027-01-29", "2027-02-28"), ("2027-01-30", "2027-02-28"), ("2027-01-31", "2027-02-28"),
        ("2028-01-29", "2028-02-28"), ("2028-01-30", "2028-02-29"), ("2028-02-29", "2028-03-28"),
        ("2027-03-31", "2027-04-30"), ("2026-12-31", "2027-01-30"), ("2026-12-15", "2027-01-14"),
    ],
)  # fmt: skip
def test_a_month_goes_date_to_date(start: str, end: str):
    assert last_day(date.fromisoformat(start), 1) == date.fromisoformat(end)
    assert find("un mois", TODAY, plan={"start_date": start}).fields["end_date"] == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, "2024-03-31"),
        (2025, "2025-04-20"),
        (2026, "2026-04-05"),
        (2027, "2027-03-28"),
        (2028, "2028-04-16"),
    ],
)
def test_easter(year: int, day: str):
    assert easter(year) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("je suis au chomage, puis-je en faire une ?", "je suis au chomage,"),
        ("combien de temps ?", ""),
        ("et si je faisais 6 semaines ?", "et si je faisais 6 semaines ?"),
        ("si je suis en cdi, faut-il un accord ?", ""),
        ("du 7 au 18 decembre.", "du 7 au 18 decembre."),
    ],
)
def test_questions_state_nothing(text: str, kept: str):
    assert statement(text).replace("~", "").strip() == kept


@pytest.mark.parametrize(
    ("fields", "approximate", "plan", "completed"),
    [
        ({"start_date": date(2027, 1, 11)}, {"end_date": "un mois"}, {}, {"end_date": date(2027, 2, 10)}),
        (
            {},
            {("end_date"): "un mois et demi"},
            {"start_date": date(2027, 1, 11)},
            {"end_date": date(2027, 2, 25)},
        ),
        ({}, {"end_date": "un mois"}, {}, {}),
        ({}, {"end_date": "10 jours de présence"}, {"start_date": date(2027, 1, 11)}, {}),
        (
            {"worked_weekdays": ["mon", "tue", "wed", "thu", "fri"]},
            {"end_date": "10 jours de présence"},
            {"start_date": date(2027, 1, 11)},
            {"end_date": date(2027, 1, 22)},
        ),
        ({"start_date": date(2027, 3, 30)}, {"age_at_start": "18 ans en avril"}, {}, {"age_at_start": 17}),
        ({"start_date": date(2027, 5, 3)}, {"age_at_start": "18 ans en avril"}, {}, {"age_at_start": 18}),
        ({"start_date": date(2027, 4, 12)}, {"age_at_start": "18 ans en avril"}, {}, {}),
        ({"end_date": date(2027, 2, 1), "start_date": date(2027, 1, 11)}, {"end_date": "un mois"}, {}, {}),
    ],
)
def test_what_was_approximate_is_completed(fields: dict, approximate: dict, plan: dict, completed: dict):
    assert complete(fields, approximate, plan, TODAY) == completed


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("ajoute le samedi", ["mon", "tue", "sat"]),
        ("je viendrai aussi le jeudi", ["mon", "tue", "thu"]),
        ("enlève le mardi", ["mon"]),
        ("finalement le mercredi et le jeudi", ["wed", "thu"]),
    ],
)
def test_days_added_to_or_taken_from_the_known_week(text: str, weekdays: list[str]):
    assert find(text, TODAY, plan={"worked_weekdays": ["mon", "tue"]}).fields["worked_weekdays"] == weekdays
