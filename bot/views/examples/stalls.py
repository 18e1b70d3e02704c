"""Examples of stalled deals, for the nudge and for the list of stalled deals."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, timedelta
from functools import partial

from adapters.card import Card
from bot.views.digest import ComingDate, DigestContents, digest_card
from bot.views.digest_settings import Setting, all_digests_card, digest_set_card, no_digest_card
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, NOW, Tale, context
from bot.views.examples.planned import PLANNED
from bot.views.moves import LedgerLine
from bot.views.nudge import carried_card, nudge_card
from bot.views.rounds import round_card, round_over_card
from bot.views.rules import Standing, rules_card
from bot.views.stalled import StalledDeal
from bot.views.stalled_list import stalled_card
from process.clock_rules import stalls
from process.facts import Entry, Lost
from process.figures import Attempt
from process.limits import RULES, Rule
from process.list_item import LISTS, ListItem, ListName
from process.playbook import Exit
from process.skip_habit import Habit
from process.stall import LocalDay, Stall, Wanted

LATER = NOW + timedelta(weeks=12)


def _entry(tale: Tale, by: str) -> StalledDeal:
    """A tale's deal as it lies twelve weeks later."""
    there = replace(context(by, LATER), today=LATER.date())
    return StalledDeal(tale.deal, there, stalls(tale.deal, there.playbook, LocalDay(LATER.date(), UTC)))


def one_nudge(by: str = "rob") -> Card:
    """One deal that waits for one person."""
    return nudge_card([_entry(deals.qualifying(), by)])


def to_manager_above() -> Card:
    """A manager gets a nudge about a deal of someone else."""
    return nudge_card([replace(_entry(deals.qualifying(), "mia"), escalated=True)])


def many_nudges() -> Card:
    """More deals than one message names, in every stage, words that are not ours among them."""
    tales = [deals.discussing(), deals.handing_over(), deals.hostile(), deals.long(), deals.accepting()]
    tales += [deals.qualifying(f"Acme {n}") for n in range(12)]
    return nudge_card([_entry(tale, "mia") for tale in tales])


def worked_on() -> Card:
    """What the same message says when nothing is left of it."""
    return nudge_card([], settled=[deals.qualifying().deal, deals.hostile().deal])


def habits() -> Card:
    """A manager gets a nudge about a person who skips again and again."""
    tried = tuple(Attempt(deals.qualifying().deal.id, "rob", NOW, "closing", "qualification", ()) for _ in range(3))
    names = {deals.qualifying().deal.id: HOSTILE}
    return nudge_card([_entry(deals.qualifying(), "mia")], [(Habit("rob", tried), context("mia"))], names)


def habit_alone() -> Card:
    """A manager gets a nudge about nothing else than two people who skip."""
    tried = (Attempt("gone", "rob", NOW, "closing", "qualification", ()),) * 3
    habits = [(Habit(who, tried), context("mia")) for who in ("rob", "ana")]
    return nudge_card([], habits)


def clock_question(stall: Stall, by: str = "rob", tale: Tale | None = None, escalated: bool = False) -> Card:
    """One deal about which one rule asks."""
    deal = (tale or deals.discussing()).deal
    return nudge_card([StalledDeal(deal, context(by), (stall,), escalated)])


def _stall(rule: Rule, missing: Exit | ListItem | Wanted, holder: str, days: int = 4) -> Stall:
    return Stall(rule, "quiet", NOW.date() - timedelta(days=days), days, missing, holder)


def _passed(name: ListName) -> Card:
    """An item of a list whose day has passed."""
    item = ListItem(name, 1, HOSTILE, "rob", NOW, due=NOW.date() - timedelta(days=1))
    tale = deals.discussing()
    deal = replace(tale.deal, items=(item,))
    return nudge_card([StalledDeal(deal, context(), (_stall("date", item, "rep", 1),))])


def one_round(asks: bool) -> Card:
    """A deal of a round, with another one to come or as the last."""
    following = deals.hostile().deal if asks else None
    return round_card(_entry(deals.discussing(), "rob"), following, (2, 4), asks=asks)


def carried() -> Card:
    """What is left of an older message."""
    return carried_card(LATER.date())


def digest(many: int, known: int = 0) -> Card:
    """That many stalled deals, some of them `known` from the day before, and all other parts of a digest."""
    return digest_card(digest_contents(many, known))


def digest_contents(many: int, known: int = 0) -> DigestContents:
    """What such a digest is made of."""
    acme = _entry(deals.discussing(), "mia")
    stalled_deals = [acme, *_alike(many)][:many]
    waiting = [(one.deal, context("mia")) for one in (deals.handing_over(), deals.accepting())]
    before = NOW.date() - timedelta(days=known or 1)
    return DigestContents(
        context("mia"),
        stalled_deals,
        waiting,
        _changes(),
        "Only deals of Mia and their team",
        ["Globex", HOSTILE],
        frozenset(one.deal.id for one in stalled_deals[:known]),
        before,
    )


def in_several_stages() -> Card:
    """Deals in several stages, one of them without an amount and one won, so that a chart is worth it."""
    tales = [deals.discussing(), deals.qualifying(), deals.qualifying(), deals.hostile(), deals.caring()]
    stalled_deals = [_entry(tale, "mia") for tale in tales]
    unpriced = replace(stalled_deals[1], deal=replace(stalled_deals[1].deal, amount=None))
    return digest_card(DigestContents(context("mia"), [*stalled_deals, unpriced, *_alike(3)]))


