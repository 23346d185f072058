"""What people type, made safe to store and print without changing a letter of it."""

import re
import unicodedata

_LINE_ENDS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n"})
# They would turn round what is printed after the name. Marks (U+200E, U+200F) and joiners
# (U+200C, U+200D) belong to ordinary spelling and stay.
_TURN_TEXT_ROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control characters and halves of characters (Unicode's Cc and Cs) but for LF and tab.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def paragraphs(text: str) -> str:
    """Return text of several lines in Unicode form NFC, without control characters.

    Line ends become LF; white space around the whole goes, everything else stays.
    """
    lines = text.replace("\r\n", "\n").translate(_LINE_ENDS).replace("\u2029", "\n\n")
    return unicodedata.normalize("NFC", _printable(lines)).strip()


def one_line(text: str) -> str:
    """Return the same for a field of one line: line ends and tabs become single spaces."""
    kept = paragraphs("".join(c for c in text if c not in _TURN_TEXT_ROUND))
    return " ".join(filter(None, kept.replace("\t", "\n").split("\n"))).strip()


def words(text: str) -> int:
    """Return how many words a text has: runs of anything but white space, in any script."""
    return len(text.split())


def _printable(text: str) -> str:
    return _NOT_TEXT.sub("", text)
