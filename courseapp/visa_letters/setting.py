"""A letter as PDF: its words, and the square that leads to its page for officers."""

from datetime import datetime
from importlib import import_module, resources
from io import BytesIO
from pathlib import Path

from courseapp.papers.typesetting import shared_source, typeset
from courseapp.visa_letters.facts import LetterFacts
from courseapp.visa_letters.wording import letter_document

_TEMPLATES = resources.files("courseapp.visa_letters") / "typst"


def letter_pdf(facts: LetterFacts, made_at: datetime, folder: Path) -> bytes:
    """Return the letter as one accessible page of A4 (PDF/UA-1, ISO 14289).

    `folder` keeps the fonts, never the letter. Raises `papers.typesetting.LetterMissing` where no
    font has a letter of it: a name with a box in it helps nobody at a counter.
    """
    source = shared_source() + (_TEMPLATES / "letter.typ").read_text("utf-8")
    document = letter_document(facts, square(facts.check_address))
    return typeset(source, document, made_at, folder, is_accessible=True)


def square(address: str) -> str:
    """Return the address as a QR code (ISO/IEC 18004), an SVG of one path; "" for none."""
    if not address:
        return ""
    drawn = BytesIO()
    # Loaded with the first letter, as typesetting is. A quarter of it may be worn off a paper.
    made = import_module("segno").make(address, error="q", micro=False)
    made.save(drawn, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return drawn.getvalue().decode()
