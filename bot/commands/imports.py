"""Imports from the chat: the buttons below a file's preview, and the files that came in lately."""

import json
from datetime import datetime, timedelta

from adapters.chat import Answer
from bot.commands.registry import command
from bot.effects import notify
from bot.imports.planning import exits_of, plan, stages_of
from bot.imports.prepared import Opened, Prepared, opened, with_form
from bot.imports.start import can_import
from bot.imports.taking_back import UNDO_WITHIN
from bot.misunderstood import Misunderstood
from bot.records.mapping import write_mapping
from bot.request import Request, private
from bot.store import imports
from bot.store.engine.faults import Conflict
from bot.store.imports import Import, ImportState
from bot.views import dropped
from bot.views.import_forms import changed_mapping_card, exits_form, files_card, mapping_card, mapping_form
from bot.views.imports import preview_card
from process import rights

WHO = "manager, admin; people: admin"
MOST_SHOWN = 5
LISTED = ("done", "confirmed", "stopped")


@command("import <preview> go", who=WHO)
def import_go(request: Request, preview: str) -> Answer:
    """Bring in the file whose preview you saw."""
    one = _shown(request, preview)
    if one is None or json.loads(one.result or "[]"):
        return private(dropped.over_card())
    _change(request, one, state="confirmed", due=_wall(request), result="")
    return private(dropped.started_card(one.file, one.rows))


@command("import <preview> cancel", who=WHO)
def import_cancel(request: Request, preview: str) -> Answer:
    """Leave the file alone."""
    one = _shown(request, preview)
    if one is None:
        return private(dropped.over_card())
    _change(request, one, state="cancelled", content=None)
    return private(dropped.cancelled_card(one.file))


def _preview(request: Request, preview: str) -> Prepared | None:
    found = _opened(request, preview)
    if found is None:
        return None
    shown = plan(request.tx, request.tenant, found.file, found.proposal, request.me.id, now=request.context.now)
    return Prepared(found.one, preview_card(shown, found.one.id))


@command("import <preview> show", reads=True, who=WHO, prepare=_preview)
def import_show(request: Request, preview: str, prepared: Prepared | None = None) -> Answer:
    """Show the preview again, as the file is read now."""
    return private(prepared.card if prepared and _still(request, prepared) else dropped.over_card())


def _mapping(request: Request, preview: str) -> Prepared | None:
    found = _opened(request, preview)
    if found is None or request.from_form:
        return _by_form(request, found)
    stages, one = stages_of(request.tx, request.tenant.id), found.one
    return Prepared(one, mapping_card(one.file, mapping_form(found.file, found.proposal, stages, one.id)))


@command("import <preview> change", who=WHO, prepare=_mapping)
def import_change(request: Request, preview: str, prepared: Prepared | None = None) -> Answer:
    """Change which column holds what, and what the file's stages mean."""
    return _changed(request, prepared)


def _exits(request: Request, preview: str) -> Prepared | None:
    found = _opened(request, preview)
    if found is None or request.from_form:
        return _by_form(request, found)
    exits, one = exits_of(request.tx, request.tenant.id), found.one
    return Prepared(one, mapping_card(one.file, exits_form(found.file.table, found.proposal, exits, one.id)))


@command("import <preview> exits", who=WHO, prepare=_exits)
def import_exits(request: Request, preview: str, prepared: Prepared | None = None) -> Answer:
    """Change which column answers which exit of the playbook."""
    return _changed(request, prepared)


def _opened(request: Request, preview: str) -> Opened | None:
    """The import of a preview with its file, read while everyone else can write."""
    one = _shown(request, preview)
    return opened(request.tx, request.tenant.id, one) if one else None


def _by_form(request: Request, found: Opened | None) -> Prepared | None:
    """The mapping as the form has it."""
    if found is None:
        return None
    after = with_form(request.tx, request.tenant.id, found, request.values)
    if after is None:
        raise Misunderstood(dropped.over_card())
    rows = plan(request.tx, request.tenant, after.file, after.proposal, request.me.id, now=request.context.now).rows
    return Prepared(found.one, changed_mapping_card(found.one.file, found.one.id), after.proposal, rows)


def _still(request: Request, prepared: Prepared) -> bool:
    """Whether the preview can go on. Raises Conflict where it is read in another way since, so it is prepared again."""
    one = _shown(request, prepared.one.id)
    if one is not None and one != prepared.one:
        raise Conflict
    return one is not None


def _changed(request: Request, prepared: Prepared | None = None) -> Answer:
    """Save the mapping as the form has it, or ask with the form. Nothing is imported yet."""
    if prepared is None or not _still(request, prepared):
        return private(dropped.over_card())
    if proposal := prepared.proposal:
        if not can_import(proposal.mapping.kind, request.me):
            raise Misunderstood(dropped.only_admin_card())
        _change(
            request,
            prepared.one,
            mapping=write_mapping(proposal.mapping),
            kind=proposal.mapping.kind,
            result=json.dumps(proposal.doubts),
            rows=prepared.rows,
        )
    return private(prepared.card)


@command("import <preview> undo", who=WHO)
def import_undo(request: Request, preview: str) -> Answer:
    """Take back an import of the last day, except for deals that someone worked on."""
    one = _importable(request, preview, "done", "stopped")
    if one is None:
        return private(dropped.over_card())
    if request.context.now - one.at > UNDO_WITHIN:
        return private(dropped.too_late_card(one.file))
    # From here on it is theirs: the ledger names who took it back, and the message at the end goes to them.
    _change(request, one, state="undoing", due=_wall(request), by=request.me.id)
    if not _is_mine(request, one):
        card, subject = dropped.taken_back_by_card(request.me.name, one.file), f"import:{one.id}:undo"
        notify.person(request.tx, request.tenant, one.by, card, subject=subject, now=request.context.now)
    return private(dropped.undoing_card(one.file))


@command("import", reads=True, who=WHO)
def show_imports(request: Request) -> Answer:
    """Show how to import a file here, and the files that came in lately."""
    if not rights.may_import(request.me):
        return private(dropped.cant_import_card())
    latest = [one for one in imports.latest(request.tx, request.tenant.id, 50) if one.state in LISTED]
    undoable = [one for one in latest if one.state in ("done", "stopped")]
    fresh = {one.id for one in undoable if request.context.now - one.at <= UNDO_WITHIN}
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


def _importable(request: Request, mark: str, *states: ImportState) -> Import | None:
    """The import of a button, for those who can import it; None if it went on since."""
    one = imports.find(request.tx, request.tenant.id, mark)
    if not rights.may_import(request.me):
        raise Misunderstood(dropped.cant_import_card())
    if one is not None and one.kind == "people" and not rights.may_import_people(request.me):
        raise Misunderstood(dropped.only_admin_card())
    return one if one is not None and one.state in states else None


def _change(request: Request, one: Import, **changes: object) -> None:
    """Save what a press leads to. Raises Conflict where another press, in another process, was faster."""
    if not imports.change(request.tx, request.tenant.id, one, **changes):
        raise Conflict


def _wall(request: Request) -> datetime:
    """Real time, which the workers go by."""
    return request.context.now - timedelta(seconds=request.tenant.clock_offset)
