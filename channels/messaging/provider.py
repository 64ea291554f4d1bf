"""What a provider must be able to do. It holds no rule: it checks, reads, renders and explains answers."""

from __future__ import annotations

import hmac
import json
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit

from channels.messaging.choices import ChoiceLimits
from channels.messaging.event import Event
from channels.messaging.render import Answer, Size
from channels.messaging.sending import Answered, Call, Client, Outcome, usual_outcome
from dossier import File
from serving.settings import SettingsError

MINIMUM_SECRET = 16
SECONDS_PER_DAY = 24 * 3600.0


@dataclass(frozen=True)
class Inbound:
    """A request of the provider's server, before any of it is believed.

    Attributes:
        body: the bytes as they came.
        headers: every value of a header, by its name in lower case.
        query: every value of a query parameter.
        query_string: the query as it came.
    """

    body: bytes
    headers: Callable[[str], list[str]]
    query: Mapping[str, list[str]]
    query_string: str = ""

    def header(self, name: str) -> bytes | None:
        """Return the one value of a header; ``None`` when it is absent or there are several."""
        values = self.headers(name)
        # Bytes that are not UTF-8 arrive as lone surrogates.
        return values[0].encode("utf-8", "surrogateescape") if len(values) == 1 else None

    def json(self) -> Any:
        """Return the body as JSON, ``None`` when it is not."""
        try:
            return json.loads(self.body.decode("utf-8"))
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True)
class Pull:
    """What a provider that asks for its events is given.

    Attributes:
        client: makes calls.
        position: where the last reading ended, ``None`` at the first one.
        take: stores events and the new position together; raises ``TurnFailed`` when nothing was stored.
    """

    client: Client
    position: str | None
    take: Callable[[list[Event], str | None], Awaitable[None]]


class PullFailed(Exception):
    """A provider did not answer a pull.

    Args:
        reason: technical words.
        seconds: when to try again, if the provider says it.
    """

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Provider(ABC):
    """One messenger.

    Class attributes:
        name: in addresses, logs and the database.
        label: French name.
        choices: what it shows choices with.
        page: longest page of an answer in its own measure; 0: answers are not paged.
        window: seconds after which it takes no free answer any more.
        webhook, pulls: how events come. ``lease``: whether one process alone may pull.
        ``stop_words``: whether « STOP » alone is an opt-out and not a word of the dialogue.
        ``accepted``: status that tells its server that an event is stored.
        ``takes_files``: whether ``send_file`` sends one.
        ``note``: who else sees the exchange, for the first message.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    choices: ClassVar[ChoiceLimits] = ChoiceLimits()
    page: ClassVar[int] = 0
    window: ClassVar[float] = SECONDS_PER_DAY
    lease: ClassVar[bool] = True
    accepted: ClassVar[int] = 200
    takes_files: ClassVar[bool] = False
    note: ClassVar[str] = ""
    webhook: bool = False
    pulls: bool = False
    problem: str = ""
    """What the operator must mend, as a French sentence; empty when nothing."""

    own_id: str = ""

    @classmethod
    @abstractmethod
    def from_variables(cls, variables: Mapping[str, str]) -> Provider | None:
        """Return the provider that the settings describe, ``None`` when they describe none.

        Raises:
            SettingsError: a setting is missing beside another, or weak.
        """

    def authentic(self, request: Inbound) -> bool:
        """Tell whether ``request`` was sent by the provider, from its raw bytes."""
        return False

    def handshake(self, request: Inbound) -> str | None:
        """Return what proves to the provider that the address is ours, ``None`` for an ordinary request."""
        return None

    def greet(self, query: Mapping[str, list[str]]) -> str | None:
        """Return the answer to a GET by which the provider checks the address, ``None`` to refuse it."""
        return None

    def read(self, request: Inbound) -> list[Event]:
        """Return the events of an authentic request; whatever is not one for us is left out."""
        return []

    async def pull(self, pull: Pull) -> None:
        """Ask for events once, for half a minute at most, and give them to ``pull.take``."""
        raise NotImplementedError

    async def prepare(self, client: Client) -> bool:
        """Do what must be done once when the server starts; return whether it is done."""
        return True

    @abstractmethod
    def render(self, answer: Answer, event: Event, choice_id: Callable[[str], str]) -> list[dict[str, Any]]:
        """Return the bodies, one per part, that say ``answer`` within the limits.

        Args:
            answer: the text and its choices.
            event: what is answered, with the address.
            choice_id: makes the short id of a payload.
        """

    @abstractmethod
    def call(self, body: dict[str, Any], part_id: str) -> Call:
        """Return the call that sends one part; ``part_id`` is the same whenever this part is sent."""

    def outcome(self, answer: Answered) -> Outcome:
        """Say what the answer to a part means."""
        return usual_outcome(answer)

    def without_markup(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the body of a part whose markup was refused, as plain text."""
        return body

    async def send_file(self, client: Client, event: Event, file: File, part_id: str) -> Outcome:
        """Send one file; ``part_id`` as for ``call``."""
        raise NotImplementedError

    def courtesies(self, event: Event) -> list[Call]:
        """Return the calls that show that the message was received: typing, end of a button's wait."""
        return []

    async def erase_own(self, client: Client, event: Event) -> None:
        """Erase our own messages on the messenger, where it lets us."""
        return

    @abstractmethod
    def probe(self) -> Call:
        """Return a call that proves the token and says nothing to anybody."""

    def verdict(self, answer: Answered) -> str:
        """Say in French what the answer to ``probe`` shows to be wrong; empty when all is well."""
        if 200 <= answer.status < 300:
            return ""
        if answer.status in (401, 403, 404):
            return "le jeton est refusé"
        return f"le serveur ne répond pas comme attendu ({answer.cause or answer.status})"

    def size(self, event: Event) -> Size:
        """Return how this messenger measures a text."""
        return len

    def page_for(self, event: Event) -> int:
        """Return the longest page for the address of ``event``."""
        return self.page

    def stop_words_for(self, event: Event) -> bool:
        """Whether « STOP » alone asks for silence at the address of ``event``."""
        return False


def same(given: bytes | None, expected: str) -> bool:
    """Compare a header with what it must be, in constant time, whatever bytes it holds."""
    return given is not None and hmac.compare_digest(given, expected.encode())


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
