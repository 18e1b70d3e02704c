"""The company's playbook files: one TOML file, a folder of them, or the three that ship with us."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from bot.company import playbooks
from bot.store import tenants
from bot.store.engine.store import Store, read_address
from process import playbook_file
from process.playbook import Playbook


class NoPlaybook(Exception):
    """There is no playbook file at that path."""


Texts = Mapping[str, str]
SHIPPED = ("standard.toml", "light.toml", "renewal.toml")
"""What a company without files of its own works by; deals start on the first."""


def texts(path: Path | None) -> Texts:
    """The text of every playbook by its file's name; the first is the default one."""
    if path is None:
        return {file: files("process").joinpath(file).read_text("utf-8") for file in SHIPPED}
    found = sorted(path.glob("*.toml")) if path.is_dir() else [path] if path.is_file() else []
    if not found:
        raise NoPlaybook(f"There is no playbook at {path}.")
    return {file.name: file.read_text("utf-8") for file in found}


def make_current(store: Store, texts: Texts) -> list[str]:
    """Let every tenant work by these files from now on; returns what stands in the way, in which case none does."""
    with store.writing() as tx:
        ids = [tenant.id for tenant in tenants.all_tenants(tx)]
        found = [stop for tenant in ids for stop in playbooks.stops(tx, tenant, texts)]
        return found or [stop for tenant in ids for stop in playbooks.make_current(tx, tenant, texts)]


def read(texts: Texts) -> Mapping[str, Playbook]:
    """Every file's playbook, checked; raises BadPlaybook for the first that is at fault."""
    return {file: playbook_file.read(text, file) for file, text in texts.items()}


OTHER_RELEASE = (
    "There is a database of another release, whose deals were not looked at; "
    "`stagecoach migrate` brings it to this one."
)


def stops(url: str, texts: Texts) -> list[str]:
    """What stands in the way of these files in a database, if there is one at that address; changes nothing."""
    read(texts)
    address = read_address(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return []
    store = Store.at(url)
    if not store.ready():
        return [OTHER_RELEASE]
    with store.reading() as tx:
        return [stop for tenant in tenants.all_tenants(tx) for stop in playbooks.stops(tx, tenant.id, texts)]
