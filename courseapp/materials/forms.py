"""What organisers enter about a material."""

from datetime import datetime, time
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import RadioField, StringField, URLField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.core.form_checks import at_most, needed, tidy_line
from courseapp.core.form_fields import ClockField, DayField, WordField
from courseapp.countries.form_fields import LanguageField
from courseapp.events.facts.fields import PartField, SeenField, ZoneField
from courseapp.events.facts.plan_form import PlanForm, together
from courseapp.events.models import Event
from courseapp.files.forms import UploadField
from courseapp.files.rules import HANDOUTS
from courseapp.materials.models import Material
from courseapp.materials.plans import MaterialPlan, material_faults
from courseapp.materials.rules import Audience, MaterialKind
from courseapp.materials.words import AUDIENCES, KINDS

START_OF_DAY = time(0, 0)


class MaterialForm(PlanForm):
    """A file or a link, what it is, and who may read it from when."""

    kind = WordField("What it is", KINDS, "Choose", validators=[needed("Choose what it is.")])
    document = UploadField("File", allowed=HANDOUTS)
    link = URLField("Address", [at_most(500)], filters=[tidy_line])
    title = StringField("Title", [at_most(300)], filters=[tidy_line])
    session_id = PartField("Session", "The whole event")
    language = LanguageField("Language", "Not told")
    visible_to = RadioField(
        "Who may read it",
        choices=[SelectChoice(each.value, text) for each, text in AUDIENCES.items()],
        default=Audience.PARTICIPANTS.value,
    )
    visible_from_day = DayField("From this day on")
    visible_from_time = ClockField("At")
    visible_from_zone = ZoneField("Time zone", "The zone of the event")
    changed_at = SeenField()

    def offer(self, event: Event, at: datetime) -> "MaterialForm":
        """Fill the lists of sessions and zones; return the form."""
        self.event = event
        self.session_id.offer(
            [(each.id, _session(each.title, each.starts_local)) for each in event.sessions]
        )
        self.visible_from_zone.offer(at)
        return self

    @property
    def upload(self) -> FileStorage | None:
        """The file that was chosen, None where none was."""
        chosen = self.document.data
        return chosen if isinstance(chosen, FileStorage) and chosen.filename else None

    def is_sound(self, held: Material | None) -> bool:
        """Return whether it can be saved in place of `held`; if not, each field says why."""
        valid = bool(self.validate())
        if not self.kind.data or self.visible_to.data not in list(Audience):
            return False
        is_uploading = self.upload is not None or bool(self.document.errors)
        return self._tell(material_faults(self.plan(held), is_uploading=is_uploading)) and valid

    def plan(self, held: Material | None) -> MaterialPlan:
        """Return what was entered; an address or a new file takes the place of the held file."""
        kept = held.file_id if held and not (self.link.data or self.upload) else None
        return MaterialPlan(
            **self._texts("title", "link", "language"),
            kind=MaterialKind(self.kind.data),
            session_id=self.session_id.data,
            file_id=kept,
            visible_to=Audience(self.visible_to.data),
            visible_from_local=together(
                self.visible_from_day.data, self.visible_from_time.data or START_OF_DAY
            ),
            visible_from_zone=self.visible_from_zone.data or self.event.zone or "UTC",
            is_offered_by_speaker=held.is_offered_by_speaker if held else False,
        )


def material_values(material: Material) -> dict[str, Any]:
    """Return what a MaterialForm shows of a material."""
    as_it_is = ("kind", "link", "title", "session_id", "language", "changed_at")
    local = material.visible_from_local
    return {
        **{name: getattr(material, name) for name in as_it_is},
        "visible_to": material.visible_to.value,
        "visible_from_day": local.date() if local else None,
        "visible_from_time": local.time() if local else None,
        "visible_from_zone": material.visible_from_zone or None,
    }


def _session(title: str, starts: datetime) -> str:
    return f"{starts:%a} {starts.day} {starts:%b}, {starts:%H:%M}: {title}"
