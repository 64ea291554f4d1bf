"""The texts that rules, parameters and answers rest on (sources.yml).

A source is an article of a code kept in the public data of the law, under the identifier of the version that
was read, or a text outside these codes, with the reason why it is outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from law.yaml_files import load_package_yaml

ARTICLE_URL = "https://www.legifrance.gouv.fr/codes/article_lc/{id}"
SOCIAL_SECURITY_PREFIX = "CSS "


@dataclass(frozen=True)
class Reference:
    """A source as it is shown to a person.

    Attributes:
        key: "L5135-3" (code du travail), "CSS L412-8" (code de la sécurité sociale) or an outside key.
        label: French words, such as "article L5135-3 du code du travail".
        article: number of the article, or None for an outside source.
        code: title of the code, or None for an outside source.
        url: where to read it, or None when it is not online.
        id: identifier of the version that was read, or None for an outside source.
        in_force_since: first day of that version, or None for an outside source.
        fingerprint: fingerprint of the text that was read, or None for an outside source.
        why_outside: reason why it is not followed article by article, or None for an article.
    """

    key: str
    label: str
    article: str | None = None
    code: str | None = None
    url: str | None = None
    id: str | None = None
    in_force_since: date | None = None
    fingerprint: str | None = None
    why_outside: str | None = None


@dataclass(frozen=True)
class Code:
    """A code of law followed article by article: title, identifier, prefix of its article keys."""

    title: str
    id: str
    prefix: str


_FILE = load_package_yaml("sources.yml")
CODES: dict[str, Code] = {name: Code(**entry) for name, entry in _FILE["codes"].items()}


def _articles() -> dict[str, Reference]:
    return {
        code.prefix + number: Reference(
            key=code.prefix + number,
            label=f"article {number} du {code.title}",
            article=number,
            code=code.title,
            url=ARTICLE_URL.format(id=entry["id"]) if "id" in entry else None,
            id=entry.get("id"),
            in_force_since=entry.get("since"),
            fingerprint=entry.get("fingerprint"),
        )
        for name, code in CODES.items()
        for number, entry in _FILE["articles"][name].items()
    }


def _outside() -> dict[str, Reference]:
    return {
        key: Reference(key=key, label=entry["title"], url=entry.get("url"), why_outside=entry["why"])
        for key, entry in _FILE["outside"].items()
    }


REFERENCES: dict[str, Reference] = {**_articles(), **_outside()}


def article(key: str) -> Reference:
    """Return the source named `key`: "L5135-3", "CSS L412-8" or an outside key.

    Raises:
        KeyError: no such source is recorded.
    """
    return REFERENCES[key]
