"""Deals and facts of an earlier release: what they lack has its default, and they stay readable."""

import json

from bot.store.deal_json import read_deal, read_fact, write_deal, write_fact
from process.facts import Changed, Closed, Lost, Met
from tests.support.people_and_deal import Story, evidence, item

NEW_IN_DEAL = ("noes", "complexity_set", "lowered", "contacts", "lost_as")
NEW_IN_EVIDENCE = ("note", "thin")


def test_a_deal_from_before_contacts_reads_with_its_plain_names() -> None:
    story = Story()
    story.meet("rob", evidence("reached", "Carla Chen, CFO"), evidence("budget", "5 EUR", "Carla Chen", "call"))
    story.put("rob", item("objection", "too dear"))
    body = json.loads(write_deal(story.deal))
    for key in NEW_IN_DEAL:
        del body[key]
    for one in body["evidence"].values():
        for key in NEW_IN_EVIDENCE:
            del one[key]
    for thing in body["items"]:
        del thing["on"], thing["dropped"]
    assert read_deal(json.dumps(body)) == story.deal


def test_facts_from_before_read_with_what_they_had() -> None:
    facts = (
        (Changed("product", "", product="goods"), ("drops",)),
        (Closed("objection", 1, "they agreed"), ("day", "dropped")),
        (Lost("agree", "no money"), ("category",)),
    )
    for fact, new in facts:
        body = json.loads(write_fact(fact))
        for key in new:
            del body[key]
        assert read_fact(type(fact).__name__, json.dumps(body)) == fact
    met = json.loads(write_fact(Met((evidence("reached", "Carla"),))))
    for key in NEW_IN_EVIDENCE:
        del met["evidence"][0][key]
    assert read_fact("Met", json.dumps(met)) == Met((evidence("reached", "Carla"),))
