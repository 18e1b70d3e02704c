"""The commands of `/deal`: importing this package registers every one of them, in the order help lists them."""

from bot.commands import deal, route, proof, handoff, lists, contact, buyer, cycle, clock, home, playbook, company, help  # noqa: F401, A004, I001  # registered by being imported; in the order of help; `help` is the command's own name
