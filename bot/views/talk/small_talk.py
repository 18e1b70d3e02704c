"""Small talk: a short human answer, with the next thing to do where someone says hello."""

from adapters.card import Button, Buttons, Card, Text
from bot.language.understanding.proposal import SmallTalkKind
from bot.views.words import cut
from process.playbook import Exit

EXAMPLES = "For example: “Acme's CFO said on the call the budget is 50k”, or “what is missing on Acme?”"
WAYS = Buttons((Button("My deals", "list"), Button("Help", "help")))


def small_talk_card(kind: SmallTalkKind, first_name: str, deal: str = "", wanted: Exit | None = None) -> Card:
    """Answer small talk. `deal` and `wanted` are this person's next thing to do, if there is one."""
    match kind:
        case "hello":
            return Card(f"Hello {cut(first_name, 40)}", (Text((_next(deal, wanted),)), WAYS))
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
            words = "I read only what is about deals. Which deal is it about, if it is about one?"
            return Card("Nothing was saved", (Text((words,)), Text((EXAMPLES,), small=True), WAYS))


def _next(deal: str, wanted: Exit | None) -> str:
    if not deal or wanted is None:
        return "Tell me what happened on a deal, or ask me about one."
    return f"Next on {cut(deal, 60)}: {wanted.question}"


def unknown_deal_card(name: str) -> Card:
    """Say that no deal has this name."""
    words = "Check the spelling, or ask for all deals."
    return Card(
        f"There is no deal called “{cut(name, 60)}”",
        (Text((words,)), Buttons((Button("All deals", "list all"),))),
        "stop",
    )


def too_long_card(letters: int, most: int) -> Card:
    """Say that a message is longer than what is read."""
    return Card(
        "That is too long for me",
        (Text((f"It has {letters:,} characters, and I read {most:,}. Send me a part of it.",)),),
        "stop",
    )
