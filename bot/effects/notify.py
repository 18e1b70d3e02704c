"""What follows from a change: messages to the people it concerns, posted in the same transaction."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from adapters.card import Card
from adapters.chat import Place
from bot.company.account_past import past_of
from bot.effects import owner_news, reminders
from bot.effects.refresh import refresh_posts
from bot.effects.skip_notes import coach
from bot.store import approvals, channels, deals, digests, outbox, people, visits
from bot.store.tenants import Tenant
from bot.views import notice, question_cards
from bot.views.approval_cards import acceptance_card, approval_card, channel_card
from bot.views.decided import decided_card, decided_notice, in_channel, passed_card
from bot.views.planned_cards import ended_card, for_you_card
from bot.views.win import win_card
from process import rights
from process.approval import Approval
from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.facts import (
    ApprovalAsked,
    Asked,
    Assigned,
    Decided,
    Engaged,
    Entry,
    Fact,
    PlanDone,
    PlanDropped,
    PlanMoved,
    Planned,
    Replied,
    SkipAttempted,
)
from process.handoff import acceptance
from process.outcome import Outcome

Draw = Callable[[Context], Card]
"""Makes a card for its reader's context."""


def notify(
    tx: Connection, tenant: Tenant, context: Context, deal: Deal, outcome: Outcome, *, among_others: bool = False
) -> None:
    """Post what follows from each fact of an outcome; `deal` is the deal afterwards.

    For a deal that is handed over `among_others` the new owner gets no message: they get one for all deals.
    """
    post = DealMessages(tx, tenant, context, deal)
    changed = [Entry(fact, context.by.id, context.now) for fact in outcome.facts if fact.material]
    for fact in outcome.facts:
        if not (among_others and isinstance(fact, Assigned)):
            _follow(post, fact, changed)
    owner_news.send(tx, tenant, context, deal, outcome.facts)
    reminders.schedule(tx, tenant, deal, outcome.facts, context.now)
    refresh_posts(tx, tenant.id, deal.id, context.now)
    visits.mark_changed(tx, tenant.id, _concerned(context, deal, outcome), context.now)


def _concerned(context: Context, deal: Deal, outcome: Outcome) -> set[str]:
    """Whose home page shows something of this deal: its people, those above them, and on a handover everyone."""
    if any(isinstance(fact, Assigned | Engaged) for fact in outcome.facts):
        return set(context.company.people)
    line = {one.id for one in context.company.line(deal.owner)}
    found = {context.by.id, deal.owner, *line, *(one.id for one in context.company.people.values() if one.manages)}
    if deal.approval:
        found |= {deal.approval.requester, deal.value(acceptance(context.playbook, deal.stage))}
    return found


def person(tx: Connection, tenant: Tenant, to: str, card: Card, *, subject: str, now: datetime) -> None:
    """Post a card that isn't about one deal to a person, in the chat where they get messages."""
    known = people.find(tx, tenant.id, to)
    if place := people.reached(tx, tenant.id, known) if known else None:
        outbox.post(tx, tenant.id, place, card, subject, now)


class DealMessages:
    """Messages about one deal, to people and to its channels."""

    def __init__(self, tx: Connection, tenant: Tenant, context: Context, deal: Deal) -> None:
        self.tx, self.tenant, self.context, self.deal = tx, tenant, context, deal
        self.by = context.by.id

    def to(self, person: str, draw: Draw, subject: str = "") -> None:
        """To one person directly, on every chat they use; people who left get nothing. They are the context's `by`."""
        if self.context.company.find(person) is None:
            return
        for place in people.addresses(self.tx, self.tenant.id, person):
            self.post(place, draw(self.seen_at(place)), subject or f"deal:{self.deal.id}")

    def to_channels(self, card: Callable[[Place], Card], subject: str) -> None:
        """To every channel of the deal, each with its own card."""
        for place in channels.places_of(self.tx, self.tenant.id, self.deal.id):
            self.post(place, card(place), subject)

    def post(self, place: Place, card: Card, subject: str) -> None:
        """One card to one place."""
        outbox.post(self.tx, self.tenant.id, place, card, subject, self.context.now)

    def seen_at(self, place: Place) -> Context:
        """The context for readers in a place: as the person there, in their zone; in a channel in the company's zone.

        In a channel `by` is the person who caused it: a card that all read must not depend on it.
        """
        at = (place.platform, place.workspace, place.id)
        reader = people.person_of(self.tx, self.tenant.id, *at) if place.kind == "direct" else None
        zone = self.tenant.zone_for(reader.zone if reader else "")
        by = reader.colleague if reader else self.context.by
        return replace(self.context, by=by, zone=zone, today=self.context.now.astimezone(zone).date())

    def users(self, colleagues: Sequence[Colleague], place: Place) -> list[str]:
        """The user ids of these people on the platform of a place, as far as they have one."""
        found = [one for person in colleagues for one in people.addresses(self.tx, self.tenant.id, person.id)]
        return [one.id for one in found if (one.platform, one.workspace) == (place.platform, place.workspace)]

    def instead(self, subject: str, draw: Draw, in_channels: Draw | None = None) -> None:
        """Edit every message of a subject, in all places; channels can get another card."""

        def drawn(place: Place) -> Card:
            aloud = in_channels if place.kind == "channel" and in_channels else draw
            return aloud(self.seen_at(place))

        outbox.redraw(self.tx, self.tenant.id, subject, drawn, self.context.now)


