"""Logs: one line of JSON each, with what happened and never with what anybody wrote."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

MOST_FRAMES = 20


def begin(level: str) -> None:
    """Write the logs to the standard error output, from this level on: debug, info, warning or error."""
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


def where_it_broke(logger: object, name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What was raised and where, the raising place last.

    Neither the values there nor what an exception says of itself: a driver's fault quotes the parameters.
    """
    if line.pop("exc_info", None) and (fault := sys.exc_info()[1]):
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
