"""Agents: how long a reading tool takes over HTTP among many open deals, its token looked up each time."""

import asyncio
import json
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import monotonic, perf_counter, process_time

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.mcp.serve import doors
from bench.open_deals import FIRST, NOW, Field
from bot.agents.agents import Agents
from bot.agents.logins import AgentLogins
from bot.company import playbook_files
from bot.store import tokens
from bot.store.engine.store import Store
from bot.store.tenants import connect
from process.agent import Token

DEALS, CALLS, WARM = 5_000, 110, 5
MOST_MILLISECONDS = 50
TOOLS = ("show", "list_deals", "history", "stalled", "show_funnel", "home")
OF_DEAL = ("show", "history")
VERSION = "2026-07-28"


def run(number: int = DEALS) -> None:
    """Print for each tool the middle and the slowest twentieth, in milliseconds, and whether that is within bounds."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'deals.db'}")
        Field(number, number // 50, tenants=1).plant(store)
        took = asyncio.run(_measured(store, _token(store)))
        store.close()
    print(f"{number:,} open deals, over HTTP:")
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
        token = Token("0a1b2c3d4e5f", "rep-0", "Claude", "read", NOW, NOW + timedelta(days=90), NOW)
        tokens.add(tx, FIRST, token, secret)
    return secret


async def _measured(store: Store, secret: str) -> dict[str, list[tuple[float, float]]]:
    agents = Agents(store, lambda: NOW, playbook_files.texts(None))
    application = web.Application()
    # The pace of a token isn't measured: its clock runs a minute ahead with each look.
    minutes = _minutes()
    doors(agents, AgentLogins(store, lambda: NOW), "", lambda: next(minutes))(application)
    found: dict[str, list[tuple[float, float]]] = {}
    async with TestServer(application) as server, ClientSession() as session:
        for tool in TOOLS:
            times = [await _called(session, str(server.make_url("/mcp")), secret, tool, n) for n in range(CALLS)]
            found[tool] = times[WARM:]
    return found


def _minutes() -> Iterator[float]:
    now = monotonic()
    while True:
        now += 60
        yield now


async def _called(session: ClientSession, address: str, secret: str, tool: str, number: int) -> tuple[float, float]:
    """The milliseconds of one call, and those that the processor worked for it: on a busy machine it waits."""
    arguments = {"deal": f"Customer {number}"} if tool in OF_DEAL else {}
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
