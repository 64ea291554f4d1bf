"""What a whole message says, with the trained model: several questions, details beside them, danger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from hearing.ears import Ears, trained
from hearing.hear import hear
from hearing.heard import Context, Heard
from hearing.intents.features import Rows
from hearing.intents.model import SentenceModel
from hearing.message import Message

TODAY = date(2026, 11, 26)
CARE = yaml.safe_load(Path("tests/hearing/care.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ears() -> Ears:
    return trained()


def heard(ears: Ears, text: str, **context: object) -> Heard:
    return hear(text, Context(today=TODAY, **context), ears)


def asked(found: Heard) -> list[str]:
    return [entity.value for entity in found.of("topic", "asked")]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("c'est payé ? et combien de temps ça peut durer au max ?", ["remuneration", "duree_max"]),
        (
            "On peut prolonger après le mois ? Et ensuite ils sont obligés de m'embaucher ?",
            ["renouvellement", "embauche"],
        ),
        (
            "il faut un tuteur dans l'entreprise ? une association peut accueillir ?",
            ["tuteur", "structure_eligible"],
        ),
        ("quelle différence avec un stage et est ce que c'est payé", ["differences", "remuneration"]),
        (
            "est-ce que je garde mon chômage et est-ce que le trajet est remboursé ?",
            ["indemnisation", "frais"],
        ),
    ],
)
def test_each_question_of_a_message_is_heard(ears: Ears, text: str, topics: list[str]) -> None:
    assert asked(heard(ears, text)) == topics


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("je peux venir le dimanche ? et de nuit ?", "nuit_dimanche_feries"),
        (
            "Je suis salarié, je peux faire ça pendant mes congés ? Et mon patron doit être au courant ?",
            "salarie",
        ),
        ("je suis en arrêt maladie, j'ai le droit de faire un essai en entreprise ? merci", "arret_maladie"),
    ],
)
def test_a_question_in_two_parts_is_one_question(ears: Ears, text: str, topic: str) -> None:
    assert asked(heard(ears, text)) == [topic]


def test_what_is_told_before_a_question_does_not_hide_it(ears: Ears) -> None:
    found = heard(
        ears,
        "Je voudrais vérifier mon projet : 30 ans, au chômage, du 7 au 18 décembre. C'est payé au fait ?",
    )
    assert asked(found) == ["remuneration"]
    said = {entity.entity: entity.value for entity in found.entities if entity.is_detail}
    assert (said["age_at_start"], said["status"], said["start_date"]) == (30, "jobseeker", "2026-12-07")


def test_a_question_beside_the_answer_to_the_open_question_is_heard(ears: Ears) -> None:
    found = heard(ears, "30 ans, et c'est payé ?", question="q4_age")
    assert asked(found) == ["remuneration"]
    assert next(found.of("age_at_start")).value == 30


def test_an_answer_to_the_open_question_asks_nothing(ears: Ears) -> None:
    assert asked(heard(ears, "du lundi au vendredi, 7 heures par jour", question="q7_schedule")) == []


class _Sure(SentenceModel):
    """A trained model that finds the same probabilities in every text."""

    def __init__(self, trained: SentenceModel, likely: dict[str, float]) -> None:
        self.__dict__.update(vars(trained))
        self._likely = np.array([likely.get(label, 0.0) for label in self.labels])

    def understood(self, texts: Sequence[str], besides: Sequence[str] = ()) -> tuple[np.ndarray, Rows]:
        return np.tile(self._likely, (len(texts), 1)), self.features.rows(texts)


@pytest.mark.parametrize(
    ("likely", "plan", "answered"),
    [
        ({"faq/structure_eligible": 0.6, "faq/droits": 0.3, "inform": 0.1}, {}, True),
        ({"faq/structure_eligible": 0.32, "faq/droits": 0.3, "faq/abus": 0.1, "inform": 0.28}, {}, True),
        ({"faq/structure_eligible": 0.28, "faq/droits": 0.27, "faq/abus": 0.2, "inform": 0.2}, {}, False),
        ({"faq/structure_eligible": 0.6, "faq/droits": 0.08, "inform": 0.32}, {}, False),
        ({"faq/structure_eligible": 0.6, "faq/droits": 0.08, "out_of_scope": 0.32}, {}, False),
        ({"faq/structure_eligible": 0.6, "faq/droits": 0.3}, {"age_at_start": 30}, False),
        ({"faq/structure_eligible": 0.82, "inform": 0.18}, {}, True),
    ],
)
def test_details_told_first_ask_what_is_surely_about_a_topic(
    ears: Ears, likely: dict[str, float], plan: dict[str, int], answered: bool
) -> None:
    sure = replace(ears, intents=_Sure(ears.intents, likely), tuned=None)
    found = heard(sure, "ce serait dans le salon de coiffure de ma tante pendant deux semaines", plan=plan)
    assert any(entity.is_detail for entity in found.entities)
    assert asked(found) == (["structure_eligible"] if answered else [])


@pytest.mark.parametrize("text", CARE["danger"])
def test_danger_comes_out_as_said(ears: Ears, text: str) -> None:
    assert [entity.role for entity in heard(ears, text).of("distress")] == ["said"]


@pytest.mark.parametrize("text", CARE["doubt"])
def test_a_doubt_comes_out_as_a_doubt(ears: Ears, text: str) -> None:
    assert [entity.role for entity in heard(ears, text).of("distress")] == ["doubt"]


@pytest.mark.parametrize("text", [*CARE["nothing"], *CARE["idioms"]])
def test_everyday_words_raise_nothing(ears: Ears, text: str) -> None:
    assert [entity.role for entity in heard(ears, text).of("distress")] == []


@pytest.mark.parametrize("said", ["oui", "non", "oui merci", "non merci"])
def test_a_yes_to_an_offer_answers_no_question_besides(ears: Ears, said: str) -> None:
    offered = Context(today=TODAY, question="f4_minor_site", offer="what_if")
    assert not list(hear(said, offered, ears).of("construction_site"))
    asked = Context(today=TODAY, question="f4_minor_site")
    assert list(hear(said, asked, ears).of("construction_site"))


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        # The part says all: what is told before it is another subject.
        (
            "Avenir Actifs a une délégation pour prescrire. Dites, c'est quoi la durée maximale ?",
            ["duree_max"],
        ),
        # The part says little: what it is about stands before it.
        ("On lui donnera un petit billet à la fin. On a le droit ?", ["remuneration"]),
    ],
)
def test_a_question_is_read_by_itself_unless_it_leans_on_what_was_told(
    ears: Ears, text: str, topics: list[str]
) -> None:
    assert [e.value for e in hear(text, Context(TODAY), ears).of("topic", "asked")] == topics


def test_a_list_of_details_gives_each_of_them_and_the_answer(ears: Ears) -> None:
    found = heard(
        ears,
        "Je suis au chômage, 30 ans, France Travail, découvrir, du 4 au 15 janvier, lundi au vendredi 7h, "
        "en boulangerie, observer, première fois, et c'est payé ?",
    )
    told = {e.entity: e.value for e in found.entities if e.is_detail and e.role == "stated"}
    assert told == {
        "status": "jobseeker",
        "age_at_start": 30,
        "prescriber": "france_travail",
        "objectives": ["discover"],
        "start_date": "2027-01-04",
        "end_date": "2027-01-15",
        "worked_weekdays": ["mon", "tue", "wed", "thu", "fri"],
        "daily_hours": 7,
        "host_kind": "company",
        "host_needs": ["none"],
        "prior_same_host": False,
    }
    assert asked(found) == ["remuneration"]


@pytest.mark.parametrize(
    ("text", "held"),
    [("non remettez les premières dates", None), ("non, aucune délégation", False)],
)
def test_a_no_that_takes_back_what_was_done_answers_no_question(
    ears: Ears, text: str, held: bool | None
) -> None:
    plan = {"start_date": "2027-02-08", "end_date": "2027-02-19"}
    found = heard(ears, text, question="f1_delegation:prescriber_delegation", plan=plan)
    assert next((e.value for e in found.entities if e.entity == "prescriber_delegation"), None) is held


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("merci pour votre aide, c'est payé ?", "remuneration"),
        ("Merci beaucoup pour tout. Qui paie si je me blesse là-bas ?", "accident"),
        ("bonjour à vous. Est-ce que je garde mes allocations chômage ?", "indemnisation"),
        ("merci, c'est bien clair", None),
    ],
)
def test_courtesies_hide_no_question(ears: Ears, text: str, topic: str | None) -> None:
    assert asked(heard(ears, text)) == ([topic] if topic else [])


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("Pardonnez ma lenteur, je cherche mes lunettes. Quels papiers dois-je avoir ?", False),
        ("attends, un pote m'a dit qu'il fallait faire un bilan avant, j'ai rien fait de tout ça moi", False),
        ("une minute, je demande à ma mère", True),
        ("non attends. C'est du 4 au 15 janvier", False),
        ("Attendez ! Elle a 17 ans", False),
        ("Attendez un instant svp. C'est du 4 au 15 janvier je crois", True),
        ("attendez", True),
        ("Attendez ! C'est payé ?", False),
    ],
)
def test_who_tells_or_asks_something_at_once_asks_for_no_time(ears: Ears, text: str, waits: bool) -> None:
    assert ("wait" in [e.value for e in heard(ears, text).of("control")]) is waits


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("donc je mets le samedi en plus, et le reste change pas", "stated"),
        ("du coup on ajoute le samedi, rien d'autre ne change", "stated"),
        ("et si j'ajoute le samedi ?", "supposed"),
    ],
)
def test_what_is_decided_is_not_tried(ears: Ears, text: str, role: str) -> None:
    found = heard(ears, text, plan={"worked_weekdays": ["tue", "wed"]})
    assert {e.role for e in found.of("worked_weekdays")} == {role}


NOTHING_SAID_BEFORE = [
    ("dans le papier il y a trois choix, je comprends pas lequel je prends", "simpler"),
    ("moi pas comprendre, mon conseiller dit immersion, c'est quoi ?", "simpler"),
    ("j'ai deux jeunes chez deux patrons, je peux monter deux dossiers en même temps ?", "list_files"),
]


@pytest.mark.parametrize(("text", "control"), NOTHING_SAID_BEFORE)
def test_a_first_question_asks_for_nothing_that_was_said_before(ears: Ears, text: str, control: str) -> None:
    found = heard(ears, text)
    assert asked(found)
    assert control not in {entity.value for entity in found.of("control")}


def test_what_was_said_can_be_asked_for_again_once_something_was_said(ears: Ears) -> None:
    found = heard(ears, "je comprends pas", question="q1_objective")
    assert "simpler" in {entity.value for entity in found.of("control")}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "Le patron veut arrêter l'essai de ma cliente dès demain, quelle est la marche à suivre ?",
            "rupture",
        ),
        ("Mon employeur refuse de signer la convention de deux semaines, c'est fondé ?", "refus"),
        ("Nous voulons embaucher cette dame après deux semaines, quel but faut-il écrire ?", "objectifs"),
    ],
)
def test_a_question_in_general_words_asks_about_what_was_told(ears: Ears, text: str, topic: str) -> None:
    assert asked(heard(ears, text)) == [topic]


PLAN = {"status": "jobseeker", "age_at_start": 40, "objectives": ["discover"]}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("et si au bout de deux jours ça me plaît pas je suis obligé de finir", "rupture"),
        ("et si le patron est malade un matin, je préviens qui ?", "rupture"),
        ("et si je me blesse avec le couteau ?", "accident"),
        # A detail in doubt is nothing to try.
        (
            "Et si on me demandait un matin de tenir le standard parce qu'une secrétaire est absente, "
            "ai-je le droit de refuser ?",
            "taches",
        ),
    ],
)
def test_a_supposition_that_gives_nothing_to_try_asks_a_rule(ears: Ears, text: str, topic: str) -> None:
    found = heard(ears, text, plan=PLAN, question="q6_dates")
    assert topic in {entity.value for entity in found.of("topic")}
    assert "what_if" not in {entity.value for entity in found.of("control")}


def test_what_is_asked_politely_is_told_and_tries_nothing(ears: Ears) -> None:
    found = heard(ears, "et si possible du lundi au jeudi", plan=PLAN, question="q7_schedule")
    assert [(e.entity, e.role) for e in found.entities if e.is_detail] == [("worked_weekdays", "stated")]


HELD = {"start_date": "2027-01-04", "end_date": "2027-01-15", "status": "employee"}


@pytest.mark.parametrize(
    ("text", "plan", "role"),
    [
        ("Je pourrais commencer le 5 et finir pareil ?", HELD, "supposed"),
        ("je pourrais commencer le 5 janvier ?", {}, "stated"),
        ("en fait je pourrais commencer le 5 janvier", HELD, "corrected"),
    ],
)
def test_another_day_that_is_asked_about_is_tried(ears: Ears, text: str, plan: dict, role: str) -> None:
    assert [e.role for e in heard(ears, text, plan=plan).of("start_date")] == [role]


def test_what_is_asked_of_a_condition_is_tried(ears: Ears) -> None:
    text = (
        "Si la rupture est signée et que je me retrouve inscrit à France Travail, qu'est-ce que ça change ?"
    )
    assert [e.role for e in heard(ears, text, plan=HELD).of("status")] == ["supposed"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("je pourrais commencer le 5 janvier", False),
        ("je peux commencer avant que tout soit signé", True),
    ],
)
def test_what_offers_an_answer_without_a_question_mark_asks_nothing(
    ears: Ears, text: str, asks: bool
) -> None:
    assert bool(list(heard(ears, text, question="q6_dates").of("topic"))) is asks


def test_what_is_asked_to_be_told_is_a_question_beside_what_is_wanted(ears: Ears) -> None:
    found = heard(
        ears, "Pourriez-vous récapituler tout cela, et me dire qui remplit la convention ?", plan=HELD
    )
    assert "recap" in [e.value for e in found.of("control")]
    assert "convention" in [e.value for e in found.of("topic") if e.role == "asked"]


def test_what_is_told_with_another_file_is_of_another_plan(ears: Ears) -> None:
    plan = {"age_at_start": 17, "status": "jobseeker", "host_kind": "company", "start_date": "2027-01-04"}
    found = heard(ears, "J'ai un autre jeune : Inès, 22 ans, coiffure", plan=plan, speaker="adviser")
    assert [e.value for e in found.of("age_at_start")] == [22]


def test_a_first_message_that_only_asks_tells_nothing_that_is_only_learned(ears: Ears) -> None:
    found = heard(ears, "vous pouvé suprimer tou ce que jai tapé hier svp ya mon nom dedan")
    assert asked(found) == ["donnees"]
    assert not [e for e in found.entities if e.is_detail]


def test_who_is_asked_about_beside_dates_is_a_question(ears: Ears) -> None:
    found = heard(ears, "du 4 au 15 janvier, et qui m'assure pendant ce temps ?", question="q6_dates")
    assert asked(found) == ["assurance"]
    told = heard(ears, "je serais chez un boulanger, qui m'accueille du 4 au 15 janvier", question="q5_host")
    assert asked(told) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Une crèche associative. Et si c'était une crèche municipale ?", "stated"),
        ("Et si c'était une crèche associative ?", "supposed"),
    ],
)
def test_what_comes_before_a_supposition_is_told(ears: Ears, text: str, role: str) -> None:
    found = heard(ears, text, plan={"status": "employee"}, question="q5_host")
    assert [(e.value, e.role) for e in found.of("host_kind")] == [("association", role)]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("et si à la fin ils veulent m'embaucher ça se passe comment est ce que je peux refuser", "embauche"),
        (
            "Et s'il se blesse au garage pendant l'immersion, qui paie, est-ce que c'est notre mutuelle ?",
            "accident",
        ),
    ],
)
def test_what_would_follow_is_asked_and_tries_nothing(ears: Ears, text: str, topic: str) -> None:
    found = heard(ears, text, plan=PLAN, speaker="parent")
    assert topic in {entity.value for entity in found.of("topic")}
    assert not [entity for entity in found.entities if entity.is_detail]


def test_another_value_is_tried_whatever_is_asked_of_it(ears: Ears) -> None:
    found = heard(ears, "et si c'était une association, c'est possible ?", plan=PLAN)
    assert [(e.entity, e.role) for e in found.entities if e.is_detail] == [("host_kind", "supposed")]


@pytest.mark.parametrize("text", ["ce n'est pas nous qui prescrivons", "je ne suis pas le prescripteur"])
def test_the_house_of_an_adviser_that_does_not_prescribe_is_taken_back(ears: Ears, text: str) -> None:
    coached = {"status": "jobseeker", "prescriber": "other_body"}
    found = heard(ears, text, plan=coached, question="f1_delegation", speaker="adviser")
    assert [(e.entity, e.role) for e in found.entities if e.is_detail] == [("prescriber", "emptied")]
    followed = heard(ears, text, plan={"prescriber": "france_travail"}, speaker="adviser")
    assert not list(followed.of("prescriber"))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("oui ma daronne elle signe. jpeux etre payé ou pas du tout", True),
        ("jamais, le samedi c'est payé ou pas", True),
        ("ça dépend si je viens le samedi ou pas", False),
    ],
)
def test_a_question_ends_with_or_not(text: str, asks: bool) -> None:
    assert any(clause.asks for clause in Message(text).clauses) is asks


def test_a_message_that_turns_to_another_person_tells_of_the_first_one_before(ears: Ears) -> None:
    text = "9h à 17h. Maintenant Karim : il a 19 ans"
    turned = heard(ears, text, plan={"age_at_start": 20}, speaker="adviser", name="Lina")
    assert {e.entity: e.group for e in turned.entities if e.is_detail}["day_start"] == "before"
    assert "new_file" in {e.value for e in turned.of("control")}


def test_the_first_name_of_the_one_person_loses_no_detail(ears: Ears) -> None:
    text = "du 4 au 15 janvier en boulangerie. Kevin, 17 ans, suivi par nous"
    named = heard(ears, text, plan={"prescriber": "mission_locale"}, speaker="adviser")
    of_this = {e.entity for e in named.entities if e.is_detail and e.group is None}
    assert of_this >= {"start_date", "host_kind"}


@pytest.mark.parametrize(
    ("text", "plan", "field"),
    [
        ("je sais pas pour les dangers", {"dangerous_work": False, "age_at_start": 16}, "dangerous_work"),
        ("Pour le SIRET, mettez que je ne sais pas.", {"host_has_siret": True}, "host_has_siret"),
        ("Non, je n'en sais rien pour le SIRET", {"host_has_siret": True}, "host_has_siret"),
    ],
)
def test_what_is_held_and_not_known_after_all_is_emptied(
    ears: Ears, text: str, plan: dict[str, object], field: str
) -> None:
    assert [e.entity for e in heard(ears, text, plan=plan).entities if e.role == "emptied"] == [field]


def test_not_on_my_hours_empties_no_hours(ears: Ears) -> None:
    plan = {"day_start": "08:30", "day_end": "12:30", "status": "employee"}
    found = heard(
        ears, "non c'est pas sur mes heures je travaille pas mon contrat il est suspendu", plan=plan
    )
    assert not [e for e in found.entities if e.role == "emptied"]


@pytest.mark.parametrize(
    ("text", "plan", "told"),
    [
        (
            "En fait plutôt mardi et jeudi, j'échange avec un collègue. Et si je commençais à 13 h, ça passe",
            {"worked_weekdays": ["mon", "wed"], "day_start": "09:00"},
            {"worked_weekdays"},
        ),
        (
            "non jamais. et si je tombe malade pendant, je préviens qui",
            {"status": "jobseeker"},
            {"prior_same_host"},
        ),
    ],
)
def test_what_stands_before_a_supposition_is_told(
    ears: Ears, text: str, plan: dict[str, object], told: set[str]
) -> None:
    found = heard(ears, text, plan=plan, question="q9_prior")
    assert {e.entity for e in found.entities if e.is_detail and e.role in ("stated", "corrected")} == told


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "bonjour, licenciée, je voudrais essayer l'aide à domicile mais j'ai peur de perdre mon chômage",
            "indemnisation",
        ),
        ("c'est un ehpad public maintenant. et la toilette des résidents j'ai le droit", "taches"),
    ],
)
def test_a_fear_and_a_right_that_is_doubted_are_questions(ears: Ears, text: str, topic: str) -> None:
    assert asked(heard(ears, text)) == [topic]


def test_a_point_that_is_told_beside_who_says_it_is_no_question(ears: Ears) -> None:
    found = heard(ears, "la chef elle dit pause c'est 30 minutes", plan={"start_date": "2027-01-04"})
    assert [e.value for e in found.of("break_minutes")] == [30]


def test_an_adviser_takes_up_a_file_by_a_name_wherever_it_stands(ears: Ears) -> None:
    found = heard(
        ears,
        "Rien de dangereux, elle joue avec les enfants. Je voudrais revenir à Kevin ensuite",
        plan={"age_at_start": 17},
        speaker="adviser",
        files=("1", "2"),
        file="2",
        names={"1": "Kevin", "2": "Ines"},
        name="Ines",
    )
    assert [e.group for e in found.of("control") if e.value == "take_file"] == ["1"]


@pytest.mark.parametrize(
    "text",
    ["ce n'est pas ma question", "je vous demande juste qui signe", "vous ne répondez pas à ma question"],
)
def test_who_objects_does_not_get_the_same_answer(ears: Ears, text: str) -> None:
    told = ("renouvellement", "renouvellement/how_to")
    found = heard(ears, f"{text}, qui signe la convention ?", plan=HELD, told=told)
    assert "renouvellement" not in asked(found)
    assert "convention" in asked(found)


def test_who_asks_on_may_get_an_answer_on_the_same_topic(ears: Ears) -> None:
    found = heard(ears, "et on peut prolonger deux fois ?", plan=HELD, told=("renouvellement",))
    assert "renouvellement" in asked(found)


def test_the_end_of_a_check_is_not_meant_by_who_goes_on(ears: Ears) -> None:
    said = "laissez tomber"
    goes_on = heard(ears, f"{said}. qui paie si je me blesse ?", plan=HELD)
    assert "stop" not in [entity.value for entity in goes_on.of("control")]
    assert "stop" in [entity.value for entity in heard(ears, said, plan=HELD).of("control")]
