"""What the person at the terminal hears when something cannot go on."""

import sys


class Refusal(Exception):  # noqa: N818 - told to a person, as it is
    """Why the product cannot start or go on, as one sentence."""


def tell(sentence: str) -> None:
    """Say one sentence on standard error."""
    print(sentence, file=sys.stderr, flush=True)
