"""Documents that are packages: ZIP files of a fixed inner form, told apart by what lies in them.

A name or the first bytes prove nothing here: every ZIP file begins alike. So the list of parts is
read, and the one part that says what the package is. Nothing else is unpacked.
"""

from dataclasses import dataclass
from typing import IO
from zipfile import ZipFile

ENDING = b"PK\x05\x06"  # the end of central directory record (APPNOTE.TXT §4.3.16)
ENDING_BYTES = 22
ENDING_OF_LARGE = b"PK\x06\x07"  # ZIP64, for more than 4 GB: never needed here
LONGEST_COMMENT = 65_535
MOST_BYTES_OF_LIST = 1024 * 1024  # some ten thousand parts: a real slide deck has a few hundred
MOST_BYTES_OF_TYPES = 1024 * 1024
PROGRAM = "vbaproject.bin"  # a macro, which runs on the reader's machine


@dataclass(frozen=True)
class Package:
    """What makes a ZIP file a document: `type_part` names `content_type`, and `main_part` exists.

    For Office Open XML see ECMA-376 part 2, §10.1.2; for OpenDocument its part 2, §3.3.
    """

    main_part: str
    type_part: str
    content_type: str
    is_alone: bool = False  # the type is all that stands in its part


def office(main_part: str, content_type: str) -> Package:
    """Return an Office Open XML document without macros."""
    return Package(main_part, "[Content_Types].xml", f"{content_type}.main+xml")


def open_document(content_type: str) -> Package:
    """Return an OpenDocument file."""
    return Package("content.xml", "mimetype", content_type, is_alone=True)


def is_package(stream: IO[bytes], package: Package) -> bool:
    """Return whether the stream holds the package whole. It is left anywhere.

    Whatever the bytes are, no more than a few megabytes are held and nothing is raised.
    """
    if not _has_small_list(stream):
        return False
    try:
        with ZipFile(stream) as parts:
            return _fits(parts, package)
    except Exception:  # noqa: BLE001 - zipfile raises a dozen kinds; each means: no such package
        return False


def _fits(parts: ZipFile, package: Package) -> bool:
    names = parts.namelist()
    if package.main_part not in names or any(each.lower().endswith(PROGRAM) for each in names):
        return False
    with parts.open(package.type_part) as part:
        told = part.read(MOST_BYTES_OF_TYPES).decode()
    return (
        told.strip() == package.content_type if package.is_alone else package.content_type in told
    )


def _has_small_list(stream: IO[bytes]) -> bool:
    """Look at the record at the end before `zipfile` believes it and reads a list of any length."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - LONGEST_COMMENT - ENDING_BYTES))
    end = stream.read()
    at = end.rfind(ENDING)
    if at < 0 or len(end) < at + ENDING_BYTES or ENDING_OF_LARGE in end[max(0, at - 20) : at]:
        return False
    return int.from_bytes(end[at + 12 : at + 16], "little") <= MOST_BYTES_OF_LIST
