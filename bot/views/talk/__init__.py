"""Views of a conversation: proposals, questions, and a word of small talk."""
