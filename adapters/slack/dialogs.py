"""Dialogs: a form that opens by the trigger of the command or press that needs it."""

import json
import time
from collections.abc import Callable

from slack_sdk.web.async_client import AsyncWebClient

from adapters.card import Card, Form, Text
from adapters.slack import modal, receive
from adapters.slack.calls import PATIENCE_SECONDS, soon
from adapters.slack.receive import Payload

TRIGGER_SECONDS = 2.7
"""Seconds after a request in which its trigger still opens a dialog: it lives for three, and the way takes some."""


class Dialogs:
    """Opens forms. `stopwatch` counts seconds."""

    def __init__(self, client: AsyncWebClient, stopwatch: Callable[[], float] = time.monotonic) -> None:
        self.client, self.stopwatch = client, stopwatch

    async def open(self, body: Payload, card: Card, form: Form | None, since: float, link: str = "") -> bool:
        """Open this form of a card for a request that came at `since`; False where there is none, or it is too late.

        `link` is the address of the message that the request is about.
        """
        left = min(PATIENCE_SECONDS, since + TRIGGER_SECONDS - self.stopwatch())
        if form is None or left <= 0:
            return False
        view = modal.view(form, json.dumps(_saved(body, form, link)), notes(card))
        within = receive.part(body, "view").get("type") == "modal"
        open_it = self.client.views_push if within else self.client.views_open
        return await soon(open_it(trigger_id=receive.text_of(body, "trigger_id"), view=view), left)


def _saved(body: Payload, form: Form, link: str) -> dict[str, str]:
    """What has to come back with the form."""
    pressed = body.get("type") == "block_actions"
    return {
        "alone": "yes" if pressed and receive.seen_alone(body) else "",
        "command": form.command,
        "subject": form.subject,
        "channel": receive.channel_of(body),
        "respond": receive.text_of(body, "response_url"),
        "link": link,
    }


def form_of(card: Card) -> Form | None:
    """The form on a card, or None."""
    return next((part for part in card.body if isinstance(part, Form)), None)


def form_alone(card: Card) -> Form | None:
    """The form of a card that is nothing but a form and words about it; None where a dialog would hide the rest."""
    rest = [part for part in card.body if not isinstance(part, Text | Form)]
    forms = [part for part in card.body if isinstance(part, Form)]
    return forms[0] if len(forms) == 1 and not rest else None


def notes(card: Card) -> tuple[Text, ...]:
    """The words of a card that belong above its form: a warning's title, and its paragraphs."""
    title = (Text((f"⚠️ {card.title}",)),) if card.tone == "warning" else ()
    return (*title, *(part for part in card.body if isinstance(part, Text)))
