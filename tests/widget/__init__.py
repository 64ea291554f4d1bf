"""Browser tests of the chat widget."""
