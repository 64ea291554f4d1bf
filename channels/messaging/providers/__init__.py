"""The messengers: each checks what came, reads it, renders an answer and explains what its server said."""
