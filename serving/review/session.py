"""One item after the other, in French, with a person who decides: nothing is written without her yes."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from . import homes, told
from .files import Mark, marked, place_of, write
from .homes import Home
from .items import Item
from .masks import on_one_line
from .refusals import refusal
from .treated import Treated

_CHOICES = (
    "o : oui, l'écrire    n : non    e : retaper la phrase    q : arrêter",
    "ou le nom d'un autre endroit : salarie, salarie/dismissal, out_of_scope, out_of_scope/cpf",
    "? : la liste des sujets    salarie/? : les angles d'un sujet    out_of_scope/? : les genres",
)
_WORDS = {"oui": "o", "non": "n"}
_GIVE_VALUE = "v : choisir ce qu'elle dit du projet"


class Stopped(Exception):
    """The person leaves."""


@dataclass(frozen=True)
class Draft:
    """What would be written if the person said yes."""

    sentence: str
    home: Home
    mark: Mark | None = None

    @property
    def line(self) -> str:
        return marked(self.sentence, self.mark)


def _may_say(draft: Draft, item: Item) -> bool:
    """Whether the sentence can be given the value of a detail."""
    return draft.home.is_of_details and bool(told.values(item.fields))


class Session:
    """A review in a terminal.

    Args:
        ask: shows a question and returns what the person types; EOFError when she leaves.
        say: shows a line.
        treated: what was decided before.
        root: the folder of the project.
    """

    def __init__(
        self, ask: Callable[[str], str], say: Callable[[str], None], treated: Treated, root: Path = Path()
    ) -> None:
        self._ask_person, self._say, self._treated, self._root = ask, say, treated, root
        self._written = 0

    def review(self, items: Iterable[Item]) -> None:
        """Put each item that was not decided before, until the end or until the person leaves."""
        left = list({item.key: item for item in items if item.key not in self._treated}.values())
        try:
            for number, item in enumerate(left, 1):
                self._say(f"\n── {number} sur {len(left)} ──")
                self._decide(item)
                self._treated.add(item.key)
        except Stopped:
            self._say("Arrêté. Ce qui reste sera proposé la prochaine fois.")
        self._conclude(len(left))

    def _conclude(self, count: int) -> None:
        self._say(f"{self._written} phrase(s) écrite(s)." if count else "Rien de nouveau à relire.")
        if self._written:
            self._say("Vérifiez avec « make test-content » ; « make chat » apprendra les nouvelles phrases.")

    def _decide(self, item: Item) -> None:
        """Ask until the person says yes or no."""
        draft = Draft(item.sentence, item.home)
        self._say(f"Phrase : « {item.sentence} »\n{item.happened}")
        while True:
            self._show(draft, item)
            typed = self._ask("Votre choix : ").lower()
            choice = _WORDS.get(typed, typed)
            if choice == "n" or (choice == "o" and self._write(draft)):
                return
            if choice == "q":
                raise Stopped
            if choice == "e":
                draft = replace(draft, sentence=self._ask("Votre phrase : "), mark=None)
            elif choice == "v" and _may_say(draft, item):
                draft = replace(draft, mark=self._value(draft, item))
            elif choice.endswith("?"):
                self._list(choice.removesuffix("?"))
            elif choice != "o":
                draft = self._elsewhere(draft, choice)

    def _show(self, draft: Draft, item: Item) -> None:
        self._say(f"\nÀ écrire dans {draft.home}{told.about(draft.home)} :\n  - {draft.line}")
        if draft.home.is_of_details:
            self._say(f"Ce qu'elle dit du projet : {told.meaning(draft.mark)}.")
        if _may_say(draft, item):
            self._say(_GIVE_VALUE)
        for line in _CHOICES:
            self._say(line)

    def _write(self, draft: Draft) -> bool:
        """Write what the person accepted; False when it must not or cannot be."""
        if reason := refusal(self._root, draft.home, draft.sentence):
            self._say(reason)
            return False
        try:
            write(self._root, draft.home, draft.line)
        except (OSError, ValueError) as error:
            self._say(f"Le fichier {draft.home.file} n'a pas pu être écrit : {error}")
            return False
        self._written += 1
        self._say(f"Écrit dans {draft.home}.")
        return True

    def _list(self, under: str) -> None:
        """The names that may be typed, each with the words of its button."""
        for name in homes.names_under(under):
            self._say(f"  {name} : {told.title(name)}")

    def _elsewhere(self, draft: Draft, name: str) -> Draft:
        """The same sentence in the home that the person named."""
        if home := homes.named(name):
            return replace(draft, home=home, mark=None)
        if not name:
            return draft
        near = difflib.get_close_matches(name, homes.names(), n=3)
        hint = f" Peut-être : {', '.join(near)} ?" if near else ""
        self._say(f"Je ne connais pas « {name} ».{hint}")
        return draft

    def _value(self, draft: Draft, item: Item) -> Mark | None:
        """The detail that the sentence says, and the words that say it; None when she gives none."""
        values = told.values(item.fields)
        for number, (_, _, words) in enumerate(values, 1):
            self._say(f"  {number}. {words}")
        typed = self._ask("Le numéro de ce que la phrase voulait dire (Entrée : rien) : ")
        if not (typed.isdecimal() and 0 < int(typed) <= len(values)):
            return None
        field, value, _ = values[int(typed) - 1]
        words = self._ask("Les mots qui le disent (Entrée : toute la phrase) : ") or draft.sentence
        if place_of(words, draft.sentence) is None:
            self._say(f"« {words} » n'est pas dans la phrase.")
            return None
        return Mark(words, field, value)

    def _ask(self, question: str) -> str:
        try:
            return on_one_line(self._ask_person(question))
        except (EOFError, KeyboardInterrupt):
            raise Stopped from None
