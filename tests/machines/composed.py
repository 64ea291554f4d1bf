"""Holds the compose file on the input, variables and anchors written out, against the specification.

Runs in .build/deploy.
"""

import re
import sys

import compose_spec
import yaml

VARIABLE = re.compile(r"(?<!\$)\$\{\w+:(?:-([^}]*)|\?[^}]*)\}")


def main() -> None:
    """End with what is wrong, if anything is."""
    text = VARIABLE.sub(lambda found: found[1] or "given", sys.stdin.read())
    try:
        compose_spec.PyCompose.from_yaml(yaml.safe_dump(yaml.safe_load(text))).validate()
    except ValueError as error:
        sys.exit(str(error))


main()
