"""Examples of every view, for tests and screenshots."""
