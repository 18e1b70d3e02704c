"""History: every kind of fact has its sentence."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest

from adapters.card import Bold, Bullets, Card, Link
from bot.views.every_step import every_step_card
from bot.views.examples.deals import NOW, completed, context, discussing, qualifying, went_back
from bot.views.history import history_card
from bot.views.sentences import fact_words
from process import ending, facts
from process.approval import Approval
from process.colleague import CLOCK
from process.contact import Contact
from process.deal import Deal
from process.evidence import Evidence, Waiver
from process.facts import Entry, Fact
from process.list_item import ListItem
from process.money import Money
from tests.support.card_text import buttons_of, text_of

DEAL: Deal = discussing().deal
APPROVAL = Approval("a", "discussion", "rob", 3, NOW, NOW + timedelta(days=3))
SENTENCES: dict[str, Fact] = {
    "opened the deal in Prospecting.": facts.Began(replace(DEAL, stage="prospecting")),
    "opened the deal as an up-sell in Prospecting.": facts.Began(
        replace(DEAL, stage="prospecting", kind="up-sell", parent="x")
    ),
    "set the amount to 50,000 EUR (was 45,000 EUR).": facts.Changed(
        "amount", "45000 EUR", amount=Money.of("50000 EUR")
    ),
    "undid evidence and a contact of 3 May 2027, 09:30.": facts.Undone(4, NOW, ("Met", "ContactAdded"), DEAL),
    "set the close date to Tuesday 1 June 2027.": facts.Changed("close date", "", close_date=date(2027, 6, 1)),
    "handed the deal from Rob to Rita.": facts.Assigned("rita", "rob"),
    "gave evidence: Budget – 50,000 EUR, said by Carla (call) on 3 May 2027.": facts.Met(
        (Evidence("budget", "50000 EUR", "buyer", "rob", NOW, "Carla", "call", date(2027, 5, 3)),)
    ),
    "took back Budget: a slip of the pen": facts.Unmet("budget", "a slip of the pen"),
    "waived Budget: the board has agreed": facts.Waived(Waiver("budget", "the board has agreed", "mia", NOW)),
    "advanced it from Qualification to Development, with a waiver of Budget.": facts.Advanced(
        "qualification", "development", ("budget",)
    ),
    "couldn't leave Discussion yet: Legal missing.": facts.Refused("discussion", ("legal",)),
    "tried to skip to Closing and was stopped in Qualification: Problem and Budget missing.": facts.SkipAttempted(
        "closing", "qualification", ("problem", "budget")
    ),
    "sent it back from Closing to Discussion: new objections": facts.SentBack(
        "closing", "discussion", "new objections"
    ),
    "set it to wait until Tuesday 1 June 2027: their budget round": facts.Waited(
        date(2027, 6, 1), "their budget round"
    ),
    "marked it as lost in Closing: too dear": facts.Lost("closing", "too dear"),
    "reopened it in Discussion: they are back": facts.Reopened("closing", "discussion", "they are back"),
    "asked for the handoff from Discussion to Closing.": facts.ApprovalAsked(APPROVAL),
    "approved the handoff.": facts.Decided("a", "approved"),
    "declined the handoff: not yet": facts.Decided("a", "declined", "not yet"),
    "accepted the handoff.": facts.Decided("a", "done", acceptor="ana"),
    "changed the deal, so its approval is void.": facts.Decided("a", "void", "the deal changed"),
    "ended the approval: no one decided in time.": facts.Decided("a", "expired"),
    "added trigger 2: The board meets, from Carla, for Rob, due Friday 7 May 2027.": facts.Listed(
        ListItem("trigger", 2, "The board meets", "rob", NOW, "", "Carla", "rob", date(2027, 5, 7))
    ),
    "removed objection 1 (Our data may not leave the country): kept there, said by Carla.": facts.Closed(
        "objection", 1, "kept there", "Carla", "call"
    ),
    "engaged Legal: their own terms": facts.Engaged("legal", "their own terms"),
    "asked Mia: who signs?": facts.Asked(1, "who signs?", "mia"),
    "answered: their CFO": facts.Replied(1, "their CFO"),
    "logged a call with Carla: they like it": facts.Logged("call", "they like it", "Carla"),
    "counted the customer as gone in Account Management: they left": facts.Churned("account_management", "they left"),
    "withdrew the deal, so it counts in no figure: it was there twice": facts.Withdrawn(
        "prospecting", "it was there twice"
    ),
    "confirmed that Budget still holds.": facts.Confirmed(("budget",)),
    "named Globex as the customer who referred them.": facts.Referred("y", "Globex", 2),
    "sent it back from Closing to Discussion: they object. To confirm again: Legal.": facts.SentBack(
        "closing", "discussion", "they object", doubted=("legal",)
    ),
    "moved trigger 2 to Friday 14 May 2027: the board meets a week later": facts.Rescheduled(
        "trigger", 2, date(2027, 5, 14), date(2027, 5, 7), "the board meets a week later"
    ),
    "counted it as lost because of: price.": facts.LostSorted("price", "unsorted"),
    "erased the name and the e-mail of the CFO.": facts.ContactErased("CFO"),
    "added the contact Carla Chen, CFO (decides and signs).": facts.ContactAdded(
        Contact("Carla Chen", "CFO", part=("decides", "signs"))
    ),
    "completed Account Management and this turn.": facts.CycleClosed("account_management"),
    "opened Acme up-sell out of it, an up-sell.": facts.Linked("y", "Acme up-sell", "up-sell"),
    "moved the deal to another version of the playbook, in Discussion. No longer proven: Old exit.": (
        facts.PlaybookMoved("1", "2", "closing", "discussion", ("old_exit",))
    ),
    "planned the next step: call Carla, Friday 7 May 2027.": facts.Planned(1, "call Carla", "rob", date(2027, 5, 7)),
    "moved the next step from Friday 7 May 2027 to Monday 10 May 2027.": (
        facts.PlanMoved(1, date(2027, 5, 10), date(2027, 5, 7))
    ),
    "did the next step: call Carla. She wants the offer": facts.PlanDone(1, "call Carla", "she wants the offer"),
    "imported the deal from deals.csv, row 7, into Discussion.": facts.Imported(DEAL, "deals.csv", 7),
    "noted that the file claims “Contract Sent” (Closing). Nothing is proven by it.": (
        facts.Claimed("closing", "Contract Sent")
    ),
    "noted what the file says: Budget – 50,000 EUR. Nothing is proven by it.": facts.AnswersClaimed(
        {"budget": "50000 EUR"}
    ),
    "said that “Contract Sent” isn't true.": facts.Unclaimed("closing", "Contract Sent"),
    "undid the import of deals.csv.": facts.ImportUndone("deals.csv"),
    "put back what the import of deals.csv changed.": facts.ImportPutBack("deals.csv"),
    "set the renewal for 1 December 2027, not 1 May 2027.": facts.RenewalSet(
        date(2027, 12, 1), date(2027, 10, 2), date(2027, 5, 1)
    ),
    "said that it won't renew: they close the site": facts.NoRenewal("they close the site"),
    "withdrew the renewal Acme renewal. It is proposed again from 1 December 2027 on.": facts.RenewalWithdrawn(
        "y", "Acme renewal", date(2027, 12, 1)
    ),
    "dropped the next step: call Carla. She is on holiday": facts.PlanDropped(1, "call Carla", "she is on holiday"),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_fact_is_shown_as_a_sentence(sentence: str) -> None:
    assert fact_words(SENTENCES[sentence], DEAL, context()) == sentence


def test_no_kind_of_fact_is_forgotten() -> None:
    assert {type(fact) for fact in SENTENCES.values()} == set(get_args(Fact))


def lines_of(card: Card) -> list[str]:
    return text_of(card).splitlines()


def test_a_history_is_a_line_for_each_stage_the_latest_first() -> None:
    tale = discussing()
    card = history_card(tale.deal, context("mia"), tale.ledger)
    said = lines_of(card)
    assert said[0] == "Acme · 18 days"
    assert said[1].startswith("Discussion since 27 Apr: Legal asked on 27 Apr, no answer. Last call 28 Apr.")
    assert "Qualification 18–21 Apr: Problem: Every order is typed in twice." in " ".join(said)
    assert said[5].startswith("Prospecting 15–18 Apr: Source: referral.")
    assert "No skip attempts. Waived: Budget by Max." in said


def test_a_stage_that_a_deal_came_back_to_has_two_lines_and_its_answers_once() -> None:
    tale = went_back()
    said = [line for line in lines_of(history_card(tale.deal, context(), tale.ledger)) if "Qualification" in line]
    assert len(said) == 2
    assert ["Problem:" in line for line in said] == [True, False]


def test_an_ended_deal_says_how_and_its_last_stay_has_an_end() -> None:
    tale = discussing()
    outcome = ending.lose(tale.deal, context(), "They build it themselves", "price")
    entries = [*tale.ledger, *(Entry(fact, "rob", NOW) for fact in outcome.facts)]
    said = lines_of(history_card(outcome.deal, context(), entries))
    assert said[1].startswith("Discussion 27 Apr – 3 May: Lost: They build it themselves.")


def test_every_step_and_who_said_what_are_one_press_away() -> None:
    tale = discussing()
    buttons = buttons_of(history_card(tale.deal, context(), tale.ledger))
    assert buttons["Every step"] == f"history #{tale.deal.id} all"
    assert buttons["Who said what"] == f"answers #{tale.deal.id}"


def test_the_newest_comes_last_and_each_older_page_is_a_press_away() -> None:
    tale = completed()
    pages = -(-len(tale.ledger) // 40)
    last = every_step_card(tale.deal, context("mia"), tale.ledger)
    assert last.title == f"Acme: every step, page 1 of {pages}"
    assert lines_of(last)[40].endswith("Ana completed Account Management and this turn, with a waiver of Budget.")
    assert buttons_of(last)["Older"] == f"history #{tale.deal.id} all 2"
    first = every_step_card(tale.deal, context("mia"), tale.ledger, pages)
    assert lines_of(first)[1].endswith("Rob opened the deal in Prospecting.")
    assert "Older" not in buttons_of(first)
    assert every_step_card(tale.deal, context("mia"), tale.ledger, 99) == first


def test_skip_attempts_and_waivers_stand_out_and_are_counted() -> None:
    tale = qualifying().advance("closing", stops=True).waive("budget", "the board has agreed")
    card = every_step_card(tale.deal, context(), tale.ledger)
    lines = [line for element in card.body if isinstance(element, Bullets) for line in element.lines]
    bold = [word.words for line in lines for word in line if isinstance(word, Bold)]
    assert [words.split()[0] for words in bold] == ["tried", "waived"]
    assert "1 skip attempt and 1 waiver on this deal." in text_of(card)


@pytest.mark.parametrize("reader", ["rita", "leo", "ada"])
def test_who_works_elsewhere_reads_of_no_skip_attempt_and_no_waiver(reader: str) -> None:
    tale = discussing()
    tale.ledger += qualifying().advance("closing", stops=True).ledger[-1:]
    for draw in (history_card, every_step_card):
        said = text_of(draw(tale.deal, context(reader), tale.ledger)).casefold()
        assert "waive" not in said
        assert "skip" not in said
        assert "waive" in text_of(draw(tale.deal, context("rob"), tale.ledger)).casefold()


def test_an_entry_leads_to_the_message_it_came_from() -> None:
    entry = Entry(facts.Engaged("legal"), "rob", NOW, "https://chat.example/1")
    card = every_step_card(DEAL, context(), [entry])
    (bullets,) = [element for element in card.body if isinstance(element, Bullets)]
    assert bullets.lines[0][-1] == Link("message", "https://chat.example/1")


def test_what_the_clock_did_is_said_to_be_the_clocks() -> None:
    card = every_step_card(DEAL, context(), [Entry(facts.Decided("a", "expired"), CLOCK.id, NOW)])
    assert "3 May 2027, 09:30 – Stagecoach ended the approval: no one decided in time" in text_of(card)


def test_what_was_undone_stays_in_the_history_and_says_so() -> None:
    logged = Entry(facts.Logged("call", "we talked about the offer."), "rob", NOW, step=4)
    undone = Entry(facts.Undone(4, NOW, ("Logged",), DEAL), "rob", NOW, step=5)
    said = text_of(every_step_card(DEAL, context(), [logged, undone]))
    assert "logged a call: we talked about the offer (undone)." in said
    assert "undid a logged activity of" in said


def test_what_was_found_is_cut_after_a_whole_word() -> None:
    long_one = replace(
        completed().deal,
        evidence={**completed().deal.evidence, "problem": replace(completed().deal.evidence["problem"], value=WORDY)},
    )
    said = text_of(history_card(long_one, context("mia"), completed().ledger))
    assert "Problem: Two systems that do not talk, and a week lost… " in said


WORDY = "Two systems that do not talk, and a week lost every month"
