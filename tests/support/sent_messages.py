"""Waiting until everything that was posted has gone out."""

from bot.sandbox.sandbox import Sandbox
from bot.store.export import export
from tests.support.local_slack_people import until


async def all_sent(sandbox: Sandbox, platform: str) -> None:
    """Returns once no message to this platform waits to be sent."""

    async def sent() -> bool:
        with sandbox.store.reading() as tx:
            rows = [row for row in export(tx, None)["outbox"] if row["platform"] == platform]
        return all(row["state"] in ("sent", "parked") for row in rows)

    await until(sent, "something still waits to be sent")
