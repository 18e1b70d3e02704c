"""What was written: everything that differs between two states of a database, as operations.

An operation is a dict of texts, in the words of the corpus: {"op": "set", "deal": "Acme", "attribute": "amount", ...}.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.talk_score.company import PLATFORM, WORKSPACE

Op = dict[str, str]
Body = Mapping[str, Any]
PERSON = f"{PLATFORM}-{WORKSPACE}-"
TABLES = {
    "channels": "here",
    "digests": "digest",
    "clock_rules": "rules",
    "tenants": "settings",
    "playbooks": "playbook",
}
"""Tables beside the ledger, and the operation that changes each."""

OWN = {"delegate": "away", "away_until": "away", "zone": "settings", "quiet": "settings", "chat": "settings"}
"""Columns of a person that have another operation than "team"."""

UNSEEN = {"spoke", "used"}
"""Columns of a person that every message changes."""

STAGES = (
    "prospecting",
    "qualification",
    "development",
    "presentation",
    "discussion",
    "closing",
    "account_management",
)


@dataclass(frozen=True)
class State:
    """A database at a moment: its last fact, names of deals, and the rows that operations beside the ledger change."""

    file: Path
    last: int
    names: Mapping[str, str]
    rows: Mapping[str, frozenset[str]]
    people: Mapping[str, Body]
    snoozes: frozenset[tuple[str, str]]


def state_of(file: Path) -> State:
    """Read the state of a database in which nothing is being written."""
    with sqlite3.connect(file) as base:
        base.row_factory = sqlite3.Row
        (last,) = base.execute("SELECT coalesce(max(rowid), 0) FROM ledger").fetchone()
        names = {row["id"]: row["name"] for row in base.execute("SELECT id, name FROM deals")}
        there = {row["name"] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        rows = {table: _rows(base, table) for table in TABLES if table in there}
        people = {row["id"]: dict(row) for row in base.execute("SELECT * FROM people")}
        dues = base.execute("SELECT subject, day FROM dues WHERE kind = 'snooze'")
        snoozes = frozenset((row["subject"], row["day"]) for row in dues)
    base.close()
    return State(file, last, names, rows, people, snoozes)


def _rows(base: sqlite3.Connection, table: str) -> frozenset[str]:
    found = base.execute(f"SELECT * FROM {table}")  # noqa: S608  # one of our own names
    return frozenset(json.dumps(dict(row), sort_keys=True, default=str) for row in found)


def written(before: State, after: State) -> list[Op]:
    """The operations between two states."""
    with sqlite3.connect(after.file) as base:
        found = base.execute("SELECT kind, deal, body FROM ledger WHERE rowid > ? ORDER BY rowid", (before.last,))
        names = {**after.names, **before.names}
        facts = [(kind, names.get(deal, ""), json.loads(body)) for kind, deal, body in found]
    base.close()
    return [*of_facts(facts), *_of_tables(before, after), *_of_people(before, after)]


def _of_tables(before: State, after: State) -> Iterable[Op]:
    for table, op in TABLES.items():
        old, new = before.rows.get(table, frozenset()), after.rows.get(table, frozenset())
        for row in new - old or old - new:
            yield {"op": op, "deal": after.names.get(json.loads(row).get("deal", ""), "")}
    for subject, day in after.snoozes - before.snoozes:
        yield {"op": "snooze", "deal": after.names.get(subject, ""), "until": day}


def _of_people(before: State, after: State) -> Iterable[Op]:
    for person, row in after.people.items():
        old = before.people.get(person, {})
        changed = {column for column, value in row.items() if value != old.get(column)} - UNSEEN
        if changed:
            op = next((OWN[column] for column in sorted(changed) if column in OWN), "team")
            yield {"op": op, "who": _who(person), "to": _who(row["delegate"])}


def of_facts(facts: Iterable[tuple[str, str, Body]]) -> list[Op]:
    """Facts as operations: kind, name of the deal and body of each. What only follows from another is left out."""
    facts = list(facts)
    kinds = {kind for kind, _, _ in facts}
    proven = {deal for kind, deal, _ in facts if kind == "Met"}
    undone = {deal for kind, deal, _ in facts if kind == "Undone"}
    ops: list[Op] = []
    for kind, deal, body in facts:
        follows = kind in FOLLOWING and FOLLOWING[kind] in kinds
        is_track = deal in proven and _list_of(body) == "buyer step"
        if kinds == {"ContactAdded"}:
            ops.append({"op": "contact", "deal": deal})
        if not deal or follows or is_track or (deal in undone and kind != "Undone"):
            continue
        ops += [{"deal": deal} | op for op in _of_fact(kind, body)]
    return _advances_once(_steps_once(ops))


FOLLOWING = {"Began": "Linked", "Unmet": "SentBack", "Advanced": "Decided", "CycleClosed": "Decided"}
"""Facts that the engine adds to another one of the same press."""

SILENT = {"ContactAdded", "Referred"}
"""Facts that come with evidence or another deal."""


def _of_fact(kind: str, body: Body) -> list[Op]:
    if kind in SILENT:
        return []
    make = FACTS.get(kind)
    return make(body) if make else [{"op": kind.casefold()}]


def _who(person: str) -> str:
    return str(person or "").removeprefix(PERSON)


def _list_of(body: Body) -> str:
    return str((body.get("item") or body).get("list", ""))


def _met(body: Body) -> list[Op]:
    return [
        {
            "op": "met",
            "exit": one["exit"],
            "value": _who(one["value"]),
            "said_by": one.get("contact") or "",
            "where": one.get("where") or "",
        }
        for one in body["evidence"]
    ]


def _changed(body: Body) -> list[Op]:
    attribute = body["attribute"]
    value = body[attribute.replace(" ", "_")]
    if attribute == "amount":
        value = f"{float(value['amount']):.2f}".removesuffix(".00") + f" {value['currency']}"
    return [{"op": "set", "attribute": attribute, "value": str(value)}]


def _listed(body: Body) -> list[Op]:
    item = body["item"]
    told = {"text": item["text"], "due": item.get("due") or ""}
    if item["list"] == "buyer step":
        return [{"op": "buyer", "how": "wants", "step": item.get("key") or "", **told}]
    return [
        {"op": item["list"], "owner": _who(item.get("owner", "")), "said_by": item.get("contact") or "", **told}
    ]  # fmt: skip  # one operation


def _closed(body: Body) -> list[Op]:
    said = {"said_by": body.get("said_by") or "", "where": body.get("where") or ""}
    if body["list"] == "buyer step":
        return [{"op": "buyer", "how": "did", **said}]
    return [{"op": "closed", "list": body["list"], "number": str(body["number"]), "how": body["how"], **said}]


def _decided(body: Body) -> list[Op]:
    if body["state"] == "done":
        return [{"op": "accept" if body.get("acceptor") else "approve", "reason": body.get("reason", "")}]
    op = {"approved": "approve", "declined": "decline"}.get(body["state"])
    return [{"op": op, "reason": body.get("reason", "")}] if op else []


def _advance(body: Body) -> list[Op]:
    """One who advances has asked for the next stage at least, whether the gate opened or not."""
    stage = body.get("stage") or (body.get("approval") or {}).get("stage", "")
    left = body.get("left") or stage
    after = STAGES[min(STAGES.index(left) + 1, len(STAGES) - 1)] if left in STAGES else ""
    return [{"op": "advance", "from": left, "to": body.get("asked") or after}]


def _told(op: str, **fields: str) -> Callable[[Body], list[Op]]:
    """An operation whose values are fields of the body: its own name for each, and the body's."""
    return lambda body: [{"op": op} | {own: _who(body.get(name) or "") for own, name in fields.items()}]


