"""Playbook faults: what is printed of a file that can't be used."""

from typing import get_args

import pytest

from bot.views.playbook_faults import WORDS, playbook_words
from process.playbook_faults import BadPlaybook, Flaw
from process.playbook_file import read
from tests.support.people_and_deal import SMALL_TEXT


def test_every_flaw_has_its_words() -> None:
    assert set(WORDS) == set(get_args(Flaw))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('kind = "money"', 'kind = "cash"', "stage 'agree', exit 'budget', kind: 'cash' isn't known here. Use one of: text, choice,"),
        ('kind = "money"', 'kind = "choice"', "stage 'agree', exit 'budget': a choice needs `choices`"),
        ('kind = "money"', 'must = "yes"', "stage 'agree', exit 'budget': `must` is for a yes/no only"),
        ('kind = "money"', 'role = "manager"', "stage 'agree', exit 'budget': `role` is for a colleague only"),
        ('of = "obligation"', "", "stage 'keep', exit 'obligations': a list needs `of` and `want`, and only a list has them"),
        ('of = "obligation"', 'of = "wish"', "stage 'keep', exit 'obligations', of: 'wish' isn't known here. Use one of:"),
        ('want = "named and closed"', 'want = "closed"\nattest = "buyer"', "stage 'keep', exit 'obligations': leave `attest` out"),
        ('question = "Who signed?"', "", 'stage \'agree\', exit \'signed\', question: this is missing. Add `question = "…"`'),
        ('question = "Who signed?"', 'question = "Who signed?"\nwavable = false', "stage 'agree', exit 'signed', wavable: there is no such key here. Did you mean `waivable`?"),
        ('attest = "legal"', 'attest = "lawyers"', "stage 'agree', exit 'legal': `attest` can't be 'lawyers'. Use one of: rep,"),
        ('product = ["software"]', 'product = ["soft"]', "stage 'agree', exit 'legal': `when` names the unknown"),
        ('product = ["software"]', "evidence = { hm = 'x' }", "stage 'agree', exit 'legal': `when` names the un"),
        ("50000 EUR", "lots", "stage 'agree', exit 'legal', when 1, amount_at_least: 'lots' is not an amount of money"),
        ('key = "signed"', 'key = "budget"', "stage 'agree', exit 'budget': 'budget' is the key of something before it"),
        ('key = "signed"', 'key = "agree"', "stage 'agree', exit 'agree': 'agree' is the key of something before it"),
        ('key = "signed"', 'key = "Signed!"', "stage 'agree', exit 'Signed!', key: 'Signed!' can't be a key"),
        ('key = "find"', "", 'stage 1, key: this is missing. Add `key = "…"`'),
        ('coaching = "Write it down."', "", "stage 'agree', coaching: this is missing."),
        ('acceptance = "keeper"', 'acceptance = "signed"', "stage 'agree', handoff: acceptance must name an exit"),
        ('acceptance = "keeper"', 'acceptance = "nobody"', "stage 'agree', handoff: acceptance must name an exit"),
        ('stage = "find"', 'stage = "seek"', "buyer 'admits': there is no stage 'seek'"),
        ("USD = 0.9", "USD = 0", "rates, USD: this is too little. It has to be more than 0"),
        ("USD = 0.9", "dollar = 0.9", "rates, dollar: 'dollar' isn't a currency. Use its three capitals"),
        ('name = "Small"', 'name = "Small"\napproval_hours = 1', "approval_hours: this is too little. The least is 72"),
        ('name = "Small"', 'name = "Small"\ncolour = "red"', "colour: there is no such key here. Take it out."),
        ('name = "Small"', "name = ", "I can't read this line as TOML: `name =`."),
        ('name = "Small"', "name = “Small”", 'Use straight quotes: `"`'),
        ('name = "Small"', 'name = "Small', "A text begins and ends with quotes"),
        ("USD = 0.9", "USD = 0,9", "Write a number with a point: `0.9`"),
        ('[[stage]]\nkey = "agree"', '[stage]\nkey = "agree"', "There are several of them: write `[[stage]]`"),
        ('kind = "money"', "when = { product = ['software'] }", "Write a list of tables: `when = [{ … }]`"),
        ('stage = "find"', 'stage = "find"\nproven_by = ["gone"]', "buyer 'admits', proven_by: there is no exit 'gone'. Take it out here too"),
    ],
)  # fmt: skip  # one case a line reads as the table it is
def test_a_fault_reads_with_its_file_its_stage_and_its_exit(old: str, new: str, fault: str) -> None:
    assert old in SMALL_TEXT
    with pytest.raises(BadPlaybook) as bad:
        read(SMALL_TEXT.replace(old, new, 1), "ours.toml")
    lines = playbook_words(bad.value).splitlines()
    assert [line for line in lines if fault in line and line.startswith("ours.toml")], lines
