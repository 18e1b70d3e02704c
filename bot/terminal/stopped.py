"""Stopped: a command that goes no further, for a reason in the user's hands."""


class Stopped(Exception):
    """The command stops, for the reason in the message."""
