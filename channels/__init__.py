"""The web channel of the assistant, served at ``/chat``."""
