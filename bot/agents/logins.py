"""Logins of agents' programs: begun in a browser, allowed with a press in the person's own chat."""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import choice, token_hex, token_urlsafe

from pydantic import TypeAdapter
from sqlalchemy import Connection

from adapters.mcp.assistant import Login, LoginWish, NewToken
from bot.agents.access import answering
from bot.commands.tokens import MOST
from bot.store import logins, people, tenants, tokens
from bot.store.engine.store import Store
from bot.store.logins import SavedLogin
from bot.store.tokens import hashed
from bot.views.agents import logins as views
from process.agent import Token

WISH: TypeAdapter[LoginWish] = TypeAdapter(LoginWish)
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Of the code that a person types: no vowels, so that it is never a word (RFC 8628, 6.1)."""
LASTS = timedelta(minutes=10)
CODE_LASTS = timedelta(seconds=60)
TOKEN_LASTS = timedelta(days=90)
LONGEST = 100


class AgentLogins:
    """Logins on our store. `wall` is the wall clock."""

    def __init__(self, store: Store, wall: Callable[[], datetime]) -> None:
        self._store, self._wall = store, wall

    def begin(self, wish: LoginWish) -> str:
        """Begin a login; returns the secret by which its browser is known."""
        browser, letters = token_urlsafe(32), "".join(choice(LETTERS) for _ in range(8))
        saved = SavedLogin("", token_hex(6), letters, "", "begun", WISH.dump_json(wish).decode(), self._wall())
        with answering(), self._store.writing() as tx:
            logins.add(tx, saved, hashed(browser))
        return browser

    def look(self, browser: str) -> Login:
        """How a browser's login stands."""
        with answering(), self._store.reading() as tx:
            found = self._known(tx, browser, LASTS)
        if found is None or found.state in ("granted", "used"):
            return Login("gone", views.gone_card())
        wish = WISH.validate_json(found.body)
        if found.state in ("allowed", "refused"):
            return Login("allowed" if found.state == "allowed" else "refused", views.gone_card(), wish)
        return Login("waiting", views.type_this_card(wish.agent, found.code, asked=found.state == "asked"), wish)

    def grant(self, browser: str) -> str | None:
        """The code for the program of an allowed login, once."""
        code = token_urlsafe(32)
        with answering(), self._store.writing() as tx:
            found = self._known(tx, browser, LASTS)
            if found is None or not logins.grant(tx, found, hashed(code), self._wall()):
                return None
        return code

    def offered(self, code: str) -> LoginWish | None:
        """What a code was given for, as long as a token can be had for it."""
        with answering(), self._store.reading() as tx:
            found = self._known(tx, code, CODE_LASTS)
        return WISH.validate_json(found.body) if found and found.state == "granted" else None

    def redeem(self, code: str) -> NewToken | None:
        """The token for a code, once; None afterwards, and for one who left or has as many as can be meanwhile."""
        with answering(), self._store.writing() as tx:
            found = self._known(tx, code, CODE_LASTS)
            if found is None or not logins.use(tx, found):
                return None
            return self._made(tx, found)

    def _known(self, tx: Connection, secret: str, lasts: timedelta) -> SavedLogin | None:
        """The login of a secret, unless it is too old."""
        found = logins.with_hash(tx, hashed(secret)) if 0 < len(secret) <= LONGEST else None
        return found if found and self._wall() - found.at < lasts else None

    def _made(self, tx: Connection, login: SavedLogin) -> NewToken | None:
        tenant, person = tenants.find_tenant(tx, login.tenant), people.hold(tx, login.tenant, login.person)
        if tenant is None or person is None or not person.colleague.active:
            return None
        wish, now, secret = WISH.validate_json(login.body), tenant.own_time(self._wall()), tokens.new_secret()
        if len(tokens.of_person(tx, tenant.id, person.id, now)) >= MOST:
            return None
        token = Token(token_hex(6), person.id, wish.agent, wish.scope, now, now + TOKEN_LASTS)
        tokens.add(tx, tenant.id, token, secret)
        return NewToken(secret, wish.scope, int(TOKEN_LASTS.total_seconds()))
