"""The buyer's own route: what they want, what they have done, and who is ahead of whom."""

import re
from datetime import date

from adapters.chat import Answer
from bot.commands.arguments import cut_bare, cut_day, fitting, the_words
from bot.commands.contact_argument import the_contact
from bot.commands.registry import WORKS, command
from bot.language.values.statement import Statement
from bot.language.values.words import same
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, private
from bot.views import buyer_forms
from bot.views.buyer import buyer_card
from bot.views.typed import buyer_step_too_long, no_open_step
from process import list_changes, lists
from process.deal import Deal
from process.facts import Closed
from process.list_changes import Change
from process.list_item import ListItem
from process.playbook import BuyerStep, Playbook

LONGEST_STEP = 80


@command("buyer [<deal>]", who="anyone")
def buyer(request: Request, deal: Deal) -> Answer:
    """Show the buyer's own steps beside our stages, and what they still need."""
    if answer := _from_form(request, deal):  # a card from before the form had a command of its own
        return answer
    return private(buyer_card(deal, request.on(deal)))


def _from_form(request: Request, deal: Deal) -> Answer | None:
    """What the form says that the buyer took or wants; None where it wasn't sent."""
    given = request.values
    if not {"step", "manner"} <= given.keys():
        return None
    with beside("due"):
        due = request.reader.day(given["due"]) if "due" in given else None
    said = Statement(given["step"], given.get("said_by", ""), given.get("where", ""))
    return _step(request, deal, given["step"], due, said if given["manner"] == "did" else None)


@command("buyer [<deal>] did <step>", "buyer [<deal>] has <step>", "buyer [<deal>] did", who=WORKS, agents="propose")
def buyer_did(request: Request, deal: Deal, step: str = "") -> Answer:
    """Save a step the buyer has taken: `buyer acme did budget holder said by CFO in call`."""
    if not step:
        return _from_form(request, deal) or private(buyer_forms.taken_card(deal, request.on(deal)))
    with beside("step"):
        said = the_words(step, request.reader)
    return _step(request, deal, said.value, None, said)


@command("buyer [<deal>] wants <step>", "buyer [<deal>] wants", who=WORKS, agents="propose")
def buyer_wants(request: Request, deal: Deal, step: str = "") -> Answer:
    """Save a step the buyer asks for: `buyer acme wants contract by Friday`."""
    if not step:
        return _from_form(request, deal) or private(buyer_forms.taken_card(deal, request.on(deal), "wants"))
    with beside("due", slot="step"):
        words, due = cut_day(step, request.reader)
    return _step(request, deal, words, due, None)


@command("buyer [<deal>] add <step>", "buyer [<deal>] add", who=WORKS, agents="propose")
def buyer_add(request: Request, deal: Deal, step: str = "") -> Answer:
    """Add a step of the buyer's own, with its day: `buyer acme add security review 12 May`."""
    step = request.given("step", step)
    if not step:
        return private(buyer_forms.add_card(deal))
    with beside("due", slot="step"):
        words, due = cut_bare(step, request.reader)
        due = request.reader.day(request.values["due"]) if "due" in request.values else due
    return _step(request, deal, words, due, None)


@command(
    "buyer [<deal>] moved <step> to <until> because <reason>",
    "buyer [<deal>] moved <step>",
    who=WORKS,
    agents="propose",
)
def buyer_moved(request: Request, deal: Deal, step: str, until: str = "", reason: str = "") -> Answer:
    """Give a step of the buyer's another day: `buyer acme moved security review to 20 May because they are busy`."""
    until, reason = request.given("until", until), request.given("reason", reason)
    item = _open_step(request, deal, step)
    if not (until and reason):
        return private(buyer_forms.move_card(deal, item))
    with beside("until"):
        day = request.reader.day(until)
    change = Change("buyer step", item.number, reason, day)
    return request.settle(deal, list_changes.reschedule(deal, request.on(deal), change), buyer_card)


@command("buyer [<deal>] dropped <step> because <reason>", "buyer [<deal>] dropped <step>", who=WORKS, agents="propose")
def buyer_dropped(request: Request, deal: Deal, step: str, reason: str = "") -> Answer:
    """Take a step off the buyer's track that they won't take: `buyer acme dropped board because the CEO decides`."""
    reason = request.given("reason", reason)
    item = _open_step(request, deal, step)
    if not reason:
        return private(buyer_forms.drop_card(deal, item))
    context = request.on(deal)
    closed = Closed("buyer step", item.number, reason, day=context.today, dropped=True)
    return request.settle(deal, lists.close(deal, context, closed), buyer_card)


def _step(request: Request, deal: Deal, words: str, due: date | None, done: Statement | None) -> Answer:
    context = request.among(deal)
    with beside("said_by", slot="step"):
        said_by = the_contact(request, deal, done.contact) if done else ""
    step = _known(context.playbook, words)
    with beside("step"):
        text = step.name if step else fitting(words)
    if step is None and len(words) > LONGEST_STEP:
        raise Misunderstood(buyer_step_too_long(words, LONGEST_STEP), "step")
    item = ListItem(
        "buyer step",
        0,
        text,
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
    wanted = _wanted(words)
    whole = [step for step in playbook.buyer if wanted in (same(step.key), same(step.name))]
    part = [step for step in playbook.buyer if len(wanted) > 3 and wanted in same(step.key + " " + step.name)]
    return (whole or part)[0] if whole or len(part) == 1 else None


def _wanted(words: str) -> str:
    return same(re.sub(r"^(?:the|a|an|our)\s+", "", words.strip(), flags=re.IGNORECASE))


def _open_step(request: Request, deal: Deal, words: str) -> ListItem:
    """The step that the buyer wants and hasn't taken; raises Misunderstood where none is called that."""
    known = _known(request.on(deal).playbook, words)
    wanted = _wanted(words)
    still = [item for item in deal.listed("buyer step") if item.open]
    for item in still:
        if (known is not None and item.key == known.key) or wanted in (same(item.text), item.key):
            return item
    raise Misunderstood(no_open_step(words, [item.text for item in still]), "step")
