"""How well sentences are understood: every line of the corpus is typed to the bot in a company of its own."""
