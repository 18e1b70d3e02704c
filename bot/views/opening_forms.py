"""Openers: the forms that begin something - a deal, its next cycle, a way back, an absence."""

from collections.abc import Sequence

from adapters.card import Field, Form
from bot.views.form_options import colleagues
from bot.views.words import capital, cut
from process.activity import CONTACTS, NOTE
from process.context import Context
from process.deal import NEXT_CYCLES, Deal

MOST_OPTIONS = 100
"""A person with more open deals than this names the deal in `/deal log` itself."""


def new_form(playbooks: Sequence[str] = ()) -> Form:
    """Start a deal: `name` and, where there is more than one playbook (the default first), `playbook`."""
    fields = [Field("name", "Which customer is it?", required=True, hint="for example Acme")]
    if len(playbooks) > 1:
        options = tuple((one, one) for one in playbooks)
        fields.append(Field("playbook", "Which playbook?", "choice", options, hint=f"left empty: {playbooks[0]}"))
    return Form("new", "", "Start a deal", tuple(fields), "Start deal")


def first_contact_form() -> Form:
    """Start a deal with what was said first: `name`, `contact`, `activity` and `note`."""
    kinds = tuple((one, capital(one)) for one in CONTACTS)
    fields = (
        Field("name", "Which customer is it?", required=True, hint="for example Acme"),
        Field("contact", "Who did you talk to?", hint="name or role at the customer's"),
        Field("activity", "What was it?", "choice", kinds, required=True),
        Field("note", "What was said?", "long", required=True),
    )
    return Form("new after a first contact", "", "Start a deal", fields, "Start deal")


def back_form(deal: Deal, context: Context, stage: str = "") -> Form:
    """Send a deal back: `stage` and `reason`."""
    earlier = context.playbook.stage[: context.playbook.order[deal.stage]]
    options = tuple((one.key, one.name) for one in earlier)
    chosen = next((one.key for one in earlier if stage.casefold() in (one.key, one.name.casefold())), "")
    fields = (
        Field("stage", "Back to which stage?", "choice", options, required=True, value=chosen),
        Field("reason", "Why are you sending it back?", "long", required=True),
    )
    return Form(f"back #{deal.id}", deal.id, f"Send {deal.name} back", fields, "Send back")


def note_form(deals: Sequence[Deal], note: str, chosen: str = "") -> Form:
    """Log a contact on one of these deals: `deal`, `activity`, `note` and `contact`; `chosen` is the likeliest."""
    options = tuple((deal.id, cut(deal.name, 70)) for deal in deals[:MOST_OPTIONS])
    kinds = tuple((one, capital(one)) for one in (*CONTACTS, NOTE))
    fields = (
        Field("deal", "On which deal?", "choice", options, required=True, value=chosen),
        Field("activity", "What was it?", "choice", kinds, required=True),
        Field("note", "What was said?", "long", required=True, value=cut(note, 2000)),
        Field("contact", "Who did you talk to?", hint="name or role at the customer's"),
    )
    return Form("note", "", "Log this on a deal", fields, "Log")


def engage_form(deal: Deal, team: str) -> Form:
    """Ask a specialist team to answer: `note` says what for."""
    title = f"{cut(deal.name, 60)}: call in {capital(team)}"
    return Form(f"engage #{deal.id} {team}", deal.id, title, (Field("note", "What for?", "long"),), "Call in")


def next_form(deal: Deal) -> Form:
    """Open the next cycle: `kind` and, if it is to have another name, `name`."""
    kinds = tuple((kind, capital(kind)) for kind in NEXT_CYCLES)
    fields = (
        Field("kind", "What comes next with this customer?", "choice", kinds, required=True),
        Field("name", "What is the new deal called?", hint=f"if empty, I name it after {deal.account}"),
    )
    return Form(f"next #{deal.id}", deal.id, f"{cut(deal.name, 60)}: open the next deal", fields, "Open it")


def referral_form(deal: Deal) -> Form:
    """Name who gave a referral: `customer`."""
    field = Field("customer", "Which customer of ours referred them?", required=True, hint="for example Acme")
    return Form(f"referral #{deal.id}", deal.id, f"{cut(deal.name, 60)}: name the referrer", (field,), "Save")


def away_form(context: Context) -> Form:
    """Name a stand-in: `until` and `colleague`."""
    others = tuple(option for option in colleagues(context) if option[0] != context.by.id)
    fields = (
        Field("until", "Away until which day?", "date", required=True),
        Field("colleague", "Who decides in your place?", "colleague", others, required=True),
    )
    return Form("away", "", "Name your stand-in", fields, "Save")
