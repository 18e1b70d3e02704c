"""The buyer's own route: what they want, what they have done, and who is ahead of whom."""

import re
from datetime import date

from adapters.chat import Answer
from bot.commands.arguments import cut_day, the_words
from bot.commands.contact_argument import the_contact
from bot.commands.registry import WORKS, command
from bot.language.values.statement import Statement
from bot.language.values.words import same
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, private
from bot.views.buyer import buyer_card
from bot.views.typed import buyer_step_too_long
from process import lists
from process.deal import Deal
from process.list_item import ListItem
from process.playbook import BuyerStep, Playbook

LONGEST_STEP = 80


@command("buyer [<deal>]", "buyer [<deal>] wants", "buyer [<deal>] did", who="anyone")
def buyer(request: Request, deal: Deal) -> Answer:
    """Show the buyer's own steps beside our stages, with a form for a step they took or want."""
    given = request.values
    if {"step", "manner"} <= given.keys():
        with beside("due"):
            due = request.reader.day(given["due"]) if "due" in given else None
        said = Statement(given["step"], given.get("said_by", ""), given.get("where", ""))
        done = said if given["manner"] == "did" else None
        return _step(request, deal, given["step"], due, done)
    return private(buyer_card(deal, request.on(deal)))


@command("buyer [<deal>] did <step>", "buyer [<deal>] has <step>", who=WORKS, agents="propose")
def buyer_did(request: Request, deal: Deal, step: str) -> Answer:
    """Save a step the buyer has taken: `buyer acme did budget holder said by CFO in call`."""
    with beside("step"):
        said = the_words(step, request.reader)
    return _step(request, deal, said.value, None, said)


@command("buyer [<deal>] wants <step>", who=WORKS, agents="propose")
def buyer_wants(request: Request, deal: Deal, step: str) -> Answer:
    """Save a step the buyer asks for: `buyer acme wants contract by Friday`."""
    with beside("due", slot="step"):
        words, due = cut_day(step, request.reader)
    return _step(request, deal, words, due, None)


def _step(request: Request, deal: Deal, words: str, due: date | None, done: Statement | None) -> Answer:
    context = request.among(deal)
    with beside("said_by", slot="step"):
        said_by = the_contact(request, deal, done.contact) if done else ""
    step = _known(context.playbook, words)
    if step is None and len(words) > LONGEST_STEP:
        raise Misunderstood(buyer_step_too_long(words, LONGEST_STEP), "step")
    item = ListItem(
        "buyer step",
        0,
        step.name if step else " ".join(words.split()),
        request.me.id,
        request.context.now,
        key=step.key if step else "",
        due=due,
        said_by=said_by,
        where=done.where if done else "",
        on=done.on if done else None,
    )
    return request.settle(deal, lists.step(deal, context, item, done is not None), buyer_card)


def _known(playbook: Playbook, words: str) -> BuyerStep | None:
    """The playbook's step that was meant: by its key, its name, or a word of it that no other step has."""
    wanted = same(re.sub(r"^(?:the|a|an|our)\s+", "", words.strip(), flags=re.IGNORECASE))
    whole = [step for step in playbook.buyer if wanted in (same(step.key), same(step.name))]
    part = [step for step in playbook.buyer if len(wanted) > 3 and wanted in same(step.key + " " + step.name)]
    return (whole or part)[0] if whole or len(part) == 1 else None
