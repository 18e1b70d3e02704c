"""A program that only speaks OAuth, and the browser in which its person waits for their own press."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession, CookieJar
from mcp.client.auth import OAuthClientProvider
from mcp.shared.auth import (
    AuthorizationCodeResult,
    OAuthClientInformationFull,
    OAuthClientMetadata,
    OAuthToken,
)
from pydantic import AnyUrl

from tests.support.agent_company import AgentCompany
from tests.support.card_text import buttons_of, text_of

BACK = "http://127.0.0.1:7777/callback"
TYPED = re.compile(r"token connect [A-Z]{4}-[A-Z]{4}")


@dataclass
class Saved:
    """What the program remembers."""

    tokens: OAuthToken | None = None
    client: OAuthClientInformationFull | None = None

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens = tokens

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        return self.client

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        self.client = client_info


@dataclass
class Browser:
    """Opens the page of a login, types its letters in the chat as `who`, and presses the button with this label."""

    company: AgentCompany
    address: str
    label: str = "Let it propose"
    who: str = "rob"
    page: str = ""
    went_back: str = ""
    saved: Saved = field(default_factory=Saved)

    def program(self, name: str = "Claude") -> OAuthClientProvider:
        """The program's part, by the official client."""
        about = OAuthClientMetadata(client_name=name, redirect_uris=[AnyUrl(BACK)])
        return OAuthClientProvider(self.address, about, self.saved, self.open, self.back)

    async def open(self, url: str) -> None:
        """The person follows the program's link, and does what the page says."""
        self.session = ClientSession(cookie_jar=CookieJar(unsafe=True))
        async with self.session.get(url) as answer:
            self.page = await answer.text()
        typed = TYPED.search(self.page)
        assert typed, self.page
        card = self.company.types(typed[0], self.who)
        assert self.label in buttons_of(card), text_of(card)
        self.company.types(buttons_of(card)[self.label], self.who)

    async def back(self) -> AuthorizationCodeResult:
        """The page looks again, and the browser goes back to the program."""
        async with self.session, self.session.get(f"{self._site()}/oauth/wait", allow_redirects=False) as answer:
            self.went_back = answer.headers["Location"]
        found = parse_qs(urlsplit(self.went_back).query)
        return AuthorizationCodeResult(
            code=found.get("code", [""])[0], state=found["state"][0], iss=found.get("iss", [None])[0]
        )

    def _site(self) -> str:
        return self.address.removesuffix("/mcp")
