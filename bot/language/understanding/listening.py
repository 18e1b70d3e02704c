"""Listening: a message sentence by sentence, each one read by the rules, with what the sentences before settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.language.understanding import build_company, build_deal, build_evidence, build_lists, build_steps
from bot.language.understanding.around import Around
from bot.language.understanding.build import Builder, Building
from bot.language.understanding.choices import Language, language_of
from bot.language.understanding.clause import Clause, clause_of
from bot.language.understanding.correct import REPEATED
from bot.language.understanding.for_each import one_for_each
from bot.language.understanding.match import Match, first_matches
from bot.language.understanding.proposal import Operation
from bot.language.understanding.remarks import is_order
from bot.language.understanding.sayings import Said
from bot.language.understanding.sentences import sentences_of
from bot.language.understanding.spoken import spoken_in
from bot.language.understanding.which_deal import NONE, Deals, deals_of, own_too
from bot.language.understanding.words import ENGLISH

BUILDERS: Mapping[str, Builder] = {
    **build_evidence.BUILDERS,
    **build_deal.BUILDERS,
    **build_lists.BUILDERS,
    **build_steps.BUILDERS,
    **build_company.BUILDERS,
}
MOST_CLAUSES, HEADING = 40, 6  # pieces that are read, and words of a heading
NO_DEAL = frozenset({"new", "away", "digest", "rules", "team", "settings"})
WHOLE = frozenset(
    {"lose", "back", "wait", "unmet", "waive", "reopen", "engage", "away", "objection", "assign", "snooze"}
)
"""What ends with a reason, which isn't another thing to do."""

REMINDER = "remind me"
"""The rule that asks for a reminder in so many words: where no deal is known, it is asked for."""

NEEDS_WORD = frozenset({"contact", "move", "objection", "trigger", "obligation", "payment", "buyer", "close"})
"""What is put on a list only of a deal that was spoken of, here or before."""


@dataclass(slots=True)
class Listening:
    """What the sentences so far have settled: the deal they are about, who said it where, a day; and what they mean."""

    deals: Deals = NONE
    said: Said = field(default_factory=Said)
    day: tuple[object, str] | None = None
    operations: list[Operation] = field(default_factory=list)
    undecided: list[tuple[Operation, Deals]] = field(default_factory=list)


Found = tuple[list[Operation], Deals]


