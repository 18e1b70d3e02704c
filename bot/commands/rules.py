"""The rules' commands: each of the clock's rules is turned off, loosened or turned on again in chat."""

from collections import Counter
from datetime import timedelta

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.arguments import the_rule
from bot.commands.registry import command
from bot.misunderstood import Misunderstood
from bot.request import Request, private, shown
from bot.store import dues, rules
from bot.store.rules import RuleChange
from bot.views.rules import Standing, rules_card
from bot.views.turned_away import WHO_CHANGES_RULES
from bot.views.typed import later_by
from process.limits import RULES

WHO = "manager, admin"
COUNTED_DAYS = 90
LATEST = 60


@command("rules <rule> off", who=WHO)
def rule_off(request: Request, rule: str) -> Answer:
    """Turn one of the clock's rules off for the whole company: `rules idle off`."""
    return _change_rule(request, RuleChange(the_rule(rule), request.me.id, off=True))


@command("rules <rule> later by <number>", who=WHO)
def rule_later(request: Request, rule: str, number: str) -> Answer:
    """Make a rule wait some working days longer than the playbook's limit: `rules idle later by 3`."""
    if not 1 <= int(number) <= LATEST:
        raise Misunderstood(later_by(LATEST))
    return _change_rule(request, RuleChange(the_rule(rule), request.me.id, later=int(number)))


@command("rules <rule> on", who=WHO)
def rule_on(request: Request, rule: str) -> Answer:
    """Turn a rule on again, with the playbook's own limit: `rules idle on`."""
    return _change_rule(request, RuleChange(the_rule(rule), request.me.id))


def _change_rule(request: Request, changes: RuleChange) -> Answer:
    if not _may(request):
        raise Misunderstood(WHO_CHANGES_RULES)
    rules.save(request.tx, request.tenant.id, changes)
    return shown(_card(request))


def _may(request: Request) -> bool:
    return request.me.manages or "admin" in request.me.roles


@command("rules", who="anyone")
def show_rules(request: Request) -> Answer:
    """Show the clock's rules: which are on, how many nudges each sent and how many were not useful."""
    return private(_card(request))


def _card(request: Request) -> Card:
    limits = request.playbooks.default.clock
    changes = rules.every(request.tx, request.tenant.id)
    now = rules.over(limits, changes)
    tally = dues.tally(request.tx, request.tenant.id, request.context.today - timedelta(days=COUNTED_DAYS))
    sent, useless = _by_rule(tally, "stall"), _by_rule(tally, "not useful")
    standings = {
        rule: Standing(
            rule in now.off,
            now.later.get(rule, 0),
            changes[rule].by if rule in changes else "",
            sent[rule],
            useless[rule],
        )
        for rule in RULES
    }
    return rules_card(standings, request.context, COUNTED_DAYS, _may(request))


def _by_rule(tally: list[tuple[str, str, int]], kind: str) -> Counter[str]:
    """How often each rule was in a nudge; the note of a stall begins with its strength."""
    found: Counter[str] = Counter()
    for one, note, times in tally:
        if one == kind:
            found[note.partition(" ")[2] if kind == "stall" else note] += times
    return found
