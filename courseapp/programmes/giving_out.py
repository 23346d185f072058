"""A programme as a file of each kind, for everybody or for its organisers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple, cast

from flask import current_app

from courseapp.config import Settings
from courseapp.mail.outbox import absolute_url
from courseapp.papers.typesetting import shared_source, typeset
from courseapp.programmes.sheet import ProgrammeSheet
from courseapp.programmes.writing.own_json import programme_json
from courseapp.programmes.writing.paper import (
    programme_document,
    rooms_document,
    speakers_document,
)
from courseapp.programmes.writing.schedule_json import schedule_json
from courseapp.programmes.writing.tables import (
    programme_csv,
    programme_xlsx,
    speakers_csv,
    speakers_xlsx,
)

PDF, CSV = "application/pdf", "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"


_TEMPLATES = resources.files("courseapp.programmes") / "writing" / "typst"


class GivenAs(StrEnum):
    """The files in which a programme goes out."""

    PROGRAMME_PDF = "programme.pdf"
    PROGRAMME_XLSX = "programme.xlsx"
    PROGRAMME_CSV = "programme.csv"
    PROGRAMME_JSON = "programme.json"
    SCHEDULE_JSON = "schedule.json"
    SPEAKERS_PDF = "speakers.pdf"
    SPEAKERS_XLSX = "speakers.xlsx"
    SPEAKERS_CSV = "speakers.csv"
    ROOMS_PDF = "rooms.pdf"


FOR_EVERYBODY = (
    GivenAs.PROGRAMME_PDF,
    GivenAs.PROGRAMME_XLSX,
    GivenAs.PROGRAMME_CSV,
    GivenAs.PROGRAMME_JSON,
    GivenAs.SCHEDULE_JSON,
)


class _Way(NamedTuple):
    media_type: str
    write: Callable[[ProgrammeSheet], bytes]


@dataclass(frozen=True)
class GivenFile:
    """A file that is ready to be sent; its name is plain ASCII."""

    octets: bytes
    name: str
    media_type: str


def given_file(sheet: ProgrammeSheet, wanted: GivenAs) -> GivenFile:
    """Return the programme as the wanted file. Needs an application context."""
    way = _WAYS[wanted]
    stem, _, ending = wanted.value.partition(".")
    state = f"-v{sheet.version}" if sheet.version else "-draft"
    return GivenFile(way.write(sheet), f"{sheet.slug}-{stem}{state}.{ending}", way.media_type)


def typeset_folder() -> Path:
    """Return where set pages are kept."""
    return cast(Settings, current_app.extensions["settings"]).typeset_folder


def source_of(template: str) -> str:
    """Return the source of a template of ours, with what all of them share in front."""
    own = ((_TEMPLATES / f"{name}.typ").read_text("utf-8") for name in ("head", template))
    return shared_source() + "".join(own)


def _set(template: str, write: Callable[[ProgrammeSheet], dict[str, Any]]) -> _Way:
    def set_pages(sheet: ProgrammeSheet) -> bytes:
        return typeset(
            source_of(template),
            write(sheet),
            sheet.made_at,
            typeset_folder(),
            is_final=sheet.is_public,
        )

    return _Way(PDF, set_pages)


_WAYS: Mapping[GivenAs, _Way] = {
    GivenAs.PROGRAMME_PDF: _set("programme", programme_document),
    GivenAs.PROGRAMME_XLSX: _Way(XLSX, programme_xlsx),
    GivenAs.PROGRAMME_CSV: _Way(CSV, programme_csv),
    GivenAs.PROGRAMME_JSON: _Way(JSON, programme_json),
    GivenAs.SCHEDULE_JSON: _Way(JSON, lambda sheet: schedule_json(sheet, absolute_url)),
    GivenAs.SPEAKERS_PDF: _set("speakers", speakers_document),
    GivenAs.SPEAKERS_XLSX: _Way(XLSX, speakers_xlsx),
    GivenAs.SPEAKERS_CSV: _Way(CSV, speakers_csv),
    GivenAs.ROOMS_PDF: _set("rooms", rooms_document),
}
