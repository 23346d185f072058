"""A material as lists show it."""

from datetime import datetime

from courseapp.core.formats import instant
from courseapp.countries.languages import is_language_tag, language_name
from courseapp.events.models import EventSession
from courseapp.events.ports.handouts import Handout
from courseapp.files.rules import type_and_size
from courseapp.materials.models import Material
from courseapp.materials.rules import Audience, MaterialKind
from courseapp.materials.words import AUDIENCES, KINDS


def handout(material: Material, now: datetime) -> Handout:
    """Return the line of a material, whose file is loaded."""
    return Handout(
        title=material.title,
        kind=KINDS[material.kind],
        href=material.link or address_of(material),
        words=", ".join(filter(None, (_what(material), _language(material)))),
        language=material.language if is_language_tag(material.language) else "",
        note=_note(material, now),
        is_file=material.file is not None,
    )


def recording(sitting: EventSession) -> Handout:
    """Return the line of a session's recording."""
    return Handout(
        title="Watch the recording",
        kind=KINDS[MaterialKind.RECORDING],
        href=sitting.recording_link,
        language=sitting.language if is_language_tag(sitting.language) else "",
        note="" if sitting.recording_is_public else AUDIENCES[Audience.PARTICIPANTS],
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
    """Say for whom it is, and to organisers, who see it earlier, from when."""
    whom = "" if material.visible_to is Audience.PUBLIC else AUDIENCES[material.visible_to]
    at = material.visible_from_at
    when = ""
    if at is not None and at > now:
        when = f"visible from {instant(at, material.visible_from_zone)}"
    return ", ".join(filter(None, (whom, when)))
