"""Translates blocks that local-slack's page can't draw into ones that it can; Slack itself draws them all.

Its page has no rich text, no tables and no list of people, and sends back no answer that was
filled in beforehand. Only the page sees through this: the bot's messages stay as they are.
"""

import json
import re
from typing import Any

from adapters.card import Table
from adapters.slack.formatter import Formatter
from adapters.slack.table import aligned

Drawn = dict[str, Any]

ALIKE = str.maketrans({"*": "\u2217", "`": "\u02cb", "~": "\u223c"})
"""Signs that its page would read as markup, by others that look like them."""
_ALIVE = re.compile(r"([<:])(?=\S)")
_SLANT = re.compile(r"(?=_)")
_FILLED = {"initial_value": "value", "initial_date": "selected_date", "initial_option": "selected_option"}


class BlockTranslator:
    """One open page: every message to it passes `shown`, every message from it passes `sent`."""

    def __init__(self) -> None:
        self._people: list[tuple[str, str]] = []
        self._dialog: Drawn = {}

    def shown(self, text: str) -> str:
        """A message from local-slack to its page."""
        event = json.loads(text)
        state = event.get("state", {})
        self._people = [
            (one["id"], one.get("real_name", one["name"])) for one in state.get("users", ())
        ] or self._people
        if event["t"] in {"init", "view"}:
            self._dialog = ([{}, *(state.get("modalStack") or event.get("stack") or ())])[-1]
        return json.dumps(event if event["t"] == "log" else self._redrawn(event))

    def sent(self, text: str) -> str:
        """A message from its page to local-slack: a dialog also gets the values that it had when it was opened."""
        said = json.loads(text)
        if said.get("t") == "view_submit":
            said["values"] = {**_filled(self._dialog), **said["values"]}
        return json.dumps(said)

    def _redrawn(self, event: Any) -> Any:
        if isinstance(event, list):
            return [self._redrawn(one) for one in event]
        if not isinstance(event, dict):
            return event
        match event.get("type"):
            case "rich_text":
                return _said("\n".join(_part(part) for part in event["elements"]))
            case "table" | "data_table":
                (first, *rest) = [tuple(cell["text"] for cell in row) for row in event["rows"]]
                return _said(_mono(aligned(Table(first, tuple(rest)), Formatter())))
            case "users_select":
                return {"type": "static_select", "action_id": event["action_id"], "options": self._choices()}
        return {key: value if key == "log" else self._redrawn(value) for key, value in event.items()}

    def _choices(self) -> list[Drawn]:
        return [{"text": {"type": "plain_text", "text": name}, "value": f"<@{who}>"} for who, name in self._people]


def _said(text: str) -> Drawn:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _part(part: Drawn) -> str:
    match part["type"]:
        case "rich_text_list":
            return "\n".join(f"• {_line(one['elements'])}" for one in part["elements"])
        case "rich_text_preformatted":
            return _mono("".join(one["text"] for one in part["elements"]))
        case _:
            return _line(part["elements"])


def _line(runs: list[Drawn]) -> str:
    return "".join(_run(one) for one in runs)


def _run(one: Drawn) -> str:
    """A run of rich text; a sign around it must not cross the end of a line."""
    look, plain = one.get("style", {}), _quiet(one["text"])
    if one["type"] == "link":
        return f"<{one['url']}|{plain}>"
    sign = "`" if look.get("code") else "*" if look.get("bold") else ""
    return "\n".join(f"{sign}{line}{sign}" if line.strip() else line for line in plain.split("\n"))


def _quiet(text: str) -> str:
    """The text without markup: an invisible word joiner breaks every sign of it."""
    return _SLANT.sub("\u2060", _ALIVE.sub("\\1\u2060", text.translate(ALIKE)))


def _mono(text: str) -> str:
    return "\n".join(f"`{_quiet(line).replace(' ', chr(0xA0))}`" for line in text.split("\n"))


def _filled(dialog: Drawn) -> Drawn:
    """The values of a dialog when it was opened, in the shape of a view's state."""
    found = {}
    for block in dialog.get("blocks", ()):
        element = block.get("element", {})
        for initial, name in _FILLED.items():
            if initial in element:
                found[block["block_id"]] = {element["action_id"]: {"type": element["type"], name: element[initial]}}
    return found
