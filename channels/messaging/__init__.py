"""Messaging channels: one pipeline that loses nothing, and a thin provider per messenger.

A provider checks what came, turns it into events, renders an answer within its limits and says what its
server answered. Every rule is in ``pipeline`` and ``answering``.
"""
