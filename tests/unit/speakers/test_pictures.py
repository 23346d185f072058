"""What a photo tells besides the picture is gone, and the picture is as it was."""

from contextlib import suppress
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as some

from courseapp.core.errors import Problem
from courseapp.speakers.pictures import PNG_SIGNATURE, bare_picture


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def exif(orientation: int, place: bytes = b"43.8N 11.3E") -> bytes:
    """Return an Exif segment as a phone writes it (little endian), with a place behind."""
    entry = b"\x12\x01\x03\x00\x01\x00\x00\x00" + orientation.to_bytes(2, "little") + b"\0\0"
    tiff = b"II*\0\x08\0\0\0\x01\0" + entry + b"\0\0\0\0" + place
    return segment(0xE1, b"Exif\0\0" + tiff)


def chunk(kind: bytes, body: bytes) -> bytes:
    check = crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + check


JFIF = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
PROFILE = segment(0xE2, b"ICC_PROFILE\0\x01\x01colours")
TABLES = segment(0xDB, b"tables")
SCAN = segment(0xDA, b"scan") + b"\x12\xff\x00\x34\xff\xd0\x56"
END = b"\xff\xd9"


def jpeg(*parts: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(parts)


def test_a_phones_picture_keeps_its_colours_and_loses_its_place() -> None:
    comment = segment(0xFE, b"taken at home")
    sent = jpeg(JFIF, exif(1), PROFILE, comment, TABLES, SCAN, TABLES, SCAN, END)
    assert bare_picture(sent) == jpeg(JFIF, PROFILE, TABLES, SCAN, TABLES, SCAN, END)


def test_which_side_is_up_stays() -> None:
    bare = bare_picture(jpeg(exif(6), TABLES, SCAN, END))
    assert b"43.8N" not in bare
    assert bare_picture(bare) == bare
    assert bare[2:4] == b"\xff\xe1"
    assert bare[22:34] == b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"


def test_a_second_picture_behind_the_first_goes() -> None:
    film = jpeg(exif(1, b"secret place"), TABLES, SCAN, END)
    assert bare_picture(jpeg(TABLES, SCAN, END) + film) == jpeg(TABLES, SCAN, END)


def test_a_png_keeps_what_is_seen_only() -> None:
    seen = (chunk(b"IHDR", b"x" * 13), chunk(b"IDAT", b"pixels"), chunk(b"IEND", b""))
    told = (chunk(b"eXIf", b"place"), chunk(b"tEXt", b"Author\0Ana"), chunk(b"tIME", b"1234567"))
    sent = PNG_SIGNATURE + seen[0] + b"".join(told) + seen[1] + seen[2] + b"more"
    assert bare_picture(sent) == PNG_SIGNATURE + b"".join(seen)


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff\xd8\xff",
        jpeg(TABLES),
        jpeg(TABLES, SCAN),
        jpeg(b"\xff\xdb\x00"),
        jpeg(b"no marker"),
        PNG_SIGNATURE,
        PNG_SIGNATURE + chunk(b"IHDR", b"x" * 13),
        PNG_SIGNATURE + b"\xff\xff\xff\xffIHDR",
    ],
)
def test_a_picture_that_is_not_whole_is_refused(broken: bytes) -> None:
    with pytest.raises(Problem, match="not whole"):
        bare_picture(broken)


@given(some.binary(max_size=200), some.booleans())
def test_whatever_follows_it_ends_with_a_picture_or_a_sentence(rest: bytes, as_png: bool) -> None:
    sent = (PNG_SIGNATURE if as_png else b"\xff\xd8") + rest
    bare = None
    with suppress(Problem):
        bare = bare_picture(sent)
    assert bare is None or bare_picture(bare) == bare
