"""Options: what the choices of several forms have in common."""

from bot.views.words import capital
from process.context import Context
from process.evidence import PLACES

MANNERS = (("did", "They took it"), ("wants", "They want it"))
"""How far the buyer is with a step of their own."""


PLACE_OPTIONS = tuple((place, capital(place)) for place in PLACES)
"""Where a buyer can say something."""


def colleagues(context: Context, role: str = "") -> tuple[tuple[str, str], ...]:
    """Our people as options (id, name), by name; only those of a role where one is given."""
    fit = [one for one in context.company.people.values() if one.active and (not role or role in one.roles)]
    return tuple((one.id, context.company.called(one)) for one in sorted(fit, key=lambda one: one.name.casefold()))
