"""The login's protocol, by Authlib: a code for a person's press, and a token for the code with its verifier."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlsplit

from aiohttp import web
from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Request
from authlib.oauth2.rfc6749.errors import InvalidGrantError, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7636 import CodeChallenge

from adapters.mcp.assistant import Logins, LoginWish, Scope
from adapters.mcp.oauth import clients

SCOPES: tuple[Scope, ...] = get_args(Scope)


class Asked(OAuth2Request):  # type: ignore[misc]  # Authlib has no types
    """A request of a client, with its parameters as Authlib reads them."""

    def __init__(self, method: str, uri: str, values: Mapping[str, Sequence[str]], headers: Mapping[str, str]) -> None:
        super().__init__(method, uri, headers=dict(headers))
        self.payload = Payload(values)

    @property
    def args(self) -> Mapping[str, str]:
        return self.payload.data  # type: ignore[no-any-return]  # the same

    @property
    def form(self) -> Mapping[str, str]:
        return self.payload.data  # type: ignore[no-any-return]  # the same


class Payload(BasicOAuth2Payload):  # type: ignore[misc]  # the same
    """Parameters, each with all that was sent for it."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self._data = {key: several[0] for key, several in values.items()}
        self._datalist = {key: list(several) for key, several in values.items()}


@dataclass(frozen=True, slots=True)
class Code:
    """What Authlib asks a code for."""

    code: str
    wish: LoginWish

    @property
    def code_challenge(self) -> str:
        return self.wish.challenge

    @property
    def code_challenge_method(self) -> str:
        return "S256"

    def get_redirect_uri(self) -> str:
        """Where its answer went."""
        return self.wish.address

    def get_scope(self) -> str:
        """What was asked for."""
        return self.wish.scope


class OnlyHashed(CodeChallenge):  # type: ignore[misc]  # the same
    """The verifier of a code, only as a hash and never left out."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        """Raise InvalidRequestError for a login without one."""
        data = grant.request.payload.data
        if not data.get("code_challenge") or data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("code_challenge_method has to be S256.")
        super().validate_code_challenge(grant, redirect_uri)


class Grant(AuthorizationCodeGrant):  # type: ignore[misc]  # the same
    """A token for a code."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("none",)

    def query_authorization_code(self, code: str, client: clients.Client) -> Code | None:
        """The code, if it was given to this client and a token can still be had for it."""
        wish = self.server.logins.offered(code)
        return Code(code, wish) if wish and wish.client == client.id else None

    def authenticate_user(self, authorization_code: Code) -> Code:
        """The code itself: it knows its person."""
        return authorization_code

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """Nothing: making the token has used it up."""

    def save_authorization_code(self, code: str, request: Any) -> None:
        """Nothing: a press in the chat makes the code, not this endpoint."""


class Server(AuthorizationServer):  # type: ignore[misc]  # the same
    """Authlib's server on our logins."""

    def __init__(self, logins: Logins) -> None:
        super().__init__(scopes_supported=list(SCOPES))
        self.logins = logins
        self.register_grant(Grant, [OnlyHashed(required=True)])

    def query_client(self, client_id: str) -> clients.Client | None:
        """The client of this id, or None."""
        return clients.of_id(client_id)

    def create_oauth2_request(self, request: Asked) -> Asked:
        """The request as it is."""
        return request

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """No one listens."""

    def generate_token(self, user: Code, **_: Any) -> dict[str, Any]:
        """The token of a code, once; raises InvalidGrantError the second time."""
        made = self.logins.redeem(user.code)
        if made is None:
            raise InvalidGrantError("This code was used before.")
        about = {"access_token": made.secret, "token_type": "Bearer"}
        return {**about, "expires_in": made.seconds, "scope": made.scope}

    def save_token(self, token: Any, request: Any = None) -> None:
        """Nothing: making it has saved it."""

    def handle_response(self, status: int, body: Any, headers: Sequence[tuple[str, str]]) -> web.Response:
        """The answer as the web sends it."""
        text = json.dumps(body) if isinstance(body, dict) else body
        return web.Response(status=status, text=text or "", headers=dict(headers))


def host_of(address: str) -> str:
    """The host of an address; of a program on the person's machine its scheme, for the rest is its own to choose."""
    parts = urlsplit(address)
    if parts.scheme in clients.PROGRAMS:
        return parts.scheme
    return parts.hostname or ""
