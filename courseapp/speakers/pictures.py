"""What a photo tells besides the picture is taken out: place, camera, time, thumbnails.

A phone writes where a picture was taken into it; nobody who sends a portrait thinks of that.
The picture itself stays as it is, and so does which side of it is up. JPEG: ITU-T T.81, Annex B;
Exif: CIPA DC-008; PNG: ISO/IEC 15948.
"""

import re
from typing import Literal

from courseapp.core.errors import Problem

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JPEG_START, _JPEG_END, _SCAN, _EXIF, _COLOURS = 0xD8, 0xD9, 0xDA, 0xE1, 0xE2
_APPLICATION = range(0xE0, 0xF0)
_KEPT_APPLICATION = frozenset({0xE0, 0xEE})  # JFIF, Adobe: how colours are to be read
_COMMENT = 0xFE
# Within a scan FF is followed by 00 or the number of a restart; anything else ends it.
_AFTER_SCAN = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])", re.DOTALL)
_KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"}
)
_ORIENTATION = 0x0112
_UPRIGHT = 1


def bare_picture(content: bytes) -> bytes:
    """Return the JPEG or PNG without what it tells besides. Raises Problem if it is broken."""
    return _bare_png(content) if content.startswith(PNG_SIGNATURE) else _bare_jpeg(content)


def _bare_jpeg(content: bytes) -> bytes:
    kept = bytearray(b"\xff\xd8")
    at = 2
    while (marker := _marker(content, at)) != _JPEG_END:
        end = at + 2 + _number(content, at + 2, 2)
        kept += _kept_segment(marker, content[at:end])
        if marker == _SCAN:
            found = _AFTER_SCAN.search(content, end)
            scan_end = found.start() if found else len(content)
            kept += content[end:scan_end]
            end = scan_end
        at = end
    return bytes(kept) + b"\xff\xd9"


def _marker(content: bytes, at: int) -> int:
    if content[at : at + 1] != b"\xff" or at + 1 >= len(content):
        raise _broken()
    return content[at + 1]


def _kept_segment(marker: int, segment: bytes) -> bytes:
    if marker == _EXIF:
        return _exif(_orientation(segment[10:])) if segment[4:10] == b"Exif\0\0" else b""
    if marker == _COLOURS:
        return segment if segment[4:16] == b"ICC_PROFILE\0" else b""
    is_dropped = marker == _COMMENT or (marker in _APPLICATION and marker not in _KEPT_APPLICATION)
    return b"" if is_dropped else segment


def _orientation(tiff: bytes) -> int:
    """Return which side is up, 1 to 8, as a TIFF header's first directory says it."""
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    start = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[start : start + 2], order)
    for number in range(min(count, 200)):
        entry = tiff[start + 2 + 12 * number :][:12]
        if int.from_bytes(entry[:2], order) == _ORIENTATION:
            found = int.from_bytes(entry[8:10], order)
            return found if 1 <= found <= 8 else _UPRIGHT
    return _UPRIGHT


def _exif(orientation: int) -> bytes:
    """Return a segment that says nothing but which side is up; none where that is plain."""
    if orientation == _UPRIGHT:
        return b""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    body = b"Exif\0\0MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _bare_png(content: bytes) -> bytes:
    kept = bytearray(PNG_SIGNATURE)
    at, kind = len(PNG_SIGNATURE), b""
    while kind != b"IEND":
        end = at + 12 + _number(content, at, 4)
        kind = content[at + 4 : at + 8]
        if len(kind) < 4 or end > len(content):
            raise _broken()
        if kind in _KEPT_CHUNKS:
            kept += content[at:end]
        at = end
    return bytes(kept)


def _number(content: bytes, at: int, size: int) -> int:
    found = content[at : at + size]
    if len(found) < size:
        raise _broken()
    return int.from_bytes(found, "big")


def _broken() -> Problem:
    return Problem("This picture is not whole. Save it anew, or choose another one.", "photo")
