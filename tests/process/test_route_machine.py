"""Every operation by everybody in any order: whatever is tried, no deal gets past a gate it has not earned."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from process import course, proof
from process.course import Following
from process.deal import COMPLEXITIES, NEXT_CYCLES, Complexity, CycleKind, Deal
from process.facts import SkipAttempted
from process.item import LISTS, ListName
from process.outcome import Outcome
from process.playbook import read
from process.scene import Scene
from tests.process.cast import CAST, SMALL, SMALL_TEXT, STANDARD, company, evidence, item
from tests.process.watched import Watched

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

EVERYBODY = [it.id for it in CAST]
WHO = st.sampled_from(["owner", "owner", "owner", "mia", "max", *EVERYBODY])
NUMBER = st.integers(0, 30)
CARD = st.sampled_from([0, 0, 0, 1, 2])
LIST = st.sampled_from(LISTS)
COMPLEXITY = st.sampled_from(COMPLEXITIES)
KIND = st.sampled_from(NEXT_CYCLES)
VERSION = st.sampled_from(sorted(PLAYBOOKS))
ANSWER = st.sampled_from(["yes", "no", "40000 EUR", "ana", "rob", "2026-05-04", "https://acme.example", "inbound", ""])
AMOUNT = st.sampled_from(["1 EUR", "49999 EUR", "50000 EUR", "55000 USD", "56000 USD", "5 JPY"])
MINUTES = st.sampled_from([0, 1, 5, 60, 24 * 60, 71 * 60, 73 * 60])


class Route(RuleBasedStateMachine):
    """One deal at a time, and everybody at work on it."""

    story: Watched

    @initialize(owner=st.sampled_from(["rob", "mia", "max"]), version=VERSION)
    def a_deal_begins(self, owner: str, version: str) -> None:
        self.story = Watched(PLAYBOOKS[version], company(), owner=owner, playbooks=PLAYBOOKS)

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
        if kind == "nobody may":
            assert not [it for it in EVERYBODY if story.oracle.decides(it, name, story.now)]

    @rule(who=WHO, to=NUMBER)
    def send_back(self, who: str, to: int) -> None:
        route = self.story.playbook.stage
        self.story.back(who, route[to % len(route)].key)

    @rule(who=WHO)
    def lose(self, who: str) -> None:
        works = self.story.oracle.works(self.story.named(who))
        is_open = self.story.deal.state == "open"
        outcome = self.story.ask(who, lambda deal, scene: course.lose(deal, scene, "no money"))
        assert (outcome.refusal is None) is (works and is_open), "lost is never blocked"

    @rule(who=WHO)
    def reopen(self, who: str) -> None:
        self.story.ask(who, lambda deal, scene: course.reopen(deal, scene, "money"))

    @rule(who=WHO, version=VERSION)
    def move_playbook(self, who: str, version: str) -> None:
        old, new = self.story.playbook, PLAYBOOKS[version]
        outcome = self.story.ask(who, lambda deal, scene: course.move_playbook(deal, scene, old, new))
        self.story.playbook = old if outcome.refusal else new

    @rule(who=WHO, kind=KIND, version=VERSION)
    def open_the_next_cycle(self, who: str, kind: CycleKind, version: str) -> None:
        story, new = self.story, PLAYBOOKS[version]
        earned = story.deal.account_manager or story.deal.state == "completed"
        born: list[Deal] = []

        def request(deal: Deal, scene: Scene) -> Outcome:
            first, second = course.next_cycle(deal, scene, new, Following("d2", "Acme again", kind))
            born.append(second.deal)
            return first

        if story.ask(who, request).refusal is None:
            assert earned
            story.follow(born[0], new)

    # What is proven

    @rule(who=WHO, number=NUMBER, answer=ANSWER, contact=st.sampled_from(["Carla", "Carla", ""]))
    def meet(self, who: str, number: int, answer: str, contact: str) -> None:
        self.story.meet(who, evidence(self.some_exit(number), answer, contact, "call"))

    @rule(gates=st.integers(0, 7))
    def come_to_a_handoff(self, gates: int) -> None:
        """The straight way, everything proven by the right people as far as they are there, up to a handoff."""
        for _ in range(gates + 1):
            self.story.ask("owner", lambda deal, scene: course.reopen(deal, scene, "money"))
            self.story.prove(*self.story.oracle.lacking(self.story.deal.stage))
            self.wait(5)
            if self.story.advance("owner").refusal:
                return

    @rule(gates=st.integers(0, 7))
    def go_on(self, gates: int) -> None:
        """The straight way, and a handoff approved and accepted if there is one."""
        self.come_to_a_handoff(gates)
        for who in ("mia", "max"):
            self.approve(who, 0)
        self.accept("ana", 0)

    @rule(who=WHO, number=NUMBER)
    def take_back(self, who: str, number: int) -> None:
        key = self.some_exit(number)
        self.story.ask(who, lambda deal, scene: proof.unmeet(deal, scene, key, "it was not so"))

    @rule(who=WHO, number=NUMBER)
    def waive(self, who: str, number: int) -> None:
        self.story.waive(who, self.some_exit(number))

    @rule(who=WHO, name=LIST)
    def put(self, who: str, name: ListName) -> None:
        self.story.put(who, item(name))

    @rule(who=WHO, name=LIST, number=st.integers(1, 2))
    def close(self, who: str, name: ListName, number: int) -> None:
        self.story.close(who, name, number)

    # What the deal is

    @rule(who=WHO, amount=AMOUNT)
    def set_the_amount(self, who: str, amount: str) -> None:
        self.story.amount(amount, who)

    @rule(who=WHO, complexity=COMPLEXITY)
    def set_the_complexity(self, who: str, complexity: Complexity) -> None:
        self.story.complexity(complexity, who)

    @rule(who=WHO, product=st.sampled_from(["goods", "software", "services"]))
    def set_the_product(self, who: str, product: str) -> None:
        self.story.product(product, who)

    @rule(who=WHO, owner=st.sampled_from(EVERYBODY))
    def assign(self, who: str, owner: str) -> None:
        self.story.ask(who, lambda deal, scene: course.assign(deal, scene, owner))

    @rule(who=WHO)
    def log(self, who: str) -> None:
        self.story.ask(who, lambda deal, scene: course.log(deal, scene, "call", "they are happy"))

    # Approvals, on the last card or on an old one

    @rule(who=WHO, back=CARD)
    def approve(self, who: str, back: int) -> None:
        story, name = self.story, self.story.named(who)
        outcome = story.approve(name, story.card(back))
        if outcome.refusal and outcome.refusal.kind == "not yours" and story.deal.approval:
            assert not story.oracle.decides(name, story.deal.approval.requester, story.now)

    @rule(who=WHO, back=CARD)
    def decline(self, who: str, back: int) -> None:
        self.story.decline(who, self.story.card(back))

    @rule(who=st.sampled_from(["ana", "ana", "mia", *EVERYBODY]), back=CARD)
    def accept(self, who: str, back: int) -> None:
        self.story.accept(who, self.story.card(back))

    @rule(minutes=MINUTES)
    def wait(self, minutes: int) -> None:
        self.story.wait(minutes=minutes)

    @rule()
    def expire(self) -> None:
        self.story.ask("ada", course.expire)

    # People

    @rule(name=st.sampled_from(["rob", "mia", "max", "ana"]), to=st.sampled_from(EVERYBODY), days=st.integers(0, 4))
    def away(self, name: str, to: str, days: int) -> None:
        self.story.change(name, delegate=to, away_until=self.story.now + timedelta(days=days))

    @rule(name=st.sampled_from(["rob", "mia", "leo", "ana", "ivo"]))
    def leave_or_return(self, name: str) -> None:
        self.story.change(name, active=not self.story.company.people[name].active)

    @rule(name=st.sampled_from(["rita", "mia", "max", "ana"]))
    def become_a_manager_or_cease_to_be_one(self, name: str) -> None:
        self.story.change(name, roles=self.story.company.people[name].roles ^ {"manager"})

    # What always holds

    @invariant()
    def the_deal_is_the_sum_of_its_facts(self) -> None:
        assert replace(self.story.replayed(), version=0) == replace(self.story.deal, version=0)

    @invariant()
    def the_deal_is_what_the_oracle_saw(self) -> None:
        deal, oracle = self.story.deal, self.story.oracle
        assert (deal.stage, deal.state, deal.owner) == (oracle.stage, oracle.state, oracle.owner)
        assert (deal.account_manager, set(deal.waivers)) == (oracle.keeper, oracle.waived)
        assert {key: it.value for key, it in deal.evidence.items()} == {
            key: it.value for key, it in oracle.said.items()
        }


TestRoute = Route.TestCase
TestRoute.settings = settings(stateful_step_count=60)
