"""What a message says by itself and what it says to the open question, together: the union of the two."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hearing import reading
from hearing.heard import Context, Entity
from hearing.lexicon import Expressions, lists
from hearing.message import Message
from hearing.reading import ByGrammar

TODAY = date(2026, 11, 26)


def entities(text: str, **context: Any) -> list[Entity]:
    return reading.heard(ByGrammar(Message(text), Context(today=TODAY, **context)))


def told(text: str, **context: Any) -> dict[str, Any]:
    """field -> value of what is said to be true."""
    found = entities(text, **context)
    return {e.entity: e.value for e in found if e.is_detail and e.role in ("stated", "corrected")}


def roles(text: str, **context: Any) -> set[str | None]:
    return {e.role for e in entities(text, **context) if e.is_detail}


@pytest.mark.parametrize(
    "question",
    [None, "q1_objective", "q3_prescriber", "q4_age", "q7_schedule", "q9_prior", "f6_employee", "f8_prior"],
)
def test_the_open_question_takes_nothing_from_a_sentence(question: str | None) -> None:
    said = told(
        "je suis au chômage, 30 ans, du 4 au 15 janvier, lundi au vendredi 7h par jour", question=question
    )
    assert said == {
        "status": "jobseeker",
        "age_at_start": 30,
        "start_date": "2027-01-04",
        "end_date": "2027-01-15",
        "worked_weekdays": ["mon", "tue", "wed", "thu", "fri"],
        "daily_hours": 7,
    }


def test_a_bare_value_takes_its_sense_from_the_open_question() -> None:
    assert told("34", question="q4_age") == {"age_at_start": 34}
    assert "age_at_start" not in told("34")


def test_yes_answers_the_open_question_and_the_rest_is_noted_beside_it() -> None:
    said = told("oui, et je commence le 4 janvier", question="q9_prior")
    assert (said["prior_same_host"], said["start_date"]) == (True, "2027-01-04")


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("D'accord. Alors je viendrai du 4 au 8 janvier.", False),
        ("Ok, donc 7 heures par jour.", False),
        ("Oui, huit heures par jour, c'est bien cela.", False),
        ("Oui, de 9h à 17h, c'est ça", False),
        ("Oui, c'est bien ça", True),
        ("D'accord", True),
        ("Oui, il me l'a dit, et je commence le 4 janvier", True),
    ],
)
def test_a_yes_that_takes_note_or_confirms_what_it_says_again_answers_nothing(
    text: str, answers: bool
) -> None:
    assert told(text, question="q9_prior").get("prior_same_host", False) is answers


def test_a_leading_no_that_takes_another_detail_back_answers_nothing() -> None:
    said = told("non, c'est pour confirmer", question="q9_prior", plan={"objectives": ["discover"]})
    assert said == {"objectives": ["confirm"]}


def test_a_leading_no_still_answers_beside_a_new_detail() -> None:
    assert told("non, et j'ai 30 ans", question="q9_prior") == {"prior_same_host": False, "age_at_start": 30}


def test_a_no_that_gives_its_reason_answers_the_question() -> None:
    garage = {"host_kind": "company"}
    said = told("non cest un garage", question="f4_minor_site", plan=garage)
    assert said == {"construction_site": False, "host_kind": "company"}
    other = told("non, c'est une asso finalement", question="f4_minor_site", plan=garage)
    assert other == {"host_kind": "association"}


def test_a_convention_with_nobody_is_none() -> None:
    said = told(
        "Nous n'avons signé d'accord avec aucun organisme, ni France Travail ni personne.",
        question="f1_delegation",
    )
    assert said == {"prescriber_delegation": False}
    other = told("Nous n'avons aucune habilitation. C'est Cap emploi qui signera.", question="f1_delegation")
    assert other == {"prescriber_delegation": False, "prescriber": "cap_emploi"}


def test_dates_alone_answer_the_question_about_an_earlier_stay() -> None:
    said = told("du 2 au 13 mars", question="f8_prior:prior_conventions")
    assert "prior_conventions" in said and "start_date" not in said


@pytest.mark.parametrize(
    "text",
    [
        "en fait 35",
        "enfin non 35",
        "finalement 35",
        "plutôt 35",
        "je me suis trompée, 35",
        "pardon 35",
        "rectification 35",
        "correction : 35",
        "j'ai dit une bêtise, 35",
        "erreur, 35",
        "changement : 35",
        "je corrige : 35",
        "non 35",
    ],
)
def test_a_short_message_takes_the_last_answer_back(text: str) -> None:
    said = told(text, question="q5_host", answered="q4_age", plan={"age_at_start": 34})
    assert said == {"age_at_start": 35}


def test_words_of_correction_make_a_detail_a_corrected_one() -> None:
    assert roles("pas le 4 mais le 5 janvier", plan={"start_date": "2027-01-04"}) == {"corrected"}
    assert roles("finalement j'ai 31 ans", plan={"age_at_start": 30}) == {"corrected"}
    assert roles("j'ai 31 ans", plan={"age_at_start": 30}) == {"stated"}


@pytest.mark.parametrize(
    "text",
    [
        "je veux aussi confirmer mon projet",
        "également pour confirmer mon projet",
        "en plus, confirmer mon projet",
        "en même temps confirmer mon projet",
        "et puis confirmer mon projet",
    ],
)
def test_a_second_purpose_is_added_to_the_first(text: str) -> None:
    assert told(text, plan={"objectives": ["discover"]})["objectives"] == ["discover", "confirm"]


def test_a_purpose_without_such_a_word_replaces_the_first() -> None:
    assert told("c'est pour confirmer mon projet", plan={"objectives": ["discover"]})["objectives"] == [
        "confirm"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "je voudrais vérifier mon projet",
        "je voudrais contrôler mon projet",
        "vérif de mon immersion, verif mon immersion",
        "vérifiez que mon plan est bon, vérifier mon plan",
    ],
)
def test_asking_for_the_check_is_not_a_purpose(text: str) -> None:
    assert "objectives" not in told(text, question="q1_objective")


def test_checking_a_professional_project_is_a_purpose() -> None:
    assert told("vérifier mon projet professionnel", question="q1_objective") == {"objectives": ["confirm"]}


@pytest.mark.parametrize("text", ["j'ai 17 ans", "j'ai quinze ans", "j'ai dix-sept ans"])
def test_an_age_of_today_is_held_back_while_a_birthday_may_come_first(text: str) -> None:
    assert [(e.entity, e.role) for e in entities(text)] == [("age_at_start", "vague")]


def test_an_age_is_noted_at_once_when_no_birthday_changes_anything() -> None:
    assert told("j'ai 34 ans") == {"age_at_start": 34}
    assert told("j'aurai 17 ans") == {"age_at_start": 17}
    assert told("j'ai 17 ans", plan={"start_date": "2026-11-27"}) == {"age_at_start": 17}


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("à partir du 4 janvier pour deux semaines", "duration"),
        ("à partir du 4 janvier pendant 2 sem", "duration"),
        ("un mois à partir du 4 janvier", "duration"),
        ("10 jours à partir du 4 janvier", "duration"),
        ("un jour, le 4 janvier, 1 jour à partir du 4 janvier", "duration"),
        ("une quinzaine à partir du 4 janvier", "duration"),
        ("3 journées à partir du 4 janvier", "duration"),
        ("du 4 au 15 janvier", "date"),
        ("deux semaines, du 4 janvier jusqu'au 15", "date"),
    ],
)
def test_whether_the_end_was_said_as_a_length_is_kept(text: str, how: str) -> None:
    assert [e.value for e in entities(text) if e.entity == "end_from"] == [how]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("oui", True),
        ("ouais", True),
        ("les mêmes", True),
        ("même but", True),
        ("pareil", True),
        ("idem", True),
        ("identique", True),
        ("non", False),
        ("nan", False),
        ("un autre but, autre chose", None),
        ("autre but", False),
        ("différent", False),
        ("pour autre chose", False),
        ("pas le même", False),
        ("pas pareil", False),
    ],
)
def test_the_same_goals_or_others(text: str, same: bool | None) -> None:
    assert told(text, question="f8_prior:same_goals").get("same_goals") is same


def test_what_is_only_tried_is_supposed() -> None:
    read = ByGrammar(Message("et si je faisais 30 heures par semaine"), Context(today=TODAY))
    found = reading.heard(read, supposed=True)
    assert {e.role for e in found if e.is_detail} == {"supposed"}


@pytest.mark.parametrize(
    ("text", "supposes"),
    [
        ("ah mince. et si je fais que suivre le gars", True),
        ("ok d'accord et si j'y allais seulement le matin", True),
        ("bon, et si on disait 3 jours", True),
        ("ah zut et je fais comment", False),
        ("mince je me suis trompé d'heure", False),
        ("ok si ça vous va on met le lundi", False),
        ("en mettant quatre semaines au lieu de trois, ça passe", True),
    ],
)
def test_an_interjection_before_a_supposition_leaves_it_one(text: str, *, supposes: bool) -> None:
    assert Expressions(lists("supposing")["begins"]).begin(Message(text).words) is supposes


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("ça y est, Lucie me suivra sur place", True),
        ("je dépends désormais de Cap emploi", True),
        ("bonne nouvelle, le garage me prend", True),
        ("le garage me prend", False),
    ],
)
def test_news_are_told_by_their_words(text: str, *, tells: bool) -> None:
    assert reading.NEWS.are_in(Message(text).words) is tells


def test_an_impossible_value_and_a_contradiction_come_out_as_such() -> None:
    assert [(e.entity, e.role) for e in entities("je commence le 31 février")] == [("start_date", "rejected")]
    conflicts = [
        e.value["kind"] for e in entities("le lundi 8 décembre", question="q6_dates") if not e.is_detail
    ]
    assert conflicts == ["weekday"]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("q3_prescriber", "France Travail, chez un boulanger"),
        ("q3_prescriber", "la mission locale. Dans un garage"),
        ("q2_situation", "au chômage, chez un fleuriste"),
        ("f6_employee", "ché une toiletteuse à côté"),
        ("f1_delegation", "dans un garage"),
    ],
)
def test_a_place_said_after_the_answer_is_the_host(question: str, sentence: str) -> None:
    assert told(sentence, question=question)["host_kind"] == "company"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("q3_prescriber", "une association qui aide les femmes"),
        ("q2_situation", "salarié, chez un fleuriste"),
        ("q2_situation", "au lycée, en terminale"),
    ],
)
def test_a_place_inside_the_answer_is_not(question: str, sentence: str) -> None:
    assert "host_kind" not in told(sentence, question=question)


@pytest.mark.parametrize("text", ["?!", "12", "…", "👍"])
def test_a_supposition_of_signs_alone_gives_no_error(text: str) -> None:
    reading.heard(ByGrammar(Message(text), Context(TODAY)), supposed=True)


@pytest.mark.parametrize(
    "text",
    [
        "en fait j'ai 31 ans", "enfin non, 31 ans", "plutôt 31 ans", "je me suis trompée, j'ai 31 ans",
        "pardon, j'ai 31 ans", "je rectifie : 31 ans", "correction, j'ai 31 ans",
        "j'ai dit une bêtise, j'ai 31 ans", "erreur de ma part, j'ai 31 ans", "changement : j'ai 31 ans",
        "je corrige, j'ai 31 ans", "je voulais dire 31 ans",
    ],
)  # fmt: skip
def test_each_way_of_taking_back_makes_a_correction(text: str) -> None:
    assert roles(text, plan={"age_at_start": 30}) == {"corrected"}


def test_a_detail_told_again_otherwise_corrects_nothing_by_itself() -> None:
    assert roles("j'ai 31 ans", plan={"age_at_start": 30}) == {"stated"}


@pytest.mark.parametrize(
    "text",
    [
        "ça y est, j'ai signé", "désormais je suis au chômage", "maintenant je suis au chômage",
        "à présent je cherche", "du coup je suis libre", "depuis hier je suis en arrêt",
        "bonne nouvelle, il accepte", "tout change", "il vient de m'appeler", "finalement c'est lui",
        "attendez, c'est lui", "donc je suis salarié", "je serai plutôt seule",
    ],
)  # fmt: skip
def test_each_way_of_telling_news_tells_it(text: str) -> None:
    assert reading.NEWS.are_in(Message(text).words)


@pytest.mark.parametrize(
    "text", ["je cherche un emploi", "ma conseillère est d'accord", "du 4 au 15 janvier"]
)
def test_what_is_told_for_the_first_time_is_no_news(text: str) -> None:
    assert not reading.NEWS.are_in(Message(text).words)
