"""The actions inside the Rasa process: no second server, no port, nothing that can die alone.

Each call runs in a thread of its own, with its own event loop: an action that blocks does not stop Rasa's.
What an action receives and gives goes through JSON, as between two servers: it can neither change the
conversation it was shown nor answer what a server could not.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import ctypes
import functools
import json
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from types import MappingProxyType
from typing import Any, overload

from rasa.core.actions.action import ActionExecutionRejection
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection as SdkRejection

from serving.answers import checked_answer
from serving.deadline import seconds_left
from serving.faults import ACTIONS, TurnFailed
from serving.logs import frames
from serving.settings import SettingsError

logger = logging.getLogger(__name__)

MOST_THREADS = 64
"""Actions that run at once, those included that were given up and did not end yet."""


class LocalActions(EndpointConfig):
    """Runs the actions of a package in this process.

    Args:
        package: dotted name of the package that holds the actions.
        timeout: longest time in seconds for one action.

    Raises:
        SettingsError: the package cannot be imported.
    """

    def __init__(self, package: str, timeout: float) -> None:
        super().__init__()
        self.timeout = timeout
        self._executor = ActionExecutor()
        try:
            self._executor.register_package(package)
        except SystemExit:
            raise SettingsError(f"Les actions « {package} » ne peuvent pas être chargées.") from None
        self._threads = _Threads()
        self._domain: Domain | None = None
        self._domain_shown: MappingProxyType[str, Any] = MappingProxyType({})

    @property
    def names(self) -> set[str]:
        """The actions that there are."""
        return set(self._executor.actions)

    async def run_action(self, name: str, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        """Run an action and return ``{"events", "responses"}``.

        Raises:
            TurnFailed: no such action, it raised, did not end in time, or gave what cannot be read.
            ActionExecutionRejection: the action rejected its execution.
        """
        if name not in self._executor.actions:
            raise TurnFailed(ACTIONS, "unknown action")
        call = {"next_action": name, "tracker": _state(tracker), "domain": self._shown(domain)}
        job = contextvars.copy_context()
        worker = self._threads.take()
        answer = asyncio.wrap_future(worker.submit(functools.partial(job.run, self._run, worker, call)))
        try:
            return checked_answer(await asyncio.wait_for(answer, min(self.timeout, seconds_left())))
        except asyncio.TimeoutError:
            raise TurnFailed(ACTIONS, "timeout") from None
        except SdkRejection as rejection:
            raise ActionExecutionRejection(rejection.action_name, rejection.message) from None
        finally:
            self._threads.give_back(worker)

    def _shown(self, domain: Domain) -> MappingProxyType[str, Any]:
        if self._domain is not domain:
            self._domain, self._domain_shown = domain, MappingProxyType(domain.as_dict())
        return self._domain_shown

    def _run(self, worker: _Worker, call: dict[str, Any]) -> Any:
        try:
            return _through_json(worker.loop.run_until_complete(self._executor.run(call)))
        except SdkRejection:
            raise
        except BaseException as error:  # whatever an action raises undoes the turn, and only the turn
            logger.error("action failed", extra={"action": call["next_action"], "cause": _cause(error)})
            raise TurnFailed(ACTIONS, type(error).__name__) from None


class _GivenUp(BaseException):
    """Raised inside an action that did not end in time."""


class _Threads:
    """The idle threads; one that is still busy when it is given back is told to end and not used again."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._all: list[_Worker] = []

    def take(self) -> _Worker:
        if self._idle:
            return self._idle.pop()
        self._all = [worker for worker in self._all if worker.is_alive()]
        if len(self._all) >= MOST_THREADS:
            raise TurnFailed(ACTIONS, "too many actions that do not end")
        worker = _Worker()
        worker.start()
        self._all.append(worker)
        return worker

    def give_back(self, worker: _Worker) -> None:
        if worker.busy:
            worker.give_up()
        else:
            self._idle.append(worker)


class _Worker(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="action", daemon=True)
        self.loop = asyncio.new_event_loop()
        self.busy = False
        self._jobs: queue.SimpleQueue[tuple[Future, Callable[[], Any]] | None] = queue.SimpleQueue()

    def submit(self, job: Callable[[], Any]) -> Future:
        future: Future = Future()
        self.busy = True
        self._jobs.put((future, job))
        return future

    def give_up(self) -> None:
        """End the action at its next step: one that waits is woken, one that computes is interrupted."""
        self._jobs.put(None)
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self._cancel_tasks)
        if self.ident is not None:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.ident), ctypes.py_object(_GivenUp))

    def run(self) -> None:
        asyncio.set_event_loop(self.loop)
        with contextlib.suppress(_GivenUp), contextlib.closing(self.loop):
            while (order := self._jobs.get()) is not None:
                self._do(*order)

    def _do(self, future: Future, job: Callable[[], Any]) -> None:
        settle: Callable[[Any], None]
        try:
            settle, value = future.set_result, job()
        except BaseException as error:
            settle, value = future.set_exception, error
        self.busy = False
        # The one who waited may have left: its future is then cancelled.
        if future.set_running_or_notify_cancel():
            settle(value)

    def _cancel_tasks(self) -> None:
        for task in asyncio.all_tasks(self.loop):
            task.cancel()


class _Events(Sequence[dict[str, Any]]):
    """The events of a conversation as an action server receives them, each made at its first use."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = tuple(events)
        self._made: dict[int, dict[str, Any]] = {}

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Any]]: ...

    def __getitem__(self, index: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if index not in self._made:
            self._made[index] = _through_json(self._events[index].as_dict())
        return self._made[index]


def _state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What Rasa sends of a conversation, without writing out its whole history."""
    state = _through_json(tracker.current_state(EventVerbosity.NONE))
    return {**state, "events": _Events(tracker.events)}


def _through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _cause(error: BaseException) -> str:
    """The type of an error and where it was raised; its message may quote what a person wrote."""
    places = frames(error.__traceback__)
    return f"{type(error).__name__} at {places[-1]}" if places else type(error).__name__
