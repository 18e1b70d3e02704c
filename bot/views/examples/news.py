"""Examples of what others did, of a win, and of Home for each role."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from adapters.card import Card
from bot.views.announced import moved_aloud
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, NOW, context, standard
from bot.views.home import Team, Waiting, home_card
from bot.views.news import DealNews, news_card
from bot.views.nudge import nudge_card
from bot.views.stalled import StalledDeal
from bot.views.win import win_card
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence, Waiver
from process.facts import Began, Changed, Entry, Fact, Logged, Met, Waived
from process.money import Money
from process.question import Question
from process.stall import Stall
from process.worth import worth_of

NO = Met((Evidence("legal", "no", "legal", "leo", NOW, note="their terms are unlimited"),))
YES = Met((Evidence("legal", "yes", "legal", "leo", NOW),))
WAIVED = Waived(Waiver("decision", HOSTILE, "mia", NOW))
CHANGED = Changed("amount", "45000 EUR", amount=Money.of("60000 EUR"))
CALLED = Logged("call", HOSTILE)
SILENT = Stall("idle", "quiet", NOW.date(), 9, "next step", "rep")
LATER_DATE = Logged("e-mail", "sent them the dates of the pilot")


def home_of(
    who: str,
    mine: Sequence[Deal],
    waiting: Waiting | None = None,
    planned: Sequence[Deal] = (),
    team: Team | None = None,
) -> Card:
    """Home of one of the cast."""
    worth = worth_of([deal.amount for deal in mine], standard().rates)
    on = _seen_by(who)
    return home_card(
        context(who), mine, waiting or Waiting(), on, planned, worth=worth, team=team, unmanned=("licensing",)
    )


def _seen_by(who: str) -> Callable[[Deal], Context]:
    def on(deal: Deal) -> Context:
        return context(who)

    return on


def _rep() -> Card:
    asked = Question(1, HOSTILE, "mia", "rob", NOW)
    waiting = Waiting(questions=[(deals.qualifying().deal, asked)])
    ready = deals.Tale().prove(["source", "contact"]).deal
    mine = [deals.qualifying().deal, ready, deals.handing_over().deal, deals.discussing().deal]
    return home_of("rob", mine * 3, waiting)


def _manager() -> Card:
    worth = worth_of([Money.of("45000 EUR")] * 3, standard().rates)
    waiting = Waiting(decide=[deals.handing_over().deal] * 7)
    return home_of("mia", [], waiting, team=Team(worth, worth))


def _specialist() -> Card:
    return home_of("leo", [], Waiting(exits=[(deals.discussing().deal, standard().exits["legal"])]))


def _news(*done: Fact, by: str = "leo") -> Card:
    return news_card(deals.discussing().deal, context("rob"), [Entry(fact, by, NOW) for fact in done])


def _with_news(*stalled: StalledDeal) -> Card:
    """A nudge that also says what others did, on two deals."""
    entries = (Entry(CALLED, "mia", NOW), Entry(LATER_DATE, "ana", NOW))
    news = [DealNews(tale.deal, context("rob"), entries) for tale in (deals.qualifying(), deals.hostile())]
    return nudge_card(stalled, news=news)


NEWS: Mapping[str, Callable[[], Card]] = {
    "home: a rep's, hostile": _rep,
    "home: a manager's": _manager,
    "home: a specialist's": _specialist,
    "home: an account manager's": lambda: home_of("ana", [deals.caring().deal], Waiting(take=[deals.accepting().deal])),
    "home: an admin's": lambda: home_of("ada", []),
    "home: nothing": lambda: home_of("rob", []),
    "home: nothing for a manager": lambda: home_of("max", []),
    "home: nothing for a specialist": lambda: home_of("leo", []),
    "news: a no": lambda: _news(NO),
    "news: a yes": lambda: _news(YES),
    "news: several, hostile": lambda: _news(YES, WAIVED, CHANGED, CALLED, NO, *[CALLED] * 4, by="mia"),
    "news: opened in your name": lambda: _news(Began(deals.qualifying().deal), by="ana"),
    "news: undone": _news,
    "nudge: news beside a deal, hostile": lambda: _with_news(
        StalledDeal(deals.discussing().deal, context("rob"), (SILENT,))
    ),
    "nudge: news only, hostile": _with_news,
    "win: a new customer": lambda: win_card(deals.accepting().deal, context()),
    "win: a renewal": lambda: win_card(replace(deals.accepting().deal, kind="renewal", amount=None), context()),
    "moved: in a channel": lambda: moved_aloud(deals.qualifying().deal, context()),
}
