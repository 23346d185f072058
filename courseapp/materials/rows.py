"""A material as its lists show it."""

from dataclasses import dataclass
from datetime import datetime

from courseapp.core.formats import instant
from courseapp.countries.languages import is_language_tag, language_name
from courseapp.files.rules import type_and_size
from courseapp.materials.models import Material
from courseapp.materials.rules import Audience
from courseapp.materials.words import AUDIENCES, KINDS


@dataclass(frozen=True)
class Shown:
    """One line: what it is called, where it is, and what one gets.

    `words` is such as ``PDF, 1.2 MB, English``; `language` is a BCP 47 tag or ""; `note` tells
    organisers who may see it and from when, "" where everybody may now.
    """

    id: int
    session_id: int | None
    title: str
    kind: str
    href: str
    is_file: bool
    words: str
    language: str
    note: str
    added_by: str
    is_offered_by_speaker: bool


def shown(material: Material, now: datetime) -> Shown:
    """Return the line of a material, whose file is loaded."""
    return Shown(
        id=material.id,
        session_id=material.session_id,
        title=material.title,
        kind=KINDS[material.kind],
        href=material.link or address_of(material),
        is_file=material.file is not None,
        words=", ".join(filter(None, (_what(material), _language(material)))),
        language=material.language if is_language_tag(material.language) else "",
        note=_note(material, now),
        added_by=material.added_by,
        is_offered_by_speaker=material.is_offered_by_speaker,
    )


def address_of(material: Material) -> str:
    """Return where the file of a material is downloaded."""
    return f"/materials/{material.key}"


def _what(material: Material) -> str:
    if material.file is None:
        return ""
    return type_and_size(material.file.media_type, material.file.size)


def _language(material: Material) -> str:
    return language_name(material.language) if material.language else ""


def _note(material: Material, now: datetime) -> str:
    whom = "" if material.visible_to is Audience.PUBLIC else AUDIENCES[material.visible_to]
    at = material.visible_from_at
    when = ""
    if at is not None and at > now:
        when = f"visible from {instant(at, material.visible_from_zone)}"
    return ", ".join(filter(None, (whom, when)))
