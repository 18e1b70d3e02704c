"""What is carried out at once though it was said without `/deal`: a whole command that an undo takes back.

It names its deal exactly, and every word of it is certain. All else becomes a proposal.
"""

from collections.abc import Callable, Mapping

from bot.commands.arguments import fitting
from bot.commands.deal import set_outcome
from bot.conversation.typed import Typed, polite_aside, typed
from bot.language import vocabulary
from bot.language.understanding.around import Around
from bot.language.understanding.choices import common_words, language_of
from bot.language.understanding.deal_names import fold
from bot.language.values.appointment import cut_appointment
from bot.misunderstood import Misunderstood
from bot.request import Request
from process.deal import Deal
from process.facts import Changed, Decided

Words = Mapping[str, str]


def carried_out(request: Request, around: Around) -> Typed | None:
    """The command in a message that is carried out at once, or None."""
    text = request.inbound.text.strip()
    verb = polite_aside(text).partition(" ")[0].casefold()
    if verb not in CERTAIN or text.endswith("?") or "\n" in text:
        return None
    found = typed(request)
    deal = around.find(found.deal) if found else None
    if found is None or deal is None or not _is_named(found, deal, around):
        return None
    try:
        return found if CERTAIN[verb](request, deal, found.chosen.reading.words) else None
    except Misunderstood:
        return None


def _is_named(found: Typed, deal: Deal, around: Around) -> bool:
    """Whether the words name this deal; a name that is an everyday word needs its own capitals."""
    named = found.chosen.reading.deal
    everyday = common_words(language_of(around.playbook).phrases)["common"]
    return bool(named) and (fold(named) not in everyday or named == deal.name)


def _logs(request: Request, deal: Deal, words: Words) -> bool:
    """An activity with a note that says something."""
    return vocabulary.activity(words.get("activity", "")) is not None and bool(fitting(words.get("note", "")))


def _sets(request: Request, deal: Deal, words: Words) -> bool:
    """An attribute with a value that means one thing, voids no approval and drops no requirement."""
    attribute = vocabulary.attribute(words.get("attribute", ""))
    if attribute is None or attribute in _free(request, deal):
        return False
    for fact in set_outcome(request, deal, {attribute: words.get("value", "")}).facts:
        if isinstance(fact, Decided) or (isinstance(fact, Changed) and fact.drops):
            return False
    return True


def _free(request: Request, deal: Deal) -> tuple[str, ...]:
    """The attributes that take any words, so that none of them are certain."""
    return ("name",) if request.on(deal).playbook.products else ("name", "product")


def _waits(request: Request, deal: Deal, words: Words) -> bool:
    """Until a day that is certain, with a reason."""
    return bool(words.get("reason") and words.get("until") and request.reader.day(words["until"]))


def _snoozes(request: Request, deal: Deal, words: Words) -> bool:
    """Until a day that is certain, or for a week."""
    return "until" not in words or bool(request.reader.day(words["until"]))


def _plans(request: Request, deal: Deal, words: Words) -> bool:
    """A next step with a day that is certain."""
    said = cut_appointment(words.get("text", ""))
    hour = not said.time or bool(request.reader.hour(said.time, said.time_at))
    return bool(said.what and said.day and hour and request.reader.day(said.day))


CERTAIN: Mapping[str, Callable[[Request, Deal, Words], bool]] = {
    "log": _logs,
    "plan": _plans,
    "set": _sets,
    "wait": _waits,
    "snooze": _snoozes,
}
"""The commands that are carried out, each with what makes it certain. Each of them can be undone."""
