"""Which newer blocks a Slack workspace refuses, saved so that every process knows it, also after a restart."""

from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.slack.directory import PLATFORM
from adapters.slack.newer_blocks import Newer
from bot.store import refused_blocks, tenants
from bot.store.engine.store import Store

RETRIED_AFTER = timedelta(days=30)
"""After so long a block is tried again: Slack brings its new blocks to one workspace after the other."""


class SavedRefusals:
    """The refusals, as the Slack adapter needs them. `wall` is the wall clock."""

    def __init__(self, store: Store, wall: Callable[[], datetime]) -> None:
        self._store, self._wall = store, wall

    def lately(self, workspace: str) -> frozenset[str]:
        """The kinds of blocks that this workspace refused in the last 30 days."""
        with self._store.reading() as tx:
            tenant = tenants.tenant_of(tx, PLATFORM, workspace)
            if tenant is None:
                return frozenset()
            return refused_blocks.since(tx, tenant.id, PLATFORM, workspace, self._wall() - RETRIED_AFTER)

    def note(self, workspace: str, kinds: Newer) -> None:
        """This workspace refused these kinds of blocks now."""
        with self._store.writing() as tx:
            tenant = tenants.tenant_of(tx, PLATFORM, workspace) or tenants.settle(tx, PLATFORM, workspace)
            for kind in sorted(kinds):
                refused_blocks.save(tx, tenant.id, PLATFORM, workspace, kind, self._wall())
