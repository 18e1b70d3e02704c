"""When each deal was won, by the handoff that wins in its playbook. What was only accepted counted too."""

import json
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

PLAYBOOKS = sa.text("SELECT tenant, version, text FROM playbook_texts ORDER BY tenant, version")
SOME = sa.text(
    "SELECT id, stage, state, won, body FROM deals WHERE tenant = :tenant AND playbook = :playbook AND id > :after"
    " AND (won OR state IN ('completed', 'churned') OR stage IN :behind) ORDER BY id LIMIT 500"
).bindparams(sa.bindparam("behind", expanding=True))
SAVE = sa.text("UPDATE deals SET body = :body, won = :won WHERE tenant = :tenant AND id = :id")


def upgrade() -> None:
    tx = op.get_bind()
    for playbook in tx.execute(PLAYBOOKS).all():
        behind = _behind(playbook.text)
        for row in _deals(tx, playbook.tenant, playbook.version, behind):
            _remember_win(tx, playbook.tenant, row, behind)
    op.execute(sa.text("DELETE FROM deal_figures"))  # made again after the last migration


def _behind(text: str) -> list[str]:
    """The stages that a deal gets to only through a handoff that wins."""
    stages = tomllib.loads(text)["stage"]
    wins = [place for place, stage in enumerate(stages) if stage.get("handoff", {}).get("win")]
    return [stage["key"] for stage in stages[wins[0] + 1 :]] if wins else []


def _deals(tx: sa.Connection, tenant: str, playbook: str, behind: Sequence[str]) -> Iterator[sa.Row[Any]]:
    """The deals of a playbook that are won, or were counted as won."""
    after = ""
    while some := tx.execute(
        SOME, {"tenant": tenant, "playbook": playbook, "after": after, "behind": [*behind, ""]}
    ).all():
        yield from some
        after = some[-1].id


def _remember_win(tx: sa.Connection, tenant: str, row: sa.Row[Any], behind: Sequence[str]) -> None:
    """Keep when a deal was won. One that has no moment of it counts from entering its stage, as it did until now."""
    body = json.loads(row.body)
    if not body.get("won") and (row.stage in behind or row.state in ("completed", "churned")):
        body["won"] = body["entered"]
    won = row.state not in ("lost", "withdrawn") and bool(body.get("won"))
    tx.execute(SAVE, {"tenant": tenant, "id": row.id, "body": json.dumps(body), "won": won})
