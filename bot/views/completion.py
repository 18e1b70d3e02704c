"""Completion: the few words beside what a line being typed could become."""

SPECIALISTS = "specialists"
NEXT_CYCLE = "next cycle"


def stands_in(stage: str) -> str:
    """A deal is offered, with the stage it is in."""
    return f"in {stage}"
