"""The cases that a messaging channel must stand, by number; each test says in its name which ones it holds.

=========== ======================================== =================================================
Cases       What they are about                      Where
=========== ======================================== =================================================
1 to 13     proof, handshakes, what cannot be read   the file of each messenger, ``test_process``
14 to 26    once, in order, whatever fails           ``test_delivery``, ``test_process``,
                                                     ``test_outage``, ``test_two_servers``
27 to 29    a real home server of Matrix             ``test_matrix``
30          polling                                  ``test_telegram``
31 to 38    limits, markup, segments                 ``test_rendering``, the file of each messenger
39 to 48    choices, words, what is left of them     ``test_telegram``, ``test_sms``, ``conftest``
49 to 54    kinds of events, groups, hidden numbers  the file of each messenger
55          an encrypted room                        ``test_matrix``
=========== ======================================== =================================================
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

CASES = set(range(1, 56))
_NUMBERS = re.compile(r"test((?:_\d\d)+)_")


def test_every_case_has_a_test_that_names_it():
    named: set[int] = set()
    for file in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                numbers = _NUMBERS.match(node.name)
                named |= set(map(int, numbers[1].split("_")[1:])) if numbers else set()
    assert named == CASES
