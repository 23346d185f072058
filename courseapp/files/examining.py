"""What came in is looked through before it is kept: for viruses, then for what it holds."""

import logging
from pathlib import Path

from courseapp.core.errors import Problem
from courseapp.core.translations import gettext, lazy_gettext, told_later
from courseapp.files.apart import child
from courseapp.files.apart.findings import MOST_PIXELS, SENTENCES, Finding, Matter, Task
from courseapp.files.rules import FileType
from courseapp.files.scanning import Scanner, ScannerDownError

HARMFUL = lazy_gettext(
    "The virus scanner found something harmful in this file. Choose another one."
)
UNCHECKED = lazy_gettext(
    "The file could not be checked for viruses just now, so it was not kept. "
    "Please try again in a few minutes."
)

log = logging.getLogger(__name__)


def scan(scanner: Scanner, path: Path, field: str | None) -> None:
    """Let the scanner look at the file. Raises Problem where it finds something or is down.

    What nobody could look at is never let through.
    """
    try:
        with path.open("rb") as stream:
            found = scanner.virus_in(stream)
    except ScannerDownError as error:
        log.error("an upload was refused, because it could not be scanned: %s", error)
        raise Problem(UNCHECKED, field) from None
    if found is not None:
        log.warning("an upload was refused: the scanner found %r", found)
        raise Problem(HARMFUL, field)


def examine(path: Path, target: Path, file_type: FileType, field: str | None) -> int | None:
    """Return how many pages the document has; draw a picture anew into `target`.

    Raises Problem where the file is damaged, locked, too long, or more than it says.
    """
    finding = child.look_at(
        Task(
            _matter(file_type),
            str(path),
            target=str(target),
            most_pages=file_type.most_pages,
            longest_side=file_type.longest_side,
        )
    )
    if finding.refusal is not None:
        raise Problem(told_later(_sentence, finding, file_type), field)
    return finding.pages


def _matter(file_type: FileType) -> Matter:
    if file_type.package:
        return Matter.PACKAGE
    return Matter.PICTURE if file_type.is_picture else Matter.PDF


def _sentence(finding: Finding, file_type: FileType) -> str:
    text = gettext(SENTENCES[finding.refusal]) if finding.refusal else ""
    return text.format(
        found=finding.pages, most=file_type.most_pages, megapixels=MOST_PIXELS // 1_000_000
    )
