"""The vocabulary of amounts: scales, periods, and the words for what is not exact, a range or negative."""

POWERS = {
    2: "hundred",
    3: "k thousand grand tsd mille tys tis тыс",
    4: "万 萬 만",
    5: "lakh lac",
    6: "m mm mn mln mio million млн",
    7: "crore cr",
    8: "亿 億 억",
    9: "b bn bln billion md mrd mld mlrd milliard млрд",
    12: "tn trn trillion",
}
SCALES: dict[str, tuple[int, ...]] = {
    # Thousands in Germany, trillions in New York; thousands in Madrid, millions in a hurry.
    "t": (3, 12),
    "mil": (3, 6),
}
"""A scale and its power of ten; two where people mean different things by it."""
for _power, _words in POWERS.items():
    SCALES.update(dict.fromkeys(_words.split(), (_power,)))
WORD_SCALES = {"hundred", "thousand", "million", "billion", "trillion", "lakh", "lac", "crore", "grand"}
BEFORE_A_CODE = {"k", "m", "t", "mm", "mn", "mio", "mln", "b", "bn", "mrd", "md"}
"""Scales that are written in one word with a code, as in kEUR and EURm."""
PERIODS = {
    "a month": "month mo mth mnth mon m",
    "a quarter": "quarter qtr q",
    "a week": "week wk w",
    "a year": "year yr annum y a",
}
PERIOD_WORDS = {
    "a month": "monthly pm pcm mthly mrr",
    "a quarter": "quarterly qtrly",
    "a week": "weekly pw",
    "a year": "yearly annually annual pa arr acv",
}
LINKS = ("a", "per", "each", "every", "/", "p", "p /", "by the", "for a")
RATES = {
    "day",
    "d",
    "hour",
    "hr",
    "h",
    "minute",
    "user",
    "seat",
    "unit",
    "head",
    "person",
    "license",
    "licence",
    "piece",
}
RATE_WORDS = {"daily", "hourly", "each", "apiece", "ea", "pd", "ph", "pp", "psf"}
INEXACT_BEFORE = {
    *(
        "<",
        ">",
        "≤",
        "≥",
        "< =",
        "> =",
        "~",
        "≈",
        "+",
        "±",
        "about",
        "around",
        "approx",
        "approximately",
        "circa",
        "ca",
    ),
    *(
        "c",
        "roughly",
        "nearly",
        "almost",
        "over",
        "under",
        "above",
        "below",
        "up to",
        "at least",
        "at most",
        "more than",
    ),
    *(
        "less than",
        "fewer than",
        "min",
        "max",
        "minimum",
        "maximum",
        "some",
        "maybe",
        "perhaps",
        "probably",
        "not over",
    ),
    *(
        "starting at",
        "upwards of",
        "close to",
        "just over",
        "just under",
        "say",
        "well over",
        "no more than",
        "=",
        "≥ =",
    ),
}
INEXACT_AFTER = {
    *(
        "+",
        "ish",
        "- ish",
        "or so",
        "or more",
        "or less",
        "more or less",
        "plus",
        "approx",
        "minimum",
        "min",
        "maximum",
    ),
    *("max", "at least", "at most", "give or take", "and up", "and above", "~", "roughly", "or thereabouts", "tops"),
}
TAXES = ("vat", "tax", "taxes", "sales tax", "gst", "mwst", "ust", "tva", "iva", "btw", "moms")
NET, GROSS = {"net", "nett", "netto", "ht"}, {"gross", "brutto", "ttc"}
"""What is said of taxes: an amount without them is the amount, one with them is asked about."""
for _tax in TAXES:
    NET |= {f"{word} {_tax}" for word in ("excl", "excluding", "exclusive of", "ex", "plus", "+", "without", "before")}
    NET |= {f"{word} {_tax}" for word in ("net of", "zzgl", "ohne", "exkl", "hors", "sin", "excl of")}
    GROSS |= {f"{word} {_tax}" for word in ("incl", "including", "inclusive of", "inkl", "with", "after")}
INEXACT_AFTER |= GROSS
NEGATIVES = {"-", "(", ")", "[", "]", "{", "}", "minus", "negative", "credit", "debit", "dr", "refund", "cr"}
FILLERS = {"only", "total", "total of", "in total", "altogether"}
RANGES = {"-", "- -", "to", "or", "...", "…", ". .", "up to", "bis"}
LONGEST_PHRASE = 7
