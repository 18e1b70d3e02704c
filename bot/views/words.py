"""Words: people, money, days and values as a person reads them."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from babel.numbers import get_currency_precision

from adapters.card import Code, Words
from bot.locales.current import current
from bot.views.dates import clock, full_day, plain_day
from bot.views.numbers import decimal, grouped
from process.context import Context
from process.deal import Deal
from process.money import Money
from process.needs import NEED_EXITS
from process.playbook import Playbook

GONE = "someone who left"
SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""Spaces and line breaks; not those that hold an amount together on one line."""
SOON = 60
"""Up to this many days away, a day is shown with its distance."""


PLATFORMS = {"slack": "Slack", "teams": "Microsoft Teams", "sandbox": "the sandbox"}


def platform(key: str) -> str:
    """A chat as people call it."""
    return PLATFORMS.get(key, key)


def name(context: Context, person_id: str) -> str:
    """The name of one of ours by id."""
    found = context.company.people.get(person_id)
    return context.company.called(found) if found else GONE


def names(context: Context, person_ids: Sequence[str]) -> str:
    """Several of ours, as in "Mia, Max or Ana"."""
    return either(list(dict.fromkeys(name(context, one) for one in person_ids)))


def money(m: Money | None) -> str:
    """An amount with grouped digits and its code, "50,000 EUR"; "not set" without one. No decimal is left out.

    `read_money` reads it back as the same amount.
    """
    if m is None:
        return "not set"
    return with_currency(digits(m), m.currency)


def entered(m: Money | None) -> str:
    """An amount as it stands in a field in which it can be changed: "50000 EUR", or as the company writes it."""
    if m is None:
        return ""
    return money(m) if current().key else str(m)


def with_currency(figure: str, sign: str) -> str:
    """A figure with a code or a sign where the company writes it: "50,000 EUR", "USD 50,000", "50.000 €"."""
    locale = current()
    if not locale.key:
        return f"{figure} {sign}"
    return f"{sign}\u00a0{figure}" if locale.sign_first else f"{figure}\u00a0{sign}"


def digits(m: Money) -> str:
    """The figure of an amount, grouped, without its currency; no decimal is left out."""
    return decimal(m.amount, _places(m))


def _places(m: Money) -> str:
    """The decimals of an amount, such that it is read back as the same one in a company of any locale."""
    whole, _, decimals = f"{m.amount.normalize():f}".partition(".")
    if not decimals:
        # Kuwait's dinar has three decimals: "1,250 KWD" would be one and a quarter of them to many.
        clear = get_currency_precision(m.currency) == 3 and 4 <= len(whole) <= 6
        return ".000" if clear else ""
    # "1.125 EUR" could be 1,125 EUR, so that its decimals become four.
    many = 4 if len(decimals) == 3 and len(whole) <= 3 and whole != "0" else max(2, len(decimals))
    return f".{'0' * many}"


def day(d: date, context: Context) -> str:
    """A day with its weekday, and its distance while that says something: "Monday 3 May 2027 (in 4 days)"."""
    near = distance(d, context)
    return f"{full_day(d)} ({near})" if near else full_day(d)


def distance(d: date, context: Context) -> str:
    """How far a day is from today: "today", "in 4 days", "9 days ago"; nothing beyond two months."""
    away = (d - context.today).days
    if abs(away) > SOON:
        return ""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(away) or (f"in {away} days" if away > 0 else f"{-away} days ago")


def moment(dt: datetime, context: Context) -> str:
    """A moment in the reader's zone, "3 May 2027, 14:05": a card is read on other days too, so never "today"."""
    local = dt.astimezone(context.zone)
    return f"{plain_day(local.date())}, {clock(local)}"


def since(dt: datetime, context: Context) -> str:
    """How long ago something was, in the reader's days: "today", "yesterday", "9 days ago"."""
    days = (context.today - dt.astimezone(context.zone).date()).days
    return {0: "today", 1: "yesterday"}.get(days) or (f"{grouped(days)} days ago" if days > 0 else "today")


