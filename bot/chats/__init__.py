"""The chats: which ones are connected, and what each of them needs from us."""
