"""Imports from the chat: the buttons below a file's preview, and the files that came in lately."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.chat import Answer
from bot.commands.registry import command
from bot.effects import notify
from bot.imports.planning import asks_of, exits_of, plan, stages_of
from bot.imports.start import can_import
from bot.imports.taking_back import UNDO_WITHIN
from bot.misunderstood import Misunderstood
from bot.records.mapping import NotSo, Proposal, by_mapping, changed, read_mapping, write_mapping
from bot.records.source_file import SourceFile, open_file
from bot.request import Request, private
from bot.spreadsheet.faults import BadFile
from bot.store import imports
from bot.store.imports import Import
from bot.views import dropped
from bot.views.import_forms import changed_mapping_card, exits_form, files_card, mapping_card, mapping_form
from bot.views.imports import preview_card
from process import rights

WHO = "manager, admin; people: admin"
MOST_SHOWN = 5


@command("import <preview> go", who=WHO)
def import_go(request: Request, preview: str) -> Answer:
    """Bring in the file whose preview you saw."""
    one = _shown(request, preview)
    if one is None or json.loads(one.result or "[]"):
        return private(dropped.over_card())
    imports.save(request.tx, request.tenant.id, one.id, state="confirmed", due=_wall(request), result="")
    return private(dropped.started_card(one.file, one.rows))


@command("import <preview> cancel", who=WHO)
def import_cancel(request: Request, preview: str) -> Answer:
    """Leave the file alone."""
    one = _shown(request, preview)
    if one is None:
        return private(dropped.over_card())
    imports.save(request.tx, request.tenant.id, one.id, state="cancelled", content=None)
    return private(dropped.cancelled_card(one.file))


@command("import <preview> show", reads=True, who=WHO)
def import_show(request: Request, preview: str) -> Answer:
    """Show the preview again, as the file is read now."""
    one = _shown(request, preview)
    found = _opened(request, one) if one else None
    if one is None or found is None:
        return private(dropped.over_card())
    file, proposal = found
    return private(preview_card(plan(request.tx, request.tenant, file, proposal, request.me.id), one.id))


@command("import <preview> change", who=WHO)
def import_change(request: Request, preview: str) -> Answer:
    """Change which column holds what, and what the file's stages mean."""
    one = _shown(request, preview)
    found = _opened(request, one) if one else None
    if one is None or found is None:
        return private(dropped.over_card())
    file, proposal = found
    stages = stages_of(request.tx, request.tenant.id)
    if not request.from_form:
        return private(mapping_card(one.file, mapping_form(file.table, proposal, stages, one.id)))
    return _changed(request, one, file, proposal)


@command("import <preview> exits", who=WHO)
def import_exits(request: Request, preview: str) -> Answer:
    """Change which column answers which exit of the playbook."""
    one = _shown(request, preview)
    found = _opened(request, one) if one else None
    if one is None or found is None:
        return private(dropped.over_card())
    file, proposal = found
    exits = exits_of(request.tx, request.tenant.id)
    if not request.from_form:
        return private(mapping_card(one.file, exits_form(file.table, proposal, exits, one.id)))
    return _changed(request, one, file, proposal)


def _changed(request: Request, one: Import, file: SourceFile, proposal: Proposal) -> Answer:
    """Save the mapping as the form has it. Nothing is imported yet."""
    asks = asks_of(request.tx, request.tenant.id)
    for key, value in request.values.items():
        chosen = _chosen(proposal, file, key, value)
        after = changed(proposal, file.table, asks, *chosen) if chosen else None
        if after is None or isinstance(after, NotSo):
            raise Misunderstood(dropped.over_card())
        proposal = after
    if not can_import(proposal.mapping.kind, request.me):
        raise Misunderstood(dropped.only_admin_card())
    imports.save(
        request.tx,
        request.tenant.id,
        one.id,
        mapping=write_mapping(proposal.mapping),
        kind=proposal.mapping.kind,
        result=json.dumps(proposal.doubts),
    )
    return private(changed_mapping_card(one.file, one.id))


def _chosen(proposal: Proposal, file: SourceFile, key: str, value: str) -> tuple[str, str] | None:
    """A field of the form as a key and a value of the mapping: columns and stage words stand there by their number.

    None for a number that the form didn't have.
    """
    wanted = "" if value == "none" else value
    if key.startswith("stage."):
        word = _numbered(list(proposal.mapping.stages), key.removeprefix("stage."))
        return None if word is None else (f"stage:{word}", wanted)
    if value.startswith("c."):
        heading = _numbered(file.table.columns, value.removeprefix("c."))
        return None if heading is None else (key, heading)
    return key, wanted


def _numbered(known: Sequence[str], number: str) -> str | None:
    if not number.isdecimal() or not int(number) < len(known):
        return None
    return known[int(number)]


@command("import <preview> undo", who=WHO)
def import_undo(request: Request, preview: str) -> Answer:
    """Take back an import of the last day, except for deals that someone worked on."""
    one = _importable(request, preview, "done")
    if one is None:
        return private(dropped.over_card())
    if request.context.now - one.at > UNDO_WITHIN:
        return private(dropped.too_late_card(one.file))
    # From here on it is theirs: the ledger names who took it back, and the message at the end goes to them.
    imports.save(request.tx, request.tenant.id, one.id, state="undoing", due=_wall(request), by=request.me.id)
    if not _is_mine(request, one):
        card, subject = dropped.taken_back_by_card(request.me.name, one.file), f"import:{one.id}:undo"
        notify.person(request.tx, request.tenant, one.by, card, subject=subject, now=request.context.now)
    return private(dropped.undoing_card(one.file))


@command("import", reads=True, who=WHO)
def show_imports(request: Request) -> Answer:
    """Show how to import a file here, and the files that came in lately."""
    if not rights.may_import(request.me):
        return private(dropped.cant_import_card())
    latest = [one for one in imports.latest(request.tx, request.tenant.id, 50) if one.state in ("done", "confirmed")]
    fresh = {one.id for one in latest if request.context.now - one.at <= UNDO_WITHIN and one.state == "done"}
    return private(files_card(latest[:MOST_SHOWN], fresh, request.context))


def _shown(request: Request, mark: str) -> Import | None:
    """The import of a preview, for the one who sent the file; None if it went on since.

    What comes in is theirs in the ledger, so no one else can press for them.
    """
    one = _importable(request, mark, "shown")
    if one is not None and not _is_mine(request, one):
        raise Misunderstood(dropped.not_yours_card())
    return one


def _is_mine(request: Request, one: Import) -> bool:
    """Whether it is this person's, in any of their accounts."""
    company = request.context.company
    return company.one(one.by) == company.one(request.me.id)


def _importable(request: Request, mark: str, state: str) -> Import | None:
    """The import of a button, for those who can import it; None if it went on since."""
    one = imports.find(request.tx, request.tenant.id, mark)
    if not rights.may_import(request.me):
        raise Misunderstood(dropped.cant_import_card())
    if one is not None and one.kind == "people" and not rights.may_import_people(request.me):
        raise Misunderstood(dropped.only_admin_card())
    return one if one is not None and one.state == state else None


def _opened(request: Request, one: Import) -> tuple[SourceFile, Proposal] | None:
    content = imports.content(request.tx, request.tenant.id, one.id)
    mapping, file = read_mapping(one.mapping), open_file(one.file, content or b"")
    if mapping is None or isinstance(file, BadFile):
        return None
    return file, by_mapping(file.table, mapping, json.loads(one.result or "[]"))


def _wall(request: Request) -> datetime:
    """Real time, which the workers go by."""
    return request.context.now - timedelta(seconds=request.tenant.clock_offset)
