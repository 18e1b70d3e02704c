"""The sandbox: a store of its own, a clock that can be moved, and a story to begin with."""
