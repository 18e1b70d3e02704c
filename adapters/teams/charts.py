"""Charts in Teams: horizontal bars that Teams draws, and bars of columns where it can't.

Teams on desktop and in the browser draws them. No one says which other clients do, so each has its `fallback`.
https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
"""

from dataclasses import replace

from adapters.card import Bar, Bars, Chart, Point
from adapters.labels import unlike
from adapters.teams.formatter import Drawn, Formatter, block, more, run

_SCALE = 40  # steps of a full bar
_LABEL = 60
_TWO_DIGITS = 99
_NAMELESS = "–"
"""Teams leaves out a bar without a name."""
_UNITS = ((100_000_000, 1_000_000, "million "), (100_000, 1_000, "thousand "))
"""From which largest figure on they are drawn in which unit: Teams writes them without a sign between thousands."""


def bars(part: Bars, formatter: Formatter) -> list[Drawn]:
    """Each bar below its words: beside each other they break on a phone."""
    return [formatter.text(part.label, weight="Bolder"), *_rows(part, formatter)]


def _rows(part: Bars, formatter: Formatter) -> list[Drawn]:
    rows = [shown for row in part.rows[: formatter.rows] for shown in _bar(row, formatter)]
    return [*rows, *more(part.rows, formatter)]


def _bar(row: Bar, formatter: Formatter) -> list[Drawn]:
    """The words and the bar; no bar for nothing. Teams doesn't accept a column of width 0."""
    full = round(_SCALE * min(1.0, max(0.0, row.share)))
    words = [run(formatter.plain(row.label), weight="Bolder")]
    words += [run(f"  {formatter.plain(row.note)}")] if row.note else []
    if not full:
        return [block(words, spacing="Small")]
    columns = [_column(full, style="accent")]
    columns += [_column(_SCALE - full)] if full < _SCALE else []
    return [block(words, spacing="Small"), {"type": "ColumnSet", "spacing": "None", "columns": columns}]


def _column(width: int, **formatting: object) -> Drawn:
    """A part of a bar; what is in it gives it its height."""
    return {"type": "Column", "width": width, "items": [block([run("", size="Small")])], **formatting}


def chart(part: Chart, formatter: Formatter) -> list[Drawn]:
    """The name of the chart, then horizontal bars, which have room for the names of all figures and for their values.

    A donut shows no values but under a mouse, and leaves out the names of the third and fourth part. Where there is
    nothing to compare, the bars are in words.
    """
    if not _drawn(part, formatter):
        return bars(part.fallback, formatter)
    divisor, unit = _unit(part)
    sums = adds_up(part, formatter)
    drawing = {
        "type": "Chart.HorizontalBar",
        "title": formatter.plain(part.label),
        "displayMode": "PartToWhole" if sums else "AbsoluteNoAxis",
        "data": _figures(part, divisor, formatter),
        "fallback": {
            "type": "Container",
            "items": [*_rows(_instead(part, divisor), formatter), *_total(part, formatter, sums)],
        },
    }
    return [formatter.text(f"{part.label if sums else part.heading}{unit}", weight="Bolder"), drawing]


def _instead(part: Chart, divisor: int) -> Bars:
    """The bars where no chart is drawn. Its heading stands above them too, so their figures are in its unit."""
    bars = part.fallback
    if divisor == 1:
        return bars
    rows = [replace(row, note=_beside(point, divisor)) for row, point in zip(bars.rows, part.points, strict=True)]
    return replace(bars, rows=tuple(rows))


def _beside(point: Point, divisor: int) -> str:
    figure = str(round(point.value / divisor)) if point.value or not point.beside else ""
    return " · ".join(filter(None, [point.beside, figure]))


def adds_up(part: Chart, formatter: Formatter) -> bool:
    """Whether Teams writes the total below this chart, so that nothing else on the card needs to say it.

    It does with `PartToWhole`. `AbsoluteNoAxis` writes the values alone, each behind its bar, where the longest bar's
    has room for two digits.
    """
    return _drawn(part, formatter) and max(round(point.value) for point in part.points) > _TWO_DIGITS


def _drawn(part: Chart, formatter: Formatter) -> bool:
    return part.drawable and len(part.points) <= formatter.rows


def _total(part: Chart, formatter: Formatter, sums: bool) -> list[Drawn]:
    """The total for a client that draws no chart, and so doesn't write it."""
    return [formatter.text(f"Total: {part.total}")] if sums and part.total else []


def _unit(part: Chart) -> tuple[int, str]:
    """By what the figures are divided, and what they are then, where the name of the chart doesn't say it."""
    most = max(point.value for point in part.points)
    divisor, size = next(((by, size) for at_least, by, size in _UNITS if most >= at_least), (1, ""))
    unit = "" if part.unit.casefold() in part.heading.casefold() else part.unit
    said = f"{size}{unit}".strip()
    return divisor, f" ({said})" if said else ""


def _figures(part: Chart, divisor: int, formatter: Formatter) -> list[Drawn]:
    """The figures. Teams writes each value, so its name doesn't say it too."""
    labels = unlike([_name(point, formatter) for point in part.points], _LABEL)
    return [{"x": label, "y": round(point.value / divisor)} for label, point in zip(labels, part.points, strict=True)]


def _name(point: Point, formatter: Formatter) -> str:
    name = formatter.plain(point.label).strip() or _NAMELESS
    return f"{name}, {formatter.plain(point.beside)}" if point.beside else name
