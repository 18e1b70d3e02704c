"""Tuesday, nine o'clock: what lies with Legal alone, and how long it is until the digest tells of it."""

from datetime import timedelta

from bot.company import digest_days
from bot.sandbox.sandbox import Sandbox
from bot.store import digests, tenants

LEGALS_ALONE = (
    ("mia", "rules idle off"),
    ("rob", "trigger wayne industries 1 happened signed off said by Wes Ward in e-mail"),
)
"""What makes Legal's silence the one thing for which Wayne Industries lies, whatever day it is."""


def tuesday(sandbox: Sandbox, platform: str) -> timedelta:
    """How long it is until the one digest of this platform is due the next time."""
    with sandbox.store.reading() as tx:
        tenant = tenants.tenant_of(tx, "sandbox", "sandbox")
        assert tenant
        (one,) = [one for one in digests.every(tx, tenant.id) if one.place.platform == platform]
    following = digest_days.of(tenant, one).following(sandbox.now())
    assert following and following.day.strftime("%A") == "Tuesday"
    return following.due - sandbox.now()
