"""Small talk: a short human answer, with the next thing to do where someone says hello."""

from collections.abc import Sequence

from adapters.card import Button, Buttons, Card, Text
from bot.language.understanding.proposal import SmallTalkKind
from bot.views import missing, missing_lines
from bot.views.button_rows import buttons, show
from bot.views.dates_passed import passed_now, passed_words
from bot.views.deal_parts import answer_button
from bot.views.numbers import grouped
from bot.views.words import both, capital, cut
from process.context import Context
from process.deal import Deal

EXAMPLES = "For example: “Acme's CFO said on the call the budget is 50k”, or “what is missing on Acme?”"
MOST_OTHERS = 2
WAYS = Buttons((Button("My deals", "list"), Button("Help", "help")))


def small_talk_card(kind: SmallTalkKind, first_name: str) -> Card:
    """Answer small talk."""
    match kind:
        case "hello":
            return Card(
                f"Hi {cut(first_name, 40)}", (Text(("Tell me what happened on a deal, or ask me about one.",)), WAYS)
            )
        case "thanks":
            return Card("You're welcome", ())
        case "bye":
            return Card("Goodbye", (Text(("I keep an eye on your deals.",)),))
        case "acknowledged":
            return Card("All right", (Text(("Nothing was saved. Tell me when something happens on a deal.",)),))
        case "who are you":
            words = "I'm Stagecoach, a bot that takes your deals through their stages."
            return Card("I'm Stagecoach", (Text((words,)), Text((EXAMPLES,), small=True), WAYS))
        case "other":
            words = "I only know about deals. If this is about one, name the deal."
            return Card("Nothing was saved", (Text((words,)), Text((EXAMPLES,), small=True), WAYS))


def hello_card(first_name: str, deals: Sequence[Deal], context: Context) -> Card:
    """Greet with the deal that comes first for this person, and name the next ones. `context` is the first one's."""
    first, *others = deals
    lacking = missing.gaps(first, context)
    late = passed_now(first, context)
    what = passed_words(late[0], context) if late else f"{capital(missing_lines.first_line(first, context, lacking))}."
    body = [Text((what,))]
    if others:
        body.append(Text((f"Then {both([cut(one.name, 40) for one in others[:MOST_OTHERS]])}.",)))
    press = missing.closers(first, late[0].list, late[0].number) if late else answer_button(first, context, lacking)
    row = buttons((*press, show(first.id), Button("My deals", "list"), Button("What can you do?", "help")))
    return Card(f"Hi {cut(first_name, 40)}. {cut(first.name, 60)} first", (*body, row))


def unknown_deal_card(name: str) -> Card:
    """Say that no deal has this name."""
    words = "Check the spelling, or ask for all deals."
    return Card(
        f"There is no deal called “{cut(name, 60)}”",
        (Text((words,)), Buttons((Button("All deals", "list all"), Button("New deal", "new")))),
        "stop",
    )


def too_long_card(letters: int, most: int) -> Card:
    """Say that a message is longer than what is read."""
    return Card(
        "That is too long for me",
        (Text((f"It has {grouped(letters)} characters, and I read {grouped(most)}. Send me a part of it.",)),),
        "stop",
    )
