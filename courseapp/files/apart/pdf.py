"""What is in a PDF (ISO 32000-1): how many pages, a lock, programs; read with pypdf."""

from mmap import ACCESS_READ, mmap
from pathlib import Path

from pypdf import PdfReader

from courseapp.files.apart.disguises import is_disguised
from courseapp.files.apart.findings import Finding, Refusal
from courseapp.files.apart.programs import has_program


def look_at_pdf(path: Path, most_pages: int) -> Finding:
    """Return the number of pages, or why the PDF is refused.

    Raises pypdf's errors and others where it is damaged.
    """
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        if is_disguised(file, content):
            return Finding(refusal=Refusal.DISGUISED)
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted:
            return Finding(refusal=Refusal.LOCKED)
        pages = len(reader.pages)
        if pages == 0:
            return Finding(refusal=Refusal.DAMAGED)
        if pages > most_pages:
            return Finding(pages, Refusal.PAGES)
        return Finding(pages, Refusal.PROGRAM if has_program(reader, content) else None)
