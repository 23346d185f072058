"""A PDF that is another file as well: readers of PDF see one thing, other programs another."""

import re
from mmap import mmap
from typing import IO

import puremagic

LONGER_THAN_OURS = 0.4  # what puremagic thinks of the four bytes "%PDF": a tenth for each
ENDING = b"PK\x05\x06"  # the end of a ZIP file, which is read from there (APPNOTE.TXT §4.3.16)
LIST = b"PK\x01\x02"
ENDING_BYTES = 22
IN_ZIP64 = 0xFFFFFFFF  # the numbers stand elsewhere
LONGEST_COMMENT = 65_535
RAR = b"Rar!\x1a\x07"
WHERE_RAR_MAY_BEGIN = 1024 * 1024  # behind a program that unpacks it
_BLANK = re.compile(rb"[\s\0]*")


def is_disguised(file: IO[bytes], content: mmap) -> bool:
    """Return whether the PDF is an archive or something else too, or goes on behind its end."""
    return (
        _goes_on(content)
        or _is_archive(content)
        or content.find(RAR, 0, WHERE_RAR_MAY_BEGIN) >= 0
        or _is_something_else(file)
    )


def _goes_on(content: mmap) -> bool:
    """Return whether anything but blanks stands behind its last end; without one it is damaged."""
    end = content.rfind(b"%%EOF")
    return end >= 0 and _BLANK.fullmatch(content, end + 5) is None


def _is_archive(content: mmap) -> bool:
    """Return whether a ZIP file ends in it, wherever that begins."""
    size = len(content)
    first = max(0, size - LONGEST_COMMENT - ENDING_BYTES)
    end = content.rfind(ENDING, first)
    while end >= 0:
        if _ends_a_list(content, end):
            return True
        end = content.rfind(ENDING, first, end)
    return False


def _ends_a_list(content: mmap, end: int) -> bool:
    """Programs look for the list of parts right before its end, or where the end says it is."""
    length = int.from_bytes(content[end + 12 : end + 16], "little")
    start = int.from_bytes(content[end + 16 : end + 20], "little")
    places = (max(0, end - length), start)
    return length == IN_ZIP64 or any(content[at : at + 4] == LIST for at in places)


def _is_something_else(file: IO[bytes]) -> bool:
    """Return whether puremagic sees a longer mark of another type: a tape, a disc, a film.

    Those stand where no PDF says anything, as at byte 257 or 32769; shorter ones may be chance.
    """
    found = puremagic.magic_stream(file)
    return any(
        each.confidence > LONGER_THAN_OURS and each.mime_type != "application/pdf" for each in found
    )