def _follow(post: DealMessages, fact: Fact, changed: Sequence[Entry]) -> None:
    match fact:
        case ApprovalAsked(approval):
            _ask(post, approval)
        case Decided(approval_id, state):
            _decided(post, approval_id, state, changed if state == "void" else ())
            if fact.won and post.deal.won == post.context.now:
                _announce(post)
        case Asked() | Replied():
            _spoke(post, fact)
        case SkipAttempted():
            coach(post.tx, post.tenant, post.context)
        case Engaged(team):
            _engaged(post, team)
        case Planned(who=who) if who != post.context.by.id:
            post.to(who, lambda context: for_you_card(post.deal, context, post.by))
        case PlanDone() | PlanDropped() | PlanMoved():
            _step_ended(post, fact)
        case Assigned(owner) if post.context.company.one(owner) != post.context.company.one(post.by):
            post.to(owner, lambda context: notice.assigned_card(post.deal, context, post.by))


def _step_ended(post: DealMessages, fact: PlanDone | PlanDropped | PlanMoved) -> None:
    """Edit what was sent about a next step, so that its buttons are gone."""
    subject = reminders.outbox_subject(post.deal.id, fact.number)
    post.instead(subject, lambda context: ended_card(post.deal, replace(context, by=post.context.by), fact))


def _ask(post: DealMessages, approval: Approval) -> None:
    """Post the approval's card to the first decider, and what is for all to the deal's channels."""
    subject = f"approval:{approval.id}"
    post.context = replace(post.context, siblings=deals.siblings(post.tx, post.tenant.id, post.deal))
    deciders = rights.deciders(post.deal, approval.requester, post.context.company, post.context.now)
    past = past_of(post.tx, post.tenant.id, post.deal, post.context.playbook)
    for decider in deciders[:1]:
        post.to(decider.id, lambda context: approval_card(post.deal, context, approval, past), subject)
    post.to_channels(
        lambda place: channel_card(post.deal, post.seen_at(place), approval, post.users(deciders, place)), subject
    )


def _decided(post: DealMessages, approval_id: str, state: str, changed: Sequence[Entry]) -> None:
    """Edit every card of this approval to show how it ended, and notify the people it concerns.

    By its id, since the deal can have its next approval already.
    """
    found = approvals.find(post.tx, post.tenant.id, approval_id)
    if found is None:
        return
    asked = post.deal.approval
    approval = asked if asked and asked.id == approval_id else found[1]

    def ended(context: Context) -> Card:
        if context.by.id == post.by and approval.decider == post.by and state in ("approved", "done", "declined"):
            return passed_card(post.deal, context, approval)  # what the press was answered with
        return decided_card(post.deal, context, approval, changed=changed)

    post.instead(f"approval:{approval_id}", ended, lambda context: in_channel(post.deal, context, approval))
    post.instead(f"acceptance:{approval_id}", ended)
    if state == "approved":
        _hand_over(post, approval)
    for person in {post.deal.owner, approval.requester} - {post.context.by.id}:
        post.to(person, lambda context: decided_notice(post.deal, context, approval, changed))


def _announce(post: DealMessages) -> None:
    """Announce a win once: in the deal's channels, and in those that get a digest."""
    found = [*channels.places_of(post.tx, post.tenant.id, post.deal.id)]
    found += [one.place for one in digests.every(post.tx, post.tenant.id)]
    for place in {(one.platform, one.workspace, one.id): one for one in found}.values():
        post.post(place, win_card(post.deal, post.seen_at(place)), f"win:{post.deal.id}")


def _hand_over(post: DealMessages, approval: Approval) -> None:
    """Ask the deal's account manager, or their stand-in, to accept it."""
    named = post.context.company.find(post.deal.value(acceptance(post.context.playbook, post.deal.stage)))
    takes = post.context.company.stand_in(named, post.context.now) if named else None
    if takes:
        subject = f"acceptance:{approval.id}"
        post.to(takes.id, lambda context: acceptance_card(post.deal, context, approval), subject)


def _spoke(post: DealMessages, fact: Asked | Replied) -> None:
    """A question goes to the one who is asked, and its answer to the one who asked."""
    question = post.deal.questions[fact.number - 1]
    if isinstance(fact, Asked):
        post.to(question.to, lambda context: question_cards.question_from_card(post.deal, context, question))
    else:
        post.to(question.by, lambda context: question_cards.answer_from_card(post.deal, context, question))


def _engaged(post: DealMessages, team: str) -> None:
    """Ask those whose word counts; where no one's does, all of the team."""
    for colleague in post.context.company.people.values():
        if colleague.active and team in colleague.teams and colleague.id != post.context.by.id:
            post.to(colleague.id, lambda context: notice.engaged_card(post.deal, context, team))
