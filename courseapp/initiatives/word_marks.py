"""What was taken out of a text and what was put in, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Comparing takes time with the square of the words; longer texts are told as a whole.
MOST_COMPARISONS = 4_000_000
_WORDS = re.compile(r"\s+|[^\s]+")


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    DELETED = "del"
    INSERTED = "ins"


@dataclass(frozen=True)
class Piece:
    """A run of words with the white space around them."""

    mark: Mark
    text: str


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in order. Those that are not inserted make up `before`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    pieces = (
        Piece(Mark.SAME, "".join(old[:start])),
        *_compared(middle_old, middle_new),
        Piece(Mark.SAME, "".join(old[len(old) - end :])),
    )
    return tuple(piece for piece in pieces if piece.text)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with."""
    pairs = zip(one, other, strict=False)
    return next(
        (number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other))
    )


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield the pieces; blanks that two changes have between them belong to both."""
    taken, put = "", ""
    for same, one, other in _runs(old, new):
        if same and (one.strip() or not (taken or put)):
            yield from (Piece(Mark.DELETED, taken), Piece(Mark.INSERTED, put))
            yield Piece(Mark.SAME, one)
            taken, put = "", ""
        else:
            taken, put = taken + one, put + other
    yield from (Piece(Mark.DELETED, taken), Piece(Mark.INSERTED, put))


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield runs of words: whether both have them, as they were and as they are."""
    if len(old) * len(new) > MOST_COMPARISONS:
        yield False, "".join(old), "".join(new)
        return
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield what == "equal", "".join(old[i1:i2]), "".join(new[j1:j2])
