"""The report: everything that the x-ray says, in words and numbers, before it is drawn anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.views.dates import plain_day
from bot.views.numbers import grouped, percent, plain_number
from bot.views.words import both, count
from bot.views.xray.grids import Grid, open_grid, owner_stays_grid, owners_grid, quarters_grid, share_words, stages_grid
from bot.views.xray.sign_words import LACKS, SIGN_WORDS, LackWords
from process.xray.past_deal import PastDeal
from process.xray.picture import Picture
from process.xray.rate import FEWEST, Rate, above
from process.xray.signs import EVENLY, Finding


@dataclass(frozen=True, slots=True)
class Line:
    """One sign: its title, "7 of 120 wins", the share in percent where there is one, what it means, and its rows."""

    title: str
    number: str
    share: str
    part: float
    why: str
    note: str
    deals: tuple[PastDeal, ...]
    luck: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What is said, from top to bottom. `left_out` and `reading` say how the file was read."""

    name: str
    summary: str
    headline: str
    under: str
    wins: int
    lucky: int
    judged: bool
    lines: tuple[Line, ...]
    clean: str
    lacks: tuple[LackWords, ...]
    compared: tuple[str, ...]
    rates: tuple[tuple[str, Rate], ...]
    grids: tuple[Grid, ...]
    weeks: tuple[int, ...]
    largest: str
    reading: tuple[str, ...]


def report(name: str, picture: Picture, reading: Sequence[str]) -> Report:
    """Put a picture into words; `reading` says how the file was read."""
    known = [one for one in picture.findings if not one.unknown and one.judged]
    stages = [stages_grid(picture), owner_stays_grid(picture), open_grid(picture)]
    grids = [quarters_grid(picture), *stages, owners_grid(picture)]
    return Report(
        name=name,
        summary=_summary(picture),
        headline=_headline(picture),
        under=_under(picture),
        wins=picture.wins,
        lucky=len(picture.lucky),
        judged=bool(picture.luck_judged),
        lines=tuple(_line(one, picture) for one in known if one.deals),
        clean=_clean([one for one in known if not one.deals]),
        lacks=_lacks(picture),
        compared=_compared(picture),
        rates=_rates(picture),
        grids=tuple(grid for grid in grids if grid.rows),
        weeks=picture.weeks if sum(picture.weeks) >= FEWEST else (),
        largest=_largest(picture),
        reading=tuple(reading),
    )


def _summary(picture: Picture) -> str:
    rate = picture.rate
    ends = [f"{grouped(rate.won)} won", f"{grouped(rate.decided - rate.won)} lost", f"{grouped(picture.open)} open"]
    known = f" The last day in the file is {plain_day(picture.until)}." if picture.until else ""
    return f"{count(len(picture.deals), 'deal')}: {both(ends)}. {_win_rate(picture)}{known}"


def _win_rate(picture: Picture) -> str:
    rate = picture.rate
    if rate.share is None:
        return f"Below {FEWEST} decided deals there is no win rate."
    if not picture.rated:
        lacking = "lost" if rate.won else "won"
        return f"The file has no {lacking} deals, so it can't tell a win rate."
    return f"Win rate {share_words(rate.share)} of {grouped(rate.decided)} decided."


def _headline(picture: Picture) -> str:
    if not picture.wins:
        return "No deal in this file was won"
    if not picture.luck_judged:
        return "This file can't tell process from luck"
    lucky = len(picture.lucky)
    if not lucky:
        return f"{count(picture.wins, 'win')}, and no sign of luck that this file can tell"
    verb = "shows" if lucky == 1 else "show"
    part = f", {percent(lucky / picture.wins)}" if picture.wins >= FEWEST else ""
    return f"{grouped(lucky)} of {count(picture.wins, 'win')} {verb} a sign of luck{part}"


def _under(picture: Picture) -> str:
    """How much of the question the file answers."""
    every = [one for one in picture.findings if one.sign.luck]
    known = picture.luck_judged
    if not picture.wins or len(known) == len(every):
        return ""
    known_words = f"It can tell {len(known)} of {len(every)} signs of luck."
    return f"{known_words} The real number can only be higher." if known else known_words


def _line(found: Finding, picture: Picture) -> Line:
    words = SIGN_WORDS[found.sign.key]
    part = len(found.deals) / found.judged
    share = percent(part) if found.judged >= FEWEST else ""
    number = f"{grouped(len(found.deals))} of {grouped(found.judged)} {words.whose}"
    return Line(words.title, number, share, part, words.why, _note(found, picture), found.deals, found.sign.luck)


