"""Logs: one line of JSON each, with what happened and never with what anybody wrote.

Libraries quote what they were sent, in their messages and in what they raise. Of their lines only the place is kept.
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
"""From here on libraries are heard: below it they log every request and every statement."""


def begin(level: str) -> None:
    """Write the logs to the standard error output, from this level on: debug, info, warning or error.

    Standard logging, warnings, and whatever nobody catches become lines of the same kind.
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
    """Turns a line of a library into one of ours: its logger, its place in the code, and what was raised."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line, without the message: some libraries put what they were sent right into it."""
        place = f"{Path(record.pathname).name}:{record.lineno} {record.funcName}"
        fault = record.exc_info[1] if record.exc_info else None
        more = {"exc_info": fault} if fault else {}
        level = record.levelname.lower()
        speak = getattr(structlog.get_logger(), level, structlog.get_logger().error)
        speak("a library logged", library=record.name, logged_at=place, **more)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's own name
        """The line is lost; logging's own way prints it raw, with its arguments."""


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


def _unraisable(info: Any) -> None:  # its type exists for type checkers only
    structlog.get_logger().error("raised where nothing can catch it", exc_info=info.exc_value)


def where_it_broke(logger: object, name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What was raised and where, the raising place last.

    Neither the values there nor what an exception says of itself: a driver's fault quotes the parameters.
    """
    info = line.pop("exc_info", None)
    fault = info if isinstance(info, BaseException) else sys.exc_info()[1]
    if info and fault:
        line["raised"] = [type(one).__qualname__ for one in _chain(fault)]
        frames = traceback.extract_tb(fault.__traceback__)[-MOST_FRAMES:]
        line["where"] = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
    return line


def _chain(fault: BaseException) -> list[BaseException]:
    """The fault, and what it came of."""
    found = [fault]
    while (cause := found[-1].__cause__ or found[-1].__context__) and cause not in found:
        found.append(cause)
    return found
