"""Chat platforms: one folder each, all speaking the vocabulary of `adapters.chat`."""
