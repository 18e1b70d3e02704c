"""Said at: a button that holds typed words holds when they were typed, so that its "tomorrow" stays the same day.

The moment stands before the command, by the company's clock: `at 2026-05-04T09:00Z snooze #1 until tomorrow`.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime

from adapters.chat import Inbound

_FORMAT = "%Y-%m-%dT%H:%MZ"
_MOMENT = re.compile(r"^\s*at (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z)\s+")
_TYPED = re.compile(r"^\s*\S+(?:\s+#\w+)*\s+[^\s#]")
"""A command in which more stands than its first word and ids."""


def with_moment(command: str, moment: datetime) -> str:
    """The command for a button, with the moment at which its words were typed; without, where it has no typed words."""
    if not _TYPED.match(command) or _MOMENT.match(command):
        return command
    return f"at {moment.astimezone(UTC).strftime(_FORMAT)} {command}"


def said_with(command: str, moment: datetime | None) -> str:
    """The command of a form that holds words which were typed at this moment; as it is, where they are typed now."""
    return f"at {moment.astimezone(UTC).strftime(_FORMAT)} {without_moment(command)}" if moment else command


def without_moment(command: str) -> str:
    """The command alone."""
    return _MOMENT.sub("", command)


def said_earlier(inbound: Inbound) -> Inbound:
    """The inbound with the moment of its words taken out of its text, where a button brought one."""
    found = _MOMENT.match(inbound.text)
    if found is None:
        return inbound
    try:
        said = datetime.strptime(found[1], _FORMAT).replace(tzinfo=UTC)
    except ValueError:  # the calendar has none, for example on 31 June
        said = None
    return replace(inbound, text=inbound.text[found.end() :], said=said)
