"""Amounts: the numerals, number words, currencies and periods that an amount of money is written with."""
