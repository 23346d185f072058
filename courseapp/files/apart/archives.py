"""A document that is a ZIP file: how large it becomes when it is opened."""

from pathlib import Path
from zipfile import ZipFile, ZipInfo

from courseapp.files.apart.findings import Finding, Refusal

MOST_UNPACKED = 200 * 1024 * 1024  # ten times the largest that we take
CHUNK_BYTES = 1024 * 1024


def look_at_package(path: Path) -> Finding:
    """Refuse what unpacks to far more than it is, or to more than it says.

    Raises zipfile's errors where it is damaged.
    """
    with ZipFile(path) as archive:
        parts = archive.infolist()
        if sum(each.file_size for each in parts) > MOST_UNPACKED:
            return Finding(refusal=Refusal.PACKED)
        if any(_is_larger_than_told(archive, each) for each in parts):
            return Finding(refusal=Refusal.PACKED)
    return Finding()


def _is_larger_than_told(archive: ZipFile, part: ZipInfo) -> bool:
    """Unpack the part, one byte further than it says it is long."""
    told = part.file_size
    part.file_size = told + 1
    with archive.open(part) as stream:
        found = sum(len(piece) for piece in iter(lambda: stream.read(CHUNK_BYTES), b""))
    return found > told
