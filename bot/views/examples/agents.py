"""Examples of the cards about agents."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from adapters.card import Card
from bot.views.agents import tokens
from bot.views.examples.deals import HOSTILE, NOW, context
from process.agent import Token

CLAUDE = Token("0a1b2c3d4e5f", "rob", "Claude", "propose", NOW, NOW + timedelta(days=90), NOW)
READER = replace(CLAUDE, id="1a1b2c3d4e5f", person="rita", name="Slackbot", scope="read", used=None)
DOER = replace(CLAUDE, id="2a1b2c3d4e5f", name=HOSTILE[:40], scope="undoable")


def _new() -> Card:
    return tokens.new_card(CLAUDE, "stagecoach_" + "x" * 43)


AGENTS: Mapping[str, Callable[[], Card]] = {
    "agents: a new token": _new,
    "agents: a token shown before": lambda: tokens.shown_before(CLAUDE),
    "agents: no token": lambda: tokens.list_card((), context(), everyone=False),
    "agents: tokens": lambda: tokens.list_card((CLAUDE, READER), context(), everyone=False),
    "agents: every token, hostile": lambda: tokens.list_card((CLAUDE, DOER) * 30, context("ada"), everyone=True),
    "agents: a token ended": lambda: tokens.ended_card(CLAUDE),
}
