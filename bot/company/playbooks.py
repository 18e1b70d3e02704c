"""A tenant's playbooks: the current one of each name, and every version that a deal is still on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from sqlalchemy import Connection

from bot.store import deals, playbooks, rules
from bot.store.playbooks import Current
from bot.store.rules import RuleChange
from process import playbook_file
from process.deal import CycleKind, Deal
from process.limits import Rule
from process.money import Money
from process.playbook import Playbook
from process.playbook_fit import fits
from process.playbook_words import in_words_of


@lru_cache(maxsize=256)
def parsed(text: str) -> Playbook:
    """The playbook for a text, parsed once and cached."""
    return playbook_file.read(text)


MOST_READ = 256
_read: dict[tuple[str, str], Playbook] = {}
"""By tenant and version. It can't get stale: what a version asks never changes, and `of` adds the newest wording."""


def _of_version(tx: Connection, tenant: str, version: str) -> Playbook:
    """The playbook of a version; raises LookupError for one that was never saved."""
    if known := _read.get((tenant, version)):
        return known
    text = playbooks.text(tx, tenant, version)
    if text is None:
        raise LookupError(f"playbook version {version} is not kept")
    if len(_read) >= MOST_READ:
        _read.clear()
    _read[tenant, version] = parsed(text)
    return parsed(text)


@dataclass(frozen=True)
class Playbooks:
    """A tenant's playbooks. `today` maps each name to its current version; the first one is the default.

    `rule_changes` are the clock's rules that the company turned off or loosened in chat. `with_company_rules` applies
    them. `older` and `ruled` remember what was asked for.
    """

    tx: Connection
    tenant: str
    today: Mapping[str, Playbook]
    older: dict[str, Playbook] = field(default_factory=dict)
    rule_changes: Mapping[Rule, RuleChange] = field(default_factory=dict)
    ruled: dict[str, Playbook] = field(default_factory=dict)

    @property
    def default(self) -> Playbook:
        return next(iter(self.today.values()))

    def of(self, version: str) -> Playbook:
        """The playbook of a version with today's wording; raises LookupError for one that was never saved."""
        for playbook in self.today.values():
            if playbook.version == version:
                return playbook
        if version not in self.older:
            self.older[version] = self._in_todays_words(version)
        return self.older[version]

    def _in_todays_words(self, version: str) -> Playbook:
        playbook = _of_version(self.tx, self.tenant, version)
        newest = self.today.get(playbook.name)
        return in_words_of(playbook, newest) if newest else playbook

    def with_company_rules(self, version: str) -> Playbook:
        """The playbook of a version with the company's rule changes, as the clock uses it."""
        playbook = self.of(version)
        if not self.rule_changes:
            return playbook
        if version not in self.ruled:
            clock = rules.over(playbook.clock, self.rule_changes)
            self.ruled[version] = playbook.model_copy(update={"clock": clock})
        return self.ruled[version]

    @cached_property
    def held(self) -> Mapping[tuple[str, str], int]:
        """How many open deals there are of each version in each stage, as they were when first asked for."""
        return deals.holding(self.tx, self.tenant)

    def teams(self) -> tuple[str, ...]:
        """Every specialist team that a current playbook, or one that an open deal is still on, asks."""
        held = [self.of(version) for version, _ in self.held]
        return tuple(dict.fromkeys(team for playbook in (*self.today.values(), *held) for team in playbook.teams))

    def successor(self, version: str) -> Playbook:
        """The current version of the playbook that a deal is on, or the default if that is gone."""
        return self.today.get(self.of(version).name, self.default)

    def fitting(self, version: str, amount: Money | None, kind: CycleKind) -> Playbook:
        """The current playbook for a deal that was on this version: its own, or the first one that fits such a deal."""
        own = self.successor(version)
        fit = [playbook for playbook in (own, *self.today.values()) if fits(playbook, amount, kind)]
        return next(iter(fit), own)

    def following(self, deal: Deal, kind: CycleKind) -> Playbook:
        """Today's playbook for what follows a deal: one made for this kind, where a deal of the same amount fits it."""
        for book in self.today.values():
            if kind in book.made_for.kinds and fits(book, deal.amount, kind):
                return book
        return self.fitting(deal.playbook, None, kind)

    def for_new(self) -> tuple[str, ...]:
        """The names of the playbooks for new deals, the default first."""
        return tuple(name for name, playbook in self.today.items() if fits(playbook, None, "new"))


def load(tx: Connection, tenant: str) -> Playbooks:
    """The playbooks of a tenant, the default first."""
    return Playbooks(tx, tenant, {one.name: _current(one) for one in playbooks.current(tx, tenant)})


def _current(one: Current) -> Playbook:
    """A current playbook, with the version under which it is saved.

    Earlier releases made the version a hash of the text. New deals use that version until the files are read again.
    """
    playbook = parsed(one.text)
    return playbook if playbook.version == one.version else playbook.model_copy(update={"version": one.version})


def load_with_rules(tx: Connection, tenant: str) -> Playbooks:
    """The same, with the company's rule changes."""
    return with_rules(load(tx, tenant))


def with_rules(known: Playbooks) -> Playbooks:
    """These playbooks with the company's rule changes, which are read now."""
    return replace(known, rule_changes=rules.every(known.tx, known.tenant), ruled={})


def make_current(tx: Connection, tenant: str, texts: Mapping[str, str]) -> list[str]:
    """Make the company's playbook files (file name to text) current; raises BadPlaybook for a faulty one.

    A playbook whose file is gone can't be chosen any longer; its deals stay on it.
    Returns what prevents it, one sentence each, and then nothing has changed: a stage can't go while
    open deals are in it.
    """
    found = stops(tx, tenant, texts)
    if not found:
        for text in texts.values():
            playbooks.set_current(tx, tenant, parsed(text).name, playbooks.save(tx, tenant, text))
        names = [parsed(text).name for text in texts.values()]
        playbooks.prefer(tx, tenant, names[0])
        playbooks.drop_others(tx, tenant, names)
    return found


def stops(tx: Connection, tenant: str, texts: Mapping[str, str]) -> list[str]:
    """What prevents these files, one sentence each; raises BadPlaybook for a faulty one."""
    fresh = {file: playbook_file.read(text, file) for file, text in texts.items()}
    return [stop for file, playbook in fresh.items() for stop in _emptied(tx, tenant, file, playbook)]


def _emptied(tx: Connection, tenant: str, file: str, playbook: Playbook) -> list[str]:
    """The stages that this playbook drops while deals on its earlier versions are in them."""
    stops = []
    for (version, stage), count in deals.holding(tx, tenant).items():
        older = _of_version(tx, tenant, version)
        if older.name == playbook.name and stage not in playbook.order:
            holds = f"holds {count} open deal{'s' if count != 1 else ''}"
            stops.append(
                f"{file}: you removed stage {stage!r}, but it {holds}. Put the stage back, move those deals out of it "
                f"(`advance`, `back` or `lose`), and then remove it."
            )
    return stops
