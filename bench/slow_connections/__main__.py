"""Run it: `python -m bench.slow_connections [SECONDS [CONNECTIONS [DESCRIPTORS [KIND...]]]]`.

Each attack lasts SECONDS, while commands and health checks are sent five times a second. Exits with 1 if one
of these takes longer than two seconds or fails, or if the log has a line that isn't JSON or quotes a request.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench.slow_connections.attack import ATTACKS, MARK
from bench.slow_connections.bot_process import Bot, bot
from bench.slow_connections.measure import Answers, measure

SECONDS, CONNECTIONS, DESCRIPTORS = 180, 1_100, 1_024
LONGEST = 2.0


def main(words: list[str]) -> int:
    """Run every attack in turn; returns the exit code."""
    given = [int(word) for word in words[:3]]
    seconds, connections, descriptors = [*given, *(SECONDS, CONNECTIONS, DESCRIPTORS)[len(given) :]]
    print(f"{connections:,} connections, {descriptors:,} descriptors, {seconds} s an attack; longest answer in seconds")
    with tempfile.TemporaryDirectory(prefix="slow") as folder, bot(Path(folder), descriptors) as running:
        calm = asyncio.run(measure(running, 3))
        kinds = words[3:] or ATTACKS
        sound = [_report("no attack", 0, calm), *(_attacked(running, kind, connections, seconds) for kind in kinds)]
        wrong = not_json(running.log)
        print(f"log: {len(running.log.read_text().splitlines()):,} lines, {len(wrong)} not JSON or quoting a request")
        print(*wrong[:5], sep="\n")
    return 0 if all(sound) and not wrong else 1


def _attacked(running: Bot, kind: str, connections: int, seconds: int) -> bool:
    module = "bench.slow_connections.attack"
    asked = [sys.executable, "-m", module, kind, str(running.port), str(connections), str(seconds)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as attacker:
        found = asyncio.run(measure(running, seconds))
        opened = attacker.communicate(timeout=60)[0].strip()
    return _report(kind, int(opened or 0), found)


def _report(kind: str, opened: int, found: dict[str, Answers]) -> bool:
    """Print a line; returns whether everything was answered in time."""
    cells = [f"{who} {len(one.took)} in {one.longest():.2f}, {len(one.failed)} failed" for who, one in found.items()]
    odd = Counter(why for one in found.values() for why in one.failed)
    cells += [f"{count} {why}" for why, count in odd.items()]
    print(f"  {kind:<10} {opened:>7,} opened; " + "; ".join(cells), flush=True)
    return all(one.took and not one.failed and one.longest() <= LONGEST for one in found.values())


def not_json(log: Path) -> list[str]:
    """The lines that aren't a JSON object, or that quote what an attacker sent."""
    wrong = []
    for line in log.read_text("utf-8", "replace").splitlines():
        try:
            sound = isinstance(json.loads(line), dict)
        except ValueError:
            sound = False
        if not sound or MARK in line.lower():
            wrong.append(line[:200])
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
