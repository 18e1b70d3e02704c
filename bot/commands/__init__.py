"""The commands of `/deal`: importing this package registers every one of them, in the order help lists them."""

from bot.commands import deal, reassign, route, proof, clear, handoff, lists, log, plan, renewal  # noqa: F401, I001  # registered by being imported; in the order of help
from bot.commands import customer_contacts, buyer, cycle, listing, figures, asking, questions, undo, guide, rounds  # noqa: F401  # the same
from bot.commands import claims, imports, agents, tokens, logins  # noqa: F401  # the same
from bot.commands import clock, digest, rules, home, playbook, accounts, company, settings, mine, erase, proposals, help  # noqa: F401, A004  # the same; `help` is the command's own name
from bot.commands import welcome  # noqa: F401  # the same
