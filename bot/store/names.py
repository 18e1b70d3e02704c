"""Names as people type them: what counts as the same name."""

from unicodedata import category, normalize


def name_key(name: str) -> str:
    """The same for every way to write a name: width, case, spaces and characters that cannot be seen aside."""
    folded = normalize("NFKC", normalize("NFKC", name).casefold())
    return " ".join("".join(filter(_seen, folded)).split())


def _seen(character: str) -> bool:
    """Spaces and line ends stay, to be folded into one; other control and format characters go."""
    return character.isspace() or category(character) not in ("Cc", "Cf", "Cs")
