"""Agents: how long a reading tool takes over HTTP among many deals with a history, its token looked up each time."""

import asyncio
import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from time import monotonic, perf_counter, process_time

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.mcp.serve import agent_routes
from bench.open_deals import FIRST, NOW, Field
from bench.past_deals import plant_past
from bench.server import server
from bot.agents.agents import Agents
from bot.agents.logins import AgentLogins
from bot.company import playbook_files
from bot.store import tokens
from bot.store.engine.store import Store
from bot.store.tenants import connect
from bot.web import spare_the_collector
from process.agent import Token

DEALS, CLOSED, CALLS, WARM = 5_000, 20_000, 110, 5
MOST_MILLISECONDS = 50
OF_DEAL = ("show", "history")
CALLED: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("show", {}),
    ("history", {}),
    ("list_deals", {}),
    ("list_deals", {"whose": "pipeline"}),
    ("list_deals", {"whose": "won this quarter"}),
    ("stalled", {}),
    ("home", {}),
    ("show_flywheel", {}),
    ("show_turns", {}),
    ("show_funnel", {}),
    ("show_funnel", {"which": "this quarter"}),
    ("show_funnel", {"which": "of me"}),
    ("show_funnel", {"which": "by rep"}),
    ("show_funnel", {"which": "by rep this year"}),
    ("show_funnel", {"which": "days"}),
    ("show_funnel", {"which": "days this year"}),
)
"""Each call that is measured, by a manager: the tool with its words."""
VERSION = "2026-07-28"


def run(number: int = DEALS) -> None:
    """Print for each tool the middle and the slowest twentieth, in milliseconds, and whether that is within bounds.

    First with open deals only, then with four times as many closed ones and as many that were imported as history.
    """
    for closed in (0, CLOSED * number // DEALS):
        with tempfile.TemporaryDirectory() as folder, server("agents") as address:
            for there in (f"sqlite:///{Path(folder) / 'deals.db'}", address):
                if there:
                    _measure(there, number, closed)


def _measure(address: str, number: int, closed: int) -> None:
    store = Store.open(address)
    store.migrate()
    spare_the_collector()
    Field(number, number // 50, tenants=1).plant(store)
    plant_past(store, closed)
    took = asyncio.run(_measured(store, _token(store)))
    store.close()
    print(f"{number:,} open and {closed:,} closed deals, {address.partition(':')[0]}, over HTTP:")
    for tool, calls in took.items():
        middle, late = _middle_and_late([wall for wall, _ in calls])
        _, busy = _middle_and_late([processor for _, processor in calls])
        bound = "" if late <= MOST_MILLISECONDS else f" (more than {MOST_MILLISECONDS} ms)"
        print(
            f"  {tool}: p50 {middle:.0f} ms, p95 {late:.0f} ms{bound}; of the processor p95 {busy:.0f} ms", flush=True
        )


def _middle_and_late(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


def _token(store: Store) -> str:
    secret = tokens.new_secret()
    with store.writing() as tx:
        connect(tx, FIRST, "slack", FIRST)
        token = Token("0a1b2c3d4e5f", "boss-0", "Claude", "read", NOW, NOW + timedelta(days=90), NOW)
        tokens.add(tx, FIRST, token, secret)
    return secret


async def _measured(store: Store, secret: str) -> dict[str, list[tuple[float, float]]]:
    agents = Agents(store, lambda: NOW, playbook_files.texts(None))
    application = web.Application()
    # The pace of a token isn't measured: its clock runs a minute ahead with each look.
    minutes = _minutes()
    agent_routes(agents, AgentLogins(store, lambda: NOW), "", lambda: next(minutes))(application)
    found: dict[str, list[tuple[float, float]]] = {}
    async with TestServer(application) as server, ClientSession() as session:
        address = str(server.make_url("/mcp"))
        for tool, words in CALLED:
            times = [await _called(session, address, secret, (tool, words), n) for n in range(CALLS)]
            found[" ".join((tool, *words.values()))] = times[WARM:]
    return found


def _minutes() -> Iterator[float]:
    now = monotonic()
    while True:
        now += 60
        yield now


async def _called(
    session: ClientSession, address: str, secret: str, call: tuple[str, Mapping[str, str]], number: int
) -> tuple[float, float]:
    """The milliseconds of one call, and those that the processor worked for it: on a busy machine it waits."""
    tool, words = call
    arguments = {"deal": f"Customer {number}"} if tool in OF_DEAL else dict(words)
    prefix = "io.modelcontextprotocol"
    meta = {f"{prefix}/protocolVersion": VERSION, f"{prefix}/clientCapabilities": {}}
    params = {"name": tool, "arguments": arguments, "_meta": meta}
    body = {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}
    headers = {"Authorization": f"Bearer {secret}", "MCP-Protocol-Version": VERSION}
    headers |= {"Mcp-Method": "tools/call", "Mcp-Name": tool}
    began, worked = perf_counter(), process_time()
    async with session.post(address, json=body, headers=headers) as answer:
        found = json.loads(await answer.text())
    took = (perf_counter() - began) * 1000, (process_time() - worked) * 1000
    if found["result"]["isError"]:
        raise SystemExit(f"{tool}: {found}")
    return took
