"""The playbooks of the random walk: a strict one, one that asks less, and two that are for some deals only."""

from pathlib import Path

from process import playbook_file

STRICT_TEXT = (Path(__file__).parent / "walk.toml").read_text()
_begin = STRICT_TEXT.index('[[stage.exit]]\nkey = "discount"')
_end = STRICT_TEXT.index('[[stage]]\nkey = "sign"')
LOOSE_TEXT = (STRICT_TEXT[:_begin] + STRICT_TEXT[_end:]).replace('name = "Strict"', 'name = "Loose"')
SMALL_TEXT = LOOSE_TEXT.replace('name = "Loose"', 'name = "Tiny"\nfor = { amount_below = "50000 EUR" }')
RENEWAL_TEXT = LOOSE_TEXT.replace('name = "Loose"', 'name = "Again"\nfor = { kinds = ["renewal"] }')
MORE_TEXTS = {"loose.toml": LOOSE_TEXT, "tiny.toml": SMALL_TEXT, "again.toml": RENEWAL_TEXT}

STRICT = playbook_file.read(STRICT_TEXT)
LOOSE, SMALL, RENEWAL = (playbook_file.read(text) for text in MORE_TEXTS.values())
PLAYBOOKS = {it.version: it for it in (STRICT, LOOSE, SMALL, RENEWAL)}
LIGHTER = frozenset((STRICT.version, it.version) for it in (LOOSE, SMALL, RENEWAL))
"""The moves from one playbook to another that asks less."""
