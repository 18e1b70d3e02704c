"""Currencies of a file: the code that its words or signs stand for."""

from bot.language.values.amounts.currencies import CODES, sign_mention


def currency_of(said: str) -> str:
    """The ISO code that a code or a sign stands for; "" where that isn't sure."""
    code = said.strip().upper()
    if code in CODES:
        return code
    mention = sign_mention(said.strip())
    return mention.sure if mention else ""
