"""The names of a chart's figures: each one short and unlike the others, as charts want them."""

from collections.abc import Sequence
from itertools import count


def unlike(names: Sequence[str], most: int) -> list[str]:
    """The names in one line each, of at most `most` letters, with numbers where two would be alike.

    Long names become alike when they are cut. Letters are counted as JavaScript counts them: an emoji has two.
    """
    labels: list[str] = []
    for name in names:
        line = name.replace("\n", " ")
        numbered = (_short(line, f" {nth}", most) for nth in count(2))
        label = _short(line, "", most)
        while label in labels:
            label = next(numbered)
        labels.append(label)
    return labels


def _short(name: str, end: str, most: int) -> str:
    """A name with this end, of at most `most` letters."""
    if _length(name + end) <= most:
        return name + end
    while _length(name + end) > most - 1:
        name = name[:-1]
    return f"{name.rstrip()}…{end}"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
