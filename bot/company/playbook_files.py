"""The company's playbook files: one TOML file, a folder of them, or the three that ship with us."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from bot.company import playbooks
from bot.store import people, tenants
from bot.store.engine.store import Store, read_address
from process import playbook_file
from process.playbook import Playbook


class NoPlaybook(Exception):
    """No playbook file at that path, or none that is text."""


Texts = Mapping[str, str]
SHIPPED = ("standard.toml", "light.toml", "renewal.toml")
"""What a company without files of its own works by; deals start on the first."""


def texts(path: Path | None) -> Texts:
    """The text of every playbook by file name; the first one is the default."""
    if path is None:
        return {file: files("process").joinpath(file).read_text("utf-8") for file in SHIPPED}
    found = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not found or not found[0].is_file():
        raise NoPlaybook(f"No playbook at {path}.")
    return {file.name: _text(file) for file in found}


def _text(file: Path) -> str:
    """The text of a file. Editors on Windows save UTF-16 too, or put a mark before UTF-8."""
    held = file.read_bytes()
    coding = "utf-16" if held.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return held.decode(coding).replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise NoPlaybook(f"{file.name} isn't text in UTF-8. Save it as UTF-8, and try again.") from None


def make_current(store: Store, texts: Texts) -> list[str]:
    """Make these files current for every tenant. Returns what prevents it; then nothing has changed."""
    with store.writing() as tx:
        ids = [tenant.id for tenant in tenants.all_tenants(tx)]
        found = [stop for tenant in ids for stop in playbooks.stops(tx, tenant, texts)]
        return found or [stop for tenant in ids for stop in playbooks.make_current(tx, tenant, texts)]


def read(texts: Texts) -> Mapping[str, Playbook]:
    """Every file's playbook, checked; raises BadPlaybook for the first faulty one."""
    return {file: playbook_file.read(text, file) for file, text in texts.items()}


OTHER_RELEASE = (
    "Your database is from another release, so its deals were not checked. Run `stagecoach migrate` to update it."
)


def stops(url: str, texts: Texts) -> list[str]:
    """What prevents these files in the database at `url`, if there is one; changes nothing."""
    read(texts)
    address = read_address(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return []
    store = Store.at(url)
    if not store.ready():
        return [OTHER_RELEASE]
    with store.reading() as tx:
        return [stop for tenant in tenants.all_tenants(tx) for stop in playbooks.stops(tx, tenant.id, texts)]


def without_members(url: str, texts: Texts) -> tuple[str, ...]:
    """The specialist teams of these files that no one answers for, in the one database at that address, if there is."""
    address = read_address(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return ()
    store = Store.at(url)
    if not store.ready():
        return ()
    asked = tuple(dict.fromkeys(team for book in read(texts).values() for team in book.teams))
    with store.reading() as tx:
        found = [people.company(tx, tenant.id).without_members(asked) for tenant in tenants.all_tenants(tx)]
    return tuple(dict.fromkeys(team for teams in found for team in teams))
