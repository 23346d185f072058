"""Text as it is set: without what controls a machine, in its own direction, never off the page."""

import re
import unicodedata

BREAK = "\N{ZERO WIDTH SPACE}"
LONGEST_WORD = 24  # capitals that fit into the column of labels without a place to break

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}
# Letters written without blanks break by dictionary, and combining marks stay with theirs: only
# words of Latin, Greek, Cyrillic and of signs are given places to break.
_LONG_WORD = re.compile(rf"[!-~\u00a1-\u02ff\u0370-\u0482\u048a-\u052f]{{{LONGEST_WORD + 1},}}")
# UAX 9 §2: these turn what follows them around, and not all are ended where they should be.
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_CUT = re.compile(r"(?<=[/?&=._@:;,+-])")


def tamed(text: str) -> str:
    """Return a text without controls, unpaired surrogates and marks that turn others around.

    Line ends and tabs stay. What is tamed already stays as it is.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TURNS)
    kept = (each for each in plain if each in "\n\t" or unicodedata.category(each) not in _UNSET)
    return "".join(kept)


_UNSET = frozenset({"Cc", "Cs", "Cn", "Co"})  # controls, surrogates, what is nobody's letter


def runs_right_to_left(text: str) -> bool:
    """Return whether the first letter that has a direction runs from the right (UAX 9, P2)."""
    directions = (unicodedata.bidirectional(each) for each in text)
    return next((each for each in directions if each in _STRONG), "L") in _RIGHT_TO_LEFT


def said(text: str) -> str:
    """Return a text that keeps its own direction, whatever stands beside it (UAX 9, isolates)."""
    turns = any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text)
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if turns else text


def breakable(text: str) -> str:
    """Return a text whose long words, such as addresses, may be broken at the end of a line."""
    return _LONG_WORD.sub(lambda found: _broken(found[0]), text)


def _broken(word: str) -> str:
    """Break behind the signs of an address first, else anywhere."""
    pieces = [piece for piece in _CUT.split(word) if piece]
    cut = (
        piece[at : at + LONGEST_WORD]
        for piece in pieces
        for at in range(0, len(piece), LONGEST_WORD)
    )
    return BREAK.join(cut)
