"""Sentences that must not be learnt: each refusal is a French sentence for the person who reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import yaml

from hearing.details.annotations import sentences

from .homes import DETAILS, Home
from .masks import masked

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MEASURING = Path("tests/understanding")
_MARKS = re.compile(r"[][{}]")


def refusal(root: Path, home: Home, sentence: str) -> str | None:
    """Why a sentence cannot be written there, None when it can."""
    if not bare(sentence):
        return "La phrase est vide."
    if sentence.startswith("/"):
        return "C'est le code d'un bouton, pas une phrase. Retapez-la (e) en mots, ou refusez-la (n)."
    if word := masked(sentence):
        return (
            f"La phrase contient {word} : il y a, ou il y avait, une donnée personnelle à cet endroit. "
            "Retapez-la sans cette donnée (e)."
        )
    if sign := _MARKS.search(sentence):
        return f"La phrase contient « {sign[0]} », que Rasa lirait comme une marque. Retapez-la sans lui (e)."
    if file := _measured_in(root, sentence):
        return (
            f"Cette phrase sert à mesurer l'assistant ({file}) : l'apprendre fausserait la mesure. "
            "Refusez-la (n), ou retapez-la avec d'autres mots (e)."
        )
    if file := _learnt_in(root, home, sentence):
        return f"Cette phrase est déjà dans {file}. Refusez-la (n), ou retapez-la (e)."
    return None


def bare(text: str) -> str:
    """Letters and digits alone, without accents: two sentences that differ only otherwise are the same."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip() or text.strip()


def _measured_in(root: Path, sentence: str) -> Path | None:
    for path in sorted((root / _MEASURING).glob("*.yml")):
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        if any(bare(entry["text"]) == bare(sentence) for entry in entries):
            return path.relative_to(root)
    return None


def _learnt_in(root: Path, home: Home, sentence: str) -> Path | None:
    """The file that teaches this sentence already; details and questions are learnt apart."""
    learnt = _details(root) if home.is_of_details else _questions(root)
    return next((path for path, text in learnt if bare(text) == bare(sentence)), None)


def _details(root: Path) -> Iterator[tuple[Path, str]]:
    for sentence in sentences(root / DETAILS):
        yield DETAILS / f"{sentence.voice}.yml", sentence.text


def _questions(root: Path) -> Iterator[tuple[Path, str]]:
    for path in [*sorted((root / "data/faq").glob("*.yml")), *sorted((root / "data/acts").glob("*.yml"))]:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        for block in content.get("nlu") or ():
            for line in block["examples"].splitlines():
                yield path.relative_to(root), line.removeprefix("- ")
