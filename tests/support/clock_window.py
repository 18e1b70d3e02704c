"""A clock to move beside a chat on this machine: a page with four buttons, for a browser here and no other site."""

import asyncio
from datetime import timedelta

from aiohttp import web

from bot.sandbox.sandbox import Sandbox

PATH = "/clock"
STEPS = {
    "hour": ("1 hour", timedelta(hours=1)),
    "day": ("1 day", timedelta(days=1)),
    "three-days": ("3 days", timedelta(days=3)),
    "week": ("1 week", timedelta(weeks=1)),
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Stagecoach: the clock</title>
<meta name="viewport" content="width=device-width"><style>body{font:16px system-ui;margin:3rem auto;max-width:30rem}
button{font:inherit;padding:.6rem 1rem;margin:.3rem}</style>
<h1>The clock</h1><p>It is <strong>%s</strong> for Stagecoach. Move it on, and what is due by then arrives.</p>
<form method="post">%s</form></html>"""


def add_clock(application: web.Application, sandbox: Sandbox, hosts: frozenset[str]) -> None:
    """Add the clock's page to an application whose page has one of these hosts."""

    async def shown(request: web.Request) -> web.StreamResponse:
        if not _from_here(request, hosts):
            return web.Response(status=403, text="This clock is for this machine alone.")
        if request.method == "POST":
            step = STEPS.get(str((await request.post()).get("step")))
            if step is None:
                return web.Response(status=400, text="The clock knows an hour, a day, three days and a week.")
            await asyncio.to_thread(sandbox.forward, step[1])
            raise web.HTTPSeeOther(PATH)
        now = sandbox.now().strftime("%A %d %B %Y, %H:%M UTC")
        return web.Response(text=PAGE % (now, _buttons()), content_type="text/html")

    application.router.add_get(PATH, shown)
    application.router.add_post(PATH, shown)


def _from_here(request: web.Request, hosts: frozenset[str]) -> bool:
    """Whether a browser on this machine asks, from a page of this address: no other site can move the clock."""
    return request.host in hosts and request.headers.get("Origin", f"http://{request.host}") == f"http://{request.host}"


def _buttons() -> str:
    made = [f'<button name="step" value="{key}">+{label}</button>' for key, (label, _) in STEPS.items()]
    return "".join(made)
