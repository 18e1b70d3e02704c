"""Home: what waits for its reader first, then their deals, then for a manager the team."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Text
from bot.views.approval import acceptor, way
from bot.views.evidence import advance_button, may_advance
from bot.views.missing import engagement, gaps
from bot.views.missing_lines import next_need
from bot.views.notice import asks_words, team_buttons
from bot.views.numbers import grouped
from bot.views.planned_cards import on_home
from bot.views.short_words import days_since, short_date, short_money
from bot.views.totals import deals_worth
from bot.views.words import both, capital, count, cut, either, name
from process import rights
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.playbook import Exit
from process.question import Question
from process.worth import Worth

MOST_WAITING, MOST_DEALS, MOST_NAMED = 5, 6, 5
On = Callable[[Deal], Context]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person: handoffs to decide, customers to take, exits of their teams, questions to them."""

    decide: Sequence[Deal] = ()
    take: Sequence[Deal] = ()
    exits: Sequence[tuple[Deal, Exit]] = ()
    questions: Sequence[tuple[Deal, Question]] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """What a manager sees of everyone: the pipeline, and what of it closes this month."""

    pipeline: Worth
    closing: Worth


def home_card(
    me: Context,
    mine: Sequence[Deal],
    waiting: Waiting,
    on: On,
    planned: Sequence[Deal] = (),
    *,
    worth: Worth,
    team: Team | None = None,
    stalled: Sequence[Element] = (),
    unmanned: Sequence[str] = (),
) -> Card:
    """One person's day. `on` gives the context by each deal's own playbook, `worth` is what `mine` are worth.

    `stalled` says what is stalled. `unmanned` are the teams that no one answers for; an admin sees them.
    """
    body = [*_decisions(waiting, on), *_exits(waiting, on), *_questions(waiting, me)]
    body += [*on_home(planned, on), *_mine(mine, on)]
    body += _team(team, stalled) if team else stalled
    body += _unmanned(unmanned) if "admin" in me.by.roles else []
    head = _head(me, waiting, worth)
    if not body:
        body.append(Text((_nothing(me),)))
    row = [Button("New deal", "new", "plain" if mine or waiting != Waiting() else "primary")]
    row += [Button("All my deals", "list")] if len(mine) > MOST_DEALS else []
    row += [Button("Stalled", "stalled mine")] if stalled and not team else []
    row.append(Button("What can I do?", "help"))
    title = f"{cut(me.by.name.split(' ', maxsplit=1)[0], 40)} · {head}"
    return Card(title, (*body, Buttons(tuple(row))), notification=_notified(head, waiting, mine))


def _head(me: Context, waiting: Waiting, worth: Worth) -> str:
    """The one thing that matters most to this person now."""
    if waiting.decide:
        return f"{count(len(waiting.decide), 'decision')} for you"
    if waiting.take:
        return f"{count(len(waiting.take), 'customer')} to take over"
    if waiting.exits:
        teams = both(sorted({capital(item.attest) for _, item in waiting.exits}))
        deals = len({deal.id for deal, _ in waiting.exits})
        return f"{count(deals, 'deal waits', 'deals wait')} for {teams}"
    if worth.deals:
        return deals_worth(worth)
    if me.by.manages:
        return "no decision waits for you"
    if me.by.teams:
        return f"nothing waits for {either(sorted(capital(team) for team in me.by.teams))}"
    return "no deals yet"


def _notified(head: str, waiting: Waiting, mine: Sequence[Deal]) -> str:
    """What is first, by name."""
    named = [*waiting.decide, *waiting.take, *(deal for deal, _ in waiting.exits), *mine]
    first = f". First: {cut(named[0].name, 60)}" if named else ""
    return cut(f"{capital(head)}{first}", 120)


def _nothing(me: Context) -> str:
    """What an empty page says to this person."""
    if me.by.manages:
        return "I'll send you a card when a handoff waits for your decision."
    if me.by.teams:
        return "I'll send you a card when a deal needs your answer."
    return "Who did you speak to last? Start with their company's name."


def _decisions(waiting: Waiting, on: On) -> list[Element]:
    body: list[Element] = []
    for deal in waiting.decide[:MOST_WAITING]:
        context, asked = on(deal), deal.approval
        who = name(context, asked.requester) if asked else ""
        until = short_date(asked.expires_at.astimezone(context.zone).date(), context) if asked else ""
        body.append(_line(deal, f"{way(context, deal.stage)}, asked by {who}, until {until}"))
        body.append(Buttons((Button("Decide", f"approve #{deal.id}"),)))
    for deal in waiting.take[:MOST_WAITING]:
        body.append(_line(deal, f"{name(on(deal), deal.owner)} hands it over. Do you take it?"))
        body.append(Buttons((Button("Look at it", f"accept #{deal.id}"),)))
    left = max(0, len(waiting.decide) - MOST_WAITING) + max(0, len(waiting.take) - MOST_WAITING)
    return [*body, *_more(left, "more wait for your decision")]


