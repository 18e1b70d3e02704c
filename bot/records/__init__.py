"""Records: what a file of another system says, row by row - deals, accounts, contacts, people - and what is odd."""
