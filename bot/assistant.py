"""The assistant: one utterance in, one answer out, and everything that follows from it in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog
from sqlalchemy import Connection

from adapters.card import Card
from adapters.chat import Answer, Inbound
from bot.company import people
from bot.conversation.spoken import Spoken, newly_opened, remember, remember_opened, worked_on
from bot.conversation.talk import answer_talk
from bot.conversation.typed import ordered
from bot.dispatch import double_press
from bot.dispatch.carry_out import done, prepared
from bot.dispatch.completion import complete
from bot.dispatch.find_command import Chosen, only_reads, resolve, verb
from bot.dispatch.posting import offered, posted, shown_to_all
from bot.dispatch.tried import tried
from bot.imports import drop
from bot.language.asks import Ask
from bot.language.said_at import said_earlier
from bot.language.storable import length_of, storable
from bot.locales.current import own_locale
from bot.misunderstood import Misunderstood
from bot.request import Request, private, undone
from bot.request_maker import RequestMaker
from bot.store import inbox
from bot.store import people as roll
from bot.store.engine.faults import NotSaved, WrongSchema
from bot.store.engine.store import Store
from bot.telemetry import metrics
from bot.views import replies, unanswered

log = structlog.get_logger(__name__)
LONGEST = 4000
"""The most characters of a command; a longer text is a document."""


class Assistant:
    """Answers what people say.

    `wall` is the wall clock; a tenant's own offset (the sandbox's) is added to it. `texts` are the company's
    playbook files, taken on by a tenant that has none yet.
    """

    def __init__(self, store: Store, wall: Callable[[], datetime], texts: Mapping[str, str]) -> None:
        self.store, self.wall = store, wall
        self.requests = RequestMaker(lambda: self.wall(), texts)  # noqa: PLW0108  # the clock can be changed later

    def answer(self, inbound: Inbound) -> Answer:
        """Answer one utterance. The same `key` again within a day gets the same answer, and nothing happens twice.

        What only looked something up or came to nothing (`undone`) is not remembered: a repeat gets a new answer.
        """
        inbound = said_earlier(storable(inbound))
        took, ended = metrics.Stopwatch(), "failed"
        try:
            with own_locale():
                answer = offered(inbound, self._answer(inbound))
        except (WrongSchema, NotSaved) as fault:
            ended, newer = "not saved", isinstance(fault, WrongSchema)
            log.warning("of another release" if newer else "not saved", key=inbound.key)
            return undone(replies.plain_no(unanswered.UPGRADING if newer else unanswered.NOT_SAVED))
        else:
            ended = "refused" if answer.card.tone == "stop" else "done"
            return answer
        finally:
            command, seconds = verb(inbound.text), took()
            metrics.COMMANDS.labels(command, ended).inc()
            metrics.COMMAND_SECONDS.labels(inbound.place.platform).observe(seconds)
            log.info("answered", key=inbound.key, command=command, ended=ended, milliseconds=round(seconds * 1000, 1))

    def _answer(self, inbound: Inbound) -> Answer:
        if (length := length_of(inbound.text)) > LONGEST:
            return undone(replies.plain_no(unanswered.too_long(length, LONGEST)))
        if inbound.files and (drop.is_table(inbound.attachments) or not inbound.text):
            return self._drop(inbound)
        if inner := posted(inbound.text):
            return shown_to_all(self._persist(replace(inbound, text=inner, talk=False)))
        if inbound.talk or (inbound.values is None and not inbound.unasked and verb(inbound.text) == "other"):
            return self._listen(inbound)
        return self._persist(inbound)

    def _listen(self, inbound: Inbound) -> Answer:
        """Answer plain words: they are understood while reading, and nothing they say is saved before a press."""
        if order := ordered(inbound.text):
            return self._persist(replace(inbound, text=order, talk=False))
        try:
            self._let_in(inbound)
        except Misunderstood as misunderstood:
            return undone(misunderstood.card)
        return tried(lambda: self._understood(inbound))

    def _understood(self, inbound: Inbound) -> Answer:
        with self.store.reading() as tx:
            spoken = answer_talk(self._request(tx, inbound))
        if spoken.weak and not inbound.talk:
            # A slip in a command after `/deal` is answered with the command that is spelt nearly so.
            return self._persist(inbound)
        if spoken.values is not None:
            return self._persist(replace(inbound, text=spoken.order, values=spoken.values, talk=False))
        if spoken.order:
            order = replace(inbound, text=spoken.order, talk=False)
            return self._read(order) or self._write(order, spoken)
        if not (inbound.once or spoken.deal or spoken.proposed):
            return replace(spoken.answer, editable=True)
        with self.store.writing() as tx:
            return self._heard(self._request(tx, inbound), spoken)

    def _heard(self, request: Request, spoken: Spoken) -> Answer:
        """Remember what was spoken about, and the answer where the chat may deliver the message again."""
        tx, inbound, answer = request.tx, request.inbound, replace(spoken.answer, editable=True)
        if not inbox.claim(tx, request.tenant.id, inbound.key, self.wall()):
            return replace(inbox.answered(tx, request.tenant.id, inbound.key) or answer, repeated=True)
        _record(request)
        if inbound.edits and not self._corrects(request, inbound.edits):
            answer = private(replies.edit_ignored())
        else:
            remember(request, spoken)
        self._remember(request, inbound.key, answer)
        return answer

    def _drop(self, inbound: Inbound) -> Answer:
        """Answer a file with its preview. It is fetched and read while no one waits, and then saved once."""
        try:
            self._let_in(inbound)
        except Misunderstood as misunderstood:
            return undone(misunderstood.card)
        with self.store.reading() as tx:
            no = drop.refusal(self._request(tx, inbound))
        fetched = no or drop.fetch(inbound.attachments[0])
        if isinstance(fetched, Card):
            return undone(fetched)
        with self.store.reading() as tx:
            plan = drop.planned(self._request(tx, inbound), fetched)
        if isinstance(plan, Card):
            return undone(plan)
        with self.store.writing() as tx:
            request = self._request(tx, inbound)
            if not inbox.claim(tx, request.tenant.id, inbound.key, self.wall()):
                earlier = inbox.answered(tx, request.tenant.id, inbound.key)
                return replace(earlier or private(replies.plain_no(unanswered.ANSWERED_ALREADY)), repeated=True)
            answer = private(drop.saved_card(request, plan, fetched.content))
            self._remember(request, inbound.key, answer)
            return answer

    def _persist(self, inbound: Inbound) -> Answer:
        return tried(lambda: self._read(inbound) or self._write(inbound))

    def _read(self, inbound: Inbound) -> Answer | None:
        """Answer what changes nothing without taking the writer; None if the person, or the chat they use, is new."""
        if inbound.once or inbound.values is not None or not only_reads(inbound.text):
            return None
        with self.store.reading() as tx:
            person = people.present(tx, inbound.speaker)
            if person is None:
                return None
            request = self._request(tx, inbound)
            if not (inbound.unasked or people.is_as_known(person, inbound.speaker, request.context.now.date())):
                return None
            resolved = prepared(request, resolve(request))
            answer = done(request, resolved)
            opened = newly_opened(request, resolved.deal if isinstance(resolved, Chosen) else "")
        remember_opened(self.store, lambda tx: self._request(tx, inbound), opened)
        return answer

    def complete(self, inbound: Inbound) -> Sequence[tuple[str, str]]:
        """What the line in `inbound.text` could become: whole texts, and what each does. Nothing for a stranger."""
        with own_locale(), self.store.reading() as tx:
            return complete(self._request(tx, inbound), inbound.text) if people.present(tx, inbound.speaker) else []

    def _write(self, inbound: Inbound, spoken: Spoken | None = None) -> Answer:
        """Read first what is meant, in a transaction that blocks no one; then do it in one that writes.

        What was `spoken` is remembered in the same one, without the proposal: a second yes does nothing.
        """
        try:
            resolved = self._resolve(inbound)
        except Misunderstood as misunderstood:
            return undone(misunderstood.card)
        with self.store.writing() as tx:
            try:
                request = self._request(tx, inbound)
            except Misunderstood as misunderstood:
                return undone(misunderstood.card)
            if not inbox.claim(tx, request.tenant.id, inbound.key, self.wall()):
                earlier = inbox.answered(tx, request.tenant.id, inbound.key)
                return replace(earlier or private(replies.plain_no(unanswered.ANSWERED_ALREADY)), repeated=True)
            if first := double_press.first_answer(request, self.wall()):
                return first
            if not inbound.unasked:
                _record(request)
            if inbound.edits and not self._corrects(request, inbound.edits):
                answer = private(replies.edit_ignored())
            else:
                if spoken:
                    remember(request, spoken)
                answer = done(request, resolved)
                worked_on(request, resolved.deal if isinstance(resolved, Chosen) else "")
                double_press.remember(request, answer, self.wall())
                self._remember(request, inbound.edits, answer)
            self._remember(request, inbound.key, answer)
            return answer

    def _corrects(self, request: Request, original: str) -> bool:
        """Whether an edited message counts: its original never arrived here, or nothing was saved for it."""
        tenant = request.tenant.id
        return inbox.claim(request.tx, tenant, original, self.wall()) or inbox.reopen(request.tx, tenant, original)

    def _remember(self, request: Request, key: str, answer: Answer) -> None:
        if key:
            kept = replace(answer, card=answer.saved, saved=None) if answer.saved else answer
            inbox.save(request.tx, request.tenant.id, key, kept, self.wall())

    def _resolve(self, inbound: Inbound) -> Chosen | Ask:
        """What is meant, or what has to be asked first. Raises Misunderstood for those who are not let in."""
        self._let_in(inbound)
        with self.store.reading() as tx:
            request = self._request(tx, inbound)
            return prepared(request, resolve(request))

    def _let_in(self, inbound: Inbound) -> None:
        """Let in who is here for the first time; raises Misunderstood for those who are turned away."""
        with self.store.reading() as tx:
            known = people.present(tx, inbound.speaker) is not None
        if not known:
            self._arrive(inbound)

    def _arrive(self, inbound: Inbound) -> None:
        """Let them in, and give a new tenant its playbooks. What is noted of those who are turned away is kept too."""
        turned_away: Misunderstood | None = None
        with self.store.writing() as tx:
            try:
                self._request(tx, inbound)
            except Misunderstood as misunderstood:
                turned_away = misunderstood
        if turned_away:
            raise turned_away

    def _request(self, tx: Connection, inbound: Inbound) -> Request:
        return self.requests.of(tx, inbound)


def _record(request: Request) -> None:
    """Remember in which chat the person wrote, and on which day: who used Stagecoach lately counts as here."""
    day, speaker = request.context.now.date(), request.inbound.speaker
    roll.record_chat(request.tx, request.tenant.id, request.person, speaker.platform, day, speaker.email)
