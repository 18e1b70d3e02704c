"""Examples of the questions about a deal, one by one."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from adapters.card import Card
from bot.views import guide, guide_draft, replies
from bot.views.doubtful_values import Doubt
from bot.views.evidence import evidence_form
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, Tale, context, standard
from bot.views.guide import Asked
from bot.views.missing import gaps
from process.deal import Deal
from process.gate import Missing

ANSWERS = {
    "problem": "Every order is typed in twice",
    "responsible": "Carla Chen, CFO",
    "budget": "45000 EUR",
    "budget.said_by": "Carla Chen",
    "budget.where": "call",
}
KEYS = ("problem", "responsible", "budget")


def _asked(deal: Deal, key: str, part: int = 0, **more: object) -> Asked:
    """A question of the gate ahead, as it is shown."""
    number, one = next(pair for pair in enumerate(gaps(deal, context()), 1) if pair[1].exit.key == key)
    field = evidence_form(deal, context(), [one.exit]).fields[part]
    return replace(Asked(one, field, number, 5), **more)  # type: ignore[arg-type]  # the fields of a question by name


def _question(tale: Tale, key: str, part: int = 0, **more: object) -> Card:
    return guide.question_card(tale.deal, context(), _asked(tale.deal, key, part, **more))


def _still() -> Card:
    tale = deals.qualifying().prove(["problem"])
    item = standard().exits["problem"]
    one = Missing(item, standard().at("qualification"), "to confirm", "rep")
    asked = Asked(one, guide.still_field(item, tale.deal, context()), 1, 3)
    return guide.question_card(tale.deal, context(), asked)


def _doubt() -> Card:
    deal = deals.qualifying().deal
    doubt = Doubt("1.250", "Is “1.250” 1,250 EUR or 1.25 EUR?", (("1250 EUR", "1,250 EUR"), ("1.25 EUR", "1.25 EUR")))
    return guide.doubt_card(deal, _asked(deal, "budget"), doubt, "1.250")


def _draft(keys: tuple[str, ...] = KEYS) -> Card:
    deal = deals.qualifying().deal
    news = (guide_draft.moved_on(deal, context()), guide_draft.no_longer_asked(deal, context(), "source"))
    exits = [standard().exits[key] for key in keys]
    return guide_draft.draft_card(deal, context(), exits, ANSWERS, ((), news))


def _for_others() -> Card:
    deal = deals.discussing().deal
    others = [one for one in gaps(deal, context()) if one.holder == "legal"]
    return guide_draft.draft_card(deal, context(), (), {}, (others, ()))


def _saved() -> Card:
    tale = deals.qualifying().prove(["problem", "responsible"])
    return guide_draft.saved_card(tale.deal, context(), ["problem", "responsible"], (), ())


def _ended() -> Card:
    deal = replace(deals.qualifying().deal, state="lost")
    return guide_draft.ended(deal, context(), ANSWERS)


GUIDE: Mapping[str, Callable[[], Card]] = {
    "guide: a text": lambda: _question(deals.qualifying(), "problem"),
    "guide: an amount, later on": lambda: _question(deals.qualifying(), "budget", ready=2, begun=True),
    "guide: a contact": lambda: _question(deals.qualifying(), "responsible"),
    "guide: where": lambda: _question(deals.qualifying(), "budget", 2),
    "guide: a step of the buyer": lambda: _question(deals.qualifying(), "buying_steps"),
    "guide: not readable": lambda: _question(
        deals.qualifying(), "budget", error=replies.plain_no("I couldn't read “many” as an amount.")
    ),
    "guide: hostile": lambda: _question(deals.hostile(), "problem", notes=(HOSTILE,)),
    "guide: still true": _still,
    "guide: which reading": _doubt,
    "guide: a guess": lambda: guide.guess_card(deals.qualifying().deal, "What is their budget to solve it?"),
    "guide: the draft": _draft,
    "guide: everything is proven": lambda: guide_draft.draft_card(
        Tale().prove(["source", "contact"]).deal, context(), (), {}, ((), ())
    ),
    "guide: for others": _for_others,
    "guide: saved": _saved,
    "guide: nothing to save": lambda: guide_draft.saved_card(deals.qualifying().deal, context(), (), (), ()),
    "guide: later": lambda: guide_draft.resting(deals.qualifying().deal, 2, True, stopped=False),
    "guide: stopped": lambda: guide_draft.resting(deals.qualifying().deal, 2, True, stopped=True),
    "guide: dropped": lambda: guide_draft.dropped(deals.qualifying().deal),
    "guide: elsewhere": lambda: guide_draft.elsewhere(deals.qualifying().deal),
    "guide: ended": _ended,
}
