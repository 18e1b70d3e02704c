"""Form cards: the cards that hold one form, each named by what it asks for."""

from adapters.card import Card, Form
from bot.views import forms
from process.playbook import Exit


def with_form(title: str, form: Form) -> Card:
    """A card with only a form."""
    return Card(title, (form,))


def new_deal(form: Form) -> Card:
    return with_form("A new deal", form)


def change(deal: str, form: Form) -> Card:
    return with_form(f"Change {deal}", form)


def changed_meanwhile(deal: str, form: Form) -> Card:
    """The deal changed after the form was opened; it comes back with what the deal has now."""
    return Card(f"{deal} has changed since you opened this form", (form,), "warning")


def hand_over(deal: str, form: Form) -> Card:
    return with_form(f"Hand over {deal}", form)


def hand_over_all(form: Form) -> Card:
    return with_form("Hand over all deals", form)


def who_stands_in(form: Form) -> Card:
    return with_form("Who stands in for you?", form)


def log_on(deal: str, form: Form) -> Card:
    return with_form(f"Log what happened on {deal}", form)


def log_on_which(form: Form) -> Card:
    return with_form("Log this on a deal", form)


def what_comes_after(deal: str, form: Form) -> Card:
    return with_form(f"What comes after {deal}", form)


def send_back(deal: str, form: Form) -> Card:
    return with_form(f"Send {deal} back", form)


def let_rest(deal: str, form: Form) -> Card:
    return with_form(f"Let {deal} wait", form)


def lose(deal: str, form: Form) -> Card:
    return with_form(f"Lose {deal}", form)


def what_no_longer_holds(deal: str, form: Form) -> Card:
    return with_form(f"Send {deal} back", form)


def churn(deal: str, command: str) -> Card:
    form = forms.reason_form(command, f"Churn {deal}", "Why did the customer leave?", "Mark as churned")
    return with_form(f"{deal} churned?", form)


def withdraw(deal: str, command: str) -> Card:
    form = forms.reason_form(command, f"Withdraw {deal}", "What was the mistake?", "Withdraw")
    return with_form(f"Withdraw {deal}?", form)


def who_referred(deal: str, form: Form) -> Card:
    return with_form(f"Who referred {deal}?", form)


def reopen(deal: str, command: str) -> Card:
    form = forms.reason_form(command, f"Reopen {deal}", "Why are you reopening it?", "Reopen")
    return with_form(f"Reopen {deal}", form)


def decline(deal: str, command: str) -> Card:
    form = forms.reason_form(command, "Decline", "What has to change first?", "Decline")
    return with_form(f"Decline {deal}", form)


def item(kind: str, deal: str, form: Form) -> Card:
    """Something new for one of a deal's lists."""
    return with_form(f"{kind.capitalize()} on {deal}", form)


def item_moves(number: int, deal: str, form: Form) -> Card:
    """A trigger has another day, or won't happen."""
    return with_form(f"Trigger {number} on {deal}", form)


def close_item(kind: str, number: int, deal: str, form: Form) -> Card:
    """One thing on a deal's lists, to be ticked off."""
    return with_form(f"{kind.capitalize()} {number} on {deal}", form)


def evidence(deal: str, form: Form) -> Card:
    return with_form(f"Evidence for {deal}", form)


def evidence_again(form: Form) -> Card:
    """The same form, with a fault or a question beside its fields."""
    return Card(forms.not_saved(form), (form,), "warning")


def drafted(form: Form) -> Card:
    """A form that holds what was understood; what is missing is empty in it."""
    return with_form(f"Is this right? {form.title}", form)


def take_back(exit_name: str, deal: str, command: str) -> Card:
    form = forms.reason_form(command, f"Take back {exit_name}", "What was wrong with it?", "Take back")
    return with_form(f"Take back {exit_name} on {deal}", form)


def waive(exit_name: str, deal: str, command: str) -> Card:
    form = forms.reason_form(command, f"Waive {exit_name}", "Why can this deal go without it?", "Waive")
    return with_form(f"Waive {exit_name} on {deal}", form)


def proven_no_longer(exit_name: str, deal: str) -> str:
    """The title of the card after evidence was taken back."""
    return f"{deal}: {exit_name} is no longer proven"


def is_waived(exit_name: str, deal: str) -> str:
    """The title of the card after a waiver."""
    return f"{deal}: {exit_name} is waived"


def clear(item: Exit, deal: str, command: str) -> Card:
    asked = f"Why can {item.name} be cleared without {item.attest.capitalize()}?"
    form = forms.reason_form(command, f"Clear {item.name}", asked, "Clear")
    return with_form(f"Clear {item.name} on {deal}", form)
