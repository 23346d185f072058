"""PDF from data: the port to typst, with the typeface FiraGO from pymupdf-fonts.

Both take long to load and no page needs them, so that happens with the first PDF, not when the
product starts. What people typed reaches a template as JSON, never as a part of its source, so
that no letter of it can be markup.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from importlib import import_module, resources
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import Any, cast

FAMILY, SYMBOLS = "FiraGO", "Noto Sans Symbols2"
ACCESSIBLE = "ua-1"  # ISO 14289-1: read aloud in the right order, and no letter without a glyph
# Names of pymupdf-fonts: FiraGO has Latin, Greek, Cyrillic, Georgian, Arabic, Hebrew, Devanagari
# and Thai. For what is in neither, such as Chinese, the fonts of the machine help out.
_FONTS = ("figo", "figbo", "figit", "symbol2")
_SETTER = "2"  # raise it when a template changes what it makes of the same data
_TEMPLATES = resources.files("courseapp.papers") / "typst"
_NO_GLYPH = "could not be displayed"
# Setting is quick but takes a processor; one at a time leaves the others to readers.
_one_at_a_time = Lock()


class LetterMissing(Exception):  # noqa: N818 - a fact about fonts, for which there is a way out
    """No font at hand has one of the letters, so that the PDF cannot be an accessible one."""


def typeset(
    source: str,
    document: Mapping[str, Any],
    made_at: datetime,
    folder: Path,
    *,
    is_final: bool = False,
    is_accessible: bool = False,
) -> bytes:
    """Return the PDF that a template's source makes of plain data.

    The same data give the same octets. What is final, as a published version, is set once and
    kept in `folder` under its digest. `made_at` is the date that stands in the PDF's own facts.
    With `is_accessible` it is PDF/UA-1; raises LetterMissing where no font has a letter of it.
    """
    told = json.dumps(document, ensure_ascii=False, sort_keys=True)
    standard = ACCESSIBLE if is_accessible else None
    facts = (_SETTER, str(standard), source, told, made_at.isoformat())
    digest = sha256("\0".join(facts).encode()).hexdigest()
    kept = folder / f"{digest}.pdf"
    if kept.is_file():
        return kept.read_bytes()
    with _one_at_a_time:
        octets = compiled(source, told, made_at, folder, "pdf", standard)
    if is_final:
        _keep(kept, octets)
    return octets


def compiled(
    source: str,
    told: str,
    made_at: datetime,
    folder: Path,
    form: str,
    standard: str | None = None,
) -> bytes:
    """Return what typst makes of a source; `told` is JSON. Several pages of PNG give the first."""
    typst = _typst()
    try:
        made = typst.compile(
            source.encode(),
            root=folder,
            font_paths=_fonts(folder),
            format=form,
            sys_inputs={"document": told},
            pdf_standards=[standard] if standard else [],
            timestamp=made_at.replace(microsecond=0),  # typst takes whole seconds only
        )
    except typst.TypstError as error:
        if _NO_GLYPH in str(error):
            raise LetterMissing from None  # it quotes what somebody typed
        raise
    return cast(bytes, made[0] if isinstance(made, list) else made)


def shared_source() -> str:
    """Return what all templates have in front: page, type, colours, the foot of each page."""
    return template_source("shared")


def template_source(name: str) -> str:
    """Return the source of a template of this room."""
    return (_TEMPLATES / f"{name}.typ").read_text("utf-8")


@lru_cache
def _fonts(folder: Path) -> Any:
    """Typst reads fonts from files only, so they are unpacked once."""
    unpacked = folder / "fonts"
    unpacked.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in _FONTS if not (unpacked / f"{name}.otf").is_file()]
    if wanted:
        packed = import_module("pymupdf_fonts")
        for name in wanted:
            _keep(unpacked / f"{name}.otf", packed.myfont(name))
    return _typst().Fonts(font_paths=[str(unpacked)])


@lru_cache
def _typst() -> Any:
    return import_module("typst")


def _keep(path: Path, octets: bytes) -> None:
    """Write a file whole or not at all: somebody else may look for it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix="unfinished-", delete=False) as file:
        file.write(octets)
    Path(file.name).replace(path)
