"""Teams is closed to strangers from the first start: what would open it is refused in words."""

import pytest

from bot import settings
from bot.settings import BadSettings

APP = {"MICROSOFT_APP_ID": "a", "MICROSOFT_APP_PASSWORD": "p", "MICROSOFT_APP_TENANT_ID": "t"}


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"MICROSOFT_APP_ID": "a"}, "MICROSOFT_APP_ID needs MICROSOFT_APP_PASSWORD"),
        ({"MICROSOFT_APP_ID": "a", "MICROSOFT_APP_PASSWORD": "p"}, "and MICROSOFT_APP_TENANT_ID"),
        ({"MICROSOFT_APP_PASSWORD": "p", "MICROSOFT_APP_TENANT_ID": "t"}, "need MICROSOFT_APP_ID"),
        ({"TEAMS_DEVELOPMENT": "1", "HOST": "0.0.0.0"}, "TEAMS_DEVELOPMENT lets everyone in"),  # noqa: S104  # the case in hand
        ({"TEAMS_DEVELOPMENT": "1", **APP}, "TEAMS_DEVELOPMENT lets everyone in"),
        ({**APP, "TEAMS_SERVICE_URL": "https://evil.example/"}, "TEAMS_SERVICE_URL"),
        ({**APP, "MICROSOFT_LOGIN_URL": "http://evil.example/"}, "MICROSOFT_LOGIN_URL"),
        ({**APP, "MICROSOFT_METADATA_URL": "http://evil.example/"}, "MICROSOFT_METADATA_URL"),
        ({**APP, "MICROSOFT_APP_TYPE": "Anything"}, "MICROSOFT_APP_TYPE"),
    ],
)
def test_what_would_let_strangers_in_does_not_start(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=said):
        settings.read()


@pytest.mark.parametrize("environment", [{}, APP, {"TEAMS_DEVELOPMENT": "1"}])
def test_what_is_whole_starts(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert settings.read().microsoft_app_id == environment.get("MICROSOFT_APP_ID", "")