def holder(context: Context, deal: Deal, attest: str) -> str:
    """Who owes an exit that is missing: "Rob (rep)", "the buyer", "Legal", "the account manager, Ana"."""
    match attest:
        case "rep":
            return _working(context, deal)
        case "buyer":
            return "the buyer"
        case "manager":
            return "a manager"
        case "account manager":
            named = taking_over(deal, context.playbook)
            return f"the account manager, {name(context, named)}" if named else "the account manager"
        case team:
            return capital(team)


def _working(context: Context, deal: Deal) -> str:
    """Whose hands the deal is in: the rep's, or the account manager's once they have accepted it."""
    if deal.account_manager:
        return f"{name(context, deal.account_manager)} (account manager)"
    return f"{name(context, deal.owner)} (rep)"


def taking_over(deal: Deal, playbook: Playbook) -> str:
    """The id of the account manager: the one who accepted, or who is named to; "" if there is none."""
    keys = [stage.handoff.acceptance for stage in playbook.stage if stage.handoff and stage.handoff.acceptance]
    return deal.account_manager or next((deal.value(key) for key in keys if deal.value(key)), "")


def stage_name(playbook: Playbook, key: str) -> str:
    """The name of a stage; its key, spelled out, where this playbook has no such stage."""
    return playbook.at(key).name if key in playbook.order else capital(key.replace("_", " "))


def exit_name(playbook: Playbook, key: str) -> str:
    """The name of an exit; its key, spelled out, where this playbook has no such exit."""
    if key in NEED_EXITS:
        return NEED_EXITS[key].name
    return playbook.exits[key].name if key in playbook.exits else capital(key.replace("_", " "))


def gate_words(playbook: Playbook, stage_key: str) -> str:
    """The gate behind a stage, "Discussion to Closing"."""
    after = playbook.after(stage_key) if stage_key in playbook.order else None
    return f"{stage_name(playbook, stage_key)} to {after.name if after else 'the end'}"


def command(words: str) -> Code:
    """A command to type, `command("next acme renewal")`; each platform adds what is typed before it there."""
    return Code(words, command=True)


def spoken(sentence: str) -> Words:
    """A sentence with what stands in backticks made into something to type, a command where it begins with `/deal`."""
    pieces = re.split(r"`([^`]+)`", sentence)
    return tuple(_to_type(piece) if place % 2 else piece for place, piece in enumerate(pieces) if piece)


def _to_type(piece: str) -> Code:
    bare = piece.removeprefix("/deal ")
    return Code(piece) if bare == piece else command(bare)


def both(things: Sequence[str]) -> str:
    """Several things in a row: "a, b and c"."""
    return _joined(things, "and")


def either(things: Sequence[str]) -> str:
    """Several things to choose from: "a, b or c"."""
    return _joined(things, "or")


def _joined(things: Sequence[str], word: str) -> str:
    return f"{', '.join(things[:-1])} {word} {things[-1]}" if len(things) > 1 else "".join(things)


def count(number: int, thing: str, several: str = "") -> str:
    """How many of a thing: "1 deal", "3 deals"."""
    return f"{grouped(number)} {thing if number == 1 else several or f'{thing}s'}"


def an(thing: str) -> str:
    """One thing of a kind: "a call", "an up-sell"."""
    return f"{'an' if thing[:1].casefold() in 'aeiou' else 'a'} {thing}"


def around(before: str, words: str, after: str = "") -> str:
    """Words with what stands around them, for example ", said by Carla Chen"; nothing where there are none."""
    return f"{before}{words}{after}" if words else ""


def capital(words: str) -> str:
    """Words with a capital at their head, and the rest as it is."""
    return words[:1].upper() + words[1:]


def cut(words: str, most: int = 160) -> str:
    """Words on one line, cut to a length that reads at a glance."""
    line = SPACES.sub(" ", words).strip()
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def cut_words(words: str, most: int) -> str:
    """The same, ending after a whole word where there is one."""
    shown = cut(words, most)
    return shown if not shown.endswith("…") or " " not in shown else f"{shown.rpartition(' ')[0]}…"


def short(words: str) -> str:
    """Words that were typed, cut to a length that can be shown back."""
    return cut(words, 60)
