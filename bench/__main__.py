"""Measure against the alternatives: `python -m bench` runs all, `python -m bench engine` only one.

A number after the name is the size of the measurement: `python -m bench clock 100000`.
"""

import sys
from importlib import import_module
from itertools import pairwise

from bot.telemetry import logs

KNOWN = ("engine", "store", "slack", "teams", "clock", "outbox", "quarter", "memory", "talk", "agents")


def main(words: list[str]) -> None:
    logs.begin("warning")  # a line for each answer would be measured too, and stand between the figures
    sizes = {name: int(size) for name, size in pairwise(words) if size.isdecimal()}
    for name in [word for word in words if not word.isdecimal()] or KNOWN:
        print(f"== {name}", flush=True)
        import_module(f"bench.{name}").run(*[sizes[name]] if name in sizes else [])


if __name__ == "__main__":
    main(sys.argv[1:])
