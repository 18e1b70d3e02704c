"""Builds Teams' parts: a chat that sends and an endpoint that listens, from an app's registration."""

from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from aiohttp import web

from adapters.chat import Assistant, Homes, Leavers
from adapters.teams.chat import References, TeamsChat
from adapters.teams.driver import LOGIN, Driver, Token
from adapters.teams.endpoint import Endpoint
from adapters.teams.handler import Handler
from adapters.teams.inputs import Opens
from adapters.teams.keys import METADATA, Keys
from adapters.teams.signature import NoSignatureCheck, SignatureCheck


@dataclass(frozen=True, slots=True)
class Registration:
    """The bot's registration with Microsoft. `admin` is the Entra object id of the first admin.

    `several` is an app of many tenants, whose token comes from Bot Framework's own; it answers only this `tenant`.
    Without an `app` there is no check: only for development. `service` is the address of a Teams on this machine.
    """

    app: str
    secret: str = field(repr=False, default="")
    tenant: str = ""
    several: bool = False
    admin: str = ""
    login: str = LOGIN
    metadata: str = METADATA
    service: str = ""


def chat(registration: Registration, references: References, opens: Opens | None = None) -> TeamsChat:
    """The chat that sends the bot's own messages; `opens` tells which commands open a dialog."""
    return TeamsChat(_driver(registration), references, _dialogs(registration, opens))


def serve(
    application: web.Application,
    assistant: Assistant,
    registration: Registration,
    references: References,
    opens: Opens | None = None,
    *,
    homes: Homes | None = None,
    leavers: Leavers | None = None,
) -> None:
    """Let an application listen to Teams at /api/messages; `opens` tells which commands open a dialog.

    `homes` remembers which message holds a person's Home, `leavers` hears who is no longer in a team.
    """
    check: SignatureCheck | NoSignatureCheck = NoSignatureCheck()
    if registration.app:
        check = SignatureCheck(registration.app, registration.tenant, Keys(registration.metadata))
    opens = _dialogs(registration, opens)
    handler = Handler(
        assistant, _driver(registration), references, registration.admin, opens, homes=homes, leavers=leavers
    )
    Endpoint(check, handler).add(application)


def _dialogs(registration: Registration, opens: Opens | None) -> Opens | None:
    """Microsoft's playground for developers has no dialogs."""
    return opens if registration.app else None


@cache
def _driver(registration: Registration) -> Driver:
    """One driver for everything that sends, so it requests one token."""
    hosts = (urlsplit(registration.service).netloc.lower(),) if registration.service else ()
    return Driver(_token(registration) if registration.app else None, hosts)


def _token(registration: Registration) -> Token:
    tenant = "botframework.com" if registration.several else registration.tenant
    address = f"{registration.login.rstrip('/')}/{tenant}/oauth2/v2.0/token"
    return Token(address, registration.app, registration.secret)
