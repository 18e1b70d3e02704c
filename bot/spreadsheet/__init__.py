"""Spreadsheets: a file of another system, from its bytes to rows whose days, amounts and columns are settled."""
