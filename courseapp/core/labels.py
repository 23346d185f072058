"""A word with the tone in which pages show it."""

from typing import NamedTuple


class Label(NamedTuple):
    """How something stands, in a word; `tone` is one of those of the macro `status_tag`."""

    tone: str
    text: str