def _clean(known: Sequence[Finding]) -> str:
    """What was looked for and isn't there."""
    none = [f"{SIGN_WORDS[one.sign.key].title.lower()} (0 of {grouped(one.judged)})" for one in known]
    return f"Looked for, and not found: {both(none)}." if none else ""


def _note(found: Finding, picture: Picture) -> str:
    notes = []
    if found.sign.key == "slipped" and found.deals:
        slips = [deal.slips() or 0 for deal in found.deals]
        notes.append(f"{count(sum(slips), 'move')} in all, at most {max(slips)} on one deal.")
    if found.sign.key == "overdue" and picture.until:
        notes.append(f"As of {plain_day(picture.until)}.")
    if found.sign.key == "quarter_end" and not above(len(found.deals), found.judged, EVENLY):
        notes.append("With these numbers it can be chance.")
    if found.untold:
        notes.append(f"{count(found.untold, 'more row')} can't tell.")
    return " ".join(notes)


def _lacks(picture: Picture) -> tuple[LackWords, ...]:
    """What the file can't tell: each missing thing once, where there is a deal that it would be asked of."""
    needed = {need for one in picture.findings if _is_asked(one, picture) for need in one.sign.needs} | {"owner"}
    return tuple(words for key, words in LACKS.items() if key in needed - picture.has)


def _is_asked(found: Finding, picture: Picture) -> bool:
    return any(found.sign.asked(deal) for deal in picture.deals)


def _rates(picture: Picture) -> tuple[tuple[str, Rate], ...]:
    if picture.compared is None or not picture.rated:
        return ()
    return ("Stage by stage", picture.compared.stepwise), ("With a stage left out", picture.compared.rest)


def rate_words(name: str, rate: Rate) -> str:
    """The win rate of some deals, with its count, and in percent where enough are decided."""
    won = f"{grouped(rate.won)} of {grouped(rate.decided)} decided deals won"
    return f"{name}: {won}" if rate.share is None else f"{name}: {won}, {share_words(rate.share)}"


def _compared(picture: Picture) -> tuple[str, ...]:
    """Stage by stage against the rest, and how sure that is."""
    if picture.compared is None or not picture.rated:
        return tuple(_order(picture, pipeline) for pipeline in picture.ways)
    said = [_order(picture, pipeline) for pipeline in picture.ways]
    said.append("Deals that ended in the first stage aren't counted here: they could leave out nothing.")
    one, other = picture.compared.stepwise, picture.compared.rest
    if one.share is None or other.share is None:
        said.append(f"Below {FEWEST} decided deals on a side there is no rate to compare.")
    elif picture.compared.clear:
        said.append("Chance alone seldom makes such a difference. It doesn't show that one causes the other.")
    else:
        said.append("With these numbers, chance alone can make such a difference.")
    return tuple(said)


def _order(picture: Picture, pipeline: str) -> str:
    """The order of the stages that was found, to be checked by the reader."""
    way = picture.ways[pipeline]
    head = f"{pipeline}: the" if pipeline else "The"
    beside = f" Not expected of each deal: {both(way.beside)}." if way.beside else ""
    return f"{head} stages as most deals went: {' > '.join(way.stages)}.{beside}"


def _largest(picture: Picture) -> str:
    """How much hangs on a few deals."""
    if not picture.largest or not picture.money:
        return ""
    top = sum((deal.amount or Decimal() for deal in picture.largest), Decimal())
    rows = both([str(deal.row) for deal in picture.largest])
    part = percent(float(top / picture.money))
    return f"The {len(picture.largest)} largest wins brought {part} of the money won (rows {rows})."


def deal_words(deal: PastDeal) -> str:
    """One row behind a number: "row 17 Acme, Rob, 12,000 EUR, won on 3 May 2027"."""
    said = [f"row {grouped(deal.row)} {deal.name}", deal.owner]
    if deal.amount is not None:
        said.append(_money(deal.amount, deal.currency))
    said.append(_ending(deal.end, deal.ended))
    return ", ".join(filter(None, said))


def _money(amount: Decimal, currency: str) -> str:
    """An amount with its currency: "12,000 EUR", "$12,000"."""
    number = plain_number(amount)
    return f"{number} {currency}".strip() if currency.isalpha() or not currency else f"{currency}{number}"


def _ending(end: str, day: date | None) -> str:
    return f"{end} on {plain_day(day)}" if day else end
