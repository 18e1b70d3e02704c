"""The tally: what the ledger, the outbox and Slack hold in the end, against what people were told."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.torture.crowd import Line


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that have to be none, but for `posted` and `parked`."""

    posted: int
    parked: int
    applied_twice: int
    not_applied: int
    lost: int
    doubled: int
    unsent: int

    @property
    def sound(self) -> bool:
        return not (self.applied_twice or self.not_applied or self.lost or self.doubled or self.unsent)


def tally(kept: dict[str, list[dict[str, Any]]], answered: Sequence[Line], delivered: Sequence[str]) -> Tally:
    """Count. `kept` is the store's export, `delivered` the outbox id of every message Slack holds."""
    marks = Counter(_mark(row) for row in kept["ledger"])
    versions = {(row["request"], row["deal"], row["version"]) for row in kept["ledger"]}
    requests = Counter(request for request, *_ in versions)
    states, arrived = Counter(row["state"] for row in kept["outbox"]), Counter(delivered)
    sent = [row["id"] for row in kept["outbox"] if row["state"] == "sent"]
    return Tally(
        posted=len(kept["outbox"]),
        parked=states["parked"],
        applied_twice=sum(n - 1 for n in requests.values()) + sum(n - 1 for mark, n in marks.items() if mark),
        not_applied=sum(1 for line in answered if line.mark and not marks[line.mark]),
        lost=sum(1 for one in sent if not arrived[one]),
        doubled=sum(n - 1 for n in arrived.values() if n > 1),
        unsent=states["waiting"],
    )


def _mark(row: dict[str, Any]) -> str:
    """The mark of the command that left this line, or nothing."""
    _, found, rest = json.dumps(row["body"]).partition("mark ")
    return found + rest[:6] if found and rest[:6].isdecimal() else ""
