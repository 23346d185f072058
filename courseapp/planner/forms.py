"""What organisers enter in the planner."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import StopValidation

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, needed, tidy_line
from courseapp.core.form_fields import ClockField, DayField, WholeNumberField
from courseapp.events.facts.fields import PartField, SeenField
from courseapp.events.facts.plan_form import together
from courseapp.events.models import Event, EventSession
from courseapp.planner.bulk import Many, Wish
from courseapp.planner.days import days_of, zone_of
from courseapp.planner.placements import Placement
from courseapp.planner.places import Place, PlaceKind, PlacePlan, places_of

MOST_MINUTES = 2 * 24 * 60
MOST_DAYS = 366
EARLIER = "earlier"
STAY = "stay"
NO_ROOM = "none"


class MoveForm(FlaskForm):
    """When and where one session takes place. A field that is not sent stays as it is.

    `zone` is that of the clock by which start and end were entered.
    """

    day = DayField("Day", [needed("Enter the day.")])
    starts = ClockField("Start", [needed("Enter the start, for example 09:00.")])
    ends = ClockField("End", [needed("Enter the end, for example 10:30.")])
    ends_on = DayField("Day on which it ends")
    room = PartField("Room", "Without a room")
    track = PartField("Track", "Without a track")
    zone = HiddenField()
    changed_at = SeenField()

    def offer(self, event: Event) -> "MoveForm":
        """Fill the lists of rooms and tracks; return the form."""
        self.room.offer([(each.id, each.name) for each in event.rooms])
        self.track.offer([(each.id, each.name) for each in event.tracks])
        return self

    def placement(self, sitting: EventSession) -> Placement:
        """Return what was entered, by the session's own clock; only once the form is valid.

        Raises Problem, with its field, for times that cannot be.
        """
        starts = together(self.day.data, self.starts.data)
        ends = together(self.ends_on.data or self.day.data, self.ends.data)
        if starts is None or ends is None:
            raise Problem("Enter the day, the start and the end.", "day")
        zone = self.zone.data or sitting.zone
        entered = Placement(zone, starts, ends, self.room.data, self.track.data)
        return entered.read_in(sitting.zone)


class EventDayField(SelectField):
    """One of the days of an event."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, coerce=_day_or_none, choices=[], validate_choice=False, **options)

    def offer(self, event: Event) -> None:
        """Fill the list with the days on which sessions take place, or may."""
        days = days_of(event, zone_of(event))
        self.choices = [
            SelectChoice("", "Choose a day"),
            *(SelectChoice(each.isoformat(), formats.day(each)) for each in days),
        ]


