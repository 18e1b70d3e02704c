"""Chat platforms: one folder each. All use the vocabulary of `adapters.chat` and `adapters.card`."""
