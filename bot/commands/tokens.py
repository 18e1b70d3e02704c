"""Tokens: what lets a person's agent in. Each is shown once, in a direct message, and saved only as a hash."""

import re
from datetime import datetime, time, timedelta

from adapters.chat import Answer
from bot.commands.arguments import the_one
from bot.commands.registry import command
from bot.language.values.names import tidy
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, fresh_id, private
from bot.store import people, tokens
from bot.views.agents import tokens as views
from process.agent import SCOPES, Scope, Token

LONGEST_NAME = 40
LASTS = timedelta(days=90)
LONGEST = timedelta(days=366)
MOST = 10
"""Tokens that one person can have at a time."""
UNFIT = re.compile(r"[\x00-\x1f\x7f<>@*_~`|\\]")
"""What could be read as markup or as a mention, in a name that stands on other people's cards."""


@command(
    "token new <scope> for <name> until <until>",
    "token new <scope> for <name>",
    "token new for <name> until <until>",
    "token new for <name>",
    who="anyone, for themselves",
)
def token_new(request: Request, name: str, scope: str = "propose", until: str = "") -> Answer:
    """Make a token for your agent: `token new for Claude`, or `token new read for Claude` if it should only read."""
    if request.inbound.place.kind != "direct":
        raise Misunderstood(views.ONLY_DIRECT)
    found = next(one for one in SCOPES if one == the_one(scope, "scope", SCOPES))
    token, secret = made(request, agent_name(name), found, _expires(request, until))
    return Answer(views.new_card(token, secret), saved=views.shown_before(token))


def made(request: Request, name: str, scope: Scope, expires: datetime) -> tuple[Token, str]:
    """A new token of the one who asks, with its secret; raises Misunderstood where they have too many."""
    tx, tenant, now = request.tx, request.tenant.id, request.context.now
    people.hold(tx, tenant, request.me.id)  # or several, made at once, would be more than one can have
    if len(tokens.of_person(tx, tenant, request.me.id, now)) >= MOST:
        raise Misunderstood(views.too_many(MOST))
    token, secret = Token(fresh_id(), request.me.id, name, scope, now, expires), tokens.new_secret()
    tokens.add(tx, tenant, token, secret)
    return token, secret


def agent_name(words: str) -> str:
    """The name of an agent; raises Misunderstood."""
    name = tidy(words)
    if not name or len(name) > LONGEST_NAME or UNFIT.search(name):
        raise Misunderstood(views.no_name(LONGEST_NAME), "name")
    return name


def _expires(request: Request, until: str) -> datetime:
    if not until:
        return request.context.now + LASTS
    with beside("until"):
        day = request.reader.day(until)
    if not request.context.today < day <= request.context.today + LONGEST:
        raise Misunderstood(views.too_long_until(until), "until")
    return datetime.combine(day, time(), request.context.zone)


@command("token list all", who="admin", may="admin")
def token_list_all(request: Request) -> Answer:
    """Show every token of your company, with whose it is and when it was last used."""
    found = tokens.every(request.tx, request.tenant.id, request.context.now)
    return private(views.list_card(found, request.context, everyone=True))


@command("token list", "token", who="anyone")
def token_list(request: Request) -> Answer:
    """Show your tokens: for which agent, what it can do, when it last came, until when."""
    found = tokens.of_person(request.tx, request.tenant.id, request.me.id, request.context.now)
    return private(views.list_card(found, request.context, everyone=False))


@command("token revoke <token>", who="its person, admin")
def token_revoke(request: Request, token: str) -> Answer:
    """End a token. The agent that has it can't come in any more."""
    found = tokens.find(request.tx, request.tenant.id, token)
    if found is None or not (found.person == request.me.id or "admin" in request.me.roles):
        raise Misunderstood(views.NOT_HERE)
    tokens.end(request.tx, request.tenant.id, found.id, request.context.now)
    return private(views.ended_card(found))
