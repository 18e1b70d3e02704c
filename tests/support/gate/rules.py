"""The rules of the gate that refuse or mark something, and how each is taken out, so that the walk must find it."""

from collections.abc import Callable, Mapping

import pytest

from tests.support.gate.removals import eyes, facts, route

Patch = Callable[[pytest.MonkeyPatch], None]

RULES: Mapping[str, tuple[Patch, ...]] = {
    "the gate itself": (
        *(route.open_gates, route.stages_skipped, route.no_handoff, route.accepted_by_anyone),
        *(route.approvals_outlive_changes, route.approvals_for_ever),
    ),
    "1 what happened isn't to come": (facts.evidence_of_tomorrow, facts.dates_of_tomorrow, facts.closed_tomorrow),
    "2 evidence has substance": (
        *(facts.empty_answers, facts.one_answer_for_two, facts.thin_and_unmarked, facts.a_no_without_a_reason),
        facts.empty_items,
    ),
    "3 contacts are people": (facts.anyone_a_contact, facts.our_own_emails),
    "4 the buyer's word has a source": (facts.words_without_a_day, facts.words_without_a_source),
    "5 what a deal is, is known in time": (
        *(facts.nothing_to_know, facts.unknown_is_small, facts.lowered_by_anyone, facts.simpler_by_anyone),
    ),
    "6 own means own": (
        *(eyes.owners_decide, eyes.owners_now_only, eyes.openers_forgotten, eyes.provers_forgotten),
        *(eyes.askers_forgotten, eyes.roles_from_owners, eyes.roles_just_now, eyes.put_out_unsaid),
        *(eyes.stand_ins_apart, eyes.team_unwritten, eyes.everyone_manages),
    ),
    "7 one person, one vote": (
        *(eyes.without_a_work_email, eyes.links_unconfirmed, eyes.accounts_apart, eyes.emails_apart),
    ),
    "8 no one is their own specialist": (
        *(eyes.own_specialists, eyes.teams_overlooked, eyes.anyone_clears, eyes.cleared_unsaid),
    ),
    "9 waivers are rare": (
        *(eyes.waived_for_nothing, eyes.any_number_of_waivers, eyes.signatures_waived, eyes.waivers_forgotten),
    ),
    "10 alone": (eyes.alone_among_many, eyes.alone_just_now, eyes.alone_unsaid, eyes.alone_for_nothing),
    "11 a lighter playbook is no way round": (
        *(eyes.begins_anywhere, eyes.lighter_playbooks, eyes.moves_anywhere, eyes.outgrown, eyes.moves_past_handoffs),
    ),
    "12 objections were asked for": (route.nothing_raised, route.objections_stand),
    "13 back means something": (route.nothing_doubted, route.doubts_forgotten, route.confirmed_by_anyone),
    "14 a win is a win": (
        *(route.wins_change, route.wins_lost, route.wins_withdrawn, route.wins_unsaid, route.wins_sent_back),
        route.churned_by_anyone,
    ),
    "15 a referral starts clean": (
        *(route.referred_twice, route.referrals_carry, route.referred_by_no_one, route.referred_by_themselves),
    ),
    "16 mistakes are withdrawn": (route.withdrawn_by_anyone, route.nearly_one_name),
    "17 triggers live": (facts.triggers_without_a_source, facts.triggers_no_one_awaits, facts.moved_for_nothing),
    "18 lost has a counted reason": (route.lost_uncounted, route.lost_to_anything),
}
"""Rule 19, small deals have a small process, is playbooks that ship; what it refuses is in rule 11: whom they are for."""
