"""Names as people type them: which spellings are the same name, and which the same company."""

from functools import lru_cache
from unicodedata import category, normalize

from cleanco import basename


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """One key for every spelling of a name: it ignores width, case, extra spaces and invisible characters."""
    folded = normalize("NFKC", normalize("NFKC", name).casefold())
    return " ".join("".join(filter(_seen, folded)).split())


def _seen(character: str) -> bool:
    """Whether to keep a character: spaces and line ends, yes; other control and format characters, no."""
    return character.isspace() or category(character) not in ("Cc", "Cf", "Cs")


@lru_cache(maxsize=20_000)
def company_key(name: str) -> str:
    """The same for every way to write a company's name: case, punctuation, spaces and legal form (GmbH, Inc.) aside.

    A name that is nothing but a legal form stays as it is.
    """
    bare = basename(" ".join(name.split())) or name
    letters = "".join(letter for letter in name_key(bare) if letter.isalnum())
    return letters or name_key(name)


def company_keys(*names: str) -> list[str]:
    """The keys of some names, each once: a deal can be named after another company than its account by now."""
    return sorted({company_key(name) for name in names})
