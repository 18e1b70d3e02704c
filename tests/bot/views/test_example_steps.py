"""The examples show what their names say: a step that the process refuses, or lets pass unasked, raises."""

from collections.abc import Callable

import pytest

from bot.views.examples import deals
from bot.views.examples.deals import Tale, WrongStep

WRONG: dict[str, Callable[[], Tale]] = {
    "a gate that is shut": lambda: Tale().advance(),
    "a gate that was to be shut": lambda: Tale().prove(["source", "contact"]).advance(stops=True),
    "an exit that no one waives": lambda: deals.accepting().waive("terms", "They trust us"),
    "a decision by the owner": lambda: deals.handing_over().approve("rob"),
    "an acceptance by someone else": lambda: deals.accepting().accept("rita"),
    "an item that isn't there": lambda: deals.discussing().close("objection", 7, "It is gone"),
    "a contact on a deal that is over": lambda: deals.completed().log("call", "They are happy"),
    "a way back that leads on": lambda: deals.qualifying().send_back("closing", "They are keen"),
}


@pytest.mark.parametrize("tale", WRONG.values(), ids=list(WRONG))
def test_a_step_that_is_refused_raises(tale: Callable[[], Tale]) -> None:
    with pytest.raises(WrongStep):
        tale()
