"""Numbers in English words: "fifty", "two and a half", "half a", "one point five". text2num reads the whole numbers.

docs/decisions/0050-numbers-in-words.md says why it is text2num.
"""

from decimal import Decimal

from text_to_num import text2num

FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
SCALES = {"thousand": 3, "grand": 3, "million": 6, "billion": 9, "trillion": 12}
LINKS = {"and", "a", "an", "of", "point"}
_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred
"""
NUMBERS = _NUMBERS.split()
WORDS = {*NUMBERS, *SCALES, *FRACTIONS, *LINKS}
LONGEST = 30
"""A number has at most so many words."""


def read_number(words: list[str]) -> Decimal | None:
    """The number that small-letter words make, or None: text2num refuses "fifty sixty", and so do we."""
    if not words or len(words) > LONGEST:
        return None
    half = _fraction(words)
    if half is not None:
        return half
    if "point" in words:
        return _with_point(words)
    return _whole(words)


def _fraction(words: list[str]) -> Decimal | None:
    """ "half a", "a quarter of a", "three quarters of a", "two and a half", "a million and a half"."""
    bare = [word for word in words if word not in {"a", "an", "of"}]
    if not bare:
        return None
    if len(bare) == 1:
        return FRACTIONS.get(bare[0])
    part = FRACTIONS.get(bare[-1])
    if part is None:
        return None
    if bare == ["three", "quarters"]:
        return part * 3
    if bare[-2] != "and":
        return None
    return _and_a_part(words[: len(words) - words[::-1].index("and") - 1], part)


def _and_a_part(words: list[str], part: Decimal) -> Decimal | None:
    whole = _whole(words)
    if whole is None:
        return None
    if words[-1] not in {*SCALES, "hundred"}:
        return whole + part
    # "a million and a half" is one and a half million; "ten million and a half" could be either.
    once = len(words) == 2 and words[1] in SCALES and whole == 10 ** SCALES[words[1]]
    return whole * (1 + part) if once else None


def _with_point(words: list[str]) -> Decimal | None:
    point = words.index("point")
    whole = _whole(words[:point]) if point else Decimal(0)
    digits = ""
    for word in words[point + 1 :]:
        if word not in NUMBERS[:10]:
            return None
        digits += str(NUMBERS.index(word))
    return Decimal(f"{whole}.{digits}") if digits and whole is not None else None


def _whole(words: list[str]) -> Decimal | None:
    if words and words[0] in {"a", "an"}:
        words = ["one", *words[1:]]
    scales = [SCALES[word] for word in words if word in SCALES]
    # text2num adds "three million thousand" up to 3,001,000.
    if scales != sorted(set(scales), reverse=True) or not _well_linked(words) or _cut_short(words):
        return None
    try:
        return Decimal(text2num(" ".join(words), "en"))
    except ValueError:
        return None


def _cut_short(words: list[str]) -> bool:
    """Whether it ends as "two million five" does, which is 2,500,000 to some and 2,000,005 to text2num."""
    return len(words) > 1 and words[-2] in {"million", "billion"} and words[-1] in NUMBERS[1:10]


def _well_linked(words: list[str]) -> bool:
    """Whether "and" follows a hundred or a scale only, as in "two hundred and five", and no scale follows a scale.

    "sixty and six" is two numbers, and "three million thousand" none.
    """
    before = ""
    for word in words:
        after_scale = before in SCALES
        if word in SCALES and after_scale:
            return False
        if word in LINKS and (word != "and" or (before != "hundred" and not after_scale)):
            return False
        before = word
    return bool(words) and words[-1] != "and" and words[0] in NUMBERS[:-1]
