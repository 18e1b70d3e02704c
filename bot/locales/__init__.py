"""Locales: how each company writes numbers, amounts, dates and times, from Unicode's data by way of babel."""
