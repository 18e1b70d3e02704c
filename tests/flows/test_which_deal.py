"""Which deal was meant, where the typed name fits none in full."""

from tests.support.card_text import buttons_of, text_of
from tests.support.sandbox_script import Say


def test_the_only_deal_that_fits_is_asked_about_by_its_name(say: Say) -> None:
    card = say("rob", "buyer wayn did contract")
    assert card.title == "Do you mean Wayne Industries?"
    assert "No deal is called exactly “wayn”. Nothing has changed yet." in text_of(card)
    assert "Pick" not in text_of(card)
    assert list(buttons_of(card)) == ["Wayne Industries"]
