"""What organisers enter about an event and its sessions."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField, URLField
from wtforms.validators import ValidationError

from courseapp.core.form_checks import at_most, if_given, needed, tidy_line, tidy_text
from courseapp.core.form_fields import ClockField, DayField, WholeNumberField, WordField
from courseapp.countries.form_fields import CountryField
from courseapp.events.fields import ReadingField, SeenField, ZoneField
from courseapp.events.models import Event, EventSession
from courseapp.events.planning import plan_faults
from courseapp.events.plans import EventPlan, Fault, Schedule, schedule_faults
from courseapp.events.sittings import (
    ReadingPlan,
    SessionPlan,
    SpeakerPlan,
    link_fault,
    next_weekday,
    read_speakers,
    session_faults,
)
from courseapp.events.words import ACCESS, KINDS, LEVELS, MODES

START_OF_DAY = time(0, 0)
END_OF_DAY = time(23, 59)
MOST_SPEAKERS = 60


class PlanForm(FlaskForm):
    """What the forms for events and sessions share."""

    def _tell(self, faults: Iterable[Fault]) -> bool:
        """Put each fault beside its field, unless that field is refused already."""
        found = list(faults)
        for fault in found:
            field = self[fault.field]
            if not field.errors:
                field.errors = [fault.message]
        return not found

    def _texts(self, *names: str) -> dict[str, Any]:
        return {name: self[name].data or "" for name in names}


class EventForm(PlanForm):
    """The facts of an event. An empty field is not decided, or not known."""

    title = StringField("Title", [needed("Enter a title."), at_most(300)], filters=[tidy_line])
    kind = WordField("Kind", KINDS, "Choose a kind", validators=[needed("Choose a kind.")])
    mode = WordField("Where it takes place", MODES, "Not decided yet")
    level = WordField("Level", LEVELS, "Not decided yet")
    access = WordField("How people get in", ACCESS, "Not decided yet")
    audience = TextAreaField("Who it is for", [at_most(2000)], filters=[tidy_text])
    description = TextAreaField("Description", [at_most(20000)], filters=[tidy_text])

    starts_on = DayField("First day")
    ends_on = DayField("Last day")
    zone = ZoneField("Time zone", "Choose a time zone")
    venue = StringField("Venue", [at_most(300)], filters=[tidy_line])
    city = StringField("City", [at_most(120)], filters=[tidy_line])
    country = CountryField("Country")

    seats = WholeNumberField("Seats", 1, 100_000)
    opens_on = DayField("Applications open on")
    opens_time = ClockField("Time of the opening")
    closes_on = DayField("Deadline")
    closes_time = ClockField("Time of the deadline")
    applications_zone = ZoneField("Time zone of the deadline", "The same as the event")
    grace_minutes = WholeNumberField("Minutes of grace", 0, 1440)
    reply_days = WholeNumberField("Days to answer an offer", 1, 90)
    changed_at = SeenField()

    def offer_zones(self, at: datetime) -> None:
        """Fill the lists of zones, with their offsets at the instant."""
        self.zone.offer(at)
        self.applications_zone.offer(at)

    def is_sound(self, now: datetime, event: Event | None) -> bool:
        """Return whether the plan can be saved; if not, each field says why."""
        if self.validate():
            return self._tell(plan_faults(self.plan(), now, event))
        deadline = event.applications_close_at if event else None
        self._tell(schedule_faults(self.schedule(), now, deadline))
        return False

    def schedule(self) -> Schedule:
        """Return the dates as far as they could be read."""
        return Schedule(
            self.zone.data,
            self.starts_on.data,
            self.ends_on.data,
            self.applications_zone.data or self.zone.data,
            _together(self.opens_on.data, self.opens_time.data or START_OF_DAY),
            _together(self.closes_on.data, self.closes_time.data or END_OF_DAY),
        )

    def plan(self) -> EventPlan:
        """Return what was entered; only after the fields were found valid."""
        when = self.schedule()
        return EventPlan(
            **self._texts("title", "description", "audience", "venue", "city"),
            kind=self.kind.data,
            mode=self.mode.data,
            level=self.level.data,
            access=self.access.data,
            country=self.country.data,
            zone=when.zone,
            starts_on=when.starts_on,
            ends_on=when.ends_on,
            seats=self.seats.data,
            applications_zone=when.applications_zone if when.closes_local else None,
            applications_open_local=when.opens_local,
            applications_close_local=when.closes_local,
            grace_minutes=self.grace_minutes.data or 0,
            reply_days=self.reply_days.data or EventPlan.reply_days,
        ).settled()


class SessionForm(PlanForm):
    """One session: when by the wall clock, where, who speaks."""

    title = StringField("Title", [needed("Enter a title."), at_most(300)], filters=[tidy_line])
    day = DayField("Day", [needed("Enter the day.")])
    starts = ClockField("Start", [needed("Enter the start, for example 09:00.")])
    ends = ClockField("End", [needed("Enter the end, for example 17:00.")])
    ends_on = DayField("Day on which it ends")
    zone = ZoneField(
        "Time zone", "Choose a time zone", validators=[needed("Choose the time zone.")]
    )
    place = StringField("Place", [at_most(300)], filters=[tidy_line])
    join_link = URLField("Link to join", [if_given, at_most(500)], filters=[tidy_line])
    speakers = TextAreaField("Speakers", filters=[tidy_text])
    readings = ReadingField("Reading")
    repeat_group = StringField("Repeat group", [at_most(40)], filters=[tidy_line])
    description = TextAreaField("Description", [at_most(5000)], filters=[tidy_text])
    changed_at = SeenField()

    def validate_join_link(self, field: URLField) -> None:
        if fault := link_fault(field.data or ""):
            raise ValidationError(fault)

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
            zone=self.zone.data,
            starts_local=starts,
            ends_local=ends,
            speakers=read_speakers(self.speakers.data or ""),
            readings=tuple(ReadingPlan(each.id, each.title) for each in self.readings.chosen),
        )

    @property
    def _starts(self) -> datetime | None:
        return _together(self.day.data, self.starts.data)

    @property
    def _ends(self) -> datetime | None:
        return _together(self.ends_on.data or self.day.data, self.ends.data)


class CancelForm(FlaskForm):
    """Why an event is cancelled: for the history, and for those who ask later."""

    reason = TextAreaField("Reason", [at_most(1000)], filters=[tidy_text])


def event_values(event: Event) -> dict[str, Any]:
    """Return what an EventForm shows of an event."""
    entered_otherwise = {"applications_open_local", "applications_close_local"}
    names = EventPlan.__dataclass_fields__.keys() - entered_otherwise
    values = {name: getattr(event, name) for name in names}
    opens, closes = event.applications_open_local, event.applications_close_local
    own_zone = event.applications_zone if event.applications_zone != event.zone else None
    return values | {
        "opens_on": opens.date() if opens else None,
        "opens_time": opens.time() if opens else None,
        "closes_on": closes.date() if closes else None,
        "closes_time": closes.time() if closes else None,
        "applications_zone": own_zone,
        "changed_at": event.changed_at,
    }


def session_values(sitting: EventSession) -> dict[str, Any]:
    """Return what a SessionForm shows of a session."""
    starts, ends = sitting.starts_local, sitting.ends_local
    return {
        "title": sitting.title,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "ends_on": ends.date() if ends.date() != starts.date() else None,
        "zone": sitting.zone,
        "place": sitting.place,
        "join_link": sitting.join_link,
        "speakers": "\n".join(
            str(SpeakerPlan(each.name, each.organisation)) for each in sitting.speakers
        ),
        "readings": [each.id for each in sitting.readings],
        "repeat_group": sitting.repeat_group,
        "description": sitting.description,
        "changed_at": sitting.changed_at,
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
    }


def _together(day: date | None, clock: time | None) -> datetime | None:
    return None if day is None or clock is None else datetime.combine(day, clock)
