"""The app package has what Teams asks for."""

import json
import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

import pytest

from adapters.icon import CLEAR, FULL, icon
from adapters.teams.package import Listing, NoApp, package
from bot.chats.teams_package import COMMANDS, commands
from tests.support import teams_payloads as wire

LISTING = Listing(wire.APP, "1.0.0", "Acme Inc.", "https://acme.example/")


def manifest(*, older: bool = False) -> Any:
    with zipfile.ZipFile(BytesIO(package(LISTING, commands(), older))) as packed:
        assert sorted(packed.namelist()) == ["color.png", "manifest.json", "outline.png"]
        return json.loads(packed.read("manifest.json"))


def test_the_zip_holds_a_manifest_with_the_commands_and_two_icons() -> None:
    (bot,) = manifest()["bots"]
    assert bot["botId"] == wire.APP
    assert [(one["scopes"], len(one["commands"])) for one in bot["commandLists"]] == [
        (["personal"], 12),
        (["team"], 12),
        (["groupChat"], 12),
    ]
    assert [one["title"] for one in bot["commandLists"][0]["commands"]] == list(COMMANDS)


def test_with_other_people_the_commands_have_a_slash_and_private_answers() -> None:
    (bot,) = manifest()["bots"]
    assert bot["supportsTargetedMessages"] is True
    slashed = [one["scopes"] for one in bot["commandLists"] if "slash" in one["triggers"]]
    assert slashed == [["team"], ["groupChat"]]


def test_an_older_teams_gets_a_manifest_without_what_it_does_not_know() -> None:
    made = manifest(older=True)
    (bot,) = made["bots"]
    assert made["manifestVersion"] == "1.17"
    assert not [one for one in bot["commandLists"] if "triggers" in one or len(one["commands"]) > 10]
    assert "supportsTargetedMessages" not in bot
    shown = bot["commandLists"][0]["commands"]
    assert all(len(one["title"]) <= 32 and len(one["description"]) <= 128 for one in shown)


@pytest.mark.parametrize("older", [False, True])
def test_the_descriptions_say_what_it_is_for_its_limits_and_where_help_is(older: bool) -> None:
    described = manifest(older=older)["description"]
    short, whole = described["short"], described["full"]
    assert len(short) <= 80 and short.count(".") == 1
    assert not {"app", "stagecoach"} & set(re.findall(r"\w+", short.casefold()))
    assert len(whole) <= 4000 and len(whole.split()) <= 500
    assert whole.index("Microsoft Teams") < whole.index("Before you begin")
    assert "guests can't" in whole and "type `help`" in whole and "https://acme.example" in whole


@pytest.mark.parametrize("size", [192, 32])
def test_the_icons_are_pictures_of_the_size_teams_wants(size: int) -> None:
    picture = icon(size, CLEAR)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (size, size)


def test_the_outline_reaches_to_the_edge_and_the_coloured_icon_has_a_margin() -> None:
    assert solid_in_the_middle_row(icon(32, CLEAR, FULL)) == (0, 31)
    assert solid_in_the_middle_row(icon(32, CLEAR)) == (4, 27)


def solid_in_the_middle_row(picture: bytes) -> tuple[int, int]:
    """The first and the last pixel of the wheel in the middle row of a picture with 32 pixels a side."""
    begin = picture.index(b"IDAT")
    (length,) = struct.unpack(">I", picture[begin - 4 : begin])
    rows = zlib.decompress(picture[begin + 4 : begin + 4 + length])
    row = rows[16 * (1 + 32 * 4) + 1 : 17 * (1 + 32 * 4)]
    solid = [place for place in range(32) if row[place * 4 + 3]]
    return solid[0], solid[-1]


def test_without_an_app_there_is_no_package() -> None:
    with pytest.raises(NoApp, match="MICROSOFT_APP_ID"):
        package(Listing("", "1.0.0", "Acme", "https://acme.example"), [])
