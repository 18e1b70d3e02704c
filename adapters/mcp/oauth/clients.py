"""Clients: the programs of agents, as they describe themselves.

A client's id is its description, so nothing has to be saved of it: anyone can register any program, and registration
vouches for nothing. What protects a person is the card in their chat, which says the name and where the answer goes.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from adapters.loopback import is_loopback
from adapters.unseen import visible

BEGINS = "sc."
MOST_ADDRESSES, LONGEST_ADDRESS, LONGEST_NAME, LONGEST_ID = 5, 300, 40, 2_400
PROGRAMS = ("cursor", "vscode", "vscode-insiders", "claude", "zed", "windsurf")
"""Schemes of programs on a person's own machine, beside an address of it."""
HOST = re.compile(r"[a-z0-9.-]{1,100}|[0-9a-f:.]{2,45}")
"""A host that a card shows whole. Browsers read a "\\" or "%2f" in one as its end, so the card would name another."""
UNFIT = re.compile(r"[\x00-\x1f\x7f<>@*_~`|\\]")
"""What could be read as markup or as a mention, in a name that stands on a card."""


class BadClient(Exception):
    """A description that we don't take; the message says why."""


@dataclass(frozen=True, slots=True)
class Client:
    """A program by its name, and the addresses to which the answer to a login can go."""

    name: str
    addresses: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id by which the program names itself."""
        body = json.dumps([self.name, *self.addresses], ensure_ascii=True, separators=(",", ":"))
        return BEGINS + base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")

    def get_default_redirect_uri(self) -> str | None:
        """None: each login has to say where its answer goes."""
        return None

    def get_allowed_scope(self, scope: str) -> str:
        """Any scope can be asked for; the person decides."""
        return scope or ""

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether the answer can go there: one of its addresses, or on the person's machine at any port."""
        return any(_same(redirect_uri, one) for one in self.addresses)

    def check_client_secret(self, client_secret: str) -> bool:
        """No program has a secret."""
        return False

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """A program proves itself by its code's verifier alone."""
        return method == "none"

    def check_response_type(self, response_type: str) -> bool:
        """Only a code."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Only for a code."""
        return grant_type == "authorization_code"


def of_id(client_id: str) -> Client | None:
    """The client that an id describes, or None."""
    if not client_id.startswith(BEGINS) or len(client_id) > LONGEST_ID:
        return None
    body = client_id.removeprefix(BEGINS)
    try:
        found = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        return None
    try:
        return _checked(found[0], found[1:])
    except BadClient:
        return None


def described(metadata: Mapping[str, Any]) -> Client:
    """The client of a registration, by RFC 7591; raises BadClient."""
    addresses, name = metadata.get("redirect_uris"), metadata.get("client_name") or "An agent"
    if not isinstance(addresses, list) or not all(isinstance(one, str) for one in addresses):
        raise BadClient("redirect_uris is a list of addresses.")
    if not isinstance(name, str):
        raise BadClient("client_name is a text.")
    clean = " ".join(UNFIT.sub(" ", visible(name)).split())[:LONGEST_NAME].strip()
    return _checked(clean or "An agent", addresses)


def _checked(name: str, addresses: Sequence[str]) -> Client:
    if not 0 < len(addresses) <= MOST_ADDRESSES or not all(_is_fit(one) for one in addresses):
        raise BadClient("redirect_uris are one to five addresses: https, or on this machine.")
    if not 0 < len(name) <= LONGEST_NAME or UNFIT.search(name) or visible(name) != name:
        raise BadClient("client_name is a short name.")
    client = Client(name, tuple(addresses))
    if len(client.id) > LONGEST_ID:
        raise BadClient("This description is too long.")
    return client


def _is_fit(address: str) -> bool:
    """Whether an answer can go to an address: to a site over https, to this machine, or to a program on it."""
    if len(address) > LONGEST_ADDRESS or not address.isascii() or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme not in PROGRAMS and not HOST.fullmatch(host):
        return False
    if parts.fragment or parts.username or parts.password:
        return False
    if parts.scheme == "https":
        return True
    return parts.scheme in PROGRAMS or (parts.scheme == "http" and is_loopback(host))


def _same(asked: str, known: str) -> bool:
    """Whether two addresses are one; a program on this machine takes any free port (RFC 8252, 7.3)."""
    if asked == known:
        return True
    if not (_is_fit(asked) and asked.startswith("http://") and known.startswith("http://")):
        return False
    one, other = urlsplit(asked), urlsplit(known)
    return (one.hostname, one.path, one.query) == (other.hostname, other.path, other.query)
