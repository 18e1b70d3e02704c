"""Views: what the process knows, said as neutral cards. A view never asks where it will be shown."""
