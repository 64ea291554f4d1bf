"""Reaching a person: what is configured, the mail that a form sends, and how it leaves.

Nothing here opens a connection unless SMTP_URL is set and a person has agreed to the exact text that leaves.
"""
