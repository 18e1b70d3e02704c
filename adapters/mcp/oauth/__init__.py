"""Logins: how an agent's program that only speaks OAuth gets its token, with a press in the person's own chat."""
