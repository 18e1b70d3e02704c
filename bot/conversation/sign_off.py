"""Sign-off: "ok from my side", by who says it: an approver gets the approval's card, a specialist their own exit."""

from bot.language.understanding.proposal import Operation, Read
from process import gate, rights
from process.context import Context
from process.deal import Deal
from process.playbook import Exit

EXPLICIT = "the handoff's card"
"""The rule of words that can only be about an approval."""


ASKED = "an approval"
"""The rule of questions about an approval."""


def is_sign_off(read: Read) -> bool:
    """Whether words approve, decline or clear something."""
    return read.command.startswith("approve #")


def cleared(read: Read, deal: Deal, context: Context) -> tuple[Operation, ...]:
    """The answers of a specialist to the exits that their teams were asked for; none where they decide the approval."""
    if _decides(deal, context):
        return ()
    value = "no" if read.denies else "yes"
    return tuple(
        Operation("met", deal.id, {"exit": item.key, "value": value}, rule=read.rule) for item in _asked(deal, context)
    )


def shows_approval(read: Read, deal: Deal) -> bool:
    """Whether the approval's card answers the words; where no one asked for one, "ok from my side" can be anything."""
    return read.rule == EXPLICIT or (deal.approval is not None and deal.approval.live)


def _decides(deal: Deal, context: Context) -> bool:
    approval = deal.approval
    if approval is None or not approval.live:
        return False
    return rights.may_decide(deal, approval.requester, context.by, context.company, context.now)


def _asked(deal: Deal, context: Context) -> list[Exit]:
    """The exits whose answer this person's teams owe: those that were called in, else those that the gate waits for."""
    mine = [item for item in context.playbook.exits.values() if _is_theirs(item, deal, context)]
    called = {one.team for one in deal.engaged}
    return [item for item in mine if item.attest in called]


def _is_theirs(item: Exit, deal: Deal, context: Context) -> bool:
    if item.attest not in context.by.teams or gate.stands(item, deal, context.playbook):
        return False
    return rights.may_attest(item, deal, context)
