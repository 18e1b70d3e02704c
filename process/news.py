"""News of a deal: which facts the person who works it is notified of, when someone else caused them."""

from collections.abc import Iterable, Sequence

from process import facts
from process.colleague import CLOCK, Company
from process.deal import Deal
from process.facts import Entry, Fact
from process.undo import undone_steps

NEWS = (
    *(facts.Began, facts.Changed, facts.Met, facts.Unmet, facts.Waived, facts.Confirmed, facts.Listed, facts.Closed),
    *(facts.Rescheduled, facts.Engaged, facts.Logged, facts.Waited, facts.Advanced, facts.CycleClosed, facts.SentBack),
    *(facts.Lost, facts.LostSorted, facts.Churned, facts.Withdrawn, facts.Reopened, facts.PlaybookMoved),
    *(facts.Referred, facts.Linked, facts.PlanMoved, facts.PlanDone, facts.PlanDropped, facts.ApprovalAsked),
)
"""What they are notified of. A refusal changes nothing, and a question comes as a message of its own."""

QUIET = (
    *(facts.Logged, facts.Closed, facts.Waited, facts.Linked, facts.Referred, facts.LostSorted, facts.PlanDone),
    facts.CycleClosed,
)
"""News that asks nothing of its reader and opens no way for them. It comes with another message."""

SAID_ELSEWHERE = (facts.Decided, facts.Assigned, facts.Asked, facts.Replied)
"""Facts with a message of their own. It says what else the same step did, so that isn't said again."""

ENDS = (facts.Lost, facts.Churned, facts.Withdrawn, facts.Reopened, facts.SentBack)
"""What concerns the owner too, after an account manager has taken the deal over."""


def is_news(done: Iterable[Fact]) -> bool:
    """Whether a step is news to the person who works the deal, if someone else did it."""
    done = tuple(done)
    return any(isinstance(fact, NEWS) for fact in done) and not any(isinstance(fact, SAID_ELSEWHERE) for fact in done)


def is_quiet(done: Iterable[Fact]) -> bool:
    """Whether all news of a step can come with the reader's next message."""
    return all(isinstance(fact, QUIET) for fact in done if isinstance(fact, NEWS))


def readers(deal: Deal, done: Iterable[Fact]) -> tuple[str, ...]:
    """Who is notified: the account manager who took the deal over, else its owner; of an end both."""
    works = deal.account_manager or deal.owner
    ends = any(isinstance(fact, (*ENDS, facts.Undone)) for fact in done)
    return tuple(dict.fromkeys((works, deal.owner))) if ends else (works,)


def news_for(found: Sequence[Entry], ledger: Sequence[Entry], reader: str, company: Company) -> list[Entry]:
    """Of these entries, those that are news to a reader: done by others, not undone since, and not said elsewhere."""
    gone = undone_steps(ledger)
    elsewhere = {one.step for one in found if isinstance(one.fact, SAID_ELSEWHERE)}
    mine = company.one(reader)
    found_news = []
    for one in found:
        others = one.by != CLOCK.id and company.one(one.by) != mine
        if others and isinstance(one.fact, NEWS) and one.step not in gone | elsewhere and not _is_opened(one.fact):
            found_news.append(one)
    return found_news


def _is_opened(fact: Fact) -> bool:
    """Whether it is the other side of a deal that was opened for the owner, who gets a message of that one."""
    return isinstance(fact, facts.Linked) and fact.kind in ("cross-sell", "up-sell", "referral")
