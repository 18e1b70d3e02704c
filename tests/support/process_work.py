"""What other processes do with a test's database: log calls, or send what is posted."""

import os
from datetime import timedelta

from adapters.chat import Post
from bot.jobs.deliver import deliver
from bot.store.engine.store import Store
from bot.telemetry import logs
from process.facts import Logged
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import FakeChat, found, happen


def log_calls(address: str, name: str, times: int) -> None:
    """Open the database and log so many calls on Acme; print the number of each one once it is saved."""
    store = Store.open(address)
    print("open", flush=True)  # noqa: T201  # the test reads it
    for number in range(times):
        with store.writing() as tx:
            happen(tx, found(tx), Logged("call", f"{name}-{number}"))
        print(number, flush=True)  # noqa: T201  # the same
    store.close()


class Aloud(FakeChat):
    """A chat that prints the key of each message it is sent."""

    def send(self, post: Post) -> str:
        os.write(1, f"{post.key}\n".encode())  # at once and whole, though many send at a time
        return super().send(post)


def deliver_aloud(address: str, name: str, minutes: int) -> None:
    """Send all that is due so many minutes after the Monday of the tests."""
    logs.begin("error")  # the chat prints what was sent
    store = Store.open(address)
    deliver(store, {"sandbox": Aloud()}, name, MONDAY + timedelta(minutes=minutes))
    store.close()
