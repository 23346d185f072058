"""Content lines as octets (RFC 5545 §3.1)."""

from collections.abc import Iterable

MOST_OCTETS = 75
CONTINUED = b"\r\n "


def folded(lines: Iterable[str]) -> bytes:
    """The lines in UTF-8, none longer than 75 octets, each ended by CRLF."""
    return b"".join(fold(line) + b"\r\n" for line in lines if line)


def fold(line: str) -> bytes:
    """One line, without its end. A fold parts neither a character nor an escape."""
    octets = line.encode()
    pieces, start, room = [], 0, MOST_OCTETS
    while len(octets) - start > room:
        end = last_good_cut(octets, start, start + room)
        pieces.append(octets[start:end])
        start, room = end, MOST_OCTETS - 1  # the space takes one
    return CONTINUED.join([*pieces, octets[start:]])


def last_good_cut(octets: bytes, start: int, end: int) -> int:
    """The last place up to `end` that is between two characters and not after an open escape."""
    while octets[end] & 0b1100_0000 == 0b1000_0000:
        end -= 1
    piece = octets[start:end]
    escapes = len(piece) - len(piece.rstrip(b"\\"))
    return end - escapes % 2
