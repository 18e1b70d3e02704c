"""Settings: everything that is read from the environment, and nothing else reads it."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.limits import MOST


def _known(address: str) -> str:
    if not address.startswith(("sqlite:", "postgres:", "postgresql:", "sqlite+", "postgresql+")):
        raise ValueError("It should begin with sqlite:/// or postgres://")
    return address


def _api(address: str) -> str:
    if not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")) or not address.endswith("/"):
        raise ValueError("It should begin with https:// and end with /")
    return address


def _page(address: str) -> str:
    if not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ValueError("It should begin with https://")
    return address


def _local(address: str) -> str:
    if address and not address.startswith(("http://127.0.0.1:", "http://localhost:")):
        raise ValueError("It is for development only, so it should begin with http://127.0.0.1:")
    return address


def _public(address: str) -> str:
    if address and not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ValueError("It should begin with https://")
    return address.rstrip("/")


Address = Annotated[str, AfterValidator(_known)]
ApiAddress = Annotated[str, AfterValidator(_api)]
ApiPage = Annotated[str, AfterValidator(_page)]
Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """The settings by their names in the environment, in capitals there; each has a default to start with."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    database_url: Address = "sqlite:///stagecoach.db"
    host: str = "127.0.0.1"
    port: Port = 3000
    public_url: Annotated[str, AfterValidator(_public)] = ""
    max_connections: Annotated[int, Field(ge=1)] = MOST
    playbook: Path | None = None
    tick: Annotated[float, Field(gt=0, le=60)] = 1.0
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    sandbox_port: Port = 3001
    sandbox_database_url: Address = "sqlite:///sandbox.db"
    worker_port: Port | None = None
    keep_answers_hours: Annotated[int, Field(ge=24, le=8760)] = 24
    keep_messages_days: Annotated[int, Field(ge=7, le=36500)] = 90
    keep_dues_days: Annotated[int, Field(ge=100, le=36500)] = 400
    stagecoach_token: SecretStr = SecretStr("")
    slack_bot_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_api_url: ApiAddress = "https://slack.com/api/"
    slack_command: Annotated[str, Field(pattern=r"^/[a-z0-9_-]{1,31}$")] = "/deal"
    microsoft_app_id: str = ""
    microsoft_app_password: SecretStr = SecretStr("")
    microsoft_app_tenant_id: str = ""
    microsoft_app_type: Literal["SingleTenant", "MultiTenant"] = "SingleTenant"
    microsoft_login_url: ApiAddress = "https://login.microsoftonline.com/"
    microsoft_metadata_url: ApiPage = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_admin: str = ""
    teams_development: bool = False
    teams_service_url: Annotated[str, AfterValidator(_local)] = ""

    @model_validator(mode="after")
    def _slack_can_be_heard(self) -> Self:
        signed = self.slack_signing_secret.get_secret_value() or self.slack_app_token.get_secret_value()
        if self.slack_bot_token.get_secret_value() and not signed:
            raise ValueError("SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode)")
        return self

    @model_validator(mode="after")
    def _teams_is_closed_to_strangers(self) -> Self:
        """Without an app there is no check: that needs an explicit setting, and an address on this machine."""
        if self.microsoft_app_id and not (
            self.microsoft_app_password.get_secret_value() and self.microsoft_app_tenant_id
        ):
            raise ValueError("MICROSOFT_APP_ID needs MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID")
        if not self.microsoft_app_id and (
            self.microsoft_app_password.get_secret_value() or self.microsoft_app_tenant_id
        ):
            raise ValueError("MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID need MICROSOFT_APP_ID")
        if self.teams_development and (self.microsoft_app_id or self.host not in ("127.0.0.1", "::1", "localhost")):
            raise ValueError("TEAMS_DEVELOPMENT lets everyone in, so it needs HOST=127.0.0.1 and no MICROSOFT_APP_ID")
        return self


TYPES = {
    "int_parsing": "a whole number",
    "int_parsing_size": "a smaller number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_parsing": "1 or 0",
    "path_type": "a file or a folder",
}
"""What a setting takes, where pydantic speaks of how it parses."""


class BadSettings(Exception):
    """A setting can't be used. The message has one line for each: which and why, never its value."""


def read() -> Settings:
    """Read the environment; raises BadSettings."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [f"{_name(fault['loc'])}{_said(fault['type'], fault['msg'])}." for fault in error.errors()]
        raise BadSettings("\n".join(faults)) from None


def _name(place: tuple[int | str, ...]) -> str:
    """The setting's name, as it is in the environment; nothing where it is about several."""
    return f"{str(place[0]).upper()}: " if place else ""


def _said(kind: str, message: str) -> str:
    if kind in TYPES:
        return f"It should be {TYPES[kind]}"
    return (
        message.removeprefix("Value error, ")
        .replace("Input should", "It should")
        .replace("String should", "It should")
        .rstrip(".")
    )
