"""The x-ray's reading: from a spreadsheet of another system, with or without a history, to past deals."""
