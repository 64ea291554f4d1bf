"""Logs as JSON lines, with a request id, without personal text.

Rasa and its libraries put what people wrote in their warnings and stack traces. From code that is not ours
only the place, the level and the type of the exception are kept.
"""

from __future__ import annotations

import contextvars
import datetime
import json
import logging
import sys
import traceback
import types
import uuid
from collections.abc import MutableMapping
from typing import Any

import structlog

OWN_LOGGERS = ("serving", "channels")
KEPT_EXTRAS = (
    "cause",
    "fault",
    "method",
    "route",
    "status",
    "milliseconds",
    "code",
    "model",
    "address",
    "down",
    "action",
    "count",
    "days",
)
MAXIMUM_FRAMES = 8

_request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")


def begin_request(request_id: str | None = None) -> str:
    """Set the id that the log lines of this request carry, and return it."""
    value = request_id or uuid.uuid4().hex[:16]
    _request_id.set(value)
    return value


def current_request_id() -> str:
    """Return the id of the request under way, ``-`` outside of any."""
    return _request_id.get()


class JsonLines(logging.Formatter):
    """One JSON object per line. Messages of other people's code are dropped, their place is kept."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``."""
        line: dict[str, Any] = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.timezone.utc).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request_id": current_request_id(),
        }
        if record.name.split(".")[0] in OWN_LOGGERS:
            line["event"] = record.getMessage()
        else:
            line["event"] = "library"
            line["place"] = f"{record.module}:{record.lineno}"
        for name in KEPT_EXTRAS:
            if name in record.__dict__:
                line[name] = record.__dict__[name]
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["frames"] = frames(record.exc_info[2])
        return json.dumps(line, ensure_ascii=True)


def configure_logs(level: int = logging.INFO) -> None:
    """Send every log of this process to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] not in OWN_LOGGERS:
            _defer_to_root(logging.getLogger(name))
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _event_name_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _defer_to_root(logger: logging.Logger) -> None:
    logger.handlers[:] = []
    logger.propagate = True
    # Each change of a level makes Python forget those of all loggers.
    if logging.NOTSET < logger.level < logging.WARNING:
        logger.setLevel(logging.NOTSET)


def _event_name_only(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> tuple[Any, ...]:
    keywords = {"exc_info": event["exc_info"]} if event.get("exc_info") else {}
    return (str(event.get("event", "")),), keywords


def frames(trace: types.TracebackType | None) -> list[str]:
    """The places of a stack trace, innermost last, without any value."""
    places = traceback.extract_tb(trace)[-MAXIMUM_FRAMES:]
    return [f"{place.filename.rsplit('/', 2)[-1]}:{place.lineno} {place.name}" for place in places]
