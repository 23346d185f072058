"""What the person at the terminal hears when something cannot go on."""

import sys

# The exit code of a process that has already said in a sentence why it cannot go on.
TOLD = 3


class Refusal(Exception):  # noqa: N818 - told to a person, as it is
    """Why the product cannot start or go on, as one sentence."""


def tell(sentence: str) -> None:
    """Say one sentence on standard error; an empty one is not said."""
    if sentence:
        print(sentence, file=sys.stderr, flush=True)
