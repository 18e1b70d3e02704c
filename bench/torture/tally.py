"""The tally: what the ledger, the outbox and Slack hold in the end, against what people were told."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.torture.chat import Line

MARK = re.compile(r"\w+ mark \d{6}")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that have to be none, but for `posted`; `doubled` may be as many as `may_double`."""

    posted: int
    parked: int
    applied_twice: int
    not_applied: int
    lost: int
    doubled: int
    unsent: int
    may_double: int = 0

    @property
    def sound(self) -> bool:
        faults = (self.applied_twice, self.not_applied, self.lost, self.unsent, self.parked)
        return not any(faults) and self.doubled <= self.may_double


def tally(
    kept: dict[str, list[dict[str, Any]]], answered: Sequence[Line], delivered: Sequence[str], may_double: int = 0
) -> Tally:
    """Count. `kept` is the store's export, `delivered` the outbox id of every message the chats hold.

    A message is lost where a deal was handed over and nothing posted for it, or where it counts as sent and is nowhere.
    """
    marks = Counter(_mark(row) for row in kept["ledger"])
    versions = {(row["request"], row["deal"], row["version"]) for row in kept["ledger"]}
    requests = Counter(request for request, *_ in versions)
    states, arrived = Counter(row["state"] for row in kept["outbox"]), Counter(delivered)
    sent = [row["id"] for row in kept["outbox"] if row["state"] == "sent"]
    handed_over = sum(row["kind"] == "Assigned" and row["body"]["owner"] != row["by"] for row in kept["ledger"])
    return Tally(
        posted=len(kept["outbox"]),
        parked=states["parked"],
        applied_twice=sum(n - 1 for n in requests.values()) + sum(n - 1 for mark, n in marks.items() if mark),
        not_applied=sum(1 for line in answered if line.mark and not marks[line.mark]),
        lost=sum(1 for one in sent if not arrived[one]) + max(0, handed_over - len(kept["outbox"])),
        doubled=sum(n - 1 for n in arrived.values() if n > 1),
        unsent=states["waiting"],
        may_double=may_double,
    )


def _mark(row: dict[str, Any]) -> str:
    """The mark of the command that left this line, or nothing."""
    found = MARK.search(json.dumps(row["body"]))
    return found[0] if found else ""
