"""The endpoints of a login: what a program reads about us, where its person waits, and where it gets its token."""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import parse_qs, urlencode

from aiohttp import web
from authlib.oauth2 import OAuth2Error

from adapters.mcp import requests
from adapters.mcp.assistant import Logins, LoginWish, Scope
from adapters.mcp.oauth import clients
from adapters.mcp.oauth.page import page
from adapters.mcp.oauth.server import SCOPES, Asked, Server, host_of
from adapters.mcp.pace import Pace

RESOURCE, SERVER = "/.well-known/oauth-protected-resource", "/.well-known/oauth-authorization-server"
AUTHORIZE, WAIT, TOKEN, REGISTER = "/oauth/authorize", "/oauth/wait", "/oauth/token", "/oauth/register"
MCP = "/mcp"
COOKIE = "stagecoach_login"
LARGEST, LONGEST_STATE = 8 * 1024, 1_000
A_LOGIN_SECONDS = 600
BEGUN = 30
"""Logins that can begin within a minute, in one process: each is a row until it is forgotten."""

Found = TypeVar("Found")


class LoginEndpoint:
    """Lets programs log in. `public` is our address, and `clock` gives seconds that only go forward."""

    def __init__(self, logins: Logins, public: str, clock: Callable[[], float]) -> None:
        self._logins, self._public, self._server = logins, public.rstrip("/"), Server(logins)
        self._pace = Pace(clock, BEGUN)
        self._threads = ThreadPoolExecutor(2, "logins")

    def add(self, application: web.Application) -> None:
        """Add the routes to this application."""
        for path in (RESOURCE, f"{RESOURCE}{MCP}"):
            application.router.add_get(path, self.resource)
        for path in (SERVER, f"{SERVER}{MCP}"):
            application.router.add_get(path, self.about)
        application.router.add_post(REGISTER, self.register)
        application.router.add_get(AUTHORIZE, self.authorize)
        application.router.add_get(WAIT, self.wait)
        application.router.add_post(TOKEN, self.token)
        application.on_cleanup.append(self._stop)

    async def _stop(self, application: web.Application) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def resource(self, request: web.Request) -> web.Response:
        """What is protected here, and who gives tokens for it (RFC 9728)."""
        base = self._base(request)
        about = {"resource": f"{base}{MCP}", "authorization_servers": [base], "resource_name": "Stagecoach"}
        return web.json_response(
            {**about, "scopes_supported": list(SCOPES[:2]), "bearer_methods_supported": ["header"]}
        )

    async def about(self, request: web.Request) -> web.Response:
        """How to log in (RFC 8414)."""
        base = self._base(request)
        return web.json_response(
            {
                "issuer": base,
                "authorization_endpoint": f"{base}{AUTHORIZE}",
                "token_endpoint": f"{base}{TOKEN}",
                "registration_endpoint": f"{base}{REGISTER}",
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["none"],
                "authorization_response_iss_parameter_supported": True,
                "scopes_supported": list(SCOPES),
            }
        )

    async def register(self, request: web.Request) -> web.Response:
        """A program describes itself (RFC 7591). Nothing is saved of it."""
        self._base(request)
        try:
            found = json.loads(await requests.body(request, LARGEST))
            client = clients.described(found if isinstance(found, dict) else {})
        except (ValueError, RecursionError):
            return _refused("invalid_client_metadata", "Send one JSON object.")
        except clients.BadClient as bad:
            return _refused("invalid_redirect_uri", str(bad))
        about = {"client_id": client.id, "client_name": client.name, "redirect_uris": list(client.addresses)}
        kinds = {"grant_types": ["authorization_code"], "response_types": ["code"]}
        return web.json_response({**about, **kinds, "token_endpoint_auth_method": "none"}, status=201)

    async def authorize(self, request: web.Request) -> web.Response:
        """A program sends its person here. The page shows what to type in the chat."""
        base = self._base(request)
        asked = self._asked(request, base, request.query_string)
        try:
            grant = self._server.get_consent_grant(asked)
        except OAuth2Error as error:
            return self._sent_back(base, self._server.handle_error_response(asked, error))
        data = asked.payload.data
        if data.get("resource", f"{base}{MCP}").rstrip("/") not in (base, f"{base}{MCP}"):
            return self._answer(base, grant.redirect_uri, data.get("state", ""), {"error": "invalid_target"})
        if len(data.get("state", "")) > LONGEST_STATE:
            return _refused("invalid_request", "The state is too long.")
        if self._pace.wait("begin"):
            raise web.HTTPTooManyRequests(headers={"Retry-After": "60"})
        browser = await self._in_turn(lambda: self._logins.begin(_wish(asked, grant.redirect_uri)))
        response = web.Response(status=303, headers={"Location": WAIT, "Cache-Control": "no-store"})
        secure = base.startswith("https:")
        response.set_cookie(
            COOKIE, browser, max_age=A_LOGIN_SECONDS, path="/oauth", secure=secure, httponly=True, samesite="Lax"
        )
        return response

    async def wait(self, request: web.Request) -> web.Response:
        """The page on which a person waits for their own press, and goes back to the program."""
        base, browser = self._base(request), request.cookies.get(COOKIE, "")
        login = await self._in_turn(lambda: self._logins.look(browser))
        if login.wish is None:
            return page(login.card, status=404)
        if login.state == "waiting":
            return page(login.card, waits=True)
        values = {"error": "access_denied"}
        if login.state == "allowed":
            code = await self._in_turn(lambda: self._logins.grant(browser))
            if code is None:
                return page(login.card, status=404)
            values = {"code": code}
        response = self._answer(base, login.wish.address, login.wish.state, values)
        response.del_cookie(COOKIE, path="/oauth")
        return response

    async def token(self, request: web.Request) -> web.Response:
        """A program gets its token for a code and its verifier."""
        base = self._base(request)
        if request.content_type != "application/x-www-form-urlencoded":
            return _refused("invalid_request", "Send a form.")
        asked = self._asked(request, base, (await requests.body(request, LARGEST)).decode("utf-8", "replace"))
        return await self._in_turn(lambda: self._made(asked))

    def _made(self, asked: Asked) -> web.Response:
        response = self._server.create_token_response(asked)
        return response if isinstance(response, web.Response) else _refused("invalid_request", "")

    def _asked(self, request: web.Request, base: str, text: str) -> Asked:
        try:
            values = parse_qs(text, keep_blank_values=True, max_num_fields=40)
        except ValueError:
            values = {}
        return Asked(request.method, f"{base}{request.path}", values, request.headers)

    def _sent_back(self, base: str, response: web.Response) -> web.Response:
        """An error as Authlib answers it, with our name where it goes to the program (RFC 9207)."""
        if address := response.headers.get("Location"):
            response.headers["Location"] = f"{address}&{urlencode({'iss': base})}"
        return response

    def _answer(self, base: str, address: str, state: str, values: Mapping[str, str]) -> web.Response:
        """Send the browser back to the program."""
        known = {**values, **({"state": state} if state else {}), "iss": base}
        joined = "&" if "?" in address else "?"
        headers = {"Location": f"{address}{joined}{urlencode(known)}", "Cache-Control": "no-store"}
        return web.Response(status=302, headers={**headers, "Referrer-Policy": "no-referrer"})

    def _base(self, request: web.Request) -> str:
        """Our own address; raises an HTTP refusal for a request that wasn't sent to it."""
        if not requests.is_ours(request, self._public):
            raise web.HTTPForbidden(text="Not from here.")
        return requests.base(request, self._public)

    async def _in_turn(self, run: Callable[[], Found]) -> Found:
        return await requests.in_turn(self._threads, run)


def _wish(asked: Asked, address: str) -> LoginWish:
    data = asked.payload.data
    client = asked.client
    return LoginWish(
        client.id,
        client.name,
        address,
        host_of(address),
        _scope(asked.scope),
        data["code_challenge"],
        data.get("state", ""),
    )


def _scope(asked: str) -> Scope:
    """The most that a program asks for; its person can give less. Without a wish it is to propose."""
    wanted: Sequence[Scope] = [one for one in SCOPES if one in asked.split()]
    return wanted[-1] if wanted else "propose"


def _refused(error: str, why: str) -> web.Response:
    return web.json_response({"error": error, "error_description": why}, status=400)
