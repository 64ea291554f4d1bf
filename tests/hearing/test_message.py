"""A message in clauses: where a question begins, what was dictated, what cannot be read."""

from __future__ import annotations

import pytest

from hearing.message import Message

ASKING = [
    "est-ce que je suis payé",
    "est-il possible de venir",
    "est-elle obligatoire",
    "c'est quoi une pmsmp",
    "c'est payé ou pas",
    "pourquoi un mois",
    "comment faire",
    "combien d'heures",
    "qui signe la convention",
    "avec qui je travaille",
    "quelle durée",
    "quand faut-il signer",
    "où trouver le formulaire",
    "qu'est-ce que c'est",
    "que faire en cas de refus",
    "faut-il un tuteur",
    "il faut un tuteur",
    "peut-on prolonger",
    "on peut venir de nuit",
    "je peux arrêter",
    "puis-je refuser",
    "j'ai le droit de partir",
    "ai-je le droit de partir",
    "y a-t-il un délai",
    "il y a un délai minimum",
    "doit-il signer",
    "pouvez-vous m'expliquer",
    "dites-moi combien de jours",
    "savoir si c'est payé",
    "je voudrais savoir le délai",
    "du coup c'est quoi",
    "et comment",
    "alors combien",
    "puis comment",
    "sinon pourquoi",
    "au fait comment",
    "bonjour comment ça marche",
    "bonsoir combien de jours",
    "salut comment faire",
    "merci et comment",
    "euh comment",
    "dites comment",
    "dis comment",
    "s'il vous plaît combien",
    "s'il te plaît combien",
    "non mais comment",
    "oui mais comment",
    "ok et comment",
    "d'accord comment",
    "bon et comment",
    "aussi comment",
    "il me faudrait le cerfa",
]
TELLING = [
    "je suis au chômage",
    "du 4 au 15 janvier",
    "c'est une boulangerie",
    "chez un garagiste",
    "je veux découvrir le métier",
    "ma conseillère est d'accord",
    "je n'y suis jamais allée",
    "qui plus est j'ai 30 ans",
    "que des matins",
    "on est d'accord",
    "il y a un tuteur",
]


@pytest.mark.parametrize("text", ASKING)
def test_a_question_is_known_by_its_head_without_its_mark(text: str) -> None:
    assert [clause.asks for clause in Message(text).clauses] == [True]


@pytest.mark.parametrize("text", TELLING)
def test_a_statement_asks_nothing(text: str) -> None:
    assert not any(clause.asks for clause in Message(text).clauses)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("30 ans, et c'est payé ? Du 4 au 15 janvier.", ["30 ans, et c'est payé ?", "Du 4 au 15 janvier."]),
        ("c'est payé et combien de temps ça dure", ["c'est payé", "et combien de temps ça dure"]),
        ("je suis payé ? et qui signe", ["je suis payé ?", "et qui signe"]),
        (
            "je suis au chômage, est-ce que je garde mes droits",
            ["je suis au chômage,", "est-ce que je garde mes droits"],
        ),
        ("7.5 h par jour. Le 1.12 au soir", ["7.5 h par jour.", "Le 1.12 au soir"]),
    ],
)
def test_a_message_is_cut_at_its_sentences_and_before_its_questions(text: str, clauses: list[str]) -> None:
    found = Message(text).clauses
    assert [clause.text for clause in found] == clauses
    assert [text[clause.start : clause.end] for clause in found] == clauses


@pytest.mark.parametrize(
    ("dictated", "written"),
    [
        ("lundi virgule mardi", "lundi , mardi"),
        ("35 heures point virgule du 4 au 8", "35 heures ; du 4 au 8"),
        ("qui signe point d'interrogation et quand", "qui signe ? et quand"),
        ("qui signe point d’interrogation et quand", "qui signe ? et quand"),
        ("merci point d'exclamation", "merci !"),
        ("merci point d’exclamation", "merci !"),
        ("merci point d’exclamation je viens lundi", "merci ! je viens lundi"),
        ("deux points une boulangerie virgule lundi", ": une boulangerie , lundi"),
        ("je commence lundi point", "je commence lundi ."),
        ("30 ans à la ligne au chômage", "30 ans au chômage"),
        ("30 ans retour à la ligne au chômage", "30 ans au chômage"),
        ("30 ans nouvelle ligne au chômage", "30 ans au chômage"),
        ("7 virgule 5 heures", "7, 5 heures"),
    ],
)
def test_dictated_marks_are_written(dictated: str, written: str) -> None:
    assert " ".join(Message(dictated).text.split()) == written


@pytest.mark.parametrize(
    "text",
    [
        "à ce point",
        "on fait un point",
        "c'est le point",
        "on est au point",
        "on parle du point",
        "il n'y a aucun point",
        "à quel point",
        "le dernier point",
        "le premier point",
        "sur un autre point",
        "bon point",
        "il faut faire le point",
        "revenons sur point",
        "un rond point",
        "à deux points près",
        "voici les points",
        "il y a des points",
    ],
)
def test_a_point_that_is_a_thing_stays_a_word(text: str) -> None:
    assert Message(text).text == text


def test_places_stay_those_of_the_typed_message() -> None:
    text = "du lundi au vendredi virgule combien d'heures point d'interrogation"
    assert len(Message(text).text) == len(text)


@pytest.mark.parametrize("text", ["", "   ", "?!…", "😀😀", "\x00\x01"])
def test_what_holds_no_word_cannot_be_read(text: str) -> None:
    assert not Message(text).readable


@pytest.mark.parametrize("text", ["👍", "a", "7", "هل أتقاضى أجرا"])
def test_a_word_a_figure_or_an_answering_emoji_can_be_read(text: str) -> None:
    assert Message(text).readable


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Une chose : si je refuse, peut-on me radier ?", "si je refuse, peut-on me radier ?"),
        ("je finis vendredi, et si je me blesse, qui paie ?", "et si je me blesse, qui paie ?"),
        ("je finis vendredi, qui paie le repas ?", "qui paie le repas ?"),
        ("dites-moi à quoi est-ce que je m'engage ?", "dites-moi à quoi est-ce que je m'engage ?"),
        ("je finis vendredi est-ce que c'est trop tard ?", "est-ce que c'est trop tard ?"),
        (
            "peut-il me radier ou supprimer mon allocation ?",
            "peut-il me radier ou supprimer mon allocation ?",
        ),
        ("je finis vendredi, où je trouve le formulaire ?", "où je trouve le formulaire ?"),
    ],
)
def test_a_question_inside_a_sentence_begins_with_its_condition_and_ends_with_its_choice(
    text: str, question: str
) -> None:
    assert Message(text).clauses[-1].text == question
    assert Message(text).clauses[-1].asks
