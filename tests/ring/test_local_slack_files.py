"""A file in the direct message in local-slack: its own file store, the preview, the press, the deals, and back again."""

from pathlib import Path
from typing import Any

import pytest

from bot.store.export import export
from tests.ring.conftest import SlackWithBot
from tests.support.local_slack_people import until
from tests.support.slack_album import SlackAlbum
from tests.support.slack_rules import faults
from tests.support.slack_workspace import labels, words

pytestmark = pytest.mark.ring

CSV = (
    b"Deal Name,Amount,Stage,Owner,Close Date\n"
    b"Wernham Hogg,12000 EUR,Demo,Rob Reyes,2027-03-31\n"
    b"Sabre,9000 EUR,Contract Sent,Rita Roy,2027-04-30\n"
)


async def test_a_dropped_file_becomes_deals_and_is_taken_back(slack: SlackWithBot, tmp_path: Path) -> None:
    own, before = await slack.people.begins_direct("mia"), deals(slack)
    await slack.people.drops("mia", own, "deals.csv", CSV)
    preview = await came(slack, own, "They are 2 open deals (21,000 EUR).")
    assert (await slack.people.file_traffic())[-1].endswith("deals.csv")
    assert not [one for one in await slack.people.file_traffic() if "refused" in one], "it showed its token at once"
    assert {"Import 2 deals", "Cancel"} <= set(labels(preview["blocks"])) and deals(slack) == before
    await slack.people.presses("mia", preview, "Import 2 deals")
    imported = await came(slack, own, "deals.csv is imported")
    assert deals(slack) - before == {("Wernham Hogg", "prospecting"), ("Sabre", "prospecting")}
    await slack.people.presses("mia", imported, "Undo")
    taken_back = await came(slack, own, "deals.csv is taken back")
    assert deals(slack) == before
    await drawn(tmp_path, preview=preview, imported=imported, taken_back=taken_back)


@pytest.mark.parametrize("slack", ["http"], indirect=True)
async def test_a_reps_file_is_not_even_fetched(slack: SlackWithBot) -> None:
    own, before = await slack.people.begins_direct("rob"), deals(slack)
    await slack.people.drops("rob", own, "deals.csv", CSV)
    await came(slack, own, "Only a manager or an admin can import")
    assert not [one for one in await slack.people.file_traffic() if "download" in one]
    assert deals(slack) == before


def deals(slack: SlackWithBot) -> set[tuple[str, str]]:
    """Every open deal by name, with its stage."""
    with slack.sandbox.store.reading() as tx:
        found = export(tx, None)["deals"]
    return {(row["name"], row["stage"]) for row in found if row["state"] == "open"}


async def came(slack: SlackWithBot, channel: str, said: str) -> Any:
    """The one message of the bot with these words, once it is there."""

    async def there() -> Any:
        return [one for one in await slack.people.messages(channel) if one.get("bot_id") and said in read(one)]

    (found,) = await until(there, f"nothing with {said!r} came")
    assert not faults(found["blocks"])
    return found


def read(message: Any) -> str:
    """A message's words on one line."""
    return " ".join(words(message["blocks"]).split())


async def drawn(folder: Path, **shown: Any) -> None:
    """Pictures of what Mia saw, as wide as on a phone and on a desktop."""
    album = SlackAlbum(folder)
    for name, message in shown.items():
        album.add(name, message)
    assert not await album.draw(), "a picture is wider than its screen"
