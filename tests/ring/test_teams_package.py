"""The app package is valid by Microsoft's own schema of its version."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from jsonschema import Draft4Validator

from adapters.teams.package import OLDER, VERSION
from bot.chats.teams_package import packed
from tests.support import teams_payloads as wire
from tests.support.playground import NODE

pytestmark = pytest.mark.ring
SCHEMAS = NODE / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"


def faults(manifest: Any, version: str) -> list[str]:
    schema = SCHEMAS / f"v{version}" / "MicrosoftTeams.schema.json"
    if not schema.exists():
        pytest.skip("THE APP PACKAGE WAS NOT CHECKED: npm has not brought Microsoft's schema (`make rings` does).")
    return [fault.message for fault in Draft4Validator(json.loads(schema.read_text())).iter_errors(manifest)]


@pytest.mark.parametrize(("older", "version"), [(False, VERSION), (False, "1.30"), (True, OLDER), (True, "1.28")])
@pytest.mark.parametrize("company", ["Acme", "Acme Holdings of the Greater North and East & Söhne"])
def test_the_manifest_has_no_fault_and_the_schema_would_tell(company: str, older: bool, version: str) -> None:
    with zipfile.ZipFile(BytesIO(packed(wire.APP, company, "https://acme.example", older))) as package:
        manifest = {**json.loads(package.read("manifest.json")), "manifestVersion": version}
    assert not faults(_of(manifest, version), version)
    assert faults({**manifest, "id": "Stagecoach"}, version)
    assert faults({**manifest, "bots": [{**manifest["bots"][0], "scopes": ["everywhere"]}]}, version)


def _of(manifest: Any, version: str) -> Any:
    """The manifest with the address of the schema that it is checked by."""
    address = f"https://developer.microsoft.com/en-us/json-schemas/teams/v{version}/MicrosoftTeams.schema.json"
    return {**manifest, "$schema": address}


def test_a_schema_from_before_slash_commands_refuses_the_newest_manifest() -> None:
    with zipfile.ZipFile(BytesIO(packed(wire.APP, "Acme", "https://acme.example"))) as package:
        assert faults(json.loads(package.read("manifest.json")), OLDER)
