"""Tuesday, nine o'clock: a deal that waits only for Legal, and the time until the digest shows it."""

from datetime import timedelta

from bot.company import digest_days
from bot.sandbox.sandbox import Sandbox
from bot.store import digests, tenants

LEGALS_ALONE = (
    ("mia", "rules idle off"),
    ("rob", "trigger wayne industries 1 happened signed off said by Wes Ward in e-mail"),
)
"""Commands after which Legal's silence is the only stall of Wayne Industries, on any day."""


def tuesday(sandbox: Sandbox, platform: str) -> timedelta:
    """The time until the one digest of this platform is due next."""
    with sandbox.store.reading() as tx:
        tenant = tenants.tenant_of(tx, "sandbox", "sandbox")
        assert tenant
        (one,) = [one for one in digests.every(tx, tenant.id) if one.place.platform == platform]
    following = digest_days.of(tenant, one).following(sandbox.now())
    assert following and following.day.strftime("%A") == "Tuesday"
    return following.due - sandbox.now()
