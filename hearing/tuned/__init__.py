"""A second opinion on what a sentence asks: a small encoder whose weights were tuned on our sentences.

The weights are made apart, by scripts/tuning, and kept in `weights/`; how, and what they bring: bench/nlu.md.
"""
