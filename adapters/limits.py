"""Limits of the HTTP server: connections of one process, and seconds for each step of a request."""

from dataclasses import dataclass

MOST = 1_000
"""Connections of one process at once, where the system allows more. A proxy in front needs far fewer."""
DESCRIPTORS = 1_024
"""The limit of descriptors to assume on a system without one (Windows)."""
HELD = 64_000_000
"""Bytes of bodies that are still arriving, over all connections. Slack's are a few kilobytes, and whole at once."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many connections at once, the seconds each has for a step, and the bytes of all unfinished bodies.

    `idle` runs between two requests. It is longer than a proxy waits on its side (nginx: 60 s), so the proxy
    closes first and never sends a request into a closing connection.
    """

    most: int = MOST
    headers: float = 10
    body: float = 10
    reader: float = 10
    idle: float = 75
    held: int = HELD


def most_connections(wanted: int = MOST) -> int:
    """The wanted number of connections, but at most three quarters of the descriptors that this process can have.

    The rest is for the database, for what the bot sends, and for new connections before an old one is closed.
    """
    try:
        import resource  # noqa: PLC0415  # it does not exist on Windows
    except ImportError:
        return min(wanted, DESCRIPTORS * 3 // 4)
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if limit == resource.RLIM_INFINITY:
        return wanted
    return max(1, min(wanted, limit * 3 // 4))