class Listener:
    """Reads one message in its surroundings."""

    def __init__(self, around: Around, language: Language, said: Said) -> None:
        self.around, self.language = around, language
        self.heard = Listening(said=said)

    def listen(self, text: str, whole: Clause) -> Listening:
        """Read every sentence; one that says several things is read piece by piece."""
        sentences = [one for one in sentences_of(text, whole, self.language) if one.strip(" .!?-*•")]
        if len(sentences) == 1:
            self._sentence(whole.text, whole)
            return self.heard
        if len(set(whole.deals)) == 1:
            # A mail names its company at its end, or in its heading only.
            self.heard.deals = deals_of(whole, self.around, {})
        for sentence in sentences[:MOST_CLAUSES]:
            self._sentence(sentence, self._clause(sentence))
        return self.heard

    def _clause(self, text: str) -> Clause:
        """A clause in its own language: people put English ones into a message in another."""
        name = self.language.name
        if name != ENGLISH and spoken_in(text, name) == ENGLISH:
            return clause_of(text, self.around, language_of(self.around.playbook))
        return clause_of(text, self.around, self.language)

    def _sentence(self, sentence: str, clause: Clause) -> None:
        if self._on_both(clause):
            return
        pieces = self._several(sentence, clause)
        if pieces:
            if len(set(clause.deals)) == 1 and not self.heard.deals.ids:
                self.heard.deals = deals_of(clause, self.around, {})
            for piece in pieces:
                self._piece(piece, piece.text)
            return
        but = clause.language.phrases.but
        if not self._piece(clause, sentence) and but.search(sentence) and clause.moods:
            # "I know I said 120, but we agreed on 135": what counts comes after the but.
            self._piece(self._clause(but.split(sentence)[-1]), sentence)

    def _on_both(self, clause: Clause) -> bool:
        """Take an order for two deals, "Globex and Gap both close on 30 June"."""
        taken: list[Found] = []
        for sentence in one_for_each(clause):
            found = self._operations(self._clause(sentence), sentence, self.heard)
            if not found or found[0][0].verb not in REPEATED:
                return False
            taken.append(found)
        for one in taken:
            self._take(*one)
        return bool(taken)

    def _piece(self, clause: Clause, original: str) -> bool:
        found = self._operations(clause, original, self.heard)
        if found is not None:
            self._take(*found)
            if any(one.verb == "new" and one.slots.get("note") for one in found[0]):
                # What follows is about the company that isn't known, and about no deal that was spoken of before.
                self.around = replace(self.around, here="", last="", also=(), mine=())
        self._settle(clause, self.heard, header=found is None)
        return found is not None

    def _settle(self, clause: Clause, heard: Listening, *, header: bool) -> None:
        """Remember the deal that a sentence named, and its day where it says nothing else."""
        named = deals_of(clause, self.around, {}, heard.deals)
        if named.ids and named.spoken:
            heard.deals = named
        heard.said = _merged(heard.said, clause.said)
        days = clause.marked.of("t")
        if header and not heard.said.where and len(clause.text.split()) <= HEADING:
            heard.said = replace(heard.said, where=self._place(clause))
        if header and len(days) == 1:
            heard.day = (days[0].value, clause.marked.value_of(days[0]))

    def _place(self, clause: Clause) -> str:
        """The place that a heading names: "recap Acme meeting"."""
        found = clause.language.phrases.places.search(clause.marked.masked)
        return clause.language.meant("where", found[0]) if found else ""

    def _several(self, sentence: str, clause: Clause) -> list[Clause]:
        """The pieces of a sentence, where two of them or more say something of their own."""
        if clause.moods & {"quoted", "if", "question"}:
            return []
        whole = self._operations(clause, sentence, self.heard)
        if whole is not None and whole[0][0].verb in WHOLE:
            return []
        # A text that goes on to the end of the sentence has its own commas.
        phrases = clause.language.phrases
        cut = phrases.ands if whole is not None and _is_text(whole[0][0]) else phrases.parts
        pieces = [piece.strip() for piece in cut.split(sentence) if piece.strip()]
        if not 2 <= len(pieces) <= MOST_CLAUSES:
            return []
        return self._telling(pieces, whole)

    def _telling(self, pieces: list[str], whole: Found | None) -> list[Clause]:
        """The pieces that say something; none where they say only one thing, which the whole says better."""
        trial = Listening(self.heard.deals, self.heard.said, self.heard.day)
        clauses = [self._clause(piece) for piece in pieces]
        things: set[tuple[str, str, str, str]] = set()
        telling: list[Clause] = []
        is_log = whole is not None and whole[0][0].verb == "log"
        for clause in clauses:
            found = self._operations(clause, clause.text, trial)
            worth = [one for one in found[0] if _is_sure(one)] if found else []
            things |= {_thing(one) for one in worth}
            if worth or (found and is_log):
                telling.append(clause)
            self._settle(clause, trial, header=False)
        if whole is None and is_order(clauses, telling, {verb for verb, *_ in things}):
            return telling
        # Beside "called Andy" one fact is worth more than a note of everything.
        if len(things) < 2 - is_log or (whole is not None and len(things) < len(whole[0])):
            return []
        self.heard.said = _merged(self.heard.said, trial.said)
        return telling

    def _operations(self, clause: Clause, original: str, heard: Listening) -> Found | None:
        """What the first rule that reads the clause means, and its deals."""
        for match in first_matches(clause.language.phrases.rules, clause):
            deals = own_too(deals_of(clause, self.around, match.slots, heard.deals), clause, self.around)
            said = _merged(clause.said, heard.said)
            it = Building(
                match, clause, self.around, clause.language, (deals.ids or ("",))[0], said, original, heard.day
            )
            built = self._built(it, match)
            if built and not deals.ids and built[0].deal:
                deals = Deals((built[0].deal,), spoken=False)  # the builder knows the only one that can be meant
            if built and all(self._is_about(one, match, clause, deals) for one in built):
                return built, deals
        return None

    def _built(self, it: Building, match: Match) -> list[Operation]:
        also = "clear other" if match.rule.op == "clear" and "other" in match.slots else AND_ALSO.get(match.rule.op, "")
        made = [BUILDERS[op](it) for op in (match.rule.op, also) if op in BUILDERS]
        return [one for one in made if one is not None]

    def _is_about(self, operation: Operation, match: Match, clause: Clause, deals: Deals) -> bool:
        """Whether it is about a deal at all: everyday words that fit a rule are nothing without one to be about."""
        if operation.verb in NO_DEAL:
            return True
        near = deals.spoken or bool(self.around.here or self.around.last)
        if operation.verb == "log":
            if clause.language.phrases.called_off.search(clause.marked.masked):
                return False  # a call that was called off didn't happen
            named = bool(clause.deals or clause.marked.of("p")) or match.rule.name == "log by its name"
            return bool(deals.ids) and (named or deals.spoken or (near and clause.pronoun))
        if operation.verb == "plan":
            if match.rule.name == REMINDER and clause.language.phrases.sales_work.match(
                operation.slots.get("text", "")
            ):
                return not clause.language.phrases.private.search(clause.marked.masked)
            spoken = bool(clause.deals or clause.marked.of("p")) or deals.spoken
            return bool(deals.ids) and (spoken or (near and clause.pronoun))
        if operation.verb in NEEDS_WORD:
            return bool(deals.ids) and near
        return True

    def _take(self, operations: list[Operation], deals: Deals) -> None:
        for operation in operations:
            if operation.verb not in NO_DEAL and not deals.one:
                self.heard.undecided.append((operation, deals))
                continue
            done = replace(operation, deal="" if operation.verb in NO_DEAL else deals.one)
            if _thing(done) not in {_thing(one) for one in self.heard.operations}:
                self.heard.operations.append(done)


AND_ALSO = {"met presented": "met presented on"}
"""What one sentence says besides: to whom it was presented, and when."""


def _merged(said: Said, other: Said) -> Said:
    return Said(said.person or other.person, said.by or other.by, said.where or other.where, said.on or other.on)


def _is_text(operation: Operation) -> bool:
    return operation.verb in ("met", *NEEDS_WORD, "log") and any(
        len(words.split()) > 1 for key, words in operation.slots.items() if key in ("value", "text")
    )


def _is_sure(operation: Operation) -> bool:
    return operation.verb not in ("log", "new")


def _thing(operation: Operation) -> tuple[str, str, str, str]:
    """What an operation is about: two of one thing are one."""
    slots = operation.slots
    about = slots.get("exit") or slots.get("attribute") or slots.get("list", "") or slots.get("step", "")
    which = slots.get("number", "") or (slots.get("text", "") if operation.verb != "close" else "")
    return (operation.verb, operation.deal, about, which)
