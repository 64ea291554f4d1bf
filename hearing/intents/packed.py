"""Objects full of words that are written as one block.

joblib reads what is around its arrays with a loop in Python: a third of a second for the words that hearing
knows. A block is read in a hundredth of it.
"""

from __future__ import annotations

import pickle


class Packed:
    """An object whose attributes are written as one block."""

    def __getstate__(self) -> bytes:
        return pickle.dumps(vars(self), pickle.HIGHEST_PROTOCOL)

    def __setstate__(self, state: bytes) -> None:
        vars(self).update(pickle.loads(state))
