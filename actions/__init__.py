"""Rasa actions, one small file per dialogue act."""
