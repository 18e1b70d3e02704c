"""Charts of the x-ray's page as SVG without words: the words stand beside them, at the size of the page."""

from math import ceil, sqrt

from bot.views.numbers import grouped

MOST_SQUARES = 400
STEP = 10


def squares(whole: int, part: int) -> tuple[int, str]:
    """A square for each thing, the first `part` of them marked; returns also how many things a square stands for."""
    each = max(ceil(whole / MOST_SQUARES), 1)
    many = ceil(whole / each)
    marked = min(max(round(part / each), 1 if part else 0), many)
    wide = _columns(many)
    high = ceil(many / wide)
    drawn = "".join(_square(at, wide, "luck" if at < marked else "process") for at in range(many))
    label = f"{grouped(part)} of {grouped(whole)} wins show a sign of luck"
    size = f'viewBox="0 0 {wide * STEP} {high * STEP}"'
    return each, f'<svg {size} preserveAspectRatio="xMinYMin meet" role="img" aria-label="{label}">{drawn}</svg>'


def _columns(many: int) -> int:
    """How many squares stand in a row: few rows, since the page is wider than high."""
    return max(min(many, 20), ceil(sqrt(many * 3.5)))


def _square(at: int, wide: int, kind: str) -> str:
    x, y = at % wide * STEP, at // wide * STEP
    return f'<rect class="{kind}-fill" x="{x}" y="{y}" width="8" height="8" rx="2"/>'


def bar(part: float, kind: str) -> str:
    """A bar of which a part from 0 to 1 is filled."""
    ground = "luck-pale" if kind == "luck" else "pale"
    filled = f'<rect class="{kind}-fill" width="{part * 100:.2f}" height="8"/>'
    return (
        f'<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{ground}-fill" width="100" height="8"/>{filled}</svg>'
    )


def column(part: float, kind: str) -> str:
    """A column of which a part from 0 to 1 is filled, from below."""
    high = max(part * 100, 1 if part else 0)
    filled = f'<rect class="{kind}-fill" y="{100 - high:.2f}" width="10" height="{high:.2f}"/>'
    return f'<svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">{filled}</svg>'
