"""Which files we take, how each type is recognised, and under which name it is given out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from courseapp.core.translations import gettext, ngettext, with_decimal_sign
from courseapp.core.typed_text import one_line
from courseapp.files.packages import Package, office, open_document

# As file managers count, so that what is shown as 20 MB is not refused as larger than 20 MB.
MEGABYTE = 1024 * 1024
MOST_OF_A_REQUEST = 128 * MEGABYTE
LONGEST_NAME = 120
NAMELESS = "file"
# A first dot hides a file; behind a last dot or blank some systems see no extension.
_LOOSE_ENDS = re.compile(r"^[\s.]+|[\s.]+$")


class MediaType(StrEnum):
    """What we keep, by its media type (RFC 6838)."""

    PDF = "application/pdf"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ODP = "application/vnd.oasis.opendocument.presentation"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    JPEG = "image/jpeg"
    PNG = "image/png"


@dataclass(frozen=True)
class FileType:
    """A type of file that we may take.

    A file is of the type when `signature` stands whole in its first `within` bytes with nothing
    but `before` in front of it, and where it is a `package`, when that is what it holds, whatever
    its name says and whatever the browser declared.
    """

    name: str  # as people say it
    media_type: MediaType
    extensions: tuple[str, ...]  # lower case, with the dot; a file with none of them gets the first
    signature: bytes
    within: int
    most_bytes: int
    package: Package | None = None
    before: re.Pattern[bytes] = re.compile(b"")
    most_pages: int = 0  # of a document whose pages are counted
    longest_side: int = 0  # of a picture, in pixels; a larger one is drawn smaller

    @property
    def is_picture(self) -> bool:
        """Whether it is drawn anew before it is kept."""
        return self.longest_side > 0


# Readers find a PDF anywhere in the first kilobyte (ISO 32000-1, annex H, note 13), and so does
# whoever hides one behind a page of HTML. What honest programs put before it is a mark of Unicode,
# blanks, or the commands of a printer.
_BEFORE_PDF = re.compile(
    rb"(?:\xef\xbb\xbf)?[\s\0]*(?:\x1b%-12345X(?:@PJL[ -;=-~]*\r?\n)*[\s\0]*)?"
)

# A new type is a row here and a name above. The first look is ours: puremagic 1.30, the newest for
# Python 3.11, knows no PDF behind a mark of Unicode, takes "%PDFxx" for PDF and PDF for FDF as
# well, and slides of LibreOffice for a program in Java. It has the second look, see `apart`.
PDF = FileType(
    name="PDF",
    media_type=MediaType.PDF,
    extensions=(".pdf",),
    signature=b"%PDF-",
    within=1024,
    most_bytes=20 * MEGABYTE,
    before=_BEFORE_PDF,
    most_pages=2000,
)


def _packaged(media_type: MediaType, name: str, package: Package) -> FileType:
    """Return a type of which each file is a ZIP file."""
    return FileType(
        name=name,
        media_type=media_type,
        extensions=(f".{name.lower()}",),
        signature=b"PK\x03\x04",
        within=4,
        most_bytes=20 * MEGABYTE,
        package=package,
    )


DOCUMENTS = (PDF,)
# What teachers hand out: a document, slides and sheets, none of them with macros.
HANDOUTS = (
    PDF,
    _packaged(MediaType.PPTX, "PPTX", office("ppt/presentation.xml", MediaType.PPTX)),
    _packaged(MediaType.ODP, "ODP", open_document(MediaType.ODP)),
    _packaged(MediaType.DOCX, "DOCX", office("word/document.xml", MediaType.DOCX)),
    _packaged(MediaType.XLSX, "XLSX", office("xl/workbook.xml", MediaType.XLSX)),
)

JPEG = FileType(
    name="JPEG",
    media_type=MediaType.JPEG,
    extensions=(".jpg", ".jpeg"),
    signature=b"\xff\xd8\xff",
    within=3,
    most_bytes=10 * MEGABYTE,
    longest_side=3600,  # A4 at 300 points an inch
)
PNG = replace(
    JPEG,
    name="PNG",
    media_type=MediaType.PNG,
    extensions=(".png",),
    signature=b"\x89PNG\r\n\x1a\n",
    within=8,
)

# Pictures of people, shown at most 120 pixels wide, on screens with up to four points for each.
PHOTOS = tuple(replace(each, most_bytes=5 * MEGABYTE, longest_side=480) for each in (JPEG, PNG))

# What people bring on paper: a letter, a certificate, a passport; scanned, or taken by a phone.
PAPERS = (replace(PDF, most_bytes=10 * MEGABYTE, most_pages=50), JPEG, PNG)


def head_bytes(allowed: Sequence[FileType]) -> int:
    """Return how many bytes of a file must be seen to recognise it."""
    return max(each.within for each in allowed)


def recognise(head: bytes, allowed: Sequence[FileType]) -> FileType | None:
    """Return which of the allowed types a file has that begins with `head`, or None."""
    return next(iter(candidates(head, allowed)), None)


def candidates(head: bytes, allowed: Sequence[FileType]) -> Sequence[FileType]:
    """Return the allowed types that a file may have that begins with `head`."""
    return [each for each in allowed if _begins(head, each)]


def _begins(head: bytes, file_type: FileType) -> bool:
    at = head[: file_type.within].find(file_type.signature)
    return at >= 0 and file_type.before.fullmatch(head[:at]) is not None


def request_bytes(allowed: Sequence[FileType]) -> int:
    """Return what `accepts_upload` needs for a form with one file: far more than the largest.

    So whoever chooses a file that is too large, be it a film, reads so beside the field, with all
    that she typed. What is above half a megabyte waits on the disk, never in memory.
    """
    return max(MOST_OF_A_REQUEST, 2 * max(each.most_bytes for each in allowed))


def size_in_words(count: int) -> str:
    """Return ``20 MB`` for a number of bytes."""
    return gettext("%(number)s MB", number=count // MEGABYTE)


def exact_size_in_words(count: int) -> str:
    """Return ``1.2 MB`` or ``340 KB`` for a number of bytes, as it is told before a download."""
    kilobytes = max(1, round(count / 1024))
    if kilobytes < 1024:
        return gettext("%(number)s KB", number=kilobytes)
    number = f"{count / MEGABYTE:.1f}".removesuffix(".0")
    return gettext("%(number)s MB", number=with_decimal_sign(number))


def type_and_size(media_type: MediaType, count: int, pages: int | None = None) -> str:
    """Return ``PDF, 1.2 MB, 2 pages`` for a stored file of so many bytes; pages where counted."""
    names = {each.media_type: each.name for each in (*HANDOUTS, *PHOTOS)}
    told = f"{names[media_type]}, {exact_size_in_words(count)}"
    if pages is None:
        return told
    return f"{told}, {ngettext('%(num)s page', '%(num)s pages', pages)}"


def hint(allowed: Sequence[FileType]) -> str:
    """Return what a form says of the files it takes: ``PDF or PPTX of at most 20 MB``."""
    if len({each.most_bytes for each in allowed}) == 1:
        return _bounded(type_names(allowed), allowed[0].most_bytes)
    return _listed([_bounded(each.name, each.most_bytes) for each in allowed])


def _bounded(names: str, most_bytes: int) -> str:
    return gettext("%(types)s of at most %(size)s", types=names, size=size_in_words(most_bytes))


def type_names(allowed: Sequence[FileType]) -> str:
    """Return ``PDF``, or ``PDF, PNG or JPEG``."""
    return _listed([each.name for each in allowed])


def stored_name(given: str | None, file_type: FileType) -> str:
    """Return the name under which a file is given out again, in any script.

    No folders, control characters or turning of text; an extension of its type; at most 120
    characters.
    """
    # What was taken out may have stood between a letter and its accent.
    clean = unicodedata.normalize("NFC", one_line(given or ""))
    name = clean.replace("\\", "/").rpartition("/")[2].rstrip(". ")
    fitting = [each for each in file_type.extensions if name.lower().endswith(each)]
    stem = name[: -len(fitting[0])] if fitting else name
    ending = fitting[0] if fitting else file_type.extensions[0]
    room = LONGEST_NAME - len(ending)
    return (_tidy(_tidy(stem)[:room]) or NAMELESS) + ending


def _tidy(text: str) -> str:
    return _LOOSE_ENDS.sub("", text)


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return gettext("%(first)s or %(last)s", first=", ".join(first), last=last) if first else last