FACTS: Mapping[str, Callable[[Body], list[Op]]] = {
    "Met": _met,
    "Unmet": _told("unmet", exit="exit", reason="reason"),
    "Waived": lambda body: _told("waive", exit="exit", reason="reason")(body["waiver"]),
    "Began": lambda body: [{"op": "new", "name": body["deal"]["name"]}],
    "Linked": _told("next", kind="kind", name="name"),
    "Changed": _changed,
    "Assigned": _told("assign", to="owner"),
    "Waited": _told("wait", until="until", reason="reason"),
    "Logged": _told("log", activity="activity", note="note", said_by="contact"),
    "Planned": _told("plan", what="what"),
    "Undone": _told("undo"),
    "Lost": lambda body: [{"op": "lose", "reason": f"{body['reason']} {body.get('category', '')}"}],
    "Reopened": _told("reopen", reason="reason"),
    "Churned": _told("churn", reason="reason"),
    "SentBack": _told("back", to="stage", reason="reason"),
    "Engaged": _told("engage", team="team", note="note"),
    "Listed": _listed,
    "Closed": _closed,
    "Decided": _decided,
    "Advanced": _advance,
    "Refused": _advance,
    "SkipAttempted": _advance,
    "ApprovalAsked": _advance,
    "CycleClosed": _advance,
}


def _steps_once(ops: list[Op]) -> list[Op]:
    """A buyer's step that is put there and taken in one press is one step taken."""
    kept: list[Op] = []
    for op in ops:
        last = kept[-1] if kept else {}
        if op["op"] == last.get("op") == "buyer" and op["how"] == "did" and last["deal"] == op["deal"]:
            last.update({key: value for key, value in op.items() if value})
        else:
            kept.append(op)
    return kept


def _advances_once(ops: list[Op]) -> list[Op]:
    """Several gates in one press are one wish to advance, to the furthest stage."""
    kept: list[Op] = []
    for op in ops:
        first = next((one for one in kept if one["op"] == op["op"] == "advance" and one["deal"] == op["deal"]), None)
        if first is None:
            kept.append(op)
        elif op["to"] in STAGES and STAGES.index(op["to"]) > STAGES.index(first["to"] or STAGES[0]):
            first["to"] = op["to"]
    return kept
