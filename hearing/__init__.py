"""Hearing French: what a message says. Plain Python, knows nothing of Rasa."""
