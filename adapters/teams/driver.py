"""The driver: the only file that uses Microsoft's SDK, so the only one to replace for its successor."""

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any
from urllib.parse import quote, urlsplit

import requests
from botframework.connector import ConnectorClient
from msrest import ServiceClient
from msrest.authentication import Authentication
from msrest.exceptions import ClientException

from adapters.chat import Undeliverable, Unsent

LOGIN = "https://login.microsoftonline.com"
SCOPE = "https://api.botframework.com/.default"
HOSTS = ("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us")
PATIENCE = (3.05, 10)  # seconds to connect, and between two bytes of an answer
HASTE = (1, 2)  # the same, while a person waits for an answer
TARGETED = "?isTargetedActivity=true"
EARLY = 300  # a token is replaced this many seconds before its end

_JSON = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}

Json = dict[str, Any]


class TakenOut(Undeliverable):
    """Teams no longer lets the bot write there: the app was removed or blocked."""


class Driver:
    """Sends, edits and asks as the bot. Besides Teams' own hosts, only those in `hosts` get the bot's token."""

    def __init__(self, token: "Token | None", hosts: tuple[str, ...] = ()) -> None:
        self._token, self._hosts = token, (*HOSTS, *hosts)
        self.local_hosts = tuple(host.partition(":")[0] for host in hosts)
        """The names of `hosts` without their ports, from which files are fetched too."""
        self._clients: dict[str, ServiceClient] = {}

    def send(self, service: str, conversation: str, activity: Json, answers: str = "", alone: bool = False) -> str:
        """Send a message, with `answers` as an answer to another, and return its id; raises Unsent or Undeliverable.

        `alone`: only its recipient sees it.
        """
        where = (conversation, "activities", answers) if answers else (conversation, "activities")
        return str(self._asked(service, "post", where, activity, query=TARGETED if alone else "").get("id", ""))

    def open(self, service: str, wanted: Json) -> str:
        """Open a conversation and return its id; raises as `send`."""
        found = self._asked(service, "post", (), wanted).get("id")
        if not isinstance(found, str) or not found:
            raise Undeliverable("Teams opened no conversation.")
        return found

    def update(self, service: str, conversation: str, message: str, activity: Json) -> None:
        """Change a message that was sent; raises as `send`."""
        self._asked(service, "put", (conversation, "activities", message), activity)

    def member(self, service: str, conversation: str, account: str) -> Json:
        """What Teams knows about a member of a conversation; raises as `send`."""
        return self._asked(service, "get", (conversation, "members", account), None, patience=HASTE)

    def _asked(
        self,
        service: str,
        verb: str,
        where: tuple[str, ...],
        body: Json | None,
        *,
        patience: object = PATIENCE,
        query: str = "",
    ) -> Json:
        """The connector's answer. The body is sent as it is: the SDK's models would drop what they don't know."""
        client: Any = self._client(service)  # msrest has few types
        url = client.format_url("/".join(("v3/conversations", *(quote(part, safe="") for part in where))))
        request = getattr(client, verb)(url + query, headers=_JSON, content=body)
        try:
            answer = client.send(request, stream=False, timeout=patience)
        except (ClientException, requests.RequestException) as fault:
            raise Unsent(f"Teams does not answer: {type(fault).__name__}.") from None
        if answer.status_code == 401 and self._token:
            self._token.forget(answer.request.headers.get("Authorization", ""))
        if not answer.ok:
            raise _meaning(answer)
        return _json(answer)

    def _client(self, service: str) -> ServiceClient:
        """One cached client for each address. A saved address that isn't Teams' own gets neither client nor token."""
        self._trust(service)
        if service not in self._clients:
            config = ConnectorClient(self._token or _Nobody(), base_url=service).config
            config.retry_policy.retries = 0  # the outbox has its own, and follows Retry-After
            config.retry_policy.policy.status_forcelist = ()
            config.redirect_policy.allow = False
            config.keep_alive = True  # else each message would open a new connection
            self._clients[service] = ServiceClient(config.credentials, config)
        return self._clients[service]

    def _trust(self, service: str) -> None:
        try:
            there = urlsplit(service)
            named = there.netloc.lower() in self._hosts and (there.scheme == "https" or _here(there.hostname or ""))
        except ValueError:
            named = False
        if not named:
            raise Undeliverable("This isn't an address of Teams.")


def _here(host: str) -> bool:
    return host in {"127.0.0.1", "localhost", "::1"}


def _meaning(response: Any) -> Unsent | Undeliverable:
    """What a refusal means: Unsent (later) for 401, 408, 412, 429 and their faults, else Undeliverable (never).

    413 and faults can come as HTML, so only the status is read.
    """
    status = int(response.status_code)
    if status in {401, 408, 412, 429} or status >= 500:
        refused = status in {401, 412, 429}
        return Unsent(f"Teams answered {status}.", _wait(response.headers.get("Retry-After")), doubtful=not refused)
    if status == 403:
        return TakenOut("Teams refused the message with 403.", "the bot was removed there")
    return Undeliverable(f"Teams refused the message with {status}.", "Teams refuses the message")


def _wait(text: str | None) -> float | None:
    try:
        return min(max(float(text or ""), 0.0), 3600.0)
    except ValueError:
        return None


def _json(answer: Any) -> Json:
    try:
        found = answer.json()
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


class _Nobody(Authentication):
    """No credentials, for a development server."""


class Token(Authentication):
    """The bot's own token, requested once for its lifetime, from `address` with `app` and `secret`."""

    def __init__(self, address: str, app: str, secret: str, wall: Callable[[], float] = time.time) -> None:
        self._address, self._wall, self._lock = address, wall, Lock()
        self._form: Mapping[str, str] = {
            "grant_type": "client_credentials",
            "client_id": app,
            "client_secret": secret,
            "scope": SCOPE,
        }
        self._token, self._until = "", 0.0

    def signed_session(self, session: requests.Session | None = None) -> requests.Session:
        """A session with the bot's token; raises Unsent if there is no token to get."""
        session = session or requests.Session()
        session.headers["Authorization"] = f"Bearer {self._now()}"
        return session

    def forget(self, refused: str) -> None:
        """Teams refuses this header: request another token next time, unless another thread has done so since."""
        with self._lock:
            if refused == f"Bearer {self._token}":
                self._until = 0.0

    def _now(self) -> str:
        with self._lock:
            if self._wall() > self._until - EARLY:
                self._ask()
            return self._token

    def _ask(self) -> None:
        try:
            answer = requests.post(self._address, data=self._form, timeout=PATIENCE, allow_redirects=False)
            given = answer.json() if answer.status_code == 200 else {}
            self._token, self._until = str(given["access_token"]), self._wall() + float(given["expires_in"])
        except (requests.RequestException, ValueError, KeyError, TypeError) as fault:
            raise Unsent(
                f"Microsoft gave the bot no token: {type(fault).__name__}.", doubtful=False, everywhere=True
            ) from None
