"""Logins: what the page in the browser shows, and what the person is asked in their chat."""

from collections.abc import Mapping
from typing import Any

from adapters.card import Bold, Button, Buttons, Card, Code, Text
from bot.views.agents.tokens import CAN
from bot.views.replies import note
from bot.views.words import cut
from process.agent import SCOPES, Scope

LABELS: Mapping[Scope, str] = {"read": "Only read", "propose": "Let it propose", "undoable": "Let it also log"}
LONGEST_AGENT, LONGEST_HOST = 40, 100
ONLY_DIRECT = "Your agent acts in your name, so answer its login in a direct message to me."
NO_LOGIN = "No login waits with these letters. Begin again in your agent's program. The letters last ten minutes."
NOT_SO_MUCH = "This program didn't ask for so much. Begin again in your agent's program."


def type_this_card(agent: str, code: str, *, asked: bool) -> Card:
    """On the page: what to type in the chat."""
    if asked:
        return note("Now press the button in your chat", "This page goes on by itself.")
    words = Code(f"token connect {code[:4]}-{code[4:]}", command=True)
    return Card(
        f"{cut(agent, LONGEST_AGENT)} wants to work with your deals",
        (
            Text(("Type this in a direct message to Stagecoach:",)),
            Text((words,)),
            Text(("Then press the button that it answers with. This page goes on by itself.",)),
            Text(("If you didn't ask for this, close this page.",), small=True),
        ),
    )


def gone_card() -> Card:
    """On the page: there is nothing to wait for."""
    return note("This login is over", "Go back to your agent's program and begin again.")


def ask_card(login: str, wish: Mapping[str, Any]) -> Card:
    """In the chat: whether a program is let in, and how far. The less it can do, the nearer."""
    agent, most = cut(str(wish["agent"]), LONGEST_AGENT), SCOPES.index(wish["scope"])
    offered: tuple[Scope, ...] = SCOPES[: most + 1]
    first: Scope = "propose" if "propose" in offered else "read"
    row = [Button(LABELS[one], f"token allow {login} {one}", "primary" if one == first else "plain") for one in offered]
    return Card(
        f"Let {agent} act in your name?",
        (
            Text(
                (
                    "The program calls itself ",
                    Bold(agent),
                    ". It goes back to ",
                    Bold(cut(str(wish["host"]), LONGEST_HOST)),
                    ".",
                )
            ),
            Text((f"It can then {CAN[first]}.",)),
            Text(("Did you begin this yourself, a moment ago? If not, press No.",)),
            Buttons((*row, Button("No", f"token refuse {login}"))),
        ),
        "warning",
    )


def allowed_card(agent: str) -> Card:
    """In the chat: a program was let in."""
    words = "Go back to your browser: its page goes on by itself. To end it at any time, type `/deal token list`."
    return note(f"{cut(agent, LONGEST_AGENT)} can come in", words, tone="good")


def refused_card(agent: str) -> Card:
    """In the chat: a program was kept out."""
    return note(f"{cut(agent, LONGEST_AGENT)} can't come in", "Nothing of yours was shown to it.")
