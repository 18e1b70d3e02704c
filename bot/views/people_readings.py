"""What is asked and answered where a colleague's name can't be read."""

from adapters.card import Button, Buttons, Card, Text
from bot.language.values.answers import Question, Unread
from bot.views import replies
from bot.views.words import cut
from process.colleague import Colleague, Company


def which_colleague(words: str, question: Question[Colleague], command: str, company: Company) -> Card:
    """Ask which colleague is meant; each button is the command with the colleague's id put in for `{}`."""
    found = {
        "several": f"Several colleagues match “{cut(words, 60)}”.",
        "slip": f"No colleague is called exactly “{cut(words, 60)}”.",
    }
    row = tuple(Button(_label(one.value, company), command.replace("{}", one.words)) for one in question.choices)
    return Card("Which colleague do you mean?", (Text((found[question.why],)), Buttons(row)))


def _label(one: Colleague, company: Company) -> str:
    return cut(company.called(one), 60) if one.active else f"{cut(one.name, 50)} (left)"


def no_colleague(words: str, unread: Unread) -> Card:
    """No colleague of this name, or too many of them."""
    if unread.why == "several":
        return replies.plain_no(f"Several colleagues match “{cut(words, 60)}”. Type the whole name.")
    return replies.plain_no(f"I couldn't find “{cut(words, 60)}” among your colleagues. Try @rob or a whole name.")
