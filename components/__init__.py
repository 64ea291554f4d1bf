"""The thin package that joins our own packages to Rasa: what its pipeline and its policies load."""
