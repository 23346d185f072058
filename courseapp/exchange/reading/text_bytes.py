"""The bytes of a file as text. No encoding is guessed: it is UTF-8, or somebody chose another.

A file whose first bytes say that it is UTF-16 (Excel's "Unicode text") is read as that.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cached_property

from courseapp.exchange.rules import TextEncoding

# What Python puts in place of a byte that is not UTF-8 (PEP 383).
_BROKEN = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class DecodedText:
    """A text whose lines end with LF, and the bytes that it was made of."""

    text: str
    content: bytes
    has_broken: bool = False

    def is_broken(self, part: str) -> bool:
        """Return whether this part of the text holds bytes that are not UTF-8."""
        return self.has_broken and _BROKEN.search(part) is not None

    def broken_line(self) -> int:
        """Return the first line with such a byte, counted from 1."""
        found = _BROKEN.search(self.text)
        return self.text.count("\n", 0, found.start()) + 1 if found else 0

    def broken_words(self, line: int) -> str:
        """Return what is wrong in a line or in those of its row that follow."""
        for number in range(max(line, 1), len(self._lines) + 1):
            each = self._lines[number - 1]
            try:
                each.decode()
            except UnicodeDecodeError as error:
                byte = each[error.start]
                return (
                    f"The letters are not in UTF-8: byte {error.start + 1} of line {number} "
                    f"is {byte:02X}."
                )
        return "The letters are not in UTF-8."

    @cached_property
    def _lines(self) -> list[bytes]:
        return self.content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def decoded(content: bytes, encoding: TextEncoding = TextEncoding.UTF_8) -> DecodedText:
    """Return the text of a file. Bytes that are no letters in UTF-8 stay marked in it.

    In Windows-1252 every byte that means nothing there becomes the sign U+FFFD.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return DecodedText(_lines(content.decode("utf-16", errors="replace")), content)
    if encoding is TextEncoding.WINDOWS_1252:
        return DecodedText(_lines(content.decode("windows-1252", errors="replace")), content)
    try:
        return DecodedText(_lines(content.decode("utf-8-sig")), content)
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", errors="surrogateescape")
        return DecodedText(_lines(text), content, has_broken=True)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
