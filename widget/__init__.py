"""The chat widget and its demonstration page."""
