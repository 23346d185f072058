"""Reading a PDF back, as a person would who copies its text."""

import unicodedata
from io import BytesIO

from pypdf import PdfReader

# Places to break a line and marks of direction: drawn as nothing.
_UNSEEN = dict.fromkeys(
    (0x200B, 0x200E, 0x200F, 0x2066, 0x2067, 0x2068, 0x2069, *range(0x202A, 0x202F))
)


def pages_of(octets: bytes) -> list[str]:
    """Return the text of each page, with one blank between words."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(octets)).pages)
    return [" ".join(text.translate(_UNSEEN).split()) for text in pages]


def text_of(octets: bytes) -> str:
    """Return the text of all pages."""
    return " ".join(pages_of(octets))


def letters_of(text: str) -> list[str]:
    """Return the letters of a text in one order, for scripts whose glyphs are not in that of it."""
    plain = unicodedata.normalize("NFKC", text)
    return sorted(each for each in plain if unicodedata.category(each)[0] in "LN")
