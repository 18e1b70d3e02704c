"""Conversations: what people write without `/deal`, answered with a proposal, something to read, or a question."""
