"""The sandbox: its own store, a clock that you can move, and a story to begin with."""
