"""What is only read: questions and small talk, answered at once."""

import re
from collections.abc import Iterator

from bot.language.understanding.around import Around
from bot.language.understanding.choices import Language, language_of
from bot.language.understanding.clause import Clause
from bot.language.understanding.marked import MARK
from bot.language.understanding.match import Match
from bot.language.understanding.phrases import Rule, matches
from bot.language.understanding.proposal import Read, SmallTalkKind, TakeBack, UnknownDeal
from bot.language.understanding.spoken import spoken_in
from bot.language.understanding.which_deal import deals_of
from bot.language.understanding.words import ENGLISH
from process.colleague import Colleague
from process.playbook import Playbook

KINDS: tuple[SmallTalkKind, ...] = ("hello", "thanks", "acknowledged", "bye", "who are you")
MOST_PIECES, MOST_WORDS = 4, 5
"""Pieces of small talk in one message, and words of one piece before another."""

LONGEST_NAME = 5
"""Words of a deal's name that no deal has; what is longer is a sentence."""

PIECES = re.compile(r"[,.;!–-]+(?:\s|$)")
EDGES = " .!?,;–-"
POLITE_REQUEST = "question only"
DEAL_MARK = "⟨d"


def small_talk(clause: Clause, language: Language) -> SmallTalkKind | None:
    """What kind of small talk a message is, of several pieces the last one's; None where it says more."""
    said = " ".join(clause.marked.masked.split()).strip(EDGES)
    if not said:
        return "other"
    if language.phrases.yes.fullmatch(said):
        return "acknowledged"
    for _ in range(MOST_PIECES):
        if kind := _kind(said, language):
            return kind
        said = _without_first(said, language)
    return None


def _kind(said: str, language: Language) -> SmallTalkKind | None:
    return next((kind for kind in KINDS if language.phrases.talk[kind].fullmatch(said)), None)


def _without_first(said: str, language: Language) -> str:
    """What follows a piece of small talk at the beginning, "bye" in "thx, bye"; nothing where it begins otherwise."""
    words = said.split()
    for end in range(1, min(len(words), MOST_WORDS + 1)):
        if _kind(" ".join(words[:end]).strip(EDGES), language):
            return " ".join(words[end:]).strip(EDGES)
    return ""


def take_back(clause: Clause, language: Language) -> TakeBack | None:
    """Whether a message asks to undo what its writer did last; None for other words, and for two deals at once."""
    if clause.moods & {"question", "if", "quoted"}:
        return None
    forms = (*clause.variants, " ".join(clause.marked.masked.split()).strip(" .!?,;"))
    if not any(_undoes(one, language) for one in forms):
        return None
    ids = [one.id for deals in clause.deals for one in deals]
    return TakeBack("".join(ids)) if len(ids) <= 1 else None


def _undoes(said: str, language: Language) -> bool:
    """Whether all of it asks for an undo, also in two pieces: "scrap that, it was the wrong deal"."""
    undo = language.phrases.undo
    if undo.fullmatch(said):
        return True
    pieces = [one.strip(EDGES) for one in PIECES.split(said)]
    return (
        len(pieces) <= MOST_PIECES
        and all(undo.fullmatch(one) or _kind(one, language) for one in pieces if one)
        and (any(undo.fullmatch(one) for one in pieces))
    )


def agrees(text: str, playbook: Playbook) -> bool:
    """Whether a message is nothing but a yes."""
    said = " ".join(text.split()).strip(" .!,;")
    return bool(language_of(playbook, spoken_in(text)).phrases.yes.fullmatch(said))


def is_foreign(text: str, playbook: Playbook) -> bool:
    """Whether a message is in another language than English, by the small words in it."""
    if spoken_in(text) != ENGLISH:
        return True
    foreign = language_of(playbook).phrases.words("foreign")
    said = re.findall(r"[^\W\d_]+", text.casefold())
    found = sum(word in foreign["words"] for word in said)
    return found >= foreign["least"] or (found >= foreign["least"] - 1 and found * 3 >= len(said))


def read_of(clause: Clause, around: Around, language: Language) -> Read | UnknownDeal | None:
    """The command that answers a question, or None where it is none."""
    if "quoted" in clause.moods:
        return None
    for rule in language.phrases.reads:
        match = _match(rule, clause) if _asks(rule, clause) else None
        if match is None or _only_mentions(match, clause):
            continue
        if found := _command(match, clause, around, language):
            return found
    return None


def _asks(rule: Rule, clause: Clause) -> bool:
    """Whether a rule counts in this mood: what merely names a deal is a question only where one is asked."""
    if POLITE_REQUEST in rule.moods:
        return "question" in clause.moods
    return not clause.moods & {"if", "hearsay", "guess", "report"}


