"""Reads the settings of a channel: absent, whole, or refused in one French sentence."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from serving.settings import SettingsError

MINIMUM_SECRET = 16


def needed(variables: Mapping[str, str], first: str, *others: str) -> dict[str, str] | None:
    """Return the settings of a channel by their names, ``None`` when ``first`` is empty.

    Raises:
        SettingsError: ``first`` is set and one of the others is not.
    """
    values = {name: variables.get(name, "").strip() for name in (first, *others)}
    if not values[first]:
        return None
    for name in others:
        if not values[name]:
            raise SettingsError(f"{name} manque : il va avec {first}.")
    return values


def strong(name: str, secret: str) -> str:
    """Return ``secret``.

    Raises:
        SettingsError: it could be guessed.
    """
    if len(secret) < MINIMUM_SECRET or len(set(secret)) < MINIMUM_SECRET // 2:
        raise SettingsError(f"{name} est trop faible : il faut au moins {MINIMUM_SECRET} caractères variés.")
    return secret


def base_url(variables: Mapping[str, str], name: str, default: str) -> str:
    """Return the address of a provider's server, without a slash at its end.

    Raises:
        SettingsError: it is not an address.
    """
    url = variables.get(name, "").strip().rstrip("/") or default
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingsError(f"{name} doit être une adresse, comme {default or 'https://exemple.fr'}.")
    return url
