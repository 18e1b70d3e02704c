"""The app package is valid by Microsoft's own schema of its version."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from jsonschema import Draft4Validator

from adapters.teams.package import VERSION
from bot.chats.teams_package import packed
from tests.support import teams_payloads as wire
from tests.support.playground import NODE

pytestmark = pytest.mark.ring
SCHEMA = (
    NODE
    / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"
    / f"v{VERSION}"
    / "MicrosoftTeams.schema.json"
)


def faults(manifest: Any) -> list[str]:
    if not SCHEMA.exists():
        pytest.skip("THE APP PACKAGE WAS NOT CHECKED: npm has not brought Microsoft's schema (`make rings` does).")
    return [fault.message for fault in Draft4Validator(json.loads(SCHEMA.read_text())).iter_errors(manifest)]


@pytest.mark.parametrize("company", ["Acme", "Acme Holdings of the Greater North and East & Söhne"])
def test_the_manifest_has_no_fault_and_the_schema_would_tell(company: str) -> None:
    with zipfile.ZipFile(BytesIO(packed(wire.APP, company, "https://acme.example"))) as package:
        manifest = json.loads(package.read("manifest.json"))
    assert not faults(manifest)
    assert faults({**manifest, "id": "Stagecoach"})
    assert faults({**manifest, "bots": [{**manifest["bots"][0], "scopes": ["everywhere"]}]})