class RoomsField(SelectMultipleField):
    """Several rooms of an event; none means all."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, coerce=_number, choices=[], **options)

    def offer(self, event: Event) -> None:
        self.choices = [SelectChoice(each.id, each.name) for each in event.rooms]


class ManyForm(FlaskForm):
    """What all actions on many sessions share. `mark` is the preview that was looked at."""

    mark = HiddenField()

    def offer(self, event: Event) -> "ManyForm":
        """Fill the lists with what the event has; return the form."""
        for field in self:
            if isinstance(field, EventDayField | RoomsField):
                field.offer(event)
        return self

    def wish(self) -> Wish:
        """Return what was entered; only once the form is valid."""
        raise NotImplementedError


class _ShiftForm(ManyForm):
    minutes = WholeNumberField("Minutes", 0, MOST_MINUTES)
    direction = SelectField(
        "Direction", choices=[SelectChoice("later", "later"), SelectChoice(EARLIER, "earlier")]
    )

    @property
    def sign(self) -> int:
        """-1 for earlier, 1 for later."""
        return -1 if self.direction.data == EARLIER else 1


class ShiftDayForm(_ShiftForm):
    """All sessions of a day: by minutes, to another date, or both."""

    day = EventDayField("Day", validators=[needed("Choose the day.")])
    to_day = DayField("To another date")

    def wish(self) -> Wish:
        minutes = (self.minutes.data or 0) * self.sign
        return Wish(day=self.day.data, to_day=self.to_day.data, minutes=minutes)


class MoveTrackForm(_ShiftForm):
    """All sessions of a track: by days and minutes, to another room, or both."""

    track = PartField("Track", "Choose a track", validators=[needed("Choose the track.")])
    days = WholeNumberField("Days", 0, MOST_DAYS)
    to_room = SelectField("Room", choices=[])

    def offer(self, event: Event) -> ManyForm:
        self.track.offer([(each.id, each.name) for each in event.tracks])
        self.to_room.choices = [
            SelectChoice(STAY, "Each stays in its room"),
            *(SelectChoice(str(each.id), each.name) for each in event.rooms),
            SelectChoice(NO_ROOM, "Without a room"),
        ]
        return super().offer(event)

    def wish(self) -> Wish:
        room = self.to_room.data
        return Wish(
            track_id=self.track.data,
            days=(self.days.data or 0) * self.sign,
            minutes=(self.minutes.data or 0) * self.sign,
            keeps_room=room in {None, STAY},
            to_room_id=_number(room) or None,
        )


class DuplicateDayForm(ManyForm):
    """A day again on another date, with new sessions."""

    day = EventDayField("Day", validators=[needed("Choose the day.")])
    to_day = DayField("Copy to", [needed("Enter the date of the copy.")])

    def wish(self) -> Wish:
        return Wish(day=self.day.data, to_day=self.to_day.data)


class InsertBreakForm(ManyForm):
    """A break: what begins from then on in the chosen rooms begins later."""

    day = EventDayField("Day", validators=[needed("Choose the day.")])
    at = ClockField("From", [needed("Enter when the break begins, for example 10:30.")])
    minutes = WholeNumberField(
        "Minutes", 1, 12 * 60, validators=[needed("Enter how many minutes it lasts.")]
    )
    rooms = RoomsField("Rooms")
    adds_session = BooleanField("Show the break as a session of the programme")
    title = StringField("What it is called", [at_most(300)], filters=[tidy_line], default="Break")

    def validate_title(self, field: StringField) -> None:
        if self.adds_session.data and not field.data:
            raise StopValidation("Enter what the break is called, for example Coffee.")

    def wish(self) -> Wish:
        return Wish(
            day=self.day.data,
            at=self.at.data,
            minutes=self.minutes.data or 0,
            room_ids=frozenset(self.rooms.data or ()),
            title=(self.title.data or "") if self.adds_session.data else "",
        )


FORMS: Mapping[Many, type[ManyForm]] = {
    Many.SHIFT_DAY: ShiftDayForm,
    Many.MOVE_TRACK: MoveTrackForm,
    Many.DUPLICATE_DAY: DuplicateDayForm,
    Many.INSERT_BREAK: InsertBreakForm,
}


class PlaceForm(FlaskForm):
    """A room or a track. Only a room has a capacity."""

    name = StringField("Name", [needed("Enter a name."), at_most(120)], filters=[tidy_line])
    capacity = WholeNumberField("People it holds", 1, 100_000)

    def plan(self) -> PlacePlan:
        """Return what was entered; only once the form is valid."""
        return PlacePlan(self.name.data or "", self.capacity.data)


class RemovePlaceForm(FlaskForm):
    """Where the sessions of a room or track go that is removed."""

    to = SelectField("Its sessions go to", choices=[], default=NO_ROOM)

    def offer(self, event: Event, kind: PlaceKind, place: Place) -> "RemovePlaceForm":
        """Fill the list with the other ones; return the form."""
        others = (each for each in places_of(event, kind) if each.id != place.id)
        self.to.choices = [
            SelectChoice(NO_ROOM, f"No {kind.one}"),
            *(SelectChoice(str(each.id), each.name) for each in others),
        ]
        return self

    @property
    def to_id(self) -> int | None:
        """The id of the chosen one, None for none of them."""
        return _number(self.to.data) or None


def move_values(sitting: EventSession) -> dict[str, Any]:
    """Return what a MoveForm shows of a session, by its own clock."""
    starts, ends = sitting.starts_local, sitting.ends_local
    return {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "ends_on": ends.date() if ends.date() != starts.date() else None,
        "room": sitting.room_id,
        "track": sitting.track_id,
        "zone": sitting.zone,
        "changed_at": sitting.changed_at,
    }


def _day_or_none(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _number(value: Any) -> int:
    """Return an id; zero, which is nobody's, for what cannot be one."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
