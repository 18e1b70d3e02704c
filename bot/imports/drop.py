"""Drops: a file in the direct message of a manager or an admin, read while no one waits, then shown as a preview."""

from dataclasses import dataclass
from datetime import timedelta

from adapters.card import Card
from adapters.chat import Attachment, NotFetched
from bot.imports.start import Importing, can_import, latest_mapping
from bot.records.mapping import NotSo
from bot.records.plan import Plan
from bot.records.source_file import open_file
from bot.request import Request
from bot.spreadsheet.bounds import MOST_BYTES
from bot.spreadsheet.faults import BadFile
from bot.views import dropped
from bot.views.imports import preview_card
from bot.views.replies import plain_no
from process import rights

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm", ".ods")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file with its bytes."""

    name: str
    content: bytes


def refusal(request: Request) -> Card | None:
    """Why this person's file isn't even opened, or None."""
    if request.inbound.place.kind != "direct":
        return plain_no(dropped.ONLY_HERE)
    if not is_table(request.inbound.attachments):
        return plain_no(dropped.NO_TABLE)
    return None if rights.may_import(request.me) else dropped.cant_import_card()


def is_table(attachments: tuple[Attachment, ...]) -> bool:
    """Whether the first file that came is one that can hold a table."""
    return bool(attachments) and attachments[0].name.casefold().endswith(TABLES)


def fetch(attachment: Attachment) -> Fetched | Card:
    """The bytes of a file, or why there are none; this takes as long as the chat needs."""
    if attachment.size > MOST_BYTES:
        return dropped.not_fetched_card("too big")
    try:
        return Fetched(attachment.name, attachment.fetch(MOST_BYTES))
    except NotFetched as fault:
        return dropped.not_fetched_card(fault.why)


def planned(request: Request, fetched: Fetched) -> Plan | Card:
    """What the file would do, read by the mapping of the last file with its headings; or why it can't be read."""
    file = open_file(fetched.name, fetched.content)
    if isinstance(file, BadFile):
        return dropped.unread_card(fetched.name, file)
    saved = latest_mapping(request.tx, request.tenant.id, file)
    plan = Importing(request.tx, request.tenant, request.me.id, file, request.context.now).planned(saved)
    if isinstance(plan, NotSo) or not can_import(plan.mapping.kind, request.me):
        return dropped.only_admin_card()
    return plan


def saved_card(request: Request, plan: Plan, content: bytes) -> Card:
    """Save the import as shown, and show what it would do."""
    importing = Importing(request.tx, request.tenant, request.me.id, plan.file, request.context.now)
    wall = request.context.now - timedelta(seconds=request.tenant.clock_offset)
    one = importing.save(plan, content, wall, "shown")
    return preview_card(plan, one.id)
