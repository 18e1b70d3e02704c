"""Talk: one message without `/deal`, answered in a transaction that only reads. Only a press writes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Button, Card
from bot.conversation import guided, kept, offered
from bot.conversation.at_once import carried_out
from bot.conversation.checks import objection_to, possible
from bot.conversation.greeting import greeting
from bot.conversation.sign_off import ASKED, cleared, is_sign_off, shows_approval
from bot.conversation.spoken import Spoken
from bot.conversation.surroundings import Surroundings
from bot.conversation.take_back import taken_back
from bot.conversation.typed import read_at_once, typed_order, typed_reading
from bot.dispatch.find_command import misspelt, only_reads
from bot.language.understanding.offers import BY_STAGE
from bot.language.understanding.proposal import (
    Operation,
    Propose,
    Read,
    SmallTalk,
    TakeBack,
    Understood,
    UnknownDeal,
    Unsure,
    WhichDeal,
)
from bot.language.understanding.reads import agrees, is_foreign
from bot.language.understanding.understand import understand
from bot.request import Request, private
from bot.store import conversations
from bot.store.conversations import Remembered
from bot.views.guide import guess_card
from bot.views.talk import proposal as cards
from bot.views.talk.small_talk import small_talk_card, unknown_deal_card

DEAL_ID = re.compile(r"#([0-9a-f]{12})\b")


def answer_talk(request: Request) -> Spoken:
    """Answer a message: with what it asks for, with a proposal, or with a question."""
    place, now = request.inbound.place, request.context.now
    remembered = conversations.recall(request.tx, request.tenant.id, request.me.id, place, now)
    said = Conversation(request, remembered)
    spoken = replace(said.guided() or said.aside(), before=remembered)
    if remembered is None and is_foreign(request.inbound.text, request.context.playbook):
        return replace(spoken, answer=replace(spoken.answer, card=cards.in_english(spoken.answer.card)))
    return spoken


class Conversation:
    """One message in its surroundings."""

    def __init__(self, request: Request, remembered: Remembered | None) -> None:
        self.request, self.remembered = request, remembered
        self.surroundings = Surroundings(request, remembered)
        self.words = request.inbound.text
        self.open_question: guided.Asked | None = None

    def guided(self) -> Spoken | None:
        """The answer to a question that is open here; None where there is none, or the words say something else."""
        self.open_question = guided.open_question(self.request, self.surroundings)
        if self.open_question is None:
            said = guided.said_to_draft(self.request, self.surroundings)
            return Spoken(private(self._small_talk("acknowledged")), order=said.command) if said else None
        around = self.surroundings.around(self.request.here)
        said = guided.said_to(self.request, self.open_question, around, self.remembered)
        if said is None:
            return None
        deal, label = self.open_question.deal, self.open_question.question.field.label
        card = guess_card(deal, label)
        return Spoken(private(card), "" if said.guess else deal.id, (), False, said.command, said.values)

    def aside(self) -> Spoken:
        """The answer to anything else, with the question that is still open below it."""
        spoken = self.typed_reading() or self.understood()
        if self.open_question is None or spoken.order:
            return spoken
        proposed = kept.is_proposal(spoken.proposed) and spoken.deal == self.open_question.deal.id
        below = guided.below(self.open_question, self.words, proposed=proposed)
        card = replace(spoken.answer.card, body=(*spoken.answer.card.body, *below))
        return replace(spoken, answer=replace(spoken.answer, card=card))

    def typed_reading(self) -> Spoken | None:
        """The answer to a reading command that was typed without `/deal`."""
        found = typed_reading(self.request)
        if found is None:
            return None
        return self._read(found.command)

    def _pressed(self, meant: Understood) -> Spoken | None:
        """The answer to the label of a button that stands here.

        A yes to a proposal goes before it, and so does what was understood about the deal of that very button.
        """
        if self.remembered and self.remembered.waiting and agrees(self.words, self.request.context.playbook):
            return None
        buttons = offered.near(self.request, self.words, self.remembered_deal)
        known = meant.operations[0].deal if isinstance(meant, Propose) else ""
        return None if known and any(f"#{known}" in one.command for one in buttons) else self._offered(buttons)

    def _offered(self, buttons: Sequence[Button]) -> Spoken | None:
        """What these buttons with one label do: shown at once, proposed, or asked back."""
        if not buttons:
            return None
        named = [found[1] for one in buttons if (found := DEAL_ID.search(one.command))]
        if len(buttons) > 1:
            return Spoken(private(cards.which_button_card(self._about(named), buttons)))
        command, deal = buttons[0].command, "".join(named)
        if only_reads(command) or command.startswith("ask "):
            return self._read(command)
        return Spoken(private(cards.command_card(self._about(named), command, deal, buttons[0].label)), deal)

    def understood(self) -> Spoken:
        """The answer to everything else."""
        around = self.surroundings.around(self.request.here)
        if found := carried_out(self.request, around):
            card = cards.command_card(self._about([found.deal]), found.command, found.deal)
            done = kept.carried(self.words, around, found.deal, found.command)
            return Spoken(private(card), found.deal, done, order=found.command)
        if before := kept.resumed(self.remembered, self.words, around):
            self.words, deal = before
            around = replace(around, here=deal)
        meant = understand(self.words, around, guess=not misspelt(self.words))
        if pressed := self._pressed(meant):
            return pressed
        match meant:
            case SmallTalk("acknowledged") if agreed := self._agreed(around.proposed):
                return agreed
            case TakeBack(deal):
                return taken_back(self.request, self.remembered, deal, self._small_talk("acknowledged"))
            case Propose(operations):
                return self._proposed(operations)
            case Read() if is_sign_off(meant):
                return self._signed_off(meant)
            case Read(command):
                return self._read(command) or self._unsure(Unsure(""))
            case _:
                standing = self._offered(offered.standing(self.request, self.words))
                return standing or self._ordered() or self._asked(meant)

    def _agreed(self, proposed: Operation | None) -> Spoken | None:
        """The answer to a yes: what was proposed is carried out, or its form is opened; None where nothing was."""
        if order := kept.order_agreed_to(self.request, proposed):
            card = self._small_talk("acknowledged")
            return Spoken(private(card), self.remembered_deal, kept.agreed(self.remembered, order), order=order)
        form = kept.form_agreed_to(self.request, proposed)
        return self._read(form) if form else None

    def _signed_off(self, read: Read) -> Spoken:
        """The answer to "ok from my side": what the one who says it can answer, the approval's card, or a question."""
        found = DEAL_ID.search(read.command)
        deal = self.surroundings.find(found[1]) if found else None
        if deal is None:
            return self._unsure(Unsure(""))
        if answers := cleared(read, deal, self.request.on(deal)):
            return self._proposed(answers)
        if shows_approval(read, deal):
            return self._read(read.command) or self._unsure(Unsure(deal.id))
        if read.rule == ASKED:
            return self._read(f"show #{deal.id}") or self._unsure(Unsure(deal.id))
        return self._unsure(Unsure(deal.id)) if read.spoken else self._asked(SmallTalk("other"))

    @property
    def remembered_deal(self) -> str:
        """The deal that was spoken about before."""
        return self.remembered.deal if self.remembered else ""

    def _ordered(self) -> Spoken | None:
        """A proposal of the very command that was typed as a whole."""
        if found := typed_order(self.request):
            return self._command(found.command, found.deal)
        return None

    def _command(self, command: str, deal: str) -> Spoken:
        return Spoken(private(cards.command_card(self._about([deal]), command, deal)), deal)

    def _asked(self, meant: Understood) -> Spoken:
        match meant:
            case WhichDeal(choices):
                card = cards.which_deal_card(self._about([one.deal for one in choices]), choices)
                return Spoken(private(card), self.remembered_deal, tuple(kept.held(one) for one in choices))
            case UnknownDeal(name):
                return Spoken(private(unknown_deal_card(name)))
            case SmallTalk(kind):
                return Spoken(private(self._small_talk(kind)), weak=kind == "other")
            case Unsure():
                return self._unsure(meant)
            case _:
                return self._unsure(Unsure(""))

    def _unsure(self, meant: Unsure) -> Spoken:
        about = self._about([meant.deal])
        meant = replace(meant, offers=possible(meant.offers, self.surroundings, self.request))
        card = cards.unsure_card(about, meant.deal, meant.offers, meant.mood)
        slip = all(one.rule == BY_STAGE for one in meant.offers) and misspelt(self.words)
        said = tuple(kept.offered(one) for one in meant.offers) if meant.deal else kept.said(self.words)
        return Spoken(private(card), meant.deal, said, weak=slip or not meant.deal)

    def _proposed(self, operations: Sequence[Operation]) -> Spoken:
        """The proposal; or who can, where the speaker can't carry out any of it."""
        refusals: list[Card] = []
        possible: list[Operation] = []
        for operation in operations:
            deal = self.surroundings.find(operation.deal) if operation.deal else None
            context = self.request.on(deal) if deal else self.request.context
            refusal = objection_to(operation, deal, context)
            if refusal is None:
                possible.append(operation)
            else:
                refusals.append(refusal)
        deal_id = operations[0].deal
        if not possible:
            return Spoken(private(refusals[0]), deal_id)
        card = cards.proposal_card(self._about([one.deal for one in possible]), possible)
        return Spoken(private(card), deal_id, tuple(kept.held(one) for one in possible))

    def _read(self, command: str) -> Spoken | None:
        if command == "show here":
            return None
        if command.startswith("ask "):
            # To ask is to begin a draft, so that it goes the way of an order.
            return Spoken(private(self._small_talk("acknowledged")), "", order=command)
        answer = read_at_once(self.request, command)
        if answer is None:
            return None
        if found := DEAL_ID.search(command):
            return Spoken(answer, found[1])
        listed = kept.listed_in(answer.card)
        return Spoken(answer, self.remembered_deal if listed else "", listed)

    def _about(self, deal_ids: Sequence[str]) -> cards.Scene:
        """What the cards need to know."""
        known = {one: deal for one in deal_ids if one and (deal := self.surroundings.find(one))}
        names = {one.id: one.name for one in self.request.context.company.people.values()}
        first = next(iter(known.values()), None)
        context = self.request.on(first) if first else self.request.context
        return cards.Scene(self.words, known, context, names, self.request.said_at)

    def _small_talk(self, kind: object) -> Card:
        if kind == "hello":
            return greeting(self.request, self.surroundings)
        name = self.request.me.name.split(maxsplit=1)[0]
        return small_talk_card(kind, name)  # type: ignore[arg-type]  # one of SmallTalkKind, matched as an object
