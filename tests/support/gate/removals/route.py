"""Rules of the walk through the gates, each taken out: gates, handoffs, ways back, wins, and what follows."""

from typing import Any

import pytest

from bot.commands import deal as deal_commands
from process import course, ending, gate, handoff, referral, rights, walk
from process.approval import Approval
from process.context import Context
from process.deal import Deal
from process.facts import Changed, Lost, Met, Referred, Withdrawn
from process.lost_reasons import UNSORTED
from process.outcome import Outcome, happened
from process.playbook import Playbook

Patch = pytest.MonkeyPatch


def open_gates(patch: Patch) -> None:
    patch.setattr(walk, "missing", lambda deal, playbook, stage: ())


def stages_skipped(patch: Patch) -> None:
    after = Playbook.after

    def one_further(self: Playbook, key: str) -> Any:
        found = after(self, key)
        return after(self, found.key) or found if found else None

    patch.setattr(Playbook, "after", one_further)


def no_handoff(patch: Patch) -> None:
    patch.setattr(
        walk, "_ask", lambda deal, context, approval: happened(deal, context, walk.opened(deal, context.playbook))
    )


def accepted_by_anyone(patch: Patch) -> None:
    patch.setattr(handoff, "may_accept", lambda named, company, by, now: True)


def approvals_outlive_changes(patch: Patch) -> None:
    patch.setattr(Changed, "material", False)
    patch.setattr(Met, "material", False)


def approvals_for_ever(patch: Patch) -> None:
    patch.setattr(Approval, "expired", lambda self, now: False)


def nothing_raised(patch: Patch) -> None:
    fault = gate._list_fault

    def asked_or_not(item: Any, deal: Deal) -> Any:
        found = fault(item, deal)
        return None if found == "nothing named" and "asked" in item.want else found

    patch.setattr(gate, "_list_fault", asked_or_not)


def objections_stand(patch: Patch) -> None:
    fault = gate._list_fault

    def open_or_not(item: Any, deal: Deal) -> Any:
        found = fault(item, deal)
        return None if found == "still open" else found

    patch.setattr(gate, "_list_fault", open_or_not)


def nothing_doubted(patch: Patch) -> None:
    patch.setattr(walk, "_asked_in", lambda deal, context, to: ())


def doubts_forgotten(patch: Patch) -> None:
    fault = gate._fault_of

    def believed(item: Any, deal: Deal, playbook: Any) -> Any:
        found = fault(item, deal, playbook)
        return None if found == "to confirm" else found

    patch.setattr(gate, "_fault_of", believed)


def confirmed_by_anyone(patch: Patch) -> None:
    patch.setattr(rights, "may_attest", lambda item, deal, context: context.by.active)


def wins_change(patch: Patch) -> None:
    patch.setattr(course, "changes_win", lambda deal, changed: False)


def wins_lost(patch: Patch) -> None:
    lose = ending.lose

    def any_deal(deal: Deal, context: Context, reason: str, category: str = "") -> Outcome:
        if rights.may_work(deal, context.by) and deal.state == "open":
            return happened(deal, context, Lost(deal.stage, reason, category or UNSORTED))
        return lose(deal, context, reason, category)

    patch.setattr(ending, "lose", any_deal)


def wins_withdrawn(patch: Patch) -> None:
    def withdraw(deal: Deal, context: Context, reason: str) -> Outcome:
        if rights.may_withdraw(deal, context) and deal.state == "open":
            return happened(deal, context, Withdrawn(deal.stage, reason))
        return ending_withdraw(deal, context, reason)

    ending_withdraw = ending.withdraw
    patch.setattr(ending, "withdraw", withdraw)


def wins_unsaid(patch: Patch) -> None:
    patch.setattr(handoff, "is_winning", lambda stage: False)


def wins_sent_back(patch: Patch) -> None:
    """A win is one only where the deal stands, so that sending it back undoes it."""

    def handed_on(deal: Deal) -> bool:
        return deal.won is not None and deal.handed is not None

    patch.setattr(Deal, "is_won", property(handed_on))


def churned_by_anyone(patch: Patch) -> None:
    patch.setattr(rights, "may_churn", lambda deal, context: rights.may_work(deal, context.by))


def referrals_carry(patch: Patch) -> None:
    patch.setattr(course, "_carried", lambda deal, old, new, kind: course._holding(deal, old, new))


def referred_by_no_one(patch: Patch) -> None:
    patch.setattr(referral, "by_referral", lambda deal, playbook: True)


def referred_by_themselves(patch: Patch) -> None:
    refer = referral.refer

    def by_anyone(deal: Deal, context: Context, giver: Deal) -> Outcome:
        known = rights.may_work(deal, context.by) and deal.state == "open" and not deal.parent
        if known and referral.by_referral(deal, context.playbook):
            return happened(deal, context, Referred(giver.id, giver.account, giver.cycle + 1))
        return refer(deal, context, giver)

    patch.setattr("bot.commands.cycle.refer", by_anyone)


def referred_twice(patch: Patch) -> None:
    refer = referral.refer

    def again(deal: Deal, context: Context, giver: Deal) -> Outcome:
        if deal.parent and deal.state == "open" and giver.account != deal.account and giver.id != deal.id:
            return happened(deal, context, Referred(giver.id, giver.account, giver.cycle + 1))
        return refer(deal, context, giver)

    patch.setattr("bot.commands.cycle.refer", again)


def withdrawn_by_anyone(patch: Patch) -> None:
    patch.setattr(rights, "may_withdraw", lambda deal, context: rights.may_work(deal, context.by))


def nearly_one_name(patch: Patch) -> None:
    patch.setattr(deal_commands, "same_company", lambda tx, tenant, name: [])


def lost_uncounted(patch: Patch) -> None:
    patch.setattr(ending, "UNSORTED", "")


def lost_to_anything(patch: Patch) -> None:
    patch.setattr("bot.commands.route.the_one", lambda words, what, known: words)
    patch.setattr(ending, "lose", _lose)


def _lose(deal: Deal, context: Context, reason: str, category: str = "") -> Outcome:
    return _LOSE(deal, context, reason) if not category else _uncounted(deal, context, reason, category)


def _uncounted(deal: Deal, context: Context, reason: str, category: str) -> Outcome:
    outcome = _LOSE(deal, context, reason)
    return outcome if outcome.refusal else happened(deal, context, Lost(deal.stage, reason, category))


_LOSE = ending.lose
