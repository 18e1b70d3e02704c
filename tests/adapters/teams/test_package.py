"""The app package has what Teams asks for."""

import json
import struct
import zipfile
from io import BytesIO

import pytest

from adapters.teams.package import Listing, NoApp, icon, package
from bot.chats.teams_package import COMMANDS, commands
from tests.support import teams_payloads as wire

LISTING = Listing(wire.APP, "1.0.0", "Acme Inc.", "https://acme.example/")


def test_the_zip_holds_a_manifest_with_the_commands_and_two_icons() -> None:
    with zipfile.ZipFile(BytesIO(package(LISTING, commands()))) as packed:
        assert sorted(packed.namelist()) == ["color.png", "manifest.json", "outline.png"]
        (bot,) = json.loads(packed.read("manifest.json"))["bots"]
    assert bot["botId"] == wire.APP
    assert [(one["scopes"], len(one["commands"])) for one in bot["commandLists"]] == [
        (["personal"], 10),
        (["team"], 10),
        (["groupChat"], 10),
    ]
    assert [one["title"] for one in bot["commandLists"][0]["commands"]] == list(COMMANDS)
    assert all(len(one["title"]) <= 32 and len(one["description"]) <= 128 for one in bot["commandLists"][0]["commands"])


@pytest.mark.parametrize("size", [192, 32])
def test_the_icons_are_pictures_of_the_size_teams_wants(size: int) -> None:
    picture = icon(size, (0, 0, 0, 0))
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (size, size)


def test_without_an_app_there_is_no_package() -> None:
    with pytest.raises(NoApp, match="MICROSOFT_APP_ID"):
        package(Listing("", "1.0.0", "Acme", "https://acme.example"), [])
