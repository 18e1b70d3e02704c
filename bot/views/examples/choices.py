"""Examples of views of some deals: a stage, a period, a person, and what changed since a day."""

from collections.abc import Callable, Mapping
from datetime import date

from adapters.card import Card
from bot.language.values.periods import Period
from bot.views import changes_since, lists_of_deals
from bot.views.deal_list import list_card
from bot.views.examples import deals
from bot.views.examples.deals import Tale, context, standard
from bot.views.funnel import no_deals
from bot.views.moves import LedgerLine

MAY = Period(date(2027, 5, 1), date(2027, 5, 31))


def _closing() -> Card:
    title = lists_of_deals.title(lists_of_deals.whose("rob", context()), "", MAY, standard())
    return list_card([deals.qualifying().deal], lambda deal: context(), title)


def _in_closing() -> Card:
    title = lists_of_deals.title(lists_of_deals.whose("", context()), "closing", None, standard())
    return lists_of_deals.with_other_reading(list_card([deals.accepting().deal], lambda deal: context(), title))


def _changed(*tales: Tale) -> Card:
    lines = [LedgerLine(tale.deal, context(), entry) for tale in tales for entry in tale.ledger]
    return changes_since.changed_card(lines, "your deals", date(2027, 4, 12))


CHOICES: Mapping[str, Callable[[], Card]] = {
    "list: closing in a month": _closing,
    "list: in a stage": _in_closing,
    "list: nothing in a stage": lambda: lists_of_deals.nothing("Your deals in Closing", stage=True, everyones=False),
    "list: waiting for a team": lambda: list_card(
        [deals.discussing().deal], lambda deal: context(), lists_of_deals.waiting_title("Your deals", "legal")
    ),
    "list: nothing closes": lambda: lists_of_deals.nothing("All deals closing in May", stage=False, everyones=True),
    "funnel: no deals of one": lambda: no_deals("of Rob in Q2 2027"),
    "changes: since a day": lambda: _changed(deals.discussing(), Tale("Globex", "rita")),
    "changes: none": _changed,
}
