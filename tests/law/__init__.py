"""Truth tables of the law."""
