"""Currencies of a file: the code that its words or signs stand for."""

from bot.language.values.amounts.currencies import CODES, name_mention, sign_mention


def currency_of(said: str) -> str:
    """The ISO code that a code, a sign or a name stands for; "" where that isn't sure."""
    words = said.strip()
    code = words[:3].upper()
    # Salesforce writes "EUR - Euro".
    if code in CODES and (len(words) == len(code) or words[3:].lstrip().startswith("-")):
        return code
    mention = sign_mention(words) or name_mention(words)
    return mention.sure if mention else ""
