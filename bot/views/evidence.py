"""Evidence: the form that asks for it, and the card that says what was taken."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.card import Button, Buttons, Card, Element, Facts, Field, Form, Text
from bot.views import missing, missing_lines
from bot.views.button_rows import buttons, show
from bot.views.dates import full_day
from bot.views.deal_parts import answer_button
from bot.views.decision_marks import marks_words
from bot.views.exit_fields import exit_value, field_hint, field_kind, field_options
from bot.views.list_fields import list_fields
from bot.views.misfits import misfit_words
from bot.views.needs import need_field, need_words
from bot.views.words import both, capital, cut
from process import rights
from process.contacts import contact_names
from process.context import Context
from process.deal import Deal
from process.evidence import PLACES, Evidence
from process.gate import Missing
from process.misfits import NoReason
from process.needs import NEED_EXITS, NEED_OF
from process.playbook import Exit
from process.referral import lacks_giver

MOST_NAMED = 3
"""So many exits are named in a title; more are counted."""


def evidence_form(
    deal: Deal,
    context: Context,
    exits: Sequence[Exit],
    values: Mapping[str, str] = {},
    errors: Mapping[str, str] = {},
) -> Form:
    """The questions behind some exits, in one form that completes `met`.

    `values` are answers already given (a form that came back), `errors` the faults of each by field; without an
    answer a field shows the evidence there is. What the buyer has to have said gets two fields more:
    `<exit>.said_by` and `<exit>.where`. A list is asked for what is to stand on it, or how it came off.
    """
    asked = list(exits)
    known = {**_known(deal, asked), **values}
    fields: list[Field] = []
    for item in asked:
        fields += _asked(item, deal, context, known, errors)
    if len(asked) == 1 and not asked[0].by_list:
        fields = [replace(one, required=not one.key.endswith(".why")) for one in fields]
    does = f"answer {missing_lines.plain(asked[0].name)}" if len(asked) == 1 else "give evidence"
    title = f"{cut(deal.name, 60)}: {does}"
    return Form(f"met #{deal.id}", deal.id, title, tuple(fields), "Save evidence")


def _asked(
    item: Exit, deal: Deal, context: Context, values: Mapping[str, str], errors: Mapping[str, str]
) -> tuple[Field, ...]:
    """The fields for one exit, for one that a list proves, or for what a stage needs of the deal."""
    if item.key in NEED_OF:
        return (need_field(item, deal, context, values, errors),)
    if item.by_list:
        return list_fields(item, deal, context, values, errors)
    return _fields(item, context, values, errors)


def _known(deal: Deal, asked: Sequence[Exit]) -> dict[str, str]:
    known: dict[str, str] = {}
    names = contact_names(deal)
    for item in asked:
        if one := deal.evidence.get(item.key):
            known |= {item.key: one.value, f"{item.key}.said_by": one.contact, f"{item.key}.where": one.where}
            known |= {f"{item.key}.why": one.note}
        elif names:
            known |= _offered(item, names[-1])
    return known


def _offered(item: Exit, contact: str) -> dict[str, str]:
    """The contact who spoke last, where a contact is asked for: no name is typed twice."""
    offered: dict[str, str] = {}
    if item.kind == "contact":
        offered[item.key] = contact
    if item.attest == "buyer":
        offered[f"{item.key}.said_by"] = contact
    return offered


def _fields(item: Exit, context: Context, values: Mapping[str, str], errors: Mapping[str, str]) -> tuple[Field, ...]:
    key = item.key
    field = Field(
        key,
        item.question,
        field_kind(item),
        field_options(item, context),
        False,
        field_hint(item),
        values.get(key, ""),
        errors.get(key, ""),
    )
    if item.attest != "buyer":
        return (field, *_why(item, values, errors))
    who, where = f"{key}.said_by", f"{key}.where"
    places = tuple((place, capital(place)) for place in PLACES)
    return (
        field,
        Field(
            who,
            f"{item.name}: who said it?",
            "line",
            (),
            False,
            "name or role at the customer's",
            values.get(who, ""),
            errors.get(who, ""),
        ),
        Field(
            where,
            f"{item.name}: where?",
            "choice",
            places,
            False,
            "",
            values.get(where, ""),
            errors.get(where, ""),
        ),
    )


def _why(item: Exit, values: Mapping[str, str], errors: Mapping[str, str]) -> tuple[Field, ...]:
    """Where only a yes opens the gate, a no says why."""
    if not item.must:
        return ()
    key = f"{item.key}.why"
    return (Field(key, f"{item.name}: if no, why?", value=values.get(key, ""), error=errors.get(key, "")),)


def source_field(key: str) -> Field:
    """Asks who said it, where or when, by the field's key: for an answer that has a source without being asked."""
    if key.endswith(".on"):
        return Field(key, "When was it said?", "date")
    if key.endswith(".where"):
        return Field(key, "Where was it said?", "choice", tuple((place, capital(place)) for place in PLACES))
    return Field(key, "Who said it?", hint="name or role at the customer's")


