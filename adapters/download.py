"""Downloads: the bytes of a file that a person sent, only from a platform's own hosts and up to a limit."""

import time
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

import requests

from adapters.chat import NotFetched

PATIENCE = (3.05, 10)  # seconds to connect, and between two bytes
LONGEST_SECONDS = 60
PIECE = 65_536
HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def download(url: str, hosts: Collection[str], most: int, headers: Mapping[str, str] | None = None) -> bytes:
    """The bytes at an address; at most `most` of them. `hosts` are whole names, or ".example.com" for all below one.

    Raises NotFetched: a redirect or a page of HTML is how a platform says that it wants a login.
    """
    if not allowed(url, hosts):
        raise NotFetched("elsewhere")
    began = time.monotonic()
    try:
        with requests.get(url, headers=headers, stream=True, allow_redirects=False, timeout=PATIENCE) as answer:
            if answer.status_code != 200:
                raise NotFetched("refused")
            if answer.headers.get("Content-Type", "").casefold().startswith("text/html"):
                raise NotFetched("refused")
            found = bytearray()
            for piece in answer.iter_content(PIECE):
                found += piece
                if len(found) > most:
                    raise NotFetched("too big")
                if time.monotonic() - began > LONGEST_SECONDS:
                    raise NotFetched("no answer")
    except requests.RequestException:
        raise NotFetched("no answer") from None
    return bytes(found)


def allowed(url: str, hosts: Collection[str]) -> bool:
    """Whether an address is at one of these hosts, by https; by http only on this machine."""
    try:
        there = urlsplit(url)
        name = (there.hostname or "").casefold()
    except ValueError:
        return False
    if there.scheme != "https" and not (there.scheme == "http" and name in HERE):
        return False
    return any(name == host or (host.startswith(".") and name.endswith(host)) for host in hosts)