def full_list(many: int, page: int = 1, by: str = "mia") -> Card:
    """The whole list of a digest, for one reader."""
    return stalled_card(replace(digest_contents(many), context=context(by)), page)


def quiet_day(waits: bool) -> Card:
    """A day on which nothing is stalled: what moved and what comes next, or one decision that waits."""
    waiting = [(deals.handing_over().deal, context("mia"))] if waits else []
    hostile = deals.hostile().deal
    dates = [ComingDate(deals.discussing().deal, NOW.date()), ComingDate(hostile, NOW.date(), HOSTILE)]
    return digest_card(DigestContents(context("mia"), [], waiting, _changes(), dates=dates))


def _changes() -> list[LedgerLine]:
    """What happened to some deals, all their lives long."""
    tales = [deals.completed(), deals.discussing(), deals.hostile(), deals.qualifying().advance("closing", stops=True)]
    named = [(replace(tale.deal, id=str(number)), tale.ledger) for number, tale in enumerate(tales)]
    lost = LedgerLine(named[1][0], context("mia"), Entry(Lost("discussion", "They build it themselves"), "rob", NOW))
    return [*(LedgerLine(deal, context("mia"), entry) for deal, ledger in named for entry in ledger), lost]


def stalled_list(many: int) -> Card:
    """So many deals on the list, and nothing else to tell."""
    return stalled_card(DigestContents(context("mia"), _alike(many)))


def _alike(many: int) -> list[StalledDeal]:
    """So many deals that differ by name."""
    one = _entry(deals.qualifying(), "mia")
    return [replace(one, deal=replace(one.deal, id=f"{number:012x}", name=f"Acme {number}")) for number in range(many)]


SETTING = Setting(
    "#deals", "09:00", "Monday to Friday", "stage closing", "Only deals in Closing", "Asia/Tokyo", "4 May"
)


def digest_set(changed: bool) -> Card:
    """What a channel hears."""
    return digest_set_card(SETTING, context("mia"), changed)


OTHERS = [SETTING, replace(SETTING, channel=HOSTILE, whose="", zone="")]


def digests() -> Card:
    """Every channel's digest."""
    return all_digests_card(OTHERS)


def rules() -> Card:
    """The clock's rules, one off, one loosened in chat and one by the playbook."""
    standings = {rule: Standing(sent=120, useless=7) for rule in RULES}
    eased: dict[Rule, Standing] = {"idle": Standing(later=3, by="mia"), "date": Standing(off=True)}
    return rules_card({**standings, **eased}, context("mia"), 90, may_change=True)


STALLS: Mapping[str, Callable[[], Card]] = {
    "nudge: one deal": one_nudge,
    "nudge: to a manager above": to_manager_above,
    "nudge: many, hostile": many_nudges,
    "nudge: worked on, hostile": worked_on,
    "nudge: a habit of skipping, hostile": habits,
    "nudge: habits only": habit_alone,
    "nudge: the close date": lambda: clock_question(_stall("close date", "close date", "rep")),
    "nudge: no contact": lambda: clock_question(_stall("contact", "contact", "rep", 30)),
    "nudge: ready to move": lambda: clock_question(_stall("long", "next step", "rep", 30)),
    "nudge: to decide": lambda: clock_question(_stall("approval", "approval", "manager"), "mia", deals.handing_over()),
    "nudge: to decide, above": lambda: clock_question(
        _stall("approval", "approval", "manager"), "max", deals.handing_over(), escalated=True
    ),
    "nudge: to accept": lambda: clock_question(_stall("approval", "acceptance", "ana"), "ana", deals.accepting()),
    **{f"nudge: a passed {name}, hostile": partial(_passed, name) for name in LISTS if name != "objection"},
    "nudge: carried on": carried,
    "round: a deal, hostile": lambda: one_round(asks=True),
    "round: the last deal": lambda: one_round(asks=False),
    "round: over": lambda: round_over_card([], begun=True),
    "round: nothing": lambda: round_over_card([], begun=False),
    "round: left out, hostile": lambda: round_over_card([deals.hostile().deal] * 7, begun=True),
    "digest: one deal, hostile": lambda: digest(1),
    "digest: five hundred, hostile": lambda: digest(500),
    "digest: as before, hostile": lambda: digest(20, 18),
    "digest: in several stages, hostile": in_several_stages,
    "digest: all moving": lambda: digest_card(DigestContents(context("mia"), [])),
    "digest: a quiet day, hostile": lambda: quiet_day(waits=False),
    "digest: a decision alone, hostile": lambda: quiet_day(waits=True),
    "stalled: everything, hostile": lambda: full_list(5),
    "stalled: as a rep sees it, hostile": lambda: full_list(5, by="rob"),
    "stalled: the last page, hostile": lambda: full_list(500, 99),
    "stalled: nothing": lambda: stalled_list(0),
    "stalled: forty-nine": lambda: stalled_list(49),
    "stalled: fifty-one": lambda: stalled_list(51),
    "digest set: shown": lambda: digest_set(changed=False),
    "digest set: changed": lambda: digest_set(changed=True),
    "digest set: none": lambda: no_digest_card(context("mia"), "#deals"),
    "digest set: none, to a rep": lambda: no_digest_card(context("rob"), "#deals", may_change=False),
    "digest set: none here, hostile": lambda: no_digest_card(context("mia"), "#deals", others=OTHERS),
    "digest set: none anywhere": lambda: all_digests_card([]),
    "digest set: everywhere, hostile": digests,
    "rules": rules,
    **PLANNED,
}
