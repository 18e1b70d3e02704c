"""Lists of deals: your own, all of them, or those of a stage, a person, a team or a period."""

import re
from dataclasses import dataclass, replace

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.arguments import stage_here, the_one
from bot.commands.clock import stalled_card
from bot.commands.counted import COUNTED, counted_deals
from bot.commands.registry import command
from bot.language.values.periods import Period, read_period
from bot.language.values.words import same
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import deal_queries, deals
from bot.store.deal_queries import Chosen
from bot.views import lists_of_deals as views
from bot.views.deal_list import MOST_ROWS, list_card
from bot.views.hand_over import hand_over_buttons
from process import gate, rights
from process.colleague import Colleague
from process.deal import Deal

OF = re.compile(r"^(?P<what>.*?)(?:\bof\s+(?P<whose>.+?))?(?:\s+(?P<page>\d{1,4}))?$", re.IGNORECASE | re.DOTALL)
CLOSING = re.compile(r"^(?:closing|closes|close|due|signing)\b\s*(?P<when>.*)$", re.IGNORECASE | re.DOTALL)
WAITING = re.compile(r"^waiting(?: for)?\s+(?P<team>.+)$", re.IGNORECASE)
MOST_READ = 300
"""So many open deals, those that close first, are looked through for a team's answer."""
ALL, MINE = ("all", "team", "open", "ours"), ("mine", "my", "me")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for: a stage, a period in which deals close, the stalled ones, and whose."""

    stage: str = ""
    team: str = ""
    closes: Period | None = None
    stalled: bool = False
    everyone: bool = False
    who: Colleague | None = None
    page: int = 1

    @property
    def plain(self) -> bool:
        """Whether nothing is asked for but whose deals."""
        return not (self.stage or self.team or self.closes or self.stalled)


@command("list", "list <whose>", reads=True, who="anyone", agents="read")
def list_deals(request: Request, whose: str = "") -> Answer:
    """List your open deals, or some: `list closing this month`, `list discussion`, `list won this quarter of @rob`."""
    if found := COUNTED.match(" ".join(whose.split())):
        return private(counted_deals(request, found))
    asked = _asked(request, whose)
    if asked.stalled:
        return private(_stalled(request, asked))
    if asked.plain and asked.who:
        return private(_theirs(request, asked.who))
    if asked.plain and asked.everyone:
        first = deals.all_open(request.tx, request.tenant.id, MOST_ROWS)
        total = sum(deals.holding(request.tx, request.tenant.id).values())
        return private(list_card(first, request.on, "All open deals", total))
    if asked.plain:
        mine = deals.working(request.tx, request.tenant.id, request.me.id)
        return private(list_card(mine, request.on, "Your open deals"))
    return private(_awaited(request, asked) if asked.team else _chosen(request, asked))


def _asked(request: Request, words: str) -> Asked:
    """What was asked for; raises Misunderstood for what is neither a stage, a period nor a colleague."""
    found = OF.match(" ".join(words.split()))
    what, whose, page = (found["what"].strip(), found["whose"] or "", found["page"]) if found else ("", "", None)
    asked = Asked(page=int(page or 1))
    if whose and same(whose) not in (*ALL, *MINE):
        asked = replace(asked, who=request.acquainted(whose, f"list {what} of {{}}" if what else "list of {}"))
    asked = replace(asked, everyone=same(whose) in ALL)
    return _what(request, what, asked)


def _what(request: Request, what: str, asked: Asked) -> Asked:
    said, playbook = same(what), request.playbooks.default
    if said in ("", *MINE):
        return asked
    if said in ALL:
        return replace(asked, everyone=True)
    if waits := WAITING.match(what):
        return replace(asked, team=the_one(waits["team"], "team", playbook.teams))
    if said == "stalled":
        return replace(asked, stalled=True)
    if stage := stage_here(request.playbooks, what):
        return replace(asked, stage=stage)
    if closing := CLOSING.match(what):
        period = read_period(closing["when"] or "this month", request.reader.here, request.notation)
        if period is None:
            raise Misunderstood(views.no_period(closing["when"]))
        return replace(asked, closes=period)
    return replace(asked, who=request.acquainted(what, "list {}"))


def _everyones(request: Request, asked: Asked) -> bool:
    """Whether the deals of all are meant: asked for, or by a manager who names no one."""
    return asked.everyone or (asked.who is None and request.me.manages)


def _chosen(request: Request, asked: Asked) -> Card:
    everyones = _everyones(request, asked)
    person = "" if everyones else (asked.who or request.me).id
    span = (asked.closes.first, asked.closes.last) if asked.closes else None
    found, total = deal_queries.chosen(request.tx, request.tenant.id, Chosen(person, asked.stage, span), MOST_ROWS)
    whose = views.whose("" if everyones else person, request.context)
    title = views.title(whose, asked.stage, asked.closes, request.playbooks.default)
    if not found:
        return views.nothing(title, stage=bool(asked.stage), everyones=everyones)
    card = list_card(found, request.on, title, total, request.playbooks.default.rates)
    return views.with_other_reading(card) if asked.stage == "closing" else card


def _awaited(request: Request, asked: Asked) -> Card:
    """The deals on which a team was called in and hasn't answered: the asker's; all for managers and for the team."""
    everyones = _everyones(request, asked) or (asked.who is None and asked.team in request.me.teams)
    person = (asked.who or request.me).id
    tx, tenant = request.tx, request.tenant.id
    read = deals.all_open(tx, tenant, MOST_READ) if everyones else deals.working(tx, tenant, person)
    found = [deal for deal in read if _awaits(request, deal, asked.team)]
    title = views.waiting_title(views.whose("" if everyones else person, request.context), asked.team)
    return list_card(found, request.on, title) if found else views.nothing(title, stage=True, everyones=everyones)


def _awaits(request: Request, deal: Deal, team: str) -> bool:
    called = any(one.team == team for one in deal.engaged)
    playbook = request.on(deal).playbook
    return called and any(one.holder == team for one in gate.missing(deal, playbook, playbook.last.key))


def _stalled(request: Request, asked: Asked) -> Card:
    """The stalled deals of everyone, of one colleague and their team, or of the asker."""
    person = "" if _everyones(request, asked) else (asked.who or request.me).id
    more = f"list stalled of {person}" if person else "list stalled of all"
    return stalled_card(request, f"of {person}" if person else "", asked.page, more)


def _theirs(request: Request, colleague: Colleague) -> Card:
    """A colleague's open deals; those of one who left come with the way to hand them over, for a manager."""
    theirs = deals.working(request.tx, request.tenant.id, colleague.id)
    card = list_card(theirs, request.on, f"{colleague.name}'s open deals{'' if colleague.active else ' (left)'}")
    owned = any(deal.owner == colleague.id for deal in theirs)
    if not owned or colleague.active or not rights.may_reassign(request.me):
        return card
    return replace(card, body=(*card.body, hand_over_buttons(colleague)))
