"""The conversation about a plan, without Rasa: state, questions, wording, verdict.

The law comes from `law`, the reading of French from `hearing.details`; this package decides what to ask,
what to read back and how a verdict is told. It knows no channel and no framework.
"""
