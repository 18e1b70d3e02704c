"""Bounds: how much of a file is read. A stranger's file can't take the memory or the time of everyone else."""

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
MOST_LINES = 1_000_000
"""Lines of a text file, empty ones included."""
LONGEST_LINE = 1_000_000
LONGEST_CELL = 100_000
MOST_UNPACKED = 150_000_000
"""How many bytes a packed file says that it holds."""
MOST_IN_CELLS, A_CELL = 60_000_000, 8
"""How much all cells can hold: a cell counts as its letters and eight more, for an empty one takes memory too."""
MOST_MEMORY = 1_000_000_000
"""Bytes for the process that unpacks: one cell at the far end of a sheet asks for more than any machine has."""
LONGEST_SECONDS = 60
