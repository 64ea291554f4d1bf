"""What a provider must be able to do. It holds no rule: it checks, reads, renders and explains answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from channels.messaging.choices import ChoiceLimits
from channels.messaging.event import Event
from channels.messaging.inbound import Inbound
from channels.messaging.pull import Pull
from channels.messaging.render import Answer, Size
from channels.messaging.sending import Answered, Call, Client, Outcome, usual_outcome
from dossier import File

SECONDS_PER_DAY = 24 * 3600.0


class Provider(ABC):
    """One messenger.

    Class attributes:
        name: in addresses, logs and the database.
        label: French name.
        choices: what it shows choices with.
        page: longest page of an answer in its own measure; 0: answers are not paged.
        window: seconds after which it takes no free answer any more.
        webhook, pulls: how events come.
        lease: whether one process alone may pull.
        accepted: status that tells its server that an event is stored.
        takes_files: whether ``send_file`` sends one.
        note: who else sees the exchange, for the first message.
        own_id: which of our accounts this is; conversations of two accounts are not mixed.
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
        """Erase our own messages on the messenger, as far as it lets us now.

        Raises:
            PullFailed: they could not be read.
        """
        return

    def problem(self) -> str:
        """Say in French what the operator must mend, empty when nothing."""
        return ""

    @abstractmethod
    def probes(self) -> dict[str, Call]:
        """Return, for each setting that is a token, a call that proves it and says nothing to anybody."""

    def verdict(self, answer: Answered) -> str:
        """Say in French what the answer to a probe shows to be wrong; empty when all is well."""
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
