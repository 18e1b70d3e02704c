"""The tally: what is in the ledger, the outbox and Slack in the end, against the answers that people got."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.torture.chat import Answered

MARK = re.compile(r"\w+ mark \d{6}")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that have to be 0, except `posted`; `doubled` can be up to `may_double`.

    `odd` explains some of what was wrong: the answer to a line that wasn't applied, why a message came twice.
    """

    posted: int
    parked: int
    applied_twice: int
    not_applied: int
    lost: int
    doubled: int
    unsent: int
    may_double: int = 0
    odd: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        faults = (self.applied_twice, self.not_applied, self.lost, self.unsent, self.parked)
        return not any(faults) and self.doubled <= self.may_double


def tally(
    kept: dict[str, list[dict[str, Any]]], answered: Sequence[Answered], delivered: Sequence[str], may_double: int = 0
) -> Tally:
    """Count. `kept` is the store's export, `delivered` has the outbox id of every message in the chats.

    A message is lost if nothing was posted for a deal that was handed over, or if it is marked as sent and is nowhere.
    """
    marks = Counter(_mark(row) for row in kept["ledger"])
    versions = {(row["request"], row["deal"], row["version"]) for row in kept["ledger"]}
    requests = Counter(request for request, *_ in versions)
    states, arrived = Counter(row["state"] for row in kept["outbox"]), Counter(delivered)
    sent = [row["id"] for row in kept["outbox"] if row["state"] == "sent"]
    unapplied = [one for one in answered if one.line.mark and not marks[one.line.mark]]
    doubled = {row["id"]: row for row in kept["outbox"] if arrived[row["id"]] > 1}
    handed_over = sum(row["kind"] == "Assigned" and row["body"]["owner"] != row["by"] for row in kept["ledger"])
    return Tally(
        posted=len(kept["outbox"]),
        parked=states["parked"],
        applied_twice=sum(n - 1 for n in requests.values()) + sum(n - 1 for mark, n in marks.items() if mark),
        not_applied=len(unapplied),
        lost=sum(1 for one in sent if not arrived[one]) + max(0, handed_over - len(kept["outbox"])),
        doubled=sum(n - 1 for n in arrived.values() if n > 1),
        unsent=states["waiting"],
        may_double=may_double,
        odd=(*(f"{one.line.text}: {one.words[:400]}" for one in unapplied[:5]), *map(_twice, doubled.values())),
    )


def _twice(row: dict[str, Any]) -> str:
    return f"{row['platform']} {row['id']} came twice in {row['attempts']} attempts: {row['why']}"


def _mark(row: dict[str, Any]) -> str:
    """The mark of the command that wrote this ledger row, or ""."""
    found = MARK.search(json.dumps(row["body"]))
    return found[0] if found else ""