def _line(deal: Deal, words: str) -> Text:
    worth = f" {short_money(deal.amount)}" if deal.amount else ""
    return Text((Bold(cut(deal.name, 60)), f"{worth}: {words}"))


def _more(left: int, words: str) -> list[Element]:
    return [Text((f"And {grouped(left)} {words}.",), small=True)] if left > 0 else []


def _exits(waiting: Waiting, on: On) -> list[Element]:
    """What waits for a specialist, with who asked, since when and why, and both answers as buttons."""
    body: list[Element] = []
    for deal, item in waiting.exits[:MOST_WAITING]:
        body.append(_line(deal, asks_words(deal, on(deal), item.attest)))
        row = tuple(replace(one, style="plain") for one in team_buttons(deal, [item]))
        body.append(Buttons(row, more=(Button("Show deal", f"show #{deal.id}"),)))
    return [*body, *_more(len(waiting.exits) - MOST_WAITING, "more wait for your answer")]


def _questions(waiting: Waiting, me: Context) -> list[Element]:
    body: list[Element] = []
    for deal, one in waiting.questions[:MOST_WAITING]:
        body.append(_line(deal, f"{name(me, one.by)} asks “{cut(one.text, 120)}”"))
        body.append(Buttons((Button("Answer", f"reply #{deal.id} {one.number}"),)))
    return body


def _mine(mine: Sequence[Deal], on: On) -> list[Element]:
    """The reader's own deals: those they can do something on, then those that wait for others."""
    todo: list[tuple[Deal, Button]] = []
    others: list[str] = []
    for deal in mine:
        context = on(deal)
        lacking = gaps(deal, context)
        if (who := _waits_for(deal, context, lacking)) or (step := _step(deal, context, lacking)) is None:
            others.append(f"{cut(deal.name, 40)}: {who or 'nothing to do'}")
        else:
            todo.append((deal, step))
    body: list[Element] = []
    for deal, step in todo[:MOST_DEALS]:
        more = (
            Button("Log", f"log #{deal.id}"),
            Button("Plan", f"plan #{deal.id}"),
            Button("Show", f"show #{deal.id}"),
        )
        body += [_line(deal, next_need(deal, on(deal))), Buttons((step,), more=more)]
    body += _more(len(todo) - MOST_DEALS, "more of your deals need something")
    if others:
        left = len(others) - MOST_NAMED
        named = [*others[:MOST_NAMED], *([f"{grouped(left)} more"] if left > 0 else [])]
        body += [Text((Bold("Waiting for others"),)), Bullets(tuple((one,) for one in named))]
    return body


def _step(deal: Deal, context: Context, lacking: Sequence[Missing]) -> Button | None:
    """The one thing its owner does next on a deal that lacks this."""
    if any(rights.may_attest(one.exit, deal, context) for one in lacking):
        return Button("Answer", f"met #{deal.id}")
    if not lacking and may_advance(deal, context):
        return replace(advance_button(deal, context), style="plain", label="Move on")
    return None


def _waits_for(deal: Deal, context: Context, lacking: Sequence[Missing]) -> str:
    """For whom a deal waits, and how long; nothing where its owner can go on."""
    asked = deal.approval
    if deal.wait and deal.wait.until > context.today:
        return f"until {short_date(deal.wait.until, context)}"
    if asked and asked.live and not asked.expired(context.now):
        takes = acceptor(deal, context) if asked.state == "approved" else ""
        who = name(context, takes) if takes else "a manager"
        return f"{who}, until {short_date(asked.expires_at.astimezone(context.zone).date(), context)}"
    if any(rights.may_attest(one.exit, deal, context) for one in lacking):
        return ""
    teams = [one.holder for one in lacking if one.holder in context.playbook.teams]
    return both([_since(team, deal, context) for team in dict.fromkeys(teams)])


def _since(team: str, deal: Deal, context: Context) -> str:
    called = engagement(deal, team)
    if called is None:
        return f"{capital(team)}, not asked yet"
    days = days_since(called.at, context)
    return f"{capital(team)}, {count(days, 'day')}" if days else f"{capital(team)}, since today"


def _team(team: Team, stalled: Sequence[Element]) -> list[Element]:
    """The team in one line and what is stalled in another, with the ways to look closer."""
    closing = f" Closing this month: {deals_worth(team.closing)}." if team.closing.deals else ""
    row = Button("Stalled", "stalled"), Button("Pipeline", "funnel"), Button("By rep", "funnel by rep")
    return [Text((Bold("Your team: "), f"{deals_worth(team.pipeline)}.{closing}")), *stalled, Buttons(row)]


def _unmanned(teams: Sequence[str]) -> list[Element]:
    """The teams without anyone who answers, to an admin."""
    if not teams:
        return []
    named = both([capital(team) for team in teams[:MOST_NAMED]])
    return [Text((f"No one answers for {named} yet.",)), Buttons((Button("Name someone", "team"),))]
