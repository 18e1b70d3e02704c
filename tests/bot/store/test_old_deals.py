"""Deals and facts of an earlier release: what they lack has its default, and they stay readable."""

import json
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import pytest

from bot.store.deal_json import FACTS, read_deal, read_fact, write_deal, write_fact
from process.deal import Deal
from process.facts import Entry
from tests.support.people_and_deal import MONDAY, Story, evidence, item

AT = "2026-05-04T09:00:00Z"
EVIDENCE = {"exit": "reached", "value": "Carla", "word": "rep", "by": "rob", "at": AT}
APPROVAL = {"id": "a1", "stage": "agree", "requester": "rob", "version": 3, "asked_at": AT, "expires_at": AT}
ITEM = {"list": "trigger", "number": 1, "text": "the board meets", "opened_by": "rob", "opened_at": AT}
WAIVER = {"exit": "budget", "reason": "a frame contract", "by": "mia", "at": AT}
DEAL = {
    "id": "d1",
    "account": "Acme",
    "name": "Acme",
    "owner": "rob",
    "playbook": "v1",
    "stage": "find",
    "began": AT,
    "entered": AT,
    "touched": AT,
}
OLDEST: dict[str, dict[str, Any]] = {
    "Began": {"deal": DEAL},
    "Changed": {"attribute": "amount", "was": "", "amount": {"amount": "5", "currency": "EUR"}},
    "Assigned": {"owner": "rita", "was": "rob"},
    "Met": {"evidence": [EVIDENCE]},
    "Unmet": {"exit": "reached", "reason": "wrong"},
    "Waived": {"waiver": WAIVER},
    "Advanced": {"left": "find", "stage": "agree"},
    "Refused": {"stage": "find", "missing": ["reached"]},
    "SkipAttempted": {"asked": "keep", "stage": "find", "missing": ["reached"]},
    "SentBack": {"left": "agree", "stage": "find", "reason": "too early"},
    "Waited": {"until": "2026-06-01", "reason": "the new year"},
    "Lost": {"stage": "agree", "reason": "no money"},
    "Reopened": {"left": "agree", "stage": "find", "reason": "money again"},
    "ApprovalAsked": {"approval": APPROVAL},
    "Decided": {"approval": "a1", "state": "approved"},
    "Listed": {"item": ITEM},
    "Closed": {"list": "trigger", "number": 1, "how": "they met"},
    "Engaged": {"team": "legal"},
    "Logged": {"activity": "call", "note": "asked where we stand"},
    "CycleClosed": {"stage": "keep"},
    "Linked": {"deal": "d2", "name": "Acme 2", "kind": "renewal"},
    "PlaybookMoved": {"was": "v1", "playbook": "v2", "left": "find", "stage": "find"},
    "ContactAdded": {"contact": {"name": "Carla Chen"}},
    "ContactErased": {"role": "CFO"},
    "Rescheduled": {"list": "trigger", "number": 1, "due": "2026-06-01", "was": None, "reason": "they moved"},
    "LostSorted": {"category": "price", "was": ""},
    "Churned": {"stage": "keep", "reason": "they left"},
    "Withdrawn": {"stage": "find", "reason": "entered twice"},
    "Confirmed": {"exits": ["reached"]},
    "Referred": {"deal": "d0", "account": "Globex", "cycle": 2},
    "Asked": {"number": 1, "text": "who signs?", "to": "rob"},
    "Replied": {"number": 1, "answer": "their CFO"},
}
"""Each kind of fact as the first release that had it wrote it. A field that came later isn't here, and never will be."""


def test_every_kind_of_fact_of_the_gates_rules_is_here() -> None:
    assert set(OLDEST) <= set(FACTS)


@pytest.mark.parametrize("kind", OLDEST)
def test_a_fact_is_read_as_its_first_release_wrote_it_and_still_does_its_work(kind: str) -> None:
    fact = read_fact(kind, json.dumps(OLDEST[kind]))
    kept = json.loads(write_fact(fact))
    assert at_least(OLDEST[kind], kept)
    deal = fact.on(read_deal(json.dumps({**DEAL, "approval": APPROVAL, "items": [ITEM]})), "rob", MONDAY)
    assert read_deal(write_deal(deal)) == deal
    assert Entry(fact, "rob", MONDAY).fact == fact


def at_least(less: object, more: object) -> bool:
    """Whether everything in one JSON value is in the other, too."""
    match less, more:
        case dict(), dict():
            return all(key in more and at_least(value, more[key]) for key, value in less.items())
        case list(), list():
            return len(less) == len(more) and all(map(at_least, less, more))
    return less == more


def test_a_deal_is_read_as_the_first_release_wrote_it() -> None:
    body = {**DEAL, "evidence": {"reached": EVIDENCE}, "waivers": {"budget": WAIVER}, "items": [ITEM]}
    deal = read_deal(json.dumps({**body, "approval": APPROVAL}))
    lacking = [one for one in fields(Deal) if one.name not in body and one.name != "approval"]
    for one in lacking:
        assert one.default is not MISSING or one.default_factory is not MISSING
    assert (deal.won, deal.gates, deal.doubted, deal.opener, deal.contacts) == (None, 0, (), "", ())
    assert not deal.evidence["reached"].thin
    assert deal.evidence["reached"].marks == ()
    assert is_dataclass(deal.approval)
    assert deal.approval.marks == ()
    assert deal.waivers["budget"].marks == ()
    assert not deal.items[0].dropped


def test_a_deal_from_before_contacts_reads_with_its_plain_names() -> None:
    story = Story()
    story.meet("rob", evidence("reached", "Carla Chen, CFO"), evidence("budget", "5 EUR", "Carla Chen", "call"))
    story.put("rob", item("objection", "too dear"))
    body = json.loads(write_deal(story.deal))
    for key in ("noes", "complexity_set", "lowered", "contacts", "lost_as"):
        del body[key]
    for one in body["evidence"].values():
        del one["note"], one["thin"]
    for thing in body["items"]:
        del thing["on"], thing["dropped"]
    assert read_deal(json.dumps(body)) == story.deal
