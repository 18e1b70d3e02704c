"""The chats: which ones are connected, and what each one needs from us."""
