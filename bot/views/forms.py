"""Forms: the short questions behind a command that came without all it needs."""

from collections.abc import Mapping
from dataclasses import replace

from adapters.card import Card, Field, FieldKind, Form
from bot.views.form_options import colleagues
from bot.views.words import an, capital, cut, entered
from process.activity import CONTACTS, NOTE
from process.context import Context
from process.deal import COMPLEXITIES, Deal
from process.list_item import ListName

LIST_WORDS: Mapping[ListName, tuple[str, str, str]] = {
    "objection": ("add an objection", "What do they object to?", "Who raised it?"),
    "trigger": ("add a trigger", "What has to happen for them to buy?", "Who at the customer's does it concern?"),
    "obligation": ("add an obligation", "What did we promise?", "Who did we promise it to?"),
    "payment": ("add a payment", "Which payment was agreed, and how much is it?", "Who pays it?"),
}
CLOSE_QUESTIONS: Mapping[ListName, str] = {
    "objection": "How was it removed?",
    "trigger": "How do we know that it happened?",
    "obligation": "How was it done?",
    "payment": "How did it come in?",
}


def reason_form(command: str, title: str, label: str, submit: str) -> Form:
    """Ask why, for a command that needs a `reason`; the button `submit` says what is done with it."""
    return Form(command, _subject(command), title, (_long("reason", label),), submit)


def again(card: Card, values: Mapping[str, str], errors: Mapping[str, str]) -> Card:
    """A card's form once more: everything that was filled in, each error beside its field, and nothing saved."""
    form = next(part for part in card.body if isinstance(part, Form))
    fields = tuple(
        replace(one, value=values.get(one.key, one.value), error=errors.get(one.key, "")) for one in form.fields
    )
    return Card(not_saved(form), (replace(form, fields=fields),), "warning")


def not_saved(form: Form) -> str:
    """The title of a card that asks once more. A form that is all of its card is shown without a title of its own."""
    return f"Nothing is saved yet · {form.title}"


def left_out(card: Card, command: str, values: Mapping[str, str]) -> dict[str, str]:
    """The questions that have to be answered and were not, where the form of this command came back as an answer."""
    asked = [part for part in card.body if isinstance(part, Form) and part.command == command]
    fields = [field for form in asked for field in form.fields]
    if any(field.error for field in fields):
        return {}
    return {field.key: "Fill this in." for field in fields if field.required and field.key not in values}


def _subject(command: str) -> str:
    return next((word[1:] for word in command.split() if word.startswith("#")), "")


def _long(key: str, label: str) -> Field:
    return Field(key, label, "long", required=True)


def _line(key: str, label: str, hint: str = "") -> Field:
    return Field(key, label, hint=hint)


def item_form(deal: Deal, context: Context, list_name: ListName) -> Form:
    """Put something on a list: `text` and `contact`; all but objections have a `due`, a trigger its `owner` too.

    The buyer's steps have no form: their card has a button for each.
    """
    title, text, contact = LIST_WORDS[list_name]
    fields = [_long("text", text), _line("contact", contact, "name or role at the customer's")]
    if list_name == "trigger":
        fields.append(
            Field("owner", "Which colleague looks after it?", "colleague", colleagues(context), True, "", context.by.id)
        )
    if list_name != "objection":
        fields.append(Field("due", "By when?", "date", required=list_name == "trigger"))
    return Form(f"{list_name} #{deal.id}", deal.id, _title(deal, title), tuple(fields), "Add")


def _title(deal: Deal, words: str) -> str:
    return f"{cut(deal.name, 60)}: {words}"


def log_form(deal: Deal, context: Context, activity: str = "") -> Form:
    """Keep a contact with the customer: `activity`, `note` and `contact`. With an activity it is not asked for."""
    known = tuple((one, capital(one)) for one in (*CONTACTS, NOTE))
    which = () if activity else (Field("activity", "What was it?", "choice", known, required=True),)
    fields = (
        *which,
        _long("note", "What was said?"),
        _line("contact", "Who did you talk to?", "name or role at the customer's"),
    )
    title = _title(deal, f"log {an(activity)}" if activity else "log a contact")
    return Form(f"log #{deal.id} {activity}".strip(), deal.id, title, fields, "Log")


def wait_form(deal: Deal, context: Context) -> Form:
    """Let the deal rest: `until` and `reason`."""
    fields = (Field("until", "Until which day?", "date", required=True), _long("reason", "What are we waiting for?"))
    return Form(f"wait #{deal.id}", deal.id, _title(deal, "let it wait"), fields, "Wait")


def assign_form(deal: Deal, context: Context) -> Form:
    """Hand the deal to another owner: `colleague`."""
    others = tuple(option for option in colleagues(context) if option[0] != deal.owner)
    fields = (Field("colleague", "Who takes it over?", "colleague", others, required=True),)
    return Form(f"assign #{deal.id}", deal.id, _title(deal, "hand it over"), fields, "Hand over")


def set_form(deal: Deal, context: Context) -> Form:
    """What the deal is: `name`, `amount`, `close_date`, `product` and `complexity`, each with what it is now.

    Its subject is the deal's version: sent back over another one, it would put back what was changed meanwhile.
    """
    products = tuple((one, capital(one)) for one in context.playbook.products)
    product: FieldKind = "choice" if products else "line"
    fields = (
        Field("name", "Name", value=deal.name),
        Field("amount", "Amount", "money", hint="for example 50000 EUR", value=entered(deal.amount)),
        Field("close_date", "Close date", "date", value=deal.close_date.isoformat() if deal.close_date else ""),
        Field("product", "Product", product, products, value=deal.product),
        Field(
            "complexity",
            "Complexity",
            "choice",
            tuple((one, capital(one)) for one in COMPLEXITIES),
            hint="only a manager can lower it",
            value=deal.complexity,
        ),
    )
    return Form(f"set #{deal.id}", str(deal.version), _title(deal, "change the deal"), fields)
