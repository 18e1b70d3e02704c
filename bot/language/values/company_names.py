"""Names of companies: what counts as the same one, however its name is written."""

from functools import lru_cache

from cleanco import basename

from bot.store.names import name_key


@lru_cache(maxsize=20_000)
def company_key(name: str) -> str:
    """The same for every way to write a company's name: case, punctuation, spaces and legal form (GmbH, Inc.) aside.

    A name that is nothing but a legal form stays as it is.
    """
    bare = basename(" ".join(name.split())) or name
    letters = "".join(letter for letter in name_key(bare) if letter.isalnum())
    return letters or name_key(name)
