"""Time passes in a sandbox, for what it is asked from then on."""

from datetime import timedelta

from bot.assistant import Assistant
from bot.sandbox.sandbox import Sandbox


def time_passes(sandbox: Sandbox, time: timedelta) -> None:
    """Let so much time pass before the next request; no job runs meanwhile."""
    wall = sandbox.assistant.wall
    sandbox.assistant = Assistant(sandbox.store, lambda: wall() + time, sandbox.texts)