def _match(rule: Rule, clause: Clause) -> Match | None:
    for masked in _forms(rule, clause):
        for slots, _ in matches(rule, masked):
            return Match(rule, slots, masked)
    return None


def _forms(rule: Rule, clause: Clause) -> Iterator[str]:
    """The forms of a question in which a rule is looked for.

    Its own form is first: what was taken out of a fact, a place or a person, belongs to it. A rule that reads no deal
    isn't looked for where the deal was left out: "what's next for Globex?" is about Globex.
    """
    forms = tuple(reversed(clause.variants))
    if clause.deals and "<deal>" not in rule.op:
        forms = tuple(one for one in forms if DEAL_MARK in one)
    yield from forms
    if "<day>" not in rule.op:
        # A rule about today or this week, which reads no day, has these words as they are typed.
        typed = (clause.marked.words_of_kind("t", one) for one in forms)
        yield from (one for one in typed if one not in forms)


def _only_mentions(match: Match, clause: Clause) -> bool:
    """Whether a word of a view is only part of a sentence about something else."""
    if "question" in clause.moods or any(pattern.fullmatch(match.masked) for pattern in match.rule.says):
        return False
    if "<" in match.rule.op:
        return match.rule.op in VIEWS_OF_DEALS and _words_beside(match) > MOST_BESIDE
    return bool(clause.deals) or _words_beside(match) > MOST_WORDS


def _words_beside(match: Match) -> int:
    """How many words stand beside what the rule reads."""
    read = max((len(found[0].split()) for one in match.rule.finds if (found := one.search(match.masked))), default=0)
    return len(match.masked.split()) - read


VIEWS_OF_DEALS = frozenset({"show <deal>", "history <deal>", "buyer <deal>"})
MOST_WORDS, MOST_BESIDE = 5, 4
"""Words beside the name of a view, "show me the funnel of the team": more of them, and it is about something else."""


def _with_words(op: str, match: Match, clause: Clause, language: Language) -> str:
    """The command with what was read put in: a stage or a team as it goes by in the playbook, a day as typed."""
    for slot in ("verb", "team", "stage", "exit", "term"):
        if f"<{slot}>" in op:
            return op.replace(f"<{slot}>", language.meant(slot, match.slots[slot]))
    if "<day>" not in op:
        return op
    span = clause.marked.span(match.slots["day"])
    return op.replace("<day>", clause.marked.value_of(span) if span else match.slots["day"])


def _of_colleague(match: Match, clause: Clause, around: Around, language: Language) -> Read | None:
    """A colleague's figures for those who can see them, and their deals for everyone else."""
    span = clause.marked.span(match.slots["who"])
    who = span.value if span else None
    if not isinstance(who, Colleague):
        return None
    sees = around.me.manages or who.id == around.me.id
    verb = "funnel of" if match.rule.op.startswith("funnel") and sees else "list"
    if "stage" in match.slots:
        verb = f"list {language.meant('stage', match.slots['stage'])} of"
    return Read(f"{verb} {who.id}", match.rule.name)


def _command(match: Match, clause: Clause, around: Around, language: Language) -> Read | UnknownDeal | None:
    op, name = match.rule.op, match.rule.name
    if op == "unknown <name>":
        name = match.slots["name"].strip(EDGES)
        is_name = not MARK.search(name) and "," not in name and len(name.split()) <= LONGEST_NAME
        return UnknownDeal(name) if is_name and not clause.deals else None
    if "<who>" in op:
        return _of_colleague(match, clause, around, language)
    if "waiting" in op and (around.here or around.last):
        return None  # it asks about the deal that is spoken of
    if op == "list" and not around.mine and around.me.teams and not around.me.manages:
        return Read("home", name)  # a specialist has no deals: what is on their plate waits for an answer
    op = _with_words(op, match, clause, language)
    if "<deal>" not in op and "here" not in op.split():
        return Read(op, name)
    deals = deals_of(clause, around, match.slots)
    if op == "approve <deal>" and not deals.one and (around.me.teams or around.me.manages):
        return Read("home", name)  # it shows what waits for their answer, each with its buttons
    if not deals.one or (op == "approve <deal>" and not deals.spoken and not (around.last or around.here)):
        return None
    denies = bool(language.phrases.denies.search(clause.marked.masked))
    asked = op.replace("<deal>", "").replace("here", "").split()
    return Read(" ".join([asked[0], f"#{deals.one}", *asked[1:]]), name, denies, deals.spoken)
