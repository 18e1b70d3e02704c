"""Clean words: what people wrote, without what chats and mail programs put around it. The original stays evidence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

SAME_LETTER = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "", "“": '"', "”": '"', "„": '"', "\xa0": " ", "¿": "", "¡": ""}
)
QUOTE = re.compile(r"^\s*>+\s?", re.MULTILINE)
MARKS = re.compile(r"(?<!\w)[*_~]+(?=\S)|(?<=\S)[*_~]+(?!\w)")
FORWARDED = re.compile(r"^\s*(?:fwd?|fw|re|wg|aw)\s*:.*$", re.IGNORECASE | re.MULTILINE)
SHORTHAND = re.compile(r"(?<![:\w]):[a-z0-9_+-]{2,30}:(?!\w)")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]+")
ARROW = re.compile(r"\s*(?:->|→|=>|➜)\s*")
SMILE = re.compile(r"(?:^|\s)[:;=][-']?[()DPp|/](?=\s|$)")

WORD = re.compile(r"(?<![\w'’/@.-])(\d?[a-z]+)(?:/(?=\s))?(?![\w'’/@-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Words to read, and whether they were a mail that was pasted or forwarded."""

    text: str
    mail: bool = False
    signature: str = ""


def clean(text: str, closing: re.Pattern[str], short: Mapping[str, str]) -> Cleaned:
    """Straighten quotes, and take away marks, emoji, the heads of forwarded mails and their signatures.

    `closing` is how mails end, `short` what people type in a hurry ("isnt", "w/") and how it is written.
    """
    straight = text.translate(SAME_LETTER)
    quoted = bool(FORWARDED.search(straight)) or bool(QUOTE.search(straight))
    bare = FORWARDED.sub("", QUOTE.sub("", straight))
    bare = EMOJI.sub(" ", SMILE.sub(" ", SHORTHAND.sub(" ", MARKS.sub("", bare))))
    bare = WORD.sub(lambda found: _written_out(found, short), ARROW.sub(" to ", bare))
    lines = [" ".join(line.split()) for line in bare.split("\n")]
    words = "\n".join(line for line in lines if line)
    ending = closing.search(words)
    if ending is None:
        return Cleaned(words, quoted)
    return Cleaned(words[: ending.start()].strip(), True, ending["signature"].strip())


def _written_out(found: re.Match[str], short: Mapping[str, str]) -> str:
    """A word that was typed in a hurry, as it is written; every other word as it is."""
    written = short.get(found[1].casefold(), "")
    # "IM" and "W" are initials.
    if not written or found[1].isupper():
        return found[0]
    return written[0].upper() + written[1:] if found[1][0].isupper() else written