def why_not_card(deal: Deal, context: Context, item: Exit, known: Mapping[str, str]) -> Card:
    """A no needs its reason: the form, with what is `known` by its fields."""
    wanted = misfit_words(item, NoReason())
    form = evidence_form(deal, context, [item], known, {f"{item.key}.why": wanted})
    return Card(f"{cut(deal.name, 60)}: why no for {item.name}?", (form,), "warning")


def thin_card(deal: Deal, item: Exit, value: str, save: str) -> Card:
    """A short answer is not saved yet: say more, or save it as it is with the command `save`."""
    words = f"“{cut(value, 200)}” is short. Nothing is saved yet. The approver sees which answers are thin."
    more = Button("Add more", f"met #{deal.id} {item.key}", "primary")
    title = f"{cut(deal.name, 60)}: is that all for {item.name}?"
    return Card(title, (Text((words,)), Buttons((more, Button("Save as it is (thin)", save)))), "warning")


def met_card(deal: Deal, context: Context, keys: Sequence[str]) -> Card:
    """What evidence was just taken, and what the gate ahead still needs."""
    exits = context.playbook.exits
    asked = [exits[key] for key in keys if key in exits]
    tallies = [item for item in asked if item.of and (deal.listed(item.of) or item.key not in deal.evidence)]
    given = [(item, deal.evidence[item.key]) for item in asked if item.key in deal.evidence and item not in tallies]
    set_now = tuple((NEED_EXITS[key].name, need_words(deal, NEED_OF[key], context)) for key in keys if key in NEED_OF)
    shown = tuple(
        (item.name, evidence_words(one, item, context) + (f", {full_day(one.on)}" if one.on else ""))
        for item, one in given
    )
    taken = set_now + shown + tuple((item.name, missing.tally(deal, item)) for item in tallies)
    what = both([name for name, _ in taken]) if len(taken) <= MOST_NAMED else f"{len(taken)} exits"
    more = [Button(f"Add more: {item.name}", f"met #{deal.id} {item.key}") for item, one in given if one.thin]
    body: tuple[Element, ...] = (Facts(taken), *((Buttons(tuple(more[:3])),) if more else ()))
    if set(keys) & set(context.playbook.referral):
        body += _giver(deal, context)
    return ahead_card(deal, context, f"{cut(deal.name, 60)}: evidence saved for {what}", body)


def ahead_card(deal: Deal, context: Context, title: str, body: tuple[Element, ...]) -> Card:
    """What was just proven, waived or taken back, and what the gate ahead still needs."""
    lacking = missing.gaps(deal, context)
    if lacking:
        body += missing_lines.ahead(deal, context, lacking)
    elif deal.state == "open":
        body += (missing.nothing_missing(deal, context),)
    row = buttons(_onward(deal, context, lacking))
    return Card(title, (*body, row), "plain" if lacking else "good")


def _giver(deal: Deal, context: Context) -> tuple[Element, ...]:
    """Ask once which customer gave a referral."""
    if not lacks_giver(deal, context.playbook) or not rights.may_work(deal, context.by):
        return ()
    words = "Which customer of ours referred them? Once you name it, this deal counts on the flywheel."
    return Text((words,)), Buttons((Button("Name the customer", f"referral #{deal.id}"),))


def evidence_words(one: Evidence, item: Exit, context: Context) -> str:
    """What was said for an exit, and by whom at the customer's where that counts."""
    said = f", said by {cut(one.contact, 60)}" if one.contact else ""
    where = f" ({one.where})" if one.contact and one.where else ""
    marks = marks_words(one.marks, item.attest)
    because = one.note or (one.because if one.because != one.value else "")
    why = f": {cut(because)}" if because else ""
    thin = " (thin)" if one.thin else ""
    return cut(exit_value(item, one.value, context)) + thin + marks + why + said + where


def _onward(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Button, ...]:
    onward = (advance_button(deal, context),) if not lacking and may_advance(deal, context) else ()
    rest = tuple(replace(one, label="Answer the rest") for one in answer_button(deal, context, lacking))
    works = rights.may_work(deal, context.by)
    remedies = missing.remedies(deal, context, lacking)[:2] if works else ()
    return (*onward, *rest, *remedies, show(deal.id))


def may_advance(deal: Deal, context: Context) -> bool:
    """Whether an advance by this person could do something: the deal is open, and no approval is waited for."""
    asked = deal.approval
    waits = asked is not None and asked.live and asked.stage == deal.stage and not asked.expired(context.now)
    return deal.state == "open" and rights.may_work(deal, context.by) and not waits


def advance_button(deal: Deal, context: Context) -> Button:
    """The button to the next stage. It names the stage, so that pressing it twice does no harm."""
    after = context.playbook.after(deal.stage) if deal.stage in context.playbook.order else None
    if after is None:
        return Button("Complete this turn", f"advance #{deal.id}", "primary")
    return Button(f"Advance to {after.name}", f"advance #{deal.id} to {after.key}", "primary")
