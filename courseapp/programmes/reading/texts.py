"""The bytes of a file as text."""

import codecs


def text_of(content: bytes) -> tuple[str, bool]:
    """Return the text, and whether its letters had to be guessed.

    UTF-8 and, where the first bytes say so, UTF-16 are certain. Anything else is taken for
    Windows-1252, the code page of older spreadsheet programs; no byte is ever refused.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _without_nul(content.decode("utf-16", errors="replace")), False
    try:
        return _without_nul(content.decode("utf-8-sig")), False
    except UnicodeDecodeError:
        return _without_nul(content.decode("windows-1252", errors="replace")), True


def _without_nul(text: str) -> str:
    return text.replace("\x00", "")
