"""Logins of agents' programs, as their person answers them in the chat."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.chat import Answer
from bot.commands.arguments import the_one
from bot.commands.registry import command
from bot.commands.tokens import MOST
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import logins, people, tokens
from bot.store.logins import SavedLogin
from bot.views.agents import logins as views
from bot.views.agents.tokens import too_many
from process.agent import SCOPES

LASTS = timedelta(minutes=10)


@command("token connect <code>", who="anyone, for their own agent")
def token_connect(request: Request, code: str) -> Answer:
    """Answer your agent's program that logs in: type the letters that its page shows, in a direct message."""
    if request.inbound.place.kind != "direct":
        raise Misunderstood(views.ONLY_DIRECT)
    found = logins.with_code(request.tx, "".join(code.upper().split("-")))
    if found is None or not _is_open(request, found):
        raise Misunderstood(views.NO_LOGIN)
    if found.state == "begun" and not logins.claim(request.tx, found, request.tenant.id, request.me.id):
        raise Misunderstood(views.NO_LOGIN)
    return private(views.ask_card(found.id, _wish(found)))


def _is_open(request: Request, login: SavedLogin) -> bool:
    """Whether this person can answer a login: no one else did, and it began a few minutes ago."""
    mine = login.state == "begun" or (login.state == "asked" and _is_mine(request, login))
    return mine and _wall(request) - login.at < LASTS


def _is_mine(request: Request, login: SavedLogin) -> bool:
    return (login.tenant, login.person) == (request.tenant.id, request.me.id)


def _wall(request: Request) -> datetime:
    """Real time: a login began before anyone knew in which company."""
    return (request.context.now - timedelta(seconds=request.tenant.clock_offset)).astimezone(UTC)


@command("token allow <login> <scope>", who="the colleague who typed its letters")
def token_allow(request: Request, login: str, scope: str) -> Answer:
    """Let an agent's program in. It gets a token of yours, and you find it in `token list`."""
    found, wish = _asked(request, login)
    wanted = the_one(scope, "scope", SCOPES)
    if SCOPES.index(wanted) > SCOPES.index(wish["scope"]):
        raise Misunderstood(views.NOT_SO_MUCH)
    if _has_enough(request):
        raise Misunderstood(too_many(MOST))
    _decide(request, found, "allowed", json.dumps({**wish, "scope": wanted}))
    return private(views.allowed_card(wish["agent"]))


def _has_enough(request: Request) -> bool:
    """Whether this person's tokens, and those that were promised to programs a moment ago, are as many as can be."""
    tx, tenant, me = request.tx, request.tenant.id, request.me.id
    people.hold(tx, tenant, me)  # or several, allowed at once, would be more than one can have
    promised = logins.pending(tx, tenant, me, _wall(request) - LASTS)
    return len(tokens.of_person(tx, tenant, me, request.context.now)) + promised >= MOST


@command("token refuse <login>", who="the colleague who typed its letters")
def token_refuse(request: Request, login: str) -> Answer:
    """Keep an agent's program out."""
    found, wish = _asked(request, login)
    _decide(request, found, "refused", found.body)
    return private(views.refused_card(wish["agent"]))


def _decide(request: Request, login: SavedLogin, state: str, body: str) -> None:
    """Save the answer; raises Misunderstood where another press, in another process, was faster."""
    if not logins.decide(request.tx, login, state, body):
        raise Misunderstood(views.NO_LOGIN)


def _asked(request: Request, login: str) -> tuple[SavedLogin, dict[str, Any]]:
    """A login that waits for this person's press; raises Misunderstood for any other."""
    found = logins.find(request.tx, request.tenant.id, login)
    if found is None or found.state != "asked" or not _is_open(request, found):
        raise Misunderstood(views.NO_LOGIN)
    return found, _wish(found)


def _wish(login: SavedLogin) -> dict[str, Any]:
    """What its program asks for."""
    found: dict[str, Any] = json.loads(login.body)
    return found
