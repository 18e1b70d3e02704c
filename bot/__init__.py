"""The assistant: commands, views, store and clock, around the sales process and the chat platforms."""
