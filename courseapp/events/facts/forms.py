"""What organisers enter about an event."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField, URLField

from courseapp.core import formats
from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import ClockField, DayField, WholeNumberField, WordField
from courseapp.countries.form_fields import CountryField
from courseapp.events.clock.local_time import FIRST_YEAR, LAST_YEAR
from courseapp.events.facts.fact_fields import (
    CoordinatesField,
    LanguagesField,
    MonthField,
    OrganisationsField,
    TopicsField,
)
from courseapp.events.facts.fields import SeenField, ZoneField
from courseapp.events.facts.parts import LanguagePlan
from courseapp.events.facts.plan_form import PlanForm, together
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.planning import plan_faults
from courseapp.events.facts.plans import EventPlan, Schedule, schedule_faults
from courseapp.events.facts.topics import own_words
from courseapp.events.models import Event
from courseapp.events.words import ACCESS, FEED_DETAILS, KINDS, LEVELS, MODES, SELECTIONS

START_OF_DAY = time(0, 0)
END_OF_DAY = time(23, 59)
TEXTS = (
    *("title", "description", "audience", "link", "venue", "address", "city"),
    *("notice", "region_focus"),
)
AS_CHOSEN = (
    *("kind", "mode", "level", "access", "selection", "country", "visas_needed", "seats"),
    "may_change_sent",
    *("starts_time", "ends_time", "year", "month", "decisions_on", "is_capacity_development"),
)
AS_PLANNED = (
    *("zone", "starts_on", "ends_on", "feed_detail", "organisations"),
    *("grace_minutes", "reply_days"),
)


class EventForm(PlanForm):
    """The facts of an event. An empty field is not decided, or not known."""

    title = StringField("Title", [needed("Enter a title."), at_most(300)], filters=[tidy_line])
    kind = WordField("Kind", KINDS, "Choose a kind", validators=[needed("Choose a kind.")])
    level = WordField("Level", LEVELS, "Not decided yet")
    audience = TextAreaField("Who it is for", [at_most(2000)], filters=[tidy_text])
    description = TextAreaField("Description", [at_most(20000)], filters=[tidy_text])
    link = URLField("Address on the web", [at_most(500)], filters=[tidy_line])

    starts_on = DayField("First day")
    ends_on = DayField("Last day")
    zone = ZoneField("Time zone", "Choose a time zone")
    starts_time = ClockField("Start")
    ends_time = ClockField("End")
    year = WholeNumberField("Year", FIRST_YEAR, LAST_YEAR)
    month = MonthField("Month")

    mode = WordField("Where it takes place", MODES, "Not decided yet")
    venue = StringField("Venue", [at_most(300)], filters=[tidy_line])
    address = TextAreaField("Address", [at_most(500)], filters=[tidy_text])
    city = StringField("City", [at_most(120)], filters=[tidy_line])
    country = CountryField("Country")
    coordinates = CoordinatesField("Place on the map")
    visas_needed = BooleanField("Many participants need a visa")
    may_change_sent = BooleanField(
        "People may change what they sent, until the deadline", default=True
    )

    access = WordField("How people get in", ACCESS, "Not decided yet")
    selection = WordField("Who gets a seat", SELECTIONS, "Not decided yet")
    feed_detail = WordField("What everybody is told", FEED_DETAILS, "Title and dates, as usual")
    seats = WholeNumberField("Seats", 1, 100_000)
    opens_on = DayField("Applications open on")
    opens_time = ClockField("Time of the opening")
    closes_on = DayField("Deadline")
    closes_time = ClockField("Time of the deadline")
    applications_zone = ZoneField(
        "Time zone of the deadline", "The same as the event", anywhere=True
    )
    decisions_on = DayField("Decisions by")
    grace_minutes = WholeNumberField("Minutes of grace", 0, 1440)
    reply_days = WholeNumberField("Days to answer an offer", 1, 90)

    spoken = LanguagesField("Spoken")
    interpreted = LanguagesField("Interpreted into")
    notice = TextAreaField("Notice", [at_most(1000)], filters=[tidy_text])
    ets_topics = TopicsField("ets")
    article6_topics = TopicsField("article6")
    own_topics = TextAreaField("Other topics", filters=[tidy_text])
    region_focus = StringField("Region", [at_most(120)], filters=[tidy_line])
    organisations = OrganisationsField("Who stands behind it")
    is_capacity_development = BooleanField("It counts as capacity development")
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

    def said(self, *names: str) -> str:
        """Return what is entered in these fields, in one line; "" where nothing is."""
        return " · ".join(filter(None, (_said(self[name]) for name in names)))

    def is_wrong(self, *names: str) -> bool:
        """Return whether one of these fields is refused."""
        return any(self[name].errors for name in names)

    def schedule(self) -> Schedule:
        """Return the dates as far as they could be read."""
        return Schedule(
            self.zone.data,
            self.starts_on.data,
            self.ends_on.data,
            self.applications_zone.data or self.zone.data,
            together(self.opens_on.data, self.opens_time.data or START_OF_DAY),
            together(self.closes_on.data, self.closes_time.data or END_OF_DAY),
        )

    def plan(self) -> EventPlan:
        """Return what was entered; only after the fields were found valid."""
        when = self.schedule()
        latitude, longitude = self.coordinates.data
        return EventPlan(
            **self._texts(*TEXTS),
            **{name: self[name].data for name in AS_CHOSEN},
            zone=when.zone,
            starts_on=when.starts_on,
            ends_on=when.ends_on,
            latitude=latitude,
            longitude=longitude,
            languages=self._languages(),
            topics=self._topics(),
            feed_detail=self.feed_detail.data or EventPlan.feed_detail,
            organisations=self.organisations.data or (),
            applications_zone=when.applications_zone if when.closes_local else None,
            applications_open_local=when.opens_local,
            applications_close_local=when.closes_local,
            grace_minutes=self.grace_minutes.data or 0,
            reply_days=self.reply_days.data or EventPlan.reply_days,
        ).settled()

    def _languages(self) -> tuple[LanguagePlan, ...]:
        spoken = (LanguagePlan(each) for each in self.spoken.data or ())
        interpreted = (LanguagePlan(each, True) for each in self.interpreted.data or ())
        return (*spoken, *interpreted)

    def _topics(self) -> tuple[str, ...]:
        own = (tidy_line(each) for each in (self.own_topics.data or "").splitlines())
        return (*(self.ets_topics.data or ()), *(self.article6_topics.data or ()), *own)


def event_values(event: Event) -> dict[str, Any]:
    """Return what an EventForm shows of an event."""
    plan = plan_of(event)
    opens, closes = plan.applications_open_local, plan.applications_close_local
    own_zone = plan.applications_zone if plan.applications_zone != plan.zone else None
    values = {name: getattr(plan, name) for name in (*TEXTS, *AS_CHOSEN, *AS_PLANNED)}
    return values | {
        "coordinates": (plan.latitude, plan.longitude),
        "spoken": [each.language for each in plan.languages if not each.is_interpretation],
        "interpreted": [each.language for each in plan.languages if each.is_interpretation],
        "ets_topics": plan.topics,
        "article6_topics": plan.topics,
        "own_topics": "\n".join(own_words(plan.topics)),
        "opens_on": opens.date() if opens else None,
        "opens_time": opens.time() if opens else None,
        "closes_on": closes.date() if closes else None,
        "closes_time": closes.time() if closes else None,
        "applications_zone": own_zone,
        "changed_at": event.changed_at,
    }


def _said(field: Any) -> str:
    """What a field holds, as short as it can be said; a box that is ticked says its label."""
    if hasattr(field, "said"):
        return str(field.said)
    if isinstance(field, BooleanField):
        return str(field.label.text) if field.data else ""
    if isinstance(field, SelectField):
        offered: Iterator[Any] = field.iter_choices()  # SelectChoice, of which no type is known
        return str(next((each.label for each in offered if each.value and each.selected), ""))
    if isinstance(field.data, date):
        return f"{field.label.text}: {formats.day(field.data)}"
    if isinstance(field.data, int | time):
        value = f"{field.data:%H:%M}" if isinstance(field.data, time) else field.data
        return f"{field.label.text}: {value}"
    return str(field.data or "")
