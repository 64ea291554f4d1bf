"""Settings, read from the environment only (and from ``.env``, which never wins over it)."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

PRODUCTION = "production"
DEVELOPMENT = "development"
MINIMUM_KEY_LENGTH = 32
MINIMUM_KEY_VARIETY = 12
DEVELOPMENT_KEY_FILE = Path(".secrets") / "chat_signing_key"
DEFAULT_DATABASE_URL = "sqlite:///conversations.db"

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-fA-F:]+\](:\d{1,5})?")
_KEY_HINT = "python -c 'import secrets; print(secrets.token_urlsafe(48))'"


class SettingsError(Exception):
    """A setting is missing or wrong. The message is one clear French sentence."""


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. Durations in seconds unless the name says otherwise.

    ``action_timeout`` < ``turn_timeout`` < ``lock_lifetime``: an action that hangs ends before its turn, a
    turn before its lock, so that no two turns of one conversation ever run together. ``turn_timeout`` stays
    under ten seconds: that is the longest a person waits for an answer or for an explanation.
    """

    environment: str = DEVELOPMENT
    signing_key: str = field(default="", repr=False)
    database_url: str = field(default=DEFAULT_DATABASE_URL, repr=False)
    redis_url: str = field(default="", repr=False)
    action_endpoint_url: str = ""
    allowed_origins: tuple[str, ...] = ()
    public_url: str = ""
    trusted_proxies: int = 0
    session_hours: float = 24.0
    messages_per_minute: int = 30
    address_requests_per_minute: int = 300
    sessions_per_minute: int = 30
    action_timeout: float = 6.0
    turn_timeout: float = 8.0
    lock_lifetime: float = 12.0
    store_timeout: float = 4.0
    body_limit: int = 64 * 1024
    text_limit: int = 1000
    demo: bool = True
    metrics_port: int = 0
    metrics_host: str = "127.0.0.1"

    @property
    def production(self) -> bool:
        """Whether secrets and origins must be given rather than made."""
        return self.environment == PRODUCTION


def load_settings(environment: dict[str, str] | None = None, with_key: bool = True) -> Settings:
    """Read the settings.

    Args:
        environment: variables to read; by default those of the process completed by ``.env``.
        with_key: whether the signing key is needed. The action server and the purge do without it.

    Raises:
        SettingsError: a value is malformed, or production lacks a strong signing key or its origins.
    """
    variables = process_variables() if environment is None else dict(environment)
    name = variables.get("APP_ENV", "").strip().lower() or DEVELOPMENT
    if name not in (PRODUCTION, DEVELOPMENT):
        raise SettingsError(f"APP_ENV vaut « {name} » : écrivez production ou development.")
    settings = Settings(
        environment=name,
        signing_key=_signing_key(variables, name) if with_key else "",
        database_url=_database_url(variables.get("DATABASE_URL", "")),
        redis_url=_redis_url(variables.get("REDIS_URL", "")),
        action_endpoint_url=_action_endpoint_url(variables.get("ACTION_ENDPOINT_URL", "")),
        allowed_origins=_origins(variables.get("CHAT_ALLOWED_ORIGINS", "")),
        public_url=_public_url(variables.get("PUBLIC_URL", "")),
        trusted_proxies=int(_number(variables, "CHAT_TRUSTED_PROXIES", 0, 0, 10)),
        session_hours=_number(variables, "CHAT_SESSION_HOURS", 24, 0.0001, 24 * 365),
        messages_per_minute=int(_number(variables, "CHAT_MESSAGES_PER_MINUTE", 30, 1, 1e6)),
        address_requests_per_minute=int(_number(variables, "CHAT_ADDRESS_REQUESTS_PER_MINUTE", 300, 1, 1e6)),
        sessions_per_minute=int(_number(variables, "CHAT_SESSIONS_PER_MINUTE", 30, 1, 1e6)),
        action_timeout=_number(variables, "ACTION_TIMEOUT", 6, 0.1, 60),
        turn_timeout=_number(variables, "TURN_TIMEOUT", 8, 0.2, 60),
        lock_lifetime=_number(variables, "LOCK_LIFETIME", 12, 0.3, 120),
        store_timeout=_number(variables, "STORE_TIMEOUT", 4, 0.1, 60),
        demo=_boolean(variables, "CHAT_DEMO", default=name != PRODUCTION),
        metrics_port=int(_number(variables, "METRICS_PORT", 0, 0, 65535)),
        metrics_host=variables.get("METRICS_HOST", "").strip() or "127.0.0.1",
    )
    if not settings.action_timeout < settings.turn_timeout < settings.lock_lifetime:
        raise SettingsError("Les délais doivent croître : ACTION_TIMEOUT < TURN_TIMEOUT < LOCK_LIFETIME.")
    return settings


