"""Every operation by all people in any order: no deal ever gets past a gate without its evidence."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from process import course, gate, proof, rights, undo
from process.context import Context
from process.course import Following
from process.deal import COMPLEXITIES, NEXT_CYCLES, CycleKind, Deal
from process.facts import Began, Changed, SkipAttempted
from process.list_item import LISTS, ListName
from process.money import Money
from process.needs import NEED_OF
from process.outcome import Outcome
from process.playbook_file import read
from tests.support.checked_deal import CheckedDeal
from tests.support.people_and_deal import PEOPLE, SMALL, SMALL_TEXT, STANDARD, company, evidence, item

CHECK = """carried = true, waivable = false }]

[[stage]]
key = "check"
name = "Check"
purpose = "Look twice."
coaching = "Ask somebody."
handoff = {}
exit = [{ key = "checked", name = "Checked", question = "Who checked?", attest = "manager" }]
"""
CAREFUL = read(SMALL_TEXT.replace("carried = true }]", CHECK).replace('attest = "buyer"', 'attest = "rep"'))
RENAMED = read(SMALL_TEXT.replace('key = "agree"', 'key = "settle"').replace('role = "account manager"\n', ""))
PLAYBOOKS = {it.version: it for it in (SMALL, CAREFUL, RENAMED, STANDARD)}

EVERYBODY = [it.id for it in PEOPLE]
WHO = st.sampled_from(["owner", "owner", "owner", "mia", "max", *EVERYBODY])
DELEGATE = st.sampled_from(["rita", "mia", "max", *EVERYBODY])
ASKER = st.sampled_from(["owner", "owner", "mia", "max"])
MEANWHILE = st.sampled_from(["", "", "an objection", "three days", "another owner", "another word", "asked again"])
NUMBER = st.integers(0, 30)
CARD = st.sampled_from([0, 0, 0, 1, 2])
LIST = st.sampled_from(LISTS)
KIND = st.sampled_from(NEXT_CYCLES)
VERSION = st.sampled_from(sorted(PLAYBOOKS))
ANSWER = st.sampled_from(["yes", "no", "40000 EUR", "ana", "rob", "2026-05-04", "https://acme.example", "inbound", ""])
CHANGED = st.sampled_from(
    [
        *(
            Changed("amount", "", amount=Money.of(it))
            for it in ("1 EUR", "50000 EUR", "55000 USD", "56000 USD", "5 JPY")
        ),
        *(Changed("complexity", "", complexity=it) for it in COMPLEXITIES),
        *(Changed("product", "", product=it) for it in ("goods", "software", "services", "dreams")),
    ]
)
BUSY = st.sampled_from(["rob", "rita", "mia", "mia", "max", "leo", "ana", "ivo"])
MINUTES = st.sampled_from([0, 1, 5, 60, 24 * 60, 71 * 60, 73 * 60])


class Route(RuleBasedStateMachine):
    """One deal at a time, with all people working on it."""

    story: CheckedDeal

    @initialize(owner=st.sampled_from(["rob", "mia", "max"]), version=VERSION)
    def a_deal_begins(self, owner: str, version: str) -> None:
        self.story = CheckedDeal(PLAYBOOKS[version], company(), owner=owner, playbooks=PLAYBOOKS)

    def some_exit(self, number: int) -> str:
        keys = list(self.story.playbook.exits)
        return keys[number % len(keys)]

    # The route

    @rule(who=WHO, to=NUMBER)
    def advance(self, who: str, to: int) -> None:
        story, route = self.story, [stage.key for stage in self.story.playbook.stage]
        here, asked, name = route.index(story.deal.stage), route[to] if to < len(route) else "", story.named(who)
        outcome = story.advance(name, asked)
        kind = outcome.refusal.kind if outcome.refusal else ""
        skipped = any(isinstance(fact, SkipAttempted) for fact in outcome.facts)
        assert skipped is (kind == "missing" and asked != "" and route.index(asked) > here + 1)
        if kind == "no approver":
            assert not [it for it in EVERYBODY if story.ledger_rules.decides(it, name, story.now)]

    @rule(who=WHO, to=NUMBER, doubting=st.lists(NUMBER, max_size=2))
    def send_back(self, who: str, to: int, doubting: list[int]) -> None:
        route = self.story.playbook.stage
        self.story.back(who, route[to % len(route)].key, *(self.some_exit(number) for number in doubting))

    @rule(who=WHO, number=NUMBER)
    def confirm(self, who: str, number: int) -> None:
        """Someone says that it still holds: what is doubted as often as anything else."""
        doubted = sorted(self.story.ledger_rules.doubted)
        key = doubted[number % len(doubted)] if doubted and number % 3 else self.some_exit(number)
        self.story.confirm(who, key)

    @rule(who=WHO, again=WHO)
    def lose(self, who: str, again: str) -> None:
        rules = self.story.ledger_rules
        may = rules.works(self.story.named(who)) and self.story.deal.state == "open" and not rules.won()
        assert (self.story.lose(who).refusal is None) is may, "only a win blocks losing"
        self.story.reopen(again)

    @rule(who=WHO, again=WHO)
    def churn(self, who: str, again: str) -> None:
        rules = self.story.ledger_rules
        may = rules.overrules(self.story.named(who)) and self.story.deal.state == "open" and rules.won()
        assert (self.story.churn(who).refusal is None) is may
        self.story.reopen(again)

    @rule(who=WHO, again=WHO)
    def withdraw(self, who: str, again: str) -> None:
        rules = self.story.ledger_rules
        may = rules.takes_back(self.story.named(who)) and self.story.deal.state == "open" and not rules.won()
        assert (self.story.withdraw(who).refusal is None) is may
        self.story.reopen(again)

    @rule(who=WHO, version=VERSION)
    def move_playbook(self, who: str, version: str) -> None:
        old, new = self.story.playbook, PLAYBOOKS[version]
        outcome = self.story.ask(who, lambda deal, context: course.move_playbook(deal, context, old, new))
        self.story.playbook = old if outcome.refusal else new

    @rule(who=WHO, kind=KIND, version=VERSION)
    def open_the_next_cycle(self, who: str, kind: CycleKind, version: str) -> None:
        story, new = self.story, PLAYBOOKS[version]
        earned = story.deal.account_manager or story.deal.state == "completed"
        born: list[Deal] = []

        def request(deal: Deal, context: Context) -> Outcome:
            first, second = course.next_cycle(deal, context, new, Following("d2", "Acme again", kind))
            born.append(second.deal)
            return first

        if story.ask(who, request).refusal is None:
            assert earned
            story.follow(born[0], new)

    # What is proven

    @rule(who=WHO, number=NUMBER, answer=ANSWER, contact=st.sampled_from(["Carla", "Carla", ""]))
    def meet(self, who: str, number: int, answer: str, contact: str) -> None:
        """A person gives an answer: half of the time to what is asked for next."""
        lacking = self.story.ledger_rules.lacking(self.story.playbook.last.key) if number % 2 else []
        key = lacking[number // 2 % len(lacking)] if lacking else self.some_exit(number)
        if key in NEED_OF:  # what the deal itself has to have is set, not attested
            self.story.prove(key)
            return
        self.story.meet(who, evidence(key, answer, contact, "call"))

    @rule(who=ASKER, gates=st.integers(0, 7))
    def come_to_a_handoff(self, who: str, gates: int) -> None:
        """The straight way, everything proven by the right people as far as they are there, up to a handoff."""
        for _ in range(gates + 1):
            self.story.ask("owner", lambda deal, context: course.reopen(deal, context, "money"))
            self.story.prove(*self.story.ledger_rules.lacking(self.story.deal.stage))
            self.story.wait(minutes=5)
            if self.story.advance(self.story.named(who)).refusal:
                return

    @rule(who=ASKER, gates=st.integers(0, 7), pressing=st.lists(st.tuples(WHO, CARD), max_size=3), meanwhile=MEANWHILE)
    def go_on(self, who: str, gates: int, pressing: list[tuple[str, int]], meanwhile: str) -> None:
        """The straight way up to a handoff, then something happens, and people press what they find there."""
        self.come_to_a_handoff(who, gates)
        self.happen(meanwhile)
        for one, back in (*pressing, ("mia", 0), ("max", 0)):
            self.approve(one, back)
        self.happen(meanwhile)
        for one, back in (*pressing, ("ana", 0)):
            self.accept(one, back, declines=False)

    def happen(self, meanwhile: str) -> None:
        story = self.story
        if meanwhile == "an objection":
            story.put("owner", item("objection"))
        elif meanwhile == "three days":
            story.wait(hours=72)
        elif meanwhile == "another owner":
            story.ask("owner", lambda deal, context: course.assign(deal, context, "mia"))
        elif meanwhile == "another word" and story.deal.evidence:
            story.meet(
                "owner", *(evidence(key, it.value, "Dora", "mail") for key, it in list(story.deal.evidence.items())[:1])
            )
        elif meanwhile == "asked again":
            story.complexity("complex", "owner")
            story.prove(*story.ledger_rules.lacking(story.deal.stage))
            story.advance("owner")

    @rule(who=WHO, number=NUMBER, back=WHO)
    def waive(self, who: str, number: int, back: str) -> None:
        key = self.some_exit(number)
        self.story.waive(who, key)
        if back != "owner":
            self.story.ask(back, lambda deal, context: proof.unmeet(deal, context, key, "it was not so"))

    @rule(who=WHO, name=LIST, number=st.integers(0, 2))
    def keep_a_list(self, who: str, name: ListName, number: int) -> None:
        if number:
            self.story.close(who, name, number)
        else:
            self.story.put(who, item(name))

    # What the deal is

    @rule(who=WHO, changed=CHANGED)
    def change(self, who: str, changed: Changed) -> None:
        self.story.ask(who, lambda deal, context: course.change(deal, context, changed))

    @rule(who=WHO, owner=st.sampled_from(EVERYBODY))
    def assign(self, who: str, owner: str) -> None:
        self.story.ask(who, lambda deal, context: course.assign(deal, context, owner))

    # What was done a moment ago

    @rule(who=WHO, back=st.sampled_from([0, 0, 0, 1, 2, 3]))
    def undo(self, who: str, back: int) -> None:
        """Someone undoes what they did, the last thing or one before: the rest stays as if it had never been."""
        story = self.story
        steps = [it for it in undo.steps_of(story.ledger) if it.by == story.named(who)]
        if not steps:
            return
        step = steps[-1 - back % len(steps)]
        others = [it for it in undo.standing(story.ledger) if it.step != step.number]
        outcome = story.ask(who, lambda deal, context: undo.undo(deal, context, story.ledger, step.number, "undone"))
        if outcome.facts and others and isinstance(others[0].fact, Began):
            expected = others[0].fact.deal
            for entry in others[1:]:
                expected = entry.fact.on(expected, entry.by, entry.at)
            proved, helped, version = story.deal.proved, story.deal.helped, story.deal.version
            assert replace(expected, proved=proved, helped=helped, version=version) == story.deal

    # Approvals, on the last card or on an old one

    @rule(who=WHO, back=CARD)
    def approve(self, who: str, back: int) -> None:
        story, name, card = self.story, self.story.named(who), self.story.card(back)
        live = story.deal.approval.ticket if story.deal.approval else None
        outcome = story.approve(name, card)
        assert not outcome.facts or card == live, "an old card decided something"
        if outcome.refusal and outcome.refusal.kind == "not yours" and story.deal.approval:
            assert not story.ledger_rules.decides(name, story.deal.approval.requester, story.now)

    @rule(who=st.sampled_from(["ana", "ana", *EVERYBODY]), back=CARD, declines=st.sampled_from([False, False, True]))
    def accept(self, who: str, back: int, declines: bool) -> None:
        card = self.story.card(back)
        live = self.story.deal.approval.ticket if self.story.deal.approval else None
        outcome = self.story.decline(who, card) if declines else self.story.accept(who, card)
        assert not outcome.facts or card == live, "an old card decided something"

    # Time and people

    @rule(minutes=MINUTES, who=WHO)
    def wait(self, minutes: int, who: str) -> None:
        self.story.wait(minutes=minutes)
        if who == "owner":
            self.story.ask("ada", course.expire)
        else:
            self.story.ask(who, lambda deal, context: course.log(deal, context, "call", "they are happy"))

    @rule(name=BUSY, delegate=DELEGATE, days=st.integers(0, 4))
    def away(self, name: str, delegate: str, days: int) -> None:
        self.story.change(name, delegate=delegate, away_until=self.story.now + timedelta(days=days))

    @rule(name=BUSY, leaves=st.booleans())
    def become_another(self, name: str, leaves: bool) -> None:
        """A person leaves or returns, becomes a manager or stops being one."""
        person = self.story.company.people[name]
        if leaves:
            self.story.change(name, active=not person.active)
        else:
            self.story.change(name, roles=person.roles ^ {"manager"})

    # What is always true

    @invariant()
    def the_deal_is_the_sum_of_its_facts(self) -> None:
        assert replace(self.story.replayed(), version=0) == replace(self.story.deal, version=0)

    @invariant()
    def the_deal_is_what_the_rules_say(self) -> None:
        deal, ledger_rules = self.story.deal, self.story.ledger_rules
        assert (deal.stage, deal.state, deal.owner) == (ledger_rules.stage, ledger_rules.state, ledger_rules.owner)
        assert deal.is_won is self.story.ledger_rules.won()
        assert set(deal.doubted) == self.story.ledger_rules.doubted
        assert (deal.account_manager, set(deal.waivers)) == (ledger_rules.keeper, ledger_rules.waived)
        assert {key: it.value for key, it in deal.evidence.items()} == {
            key: it.value for key, it in ledger_rules.said.items()
        }

    @invariant()
    def the_gate_asks_for_what_the_rules_ask_for(self) -> None:
        story, last = self.story, self.story.playbook.last.key
        asked = [it.exit.key for it in gate.missing(story.deal, story.playbook, last)]
        assert asked == story.ledger_rules.lacking(last)

    @invariant()
    def those_who_can_decide_are_those_the_rules_name(self) -> None:
        story, requester = self.story, self.story.deal.approval.requester if self.story.deal.approval else "rita"
        deciding = {it.id for it in rights.deciders(story.deal, requester, story.company, story.now)}
        assert deciding == {it for it in EVERYBODY if story.ledger_rules.decides(it, requester, story.now)}


TestRoute = Route.TestCase
TestRoute.settings = settings(max_examples=settings().max_examples // 3, stateful_step_count=60)
