"""Which Slack workspaces refuse charts, saved so that every process knows it, also after a restart."""

from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.slack.directory import PLATFORM
from bot.store import refused_charts, tenants
from bot.store.engine.store import Store

RETRIED_AFTER = timedelta(days=30)
"""After so long a chart is tried again: Slack brings its new blocks to one workspace after the other."""


class SavedRefusals:
    """The refusals, as the Slack adapter needs them. `wall` is the wall clock."""

    def __init__(self, store: Store, wall: Callable[[], datetime]) -> None:
        self._store, self._wall = store, wall

    def lately(self, workspace: str) -> bool:
        """Whether this workspace refused a chart in the last 30 days."""
        with self._store.reading() as tx:
            tenant = tenants.tenant_of(tx, PLATFORM, workspace)
            at = refused_charts.last(tx, tenant.id, PLATFORM, workspace) if tenant else None
        return at is not None and self._wall() - at < RETRIED_AFTER

    def note(self, workspace: str) -> None:
        """This workspace refused a chart now."""
        with self._store.writing() as tx:
            tenant = tenants.tenant_of(tx, PLATFORM, workspace) or tenants.settle(tx, PLATFORM, workspace)
            refused_charts.save(tx, tenant.id, PLATFORM, workspace, self._wall())
