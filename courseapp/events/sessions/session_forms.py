"""What organisers enter about one session."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from wtforms import BooleanField, StringField, TextAreaField, URLField
from wtforms.validators import ValidationError

from courseapp.core.form_checks import at_most, if_given, needed, tidy_line, tidy_text
from courseapp.core.form_fields import ClockField, DayField, WholeNumberField
from courseapp.countries.form_fields import LanguageField
from courseapp.events.facts.fields import PartField, ReadingField, SeenField, ZoneField
from courseapp.events.facts.plan_form import PlanForm, together
from courseapp.events.models import Event, EventSession
from courseapp.events.sessions.scheduling import plan_of
from courseapp.events.sessions.sittings import (
    ReadingPlan,
    SessionPlan,
    link_fault,
    next_weekday,
    read_speakers,
    session_faults,
)

MOST_SPEAKERS = 60
MOST_SEATS = 100_000
PARTS = ("room_id", "track_id", "module_id")


class Wish(NamedTuple):
    """Which field a link presets, and how its text is read."""

    field: str
    read: Callable[[str], Any]


WISHES: Mapping[str, Wish] = {
    "day": Wish("day", date.fromisoformat),
    "starts": Wish("starts", time.fromisoformat),
    "ends": Wish("ends", time.fromisoformat),
    "ends_on": Wish("ends_on", date.fromisoformat),
    "room": Wish("room_id", int),
    "track": Wish("track_id", int),
    "module": Wish("module_id", int),
}


class SessionForm(PlanForm):
    """One session: when by the wall clock, where, who speaks.

    Offer it the parts of its event before it is looked at: `offer`.
    """

    title = StringField("Title", [needed("Enter a title."), at_most(300)], filters=[tidy_line])
    day = DayField("Day", [needed("Enter the day.")])
    starts = ClockField("Start", [needed("Enter the start, for example 09:00.")])
    ends = ClockField("End", [needed("Enter the end, for example 17:00.")])
    ends_on = DayField("Day on which it ends")
    zone = ZoneField(
        "Time zone", "Choose a time zone", validators=[needed("Choose the time zone.")]
    )
    room_id = PartField("Room", "In no room")
    place = StringField("Place", [at_most(300)], filters=[tidy_line])
    seats = WholeNumberField("Seats", 1, MOST_SEATS)
    join_link = URLField("Link to join", [if_given, at_most(500)], filters=[tidy_line])
    track_id = PartField("Track", "In no track")
    module_id = PartField("Module", "In no module")
    language = LanguageField("Language", "The language of the event")
    speakers = TextAreaField("Speakers", filters=[tidy_text])
    readings = ReadingField("Reading")
    repeat_group = StringField("Repeat group", [at_most(40)], filters=[tidy_line])
    description = TextAreaField("Description", [at_most(5000)], filters=[tidy_text])
    recording_link = URLField("Recording", [if_given, at_most(500)], filters=[tidy_line])
    recording_is_public = BooleanField("Everybody may watch the recording")
    changed_at = SeenField()

    def offer(self, event: Event) -> "SessionForm":
        """Fill the lists of rooms, tracks and modules; return the form."""
        self.room_id.offer([(each.id, _room(each.name, each.capacity)) for each in event.rooms])
        self.track_id.offer([(each.id, each.name) for each in event.tracks])
        self.module_id.offer([(each.id, f"{each.number}. {each.title}") for each in event.modules])
        return self

    def validate_join_link(self, field: URLField) -> None:
        _refuse_link(field)

    def validate_recording_link(self, field: URLField) -> None:
        _refuse_link(field)

    def validate_speakers(self, field: TextAreaField) -> None:
        speakers = read_speakers(field.data or "")
        if len(speakers) > MOST_SPEAKERS:
            raise ValidationError(f"Name at most {MOST_SPEAKERS} speakers, one on a line.")
        for each in speakers:
            if max(len(each.name), len(each.organisation)) > 300:
                raise ValidationError(f"Shorten the line of “{each.name[:40]}”: one on a line.")

    def is_sound(self) -> bool:
        """Return whether the plan can be saved; if not, each field says why."""
        valid = self.validate()
        faults = session_faults(self.zone.data, self._starts, self._ends) if self.zone.data else ()
        return self._tell(faults) and valid

    def plan(self) -> SessionPlan:
        """Return what was entered; only after it was found sound."""
        starts, ends = self._starts, self._ends
        if starts is None or ends is None:
            raise ValueError("the times of the session are not entered")
        return SessionPlan(
            **self._texts("title", "place", "join_link", "repeat_group", "description"),
            **self._texts("language", "recording_link"),
            **{name: self[name].data for name in (*PARTS, "seats")},
            zone=self.zone.data,
            starts_local=starts,
            ends_local=ends,
            speakers=read_speakers(self.speakers.data or ""),
            readings=tuple(ReadingPlan(each.id, each.title) for each in self.readings.chosen),
            recording_is_public=bool(self.recording_is_public.data),
        )

    @property
    def _starts(self) -> datetime | None:
        return together(self.day.data, self.starts.data)

    @property
    def _ends(self) -> datetime | None:
        return together(self.ends_on.data or self.day.data, self.ends.data)


def session_values(sitting: EventSession) -> dict[str, Any]:
    """Return what a SessionForm shows of a session."""
    starts, ends = sitting.starts_local, sitting.ends_local
    as_it_is = ("title", "zone", "place", "join_link", "repeat_group", "description", "language")
    return {
        **{name: getattr(sitting, name) for name in (*as_it_is, *PARTS, "seats", "changed_at")},
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "ends_on": ends.date() if ends.date() != starts.date() else None,
        "speakers": "\n".join(str(each) for each in plan_of(sitting).speakers),
        "readings": [each.id for each in sitting.readings],
        "recording_link": sitting.recording_link,
        "recording_is_public": sitting.recording_is_public,
    }


def values_for_another(sitting: EventSession) -> dict[str, Any]:
    """Return what a SessionForm shows for one more like this, on the next weekday."""
    day = next_weekday(sitting.starts_local.date())
    nights = sitting.ends_local.date() - sitting.starts_local.date()
    ends_on = day + nights if nights else None
    return session_values(sitting) | {
        "day": day,
        "ends_on": ends_on,
        "changed_at": None,
        "readings": [each.id for each in sitting.readings if each.is_listed],
        "recording_link": "",
        "recording_is_public": False,
    }


def wished(asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what a link to an empty form wishes: ``?day=&starts=&ends=&room=&track=``.

    What cannot be read is left out: a link that somebody wrote by hand is no reason to fail.
    """
    found = {name: _read(name, asked.get(name, "")) for name in WISHES}
    wanted = {WISHES[name].field: value for name, value in found.items() if value is not None}
    # A suggested end belongs to the suggested start: beside a wished one it would be any time.
    belongs = {"starts": ("ends", "ends_on"), "day": ("ends_on",)}
    emptied = {name: None for wish in wanted.keys() & belongs.keys() for name in belongs[wish]}
    return emptied | wanted


def _read(name: str, text: str) -> Any:
    try:
        return WISHES[name].read(text) if text else None
    except ValueError:
        return None


def _room(name: str, capacity: int | None) -> str:
    return f"{name} ({capacity})" if capacity else name


def _refuse_link(field: URLField) -> None:
    if fault := link_fault(field.data or ""):
        raise ValidationError(fault)
