"""Measure against the alternatives: `python -m bench` runs all, `python -m bench slack` one."""

import sys
from importlib import import_module

KNOWN = ("engine", "store", "slack", "teams")


def main(names: list[str]) -> None:
    for name in names or KNOWN:
        print(f"== {name}")
        import_module(f"bench.{name}").run()


if __name__ == "__main__":
    main(sys.argv[1:])
