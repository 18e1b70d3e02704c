"""RequestMaker: made of what someone asked, with everything that a command works with."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from adapters.chat import Inbound
from bot.company import people, playbooks
from bot.dispatch.carry_out import follow
from bot.locales.current import write_by
from bot.request import Request
from bot.store import people as roll
from process.context import Context


class RequestMaker:
    """Makes requests. `wall` is the wall clock; `texts` are the company's playbook files, for a tenant without one."""

    def __init__(self, wall: Callable[[], datetime], texts: Mapping[str, str]) -> None:
        self._wall, self._texts = wall, texts

    def of(self, tx: Connection, inbound: Inbound) -> Request:
        """The request behind an inbound; raises Misunderstood for those who are turned away.

        From here on, up to the end of the surrounding `own_locale`, everything is written by the company's locale.
        """
        tenant, person = people.arrive(tx, inbound)
        # Before a word is written: all that follows is read by people of this company.
        write_by(tenant.locale, tenant.currency)
        now = tenant.own_time(self._wall())
        zone, library = tenant.zone_for(person.zone), self._playbooks(tx, tenant.id)
        company = roll.company(tx, tenant.id)
        context = Context(library.default, company, person.colleague, now, now.astimezone(zone).date(), zone)
        return Request(tx, tenant, person, inbound, context, library, follow=follow, said=inbound.said)

    def _playbooks(self, tx: Connection, tenant: str) -> playbooks.Playbooks:
        """The tenant's playbooks; a new tenant takes on the company's files."""
        library = playbooks.load(tx, tenant)
        if not library.today:
            playbooks.make_current(tx, tenant, self._texts)
            library = playbooks.load(tx, tenant)
        return library
