"""Rule changes: the clock rules that a company turned off or loosened in chat, on top of its playbook."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    bindparam,
    delete,
    select,
)
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from bot.store.schema.tables import METADATA
from process.limits import Limits, Rule

clock_rules = Table(
    "clock_rules",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("later", Integer, nullable=False),
    Column("off", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "rule"),
)
EVERY = select(clock_rules).where(clock_rules.c.tenant == bindparam("of"))
DROP = delete(clock_rules).where(clock_rules.c.tenant == bindparam("of"), clock_rules.c.rule == bindparam("which"))
_NEW = insert(clock_rules)
KEEP = _NEW.on_conflict_do_update(
    index_elements=list(clock_rules.primary_key),
    set_={name: _NEW.excluded[name] for name in ("later", "off", "by")},
)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that is off, or `later` by so many working days. `by` is the id of the person who changed it."""

    rule: Rule
    by: str
    later: int = 0
    off: bool = False


def every(tx: Connection, tenant: str) -> Mapping[Rule, RuleChange]:
    """Every rule change of a tenant."""
    rows = tx.execute(EVERY, {"of": tenant})
    return {row.rule: RuleChange(row.rule, row.by, row.later, row.off) for row in rows}


def save(tx: Connection, tenant: str, changes: RuleChange) -> None:
    """Save a rule change, in place of an earlier one for the same rule."""
    row = {"rule": changes.rule, "later": changes.later, "off": changes.off, "by": changes.by}
    tx.execute(KEEP, {"tenant": tenant, **row})


def drop(tx: Connection, tenant: str, rule: Rule) -> None:
    """Delete a rule change, so the playbook's own limit is back."""
    tx.execute(DROP, {"of": tenant, "which": rule})


def over(limits: Limits, changes: Mapping[Rule, RuleChange]) -> Limits:
    """A playbook's limits with the company's changes; for each rule a change comes before the playbook."""
    if not changes:
        return limits
    off = [rule for rule in limits.off if rule not in changes] + [one.rule for one in changes.values() if one.off]
    later = {**limits.later, **{one.rule: one.later for one in changes.values() if not one.off}}
    return limits.model_copy(update={"off": tuple(off), "later": {rule: days for rule, days in later.items() if days}})
