"""What the conversations kept have to teach, one sentence at a time: ``python -m serving.review``.

``items`` finds the sentences, ``homes`` says in which block of which file each would go, ``files`` writes
there and nowhere else, ``refusals`` keeps out what must not be learnt, ``session`` asks the person.
"""
