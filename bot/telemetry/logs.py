"""Logs: one line of JSON each, with what happened and never with what a person wrote.

Libraries quote their input in messages and exceptions, so we log only the place of their lines.
"""

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog

MOST_FRAMES = 20
QUIET = logging.WARNING
"""The level for libraries: below it they log every request and every statement."""


def begin(level: str) -> None:
    """Write the logs to standard error, from this level on: debug, info, warning or error.

    Standard logging, warnings and uncaught exceptions become lines of the same kind.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            where_it_broke,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, Library)] + [Library()]
    root.setLevel(QUIET)
    warnings.showwarning = _warned
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


class Library(logging.Handler):
    """Turns a library's log line into one of ours: its logger, its place in the code, and the exception's type."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log one line, without the message: some libraries put their input right into it."""
        place = f"{Path(record.pathname).name}:{record.lineno} {record.funcName}"
        fault = record.exc_info[1] if record.exc_info else None
        more = {"exc_info": fault} if fault else {}
        level = record.levelname.lower()
        speak = getattr(structlog.get_logger(), level, structlog.get_logger().error)
        speak("a library logged", library=record.name, logged_at=place, **more)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's own name
        """Drop a line that fails; the standard library would print it raw, with its arguments."""


def _warned(  # noqa: PLR0917  # the arguments that Python calls it with
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    structlog.get_logger().warning("a warning", kind=category.__name__, logged_at=f"{Path(filename).name}:{lineno}")


def _uncaught(kind: type[BaseException], fault: BaseException, where: TracebackType | None) -> None:
    structlog.get_logger().error("uncaught", exc_info=fault)


def _uncaught_in_thread(info: threading.ExceptHookArgs) -> None:
    structlog.get_logger().error("uncaught in a thread", exc_info=info.exc_value)


def _unraisable(info: Any) -> None:  # this type exists only for type checkers
    structlog.get_logger().error("raised where nothing can catch it", exc_info=info.exc_value)


def where_it_broke(logger: object, name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The exception's type and its places in the code, the raising one last.

    Without values and without the exception's message: a database driver's message quotes the parameters.
    """
    info = line.pop("exc_info", None)
    fault = info if isinstance(info, BaseException) else sys.exc_info()[1]
    if info and fault:
        line["raised"] = [type(one).__qualname__ for one in _chain(fault)]
        frames = traceback.extract_tb(fault.__traceback__)[-MOST_FRAMES:]
        line["where"] = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
    return line


def _chain(fault: BaseException) -> list[BaseException]:
    """The exception and its causes."""
    found = [fault]
    while (cause := found[-1].__cause__ or found[-1].__context__) and cause not in found:
        found.append(cause)
    return found