def process_variables() -> dict[str, str]:
    """Return the variables of the process, completed by those of ``.env``."""
    return {**read_env_file(Path(".env")), **os.environ}


def read_env_file(path: Path) -> dict[str, str]:
    """Return the variables that a file sets to something; an absent file sets none."""
    # Without interpolation: a password may hold a dollar.
    return {name: value for name, value in dotenv_values(path, interpolate=False).items() if value}


def _signing_key(variables: dict[str, str], environment: str) -> str:
    key = variables.get("CHAT_SIGNING_KEY", "").strip()
    if key:
        if len(key) < MINIMUM_KEY_LENGTH or len(set(key)) < MINIMUM_KEY_VARIETY:
            raise SettingsError(
                f"CHAT_SIGNING_KEY est trop faible : il faut au moins {MINIMUM_KEY_LENGTH} caractères tirés "
                f"au hasard. Pour en faire une : {_KEY_HINT}"
            )
        return key
    if environment == PRODUCTION:
        raise SettingsError(
            f"CHAT_SIGNING_KEY manque : en production, l'assistant ne démarre pas sans elle. "
            f"Pour en faire une : {_KEY_HINT}"
        )
    return _development_key()


def _development_key() -> str:
    """Return the key kept for development, made at the first call."""
    try:
        return DEVELOPMENT_KEY_FILE.read_text(encoding="ascii").strip() or _make_development_key()
    except FileNotFoundError:
        return _make_development_key()


def _make_development_key() -> str:
    key = secrets.token_urlsafe(48)
    DEVELOPMENT_KEY_FILE.parent.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(DEVELOPMENT_KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def _database_url(value: str) -> str:
    url = value.strip() or DEFAULT_DATABASE_URL
    if url.startswith("postgres://"):
        url = "postgresql://" + url[len("postgres://") :]
    if not url.startswith(("postgresql://", "postgresql+psycopg2://", "sqlite:///")):
        raise SettingsError("DATABASE_URL doit commencer par postgresql:// ou sqlite:///.")
    return url


def _redis_url(value: str) -> str:
    url = value.strip()
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError("REDIS_URL doit commencer par redis://, rediss:// ou unix://.")
    return url


def _action_endpoint_url(value: str) -> str:
    url = value.strip()
    if url and not url.startswith(("http://", "https://")):
        raise SettingsError("ACTION_ENDPOINT_URL doit commencer par http:// ou https://.")
    return url


def _public_url(value: str) -> str:
    url = value.strip().rstrip("/")
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise SettingsError("PUBLIC_URL doit être une adresse comme https://assistant.exemple.fr.")
    return url


def _origins(value: str) -> tuple[str, ...]:
    origins = tuple(part.rstrip("/") for part in re.split(r"[\s,]+", value.strip()) if part)
    for origin in origins:
        if not _ORIGIN.fullmatch(origin) or urlsplit(origin).path:
            raise SettingsError(
                f"CHAT_ALLOWED_ORIGINS : « {origin} » n'est pas une origine. Exemple : https://www.exemple.fr"
            )
    return tuple(origin.lower() for origin in origins)


def _number(variables: dict[str, str], name: str, default: float, low: float, high: float) -> float:
    raw = variables.get(name, "").strip()
    if not raw:
        return default
    try:
        value = float(raw)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise SettingsError(f"{name} doit être un nombre entre {low:g} et {high:g}.")
    return value


def _boolean(variables: dict[str, str], name: str, default: bool) -> bool:
    raw = variables.get(name, "").strip().lower()
    if not raw:
        return default
    if raw in ("1", "true", "yes", "oui"):
        return True
    if raw in ("0", "false", "no", "non"):
        return False
    raise SettingsError(f"{name} doit valoir 1 ou 0.")
