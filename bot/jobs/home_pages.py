"""Home pages: a page that someone looked at this week is drawn again soon after its deals changed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import uuid4

import structlog

from adapters.chat import Answer, Chat, HomePages, Inbound, Speaker, Undeliverable, Unsent
from bot.store import people, visits
from bot.store.engine.store import Store
from bot.store.visits import OpenHome

BATCH = 50
ASKED = "home"

Ask = Callable[[Inbound], Answer]
log = structlog.get_logger("homes")


def refresh_homes(store: Store, chats: Mapping[str, Chat], ask: Ask, now: datetime) -> int:
    """Draw the home pages that are out of date; returns how many. `ask` is the assistant, `now` is real time."""
    pages = {name: chat for name, chat in chats.items() if isinstance(chat, HomePages)}
    if not pages:
        return 0
    with store.reading() as tx:
        found = visits.outdated(tx, pages, now, BATCH)
    drawn, refusing = 0, set[tuple[str, str]]()
    for home in found:
        here = home.place.platform, home.place.workspace
        if here in refusing:
            continue
        try:
            drawn += _refresh(store, pages[home.place.platform], ask, home, now)
        except Unsent as fault:
            refusing |= {here} if fault.everywhere else set()
    return drawn


def _refresh(store: Store, chat: HomePages, ask: Ask, home: OpenHome, now: datetime) -> bool:
    """Draw one; where this process ends on the way, the page is free again when its lease is over.

    Raises Unsent where it stays out of date.
    """
    with store.writing() as tx:
        person = people.person_of(tx, home.tenant, home.place.platform, home.place.workspace, home.place.id)
        taken = visits.take(tx, home, now)
        if taken and person is None:
            visits.drawn(tx, home)
    if not taken or person is None:
        return False
    speaker = Speaker(home.place.platform, home.place.workspace, home.place.id, person.colleague.name)
    answer = ask(Inbound(f"home:{uuid4().hex}", speaker, home.place, ASKED, unasked=True))
    try:
        published = _published(chat, home, answer, unread=answer.undone and person.colleague.active)
    except Unsent:
        with store.writing() as tx:
            visits.give_back(tx, home)
        raise
    with store.writing() as tx:
        visits.drawn(tx, home)
    return published


def _published(chat: HomePages, home: OpenHome, answer: Answer, *, unread: bool) -> bool:
    """Whether the page is shown now; raises Unsent where that can succeed later.

    `unread`: the store was away, and the answer says only that. The page stays as it is.
    """
    if unread:
        raise Unsent("The store didn't answer.")
    try:
        chat.publish_home(home.place, home.message, answer.card)
    except Undeliverable as fault:
        log.warning("no home page", fault=str(fault))
        return False
    return True
