"""What a message is about: one calibrated choice among the FAQ topics and the dialogue acts."""
