"""Agents log in: a program that only speaks OAuth gets its token with a press in the person's own chat."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from aiohttp import ClientSession, CookieJar
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client

from adapters.mcp.oauth import clients
from adapters.mcp.oauth.server import host_of
from bot.commands.tokens import MOST
from bot.views.agents.logins import allowed_card
from tests.support.agent_browser import BACK, Browser
from tests.support.agent_company import TODAYS, AgentCompany, said
from tests.support.card_text import buttons_of, text_of
from tests.support.empty_database import empty_database

CLIENT = clients.Client("Claude", (BACK,))
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
"""The pair of RFC 7636, appendix B."""


@pytest.fixture
def company(tmp_path: Path) -> AgentCompany:
    return AgentCompany(empty_database(tmp_path / "deals.db"))


async def test_a_program_logs_in_with_a_press_in_the_persons_chat(company: AgentCompany) -> None:
    async with company.served("") as address:
        browser = Browser(company, address)
        async with (
            httpx2.AsyncClient(auth=browser.program()) as http,
            Client(streamable_http_client(address, http_client=http), mode=TODAYS) as client,
        ):
            shown = await client.call_tool("show", {"deal": "Acme"})
    assert "Acme" in said(shown)
    assert "Claude" in text_of(company.types("token list"))
    assert browser.saved.tokens
    assert browser.saved.tokens.scope == "propose"


async def test_a_person_who_presses_no_keeps_it_out(company: AgentCompany) -> None:
    async with company.served("") as address:
        browser = Browser(company, address, label="No")
        with pytest.raises(ExceptionGroup):
            async with (
                httpx2.AsyncClient(auth=browser.program()) as http,
                Client(streamable_http_client(address, http_client=http), mode=TODAYS) as client,
            ):
                await client.call_tool("show", {"deal": "Acme"})
    assert "error=access_denied" in browser.went_back
    assert "No agent can come in" in text_of(company.types("token list"))


async def begun(session: ClientSession, address: str, **more: str) -> str:
    """The letters on the page of a login that began."""
    asked = {"response_type": "code", "client_id": CLIENT.id, "redirect_uri": BACK, "state": "s"}
    asked |= {"code_challenge": CHALLENGE, "code_challenge_method": "S256", **more}
    async with session.get(f"{address.removesuffix('/mcp')}/oauth/authorize?{urlencode(asked)}") as answer:
        return await answer.text()


async def test_a_code_works_once_with_its_own_verifier_and_client(company: AgentCompany) -> None:
    async with company.served("") as address:
        browser = Browser(company, address)
        asked = {"response_type": "code", "client_id": CLIENT.id, "redirect_uri": BACK, "state": "s"}
        asked |= {"code_challenge": CHALLENGE, "code_challenge_method": "S256", "scope": "read"}
        site = address.removesuffix("/mcp")
        browser.label = "Only read"
        await browser.open(f"{site}/oauth/authorize?{urlencode(asked)}")
        code = (await browser.back()).code
        form = {"grant_type": "authorization_code", "code": code, "client_id": CLIENT.id, "redirect_uri": BACK}
        other = clients.Client("Other", (BACK,)).id
        wrong = [{}, {"code_verifier": "x" * 43}, {"code_verifier": VERIFIER, "client_id": other}]
        wrong += [{"code_verifier": VERIFIER, "redirect_uri": f"{BACK}2"}, {"code_verifier": VERIFIER, "code": "x"}]
        async with ClientSession() as session:
            statuses = [await posted(session, f"{site}/oauth/token", {**form, **one}) for one in wrong]
            right = await posted(session, f"{site}/oauth/token", {**form, "code_verifier": VERIFIER})
            again = await posted(session, f"{site}/oauth/token", {**form, "code_verifier": VERIFIER})
    assert [status for status, _ in statuses] == [400] * 5
    assert right[0] == 200
    assert right[1]["scope"] == "read"
    assert again[0] == 400
    assert company.agents.caller(str(right[1]["access_token"]))


async def posted(session: ClientSession, url: str, form: dict[str, str]) -> tuple[int, dict[str, object]]:
    async with session.post(url, data=form) as answer:
        return answer.status, json.loads(await answer.text())


async def test_a_login_without_a_hashed_challenge_or_to_a_strange_address_is_refused(company: AgentCompany) -> None:
    bad = (
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
        {"redirect_uri": "https://evil.example/"},
        {"client_id": "sc.nonsense"},
        {"response_type": "token"},
        {"resource": "https://evil.example/mcp"},
        {"scope": "admin"},
    )
    async with company.served("") as address, ClientSession() as session:
        for one in bad:
            asked = {"response_type": "code", "client_id": CLIENT.id, "redirect_uri": BACK, "state": "s"}
            asked |= {"code_challenge": CHALLENGE, "code_challenge_method": "S256", **one}
            url = f"{address.removesuffix('/mcp')}/oauth/authorize?{urlencode(asked)}"
            async with session.get(url, allow_redirects=False) as answer:
                went = answer.headers.get("Location", "")
                assert answer.status in (400, 302), one
                assert "/oauth/wait" not in went
                assert not went or went.startswith(BACK), (one, went)
                assert not went or "error" in parse_qs(urlsplit(went).query)


async def test_only_one_person_can_answer_a_login_and_never_in_a_channel(company: AgentCompany) -> None:
    company.types("settings", "rita")
    async with company.served("") as address, ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        page = await begun(session, address)
    letters = page.split("token connect ")[1][:9]
    assert "direct message" in text_of(company.types_in_channel(f"token connect {letters}"))
    mine = company.types(f"token connect {letters.lower()}")
    assert "Claude" in text_of(mine)
    assert "127.0.0.1" in text_of(mine)
    assert "No login waits" in text_of(company.types(f"token connect {letters}", "rita"))
    allow = company.types(f"token connect {letters}")
    assert "No login waits" in text_of(company.types(buttons_of(allow)["Let it propose"], "rita"))


async def test_no_more_logins_are_allowed_than_a_person_can_have_tokens(company: AgentCompany) -> None:
    for number in range(MOST - 2):
        company.token(f"for Agent {number}")
    allowed = []
    async with company.served("") as address:
        for _ in range(3):
            async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
                letters = (await begun(session, address)).split("token connect ")[1][:9]
            asked = company.types(f"token connect {letters}")
            allowed.append(company.types(buttons_of(asked)["Only read"]))
    assert allowed[0] == allowed[1] == allowed_card("Claude")
    assert f"{MOST}" in text_of(allowed[2])


async def test_a_login_that_was_allowed_gets_no_token_past_the_most(company: AgentCompany) -> None:
    for number in range(MOST - 1):
        company.token(f"for Agent {number}")
    async with company.served("") as address:
        browser = Browser(company, address, label="Only read")
        asked = {"response_type": "code", "client_id": CLIENT.id, "redirect_uri": BACK, "state": "s"}
        asked |= {"code_challenge": CHALLENGE, "code_challenge_method": "S256", "scope": "read"}
        site = address.removesuffix("/mcp")
        await browser.open(f"{site}/oauth/authorize?{urlencode(asked)}")
        code = (await browser.back()).code
        company.token("for One More")
        form = {"grant_type": "authorization_code", "code": code, "client_id": CLIENT.id, "redirect_uri": BACK}
        async with ClientSession() as session:
            status, _ = await posted(session, f"{site}/oauth/token", {**form, "code_verifier": VERIFIER})
    assert status == 400


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "http://evil.example/", "https://u:p@x.example/", "https://x.example/#a", "x", ""),
        *(r"https://evil.example\.claude.ai/", "https://evil.example%2f.claude.ai/", "https://x.example:99999/"),
        f"https://claude.ai.{'a' * 60}.{'b' * 30}.example/",
    ],
)
def test_a_program_can_not_send_its_answer_just_anywhere(address: str) -> None:
    with pytest.raises(clients.BadClient):
        clients.described({"client_name": "Claude", "redirect_uris": [address]})


def test_an_address_of_a_program_on_the_persons_machine_borrows_no_sites_name() -> None:
    assert host_of("claude://claude.ai/callback") == "claude"
    assert host_of("https://claude.ai:8443/callback") == "claude.ai"


@pytest.mark.parametrize("unseen", ["\u202e", "\u200b", "\u2066"])
def test_a_programs_name_has_nothing_that_turns_or_hides_words(unseen: str) -> None:
    client = clients.described({"client_name": f"Clau{unseen}de", "redirect_uris": [BACK]})
    assert client.name == "Claude"
    assert clients.of_id(clients.Client(f"Clau{unseen}de", (BACK,)).id) is None


def test_a_programs_name_can_not_look_like_a_mention_or_a_page() -> None:
    client = clients.described({"client_name": "<@mia> *Mia*\n" + "x" * 90, "redirect_uris": [BACK]})
    assert not set(client.name) & set("<>@*\n")
    assert len(client.name) <= 40
    assert clients.of_id(client.id) == client
