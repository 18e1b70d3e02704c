"""Names as people type them: which spellings are the same name."""

from unicodedata import category, normalize


def name_key(name: str) -> str:
    """One key for every spelling of a name: it ignores width, case, extra spaces and invisible characters."""
    folded = normalize("NFKC", normalize("NFKC", name).casefold())
    return " ".join("".join(filter(_seen, folded)).split())


def _seen(character: str) -> bool:
    """Whether to keep a character: spaces and line ends, yes; other control and format characters, no."""
    return character.isspace() or category(character) not in ("Cc", "Cf", "Cs")
