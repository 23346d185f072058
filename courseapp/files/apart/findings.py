"""What is asked about a file, and what can be found: plain values that cross between processes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from courseapp.core.noting import noted

MOST_PIXELS = 40_000_000


class Matter(StrEnum):
    """As what a file is read."""

    PDF = "pdf"
    PICTURE = "picture"
    PACKAGE = "package"  # a document that is a ZIP file


class Refusal(StrEnum):
    """Why a file is not kept."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    PROGRAM = "program"
    DISGUISED = "disguised"
    PAGES = "pages"
    PIXELS = "pixels"
    PACKED = "packed"
    UNREADABLE = "unreadable"


SENTENCES: Mapping[Refusal, str] = {
    Refusal.DAMAGED: (
        noted(
            "This file is damaged or not whole. Open it, save or print it as a new file, "
            "and choose that one."
        )
    ),
    Refusal.LOCKED: noted(
        "This PDF is locked. Save it without a password or protection, and choose it again."
    ),
    Refusal.PROGRAM: (
        noted(
            "This PDF holds a program or another file. Print it as a new PDF, and choose that one."
        )
    ),
    Refusal.DISGUISED: (
        noted(
            "This file is a PDF and something else in one. Print it as a new PDF, and choose "
            "that one."
        )
    ),
    Refusal.PAGES: noted("This PDF has {found} pages. Choose one of at most {most}."),
    Refusal.PIXELS: (
        noted(
            "This picture has more than {megapixels} megapixels. Make it smaller, "
            "and choose it again."
        )
    ),
    Refusal.PACKED: noted("This file becomes very large when it is opened. Choose another one."),
    Refusal.UNREADABLE: (
        noted(
            "This file could not be read. Try again, or save or print it as a new file, "
            "and choose that one."
        )
    ),
}


@dataclass(frozen=True)
class Task:
    """What is to be looked at: a file at `path`, and for a picture where to draw it anew."""

    matter: Matter
    path: str
    most_pages: int = 0
    longest_side: int = 0  # in pixels
    target: str = ""

    def written(self) -> str:
        """Return the task as JSON."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Finding:
    """How many pages a document has, or why the file is refused."""

    pages: int | None = None
    refusal: Refusal | None = None

    def written(self) -> str:
        """Return the finding as JSON."""
        return json.dumps(asdict(self))


def read_task(text: str) -> Task:
    """Return the task of its JSON."""
    plain = json.loads(text)
    return Task(Matter(plain.pop("matter")), **plain)


def read_finding(text: str) -> Finding:
    """Return the finding of its JSON. Raises ValueError, KeyError or TypeError for other text."""
    plain = json.loads(text)
    refusal = plain["refusal"]
    return Finding(plain["pages"], Refusal(refusal) if refusal else None)
