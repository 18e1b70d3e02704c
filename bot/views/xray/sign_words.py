"""The words of each sign and of each thing that a file can lack."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignWords:
    """`title` is the sign, `whose` are the deals it is asked of, `why` is what it means."""

    title: str
    whose: str
    why: str


SIGN_WORDS: dict[str, SignWords] = {
    "no_amount": SignWords("Won without an amount", "wins", "No one planned with these deals. They just came."),
    "amount_late": SignWords(
        "No amount the day before the win", "wins", "The amount was typed in when all was over. No forecast had it."
    ),
    "same_day": SignWords(
        "Created and won on the same day",
        "wins",
        "The deal was entered when it was decided. How it was won isn't known.",
    ),
    "jumped": SignWords(
        "Won with a stage left out", "wins", "No one asked what that stage asks. The customer signed anyway."
    ),
    "in_a_day": SignWords(
        "Won with two stages on one day", "wins", "Stages that pass on one day were mostly filled in afterwards."
    ),
    "slipped_often": SignWords(
        "Won after the close date slipped twice or more", "wins", "The date was a hope. The deal came when it came."
    ),
    "slipped": SignWords(
        "Close date slipped", "deals", "A date that moves says how well you know the buyer's own dates."
    ),
    "overdue": SignWords(
        "Open and past the close date", "open deals", "No one set a new date, so no one knows when they close."
    ),
    "quarter_end": SignWords(
        "Won on a quarter's last five days",
        "wins",
        "Spread evenly it would be 5%. Where it is more, the date closes deals, often with a discount.",
    ),
    "round": SignWords(
        "Won with a round amount",
        "wins of 1,000 or more",
        "Whole thousands are mostly guesses, unless your prices are round.",
    ),
    "no_reason": SignWords("Lost without a reason", "lost deals", "What isn't written down can't be learned from."),
    "no_contact": SignWords(
        "Won without a contact's name", "wins", "The file doesn't say who bought. Perhaps it is written elsewhere."
    ),
}


@dataclass(frozen=True, slots=True)
class LackWords:
    """What a file without this can't tell, and what to export."""

    what: str
    todo: str


LACKS: dict[str, LackWords] = {
    "stage_history": LackWords(
        "Jumped stages, time in each stage, and stage by stage against the rest",
        "The file doesn't say when deals entered their stages. Export the stage history with deal, stage and date, "
        "and add --history FILE. Columns like “Date entered Demo” work too.",
    ),
    "amount_history": LackWords(
        "The amount the day before the win",
        "The file has only the last amount. Export the history with deal, stage, date and amount, "
        "and add --history FILE.",
    ),
    "slips": LackWords(
        "How often the close date slipped",
        "The file has only the last close date. Export the history with deal, stage, date and close date, "
        "and add --history FILE.",
    ),
    "amount": LackWords("Everything about amounts", "The file has no column with amounts. Export it too."),
    "created": LackWords("Deals won the day they were created", "The file has no created date. Export it too."),
    "ended": LackWords("When deals were decided", "The file has no date on which deals were won. Export it too."),
    "close_date": LackWords("Open deals past their date", "No open deal has a close date. Export it too."),
    "reason": LackWords("Why deals were lost", "The file has no column with the reason. Export it too."),
    "contact": LackWords("Who bought", "The file has no column with a contact. Export it too."),
    "owner": LackWords("Differences between owners", "The file has no column with the owner. Export it too."),
}
"""In the order in which they are shown."""
