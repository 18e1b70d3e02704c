"""A file in the personal chat of the Agents Playground, fetched from a host of this machine: from preview to deals."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.export import export
from tests.adapters.teams.test_render import read
from tests.ring.test_playground import came
from tests.support import teams_payloads as wire
from tests.support.local_slack_people import until
from tests.support.playground import ADDRESS
from tests.support.playground_people import shown
from tests.support.playground_with_bot import TeamsWithBot, teams_with_bot
from tests.support.teams_schema import faults

pytestmark = pytest.mark.ring

CSV = b"Deal Name,Amount,Stage,Owner\nWernham Hogg,12000 EUR,Demo,Rob Reyes\nSabre,9000 EUR,Contract Sent,Rita Roy\n"
KIND = "application/vnd.microsoft.teams.file.download.info"
FILES_PORT = 56151


@pytest.fixture
async def teams(story: Path, tmp_path: Path) -> AsyncIterator[TeamsWithBot]:
    """Where the personal chat is Mia's, with a server of her files beside it."""
    async with teams_with_bot(story, tmp_path, me="mia") as teams:
        folder, log = tmp_path / "files", tmp_path / "files.log"
        folder.mkdir()
        folder.joinpath("deals.csv").write_bytes(CSV)
        server = [sys.executable, "-u", "-m", "http.server", str(FILES_PORT), "--bind", "127.0.0.1"]
        teams.site.network.run([*server, "--directory", str(folder)], log)

        async def serves() -> bool:
            return "Serving HTTP" in log.read_text()

        await until(serves, "the server of files did not start")
        yield teams


async def test_a_dropped_file_becomes_deals(teams: TeamsWithBot) -> None:
    before = deals(teams)
    content = {"downloadUrl": f"http://127.0.0.1:{FILES_PORT}/deals.csv", "uniqueId": "1", "fileType": "csv"}
    file = {"contentType": KIND, "name": "deals.csv", "content": content}
    said = wire.message("mia", "", service=f"{ADDRESS}/_connector") | {"attachments": [file]}
    preview = await teams.people.answered("a:mia", teams.people.brings(said))
    assert "They are 2 open deals (21,000 EUR)." in read(shown(preview)) and not faults(shown(preview))
    assert deals(teams) == before
    started = await teams.people.presses("mia", preview, "Import 2 deals")
    assert "The import has started" in read(shown(started))
    await came(teams, "a:mia", "deals.csv is imported")
    assert deals(teams) - before == {("Wernham Hogg", "prospecting"), ("Sabre", "prospecting")}


def deals(teams: TeamsWithBot) -> set[tuple[str, str]]:
    """Every deal by name, with its stage."""
    with teams.sandbox.store.reading() as tx:
        return {(row["name"], row["stage"]) for row in export(tx, None)["deals"]}
