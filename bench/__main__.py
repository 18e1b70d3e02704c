"""Measure against the alternatives: `python -m bench` runs all, `python -m bench engine`, `store` or `teams` one."""

import sys
from importlib import import_module

KNOWN = ("engine", "store", "teams")


def main(names: list[str]) -> None:
    for name in names or KNOWN:
        print(f"== {name}")
        import_module(f"bench.{name}").run()


if __name__ == "__main__":
    main(sys.argv[1:])
