"""The lottery that decides between people who are otherwise equal, for anybody to check.

The number of a person is SHA-256 (FIPS 180-4) of the seed, a line feed and the reference, in UTF-8,
read as a number: ``sha256sum`` gives the same. The smallest is drawn first.
"""

from collections.abc import Iterable
from hashlib import sha256


def lottery_number(seed: str, reference: str) -> int:
    """Return the 256-bit lottery number of a person."""
    return int.from_bytes(sha256(f"{seed}\n{reference}".encode()).digest(), "big")


def drawing_order(seed: str, references: Iterable[str]) -> tuple[str, ...]:
    """Return the references in the order of the lottery, the first drawn first."""
    return tuple(sorted(references, key=lambda each: (lottery_number(seed, each), each)))
