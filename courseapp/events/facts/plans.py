"""What an organiser plans, before it is an event, and what is wrong with it: plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import Moment, moment, refusal_of_year, refusal_of_zone
from courseapp.events.facts.parts import LanguagePlan, OrganisationPlan, coordinates_text
from courseapp.events.facts.topics import in_order
from courseapp.events.rules import Access, EventKind, FeedDetail, Level, Mode, Selection

LONGEST_EVENT_DAYS = 366


@dataclass(frozen=True)
class Fault:
    """Why a plan is refused, and beside which field that is said."""

    field: str
    message: str


@dataclass(frozen=True)
class EventPlan:
    """Everything about an event that its organiser enters, named as in `Event`.

    Dates and times are local at the venue, dates inclusive; `…_local` are wall clock times of
    `applications_zone`. `year` and `month` stand for dates that are not known more exactly.
    """

    title: str
    kind: EventKind
    mode: Mode | None = None
    level: Level | None = None
    access: Access | None = None
    selection: Selection | None = None
    description: str = ""
    audience: str = ""
    venue: str = ""
    address: str = ""
    city: str = ""
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    visas_needed: bool = False
    may_change_sent: bool = True
    zone: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    starts_time: time | None = None
    ends_time: time | None = None
    year: int | None = None
    month: int | None = None
    languages: tuple[LanguagePlan, ...] = ()
    notice: str = ""
    topics: tuple[str, ...] = ()
    region_focus: str = ""
    organisations: tuple[OrganisationPlan, ...] = ()
    is_capacity_development: bool = False
    link: str = ""
    feed_detail: FeedDetail = FeedDetail.DATES
    seats: int | None = None
    applications_zone: str | None = None
    applications_open_local: datetime | None = None
    applications_close_local: datetime | None = None
    grace_minutes: int = 0
    reply_days: int = 7
    decisions_on: date | None = None

    def settled(self) -> "EventPlan":
        """Return the plan without what another entry makes idle, and with its last day.

        An event of one day ends on its first; a year stands only where no day is known; what
        feeds tell of the invited is asked only of an event by invitation.
        """
        is_dated = self.starts_on is not None
        by_invitation = self.access is Access.INVITATION
        return replace(
            self,
            ends_on=self.ends_on or self.starts_on,
            year=None if is_dated else self.year,
            month=None if is_dated else self.month,
            topics=in_order(self.topics),
            feed_detail=self.feed_detail if by_invitation else FeedDetail.DATES,
        )

    @property
    def coordinates(self) -> str:
        """The place as it is typed: ``43.77, 11.25``."""
        return coordinates_text(self.latitude, self.longitude)

    @property
    def roughly(self) -> str:
        """The year, or month and year, where no day is known."""
        return formats.month_and_year(self.year, self.month) if self.year else ""

    @property
    def starts(self) -> Moment | None:
        """When an event of one sitting begins. Raises Problem where that time does not exist."""
        return moment_on(self.starts_on, self.starts_time, self.zone)

    @property
    def ends(self) -> Moment | None:
        """When an event of one sitting ends. Raises Problem where that time does not exist."""
        return moment_on(self.ends_on or self.starts_on, self.ends_time, self.zone)

    @property
    def schedule(self) -> "Schedule":
        return Schedule(
            self.zone,
            self.starts_on,
            self.ends_on,
            self.applications_zone,
            self.applications_open_local,
            self.applications_close_local,
        )


@dataclass(frozen=True)
class Schedule:
    """When an event is and when it takes applications. What is not entered yet is None."""

    zone: str | None
    starts_on: date | None
    ends_on: date | None
    applications_zone: str | None
    opens_local: datetime | None
    closes_local: datetime | None

    @property
    def opens(self) -> Moment | None:
        """When applications open. Raises Problem where that time does not exist."""
        return _moment(self.opens_local, self.applications_zone)

    @property
    def closes(self) -> Moment | None:
        """The deadline. Raises Problem where that time does not exist."""
        return _moment(self.closes_local, self.applications_zone)


def schedule_faults(
    schedule: Schedule, now: datetime, deadline_before: datetime | None = None
) -> tuple[Fault, ...]:
    """Return what is wrong with the dates of an event.

    `deadline_before` is the deadline it has already: that one may have passed.
    """
    return (*_date_faults(schedule), *_window_faults(schedule, now, deadline_before))


def missing_for_publishing(plan: EventPlan) -> tuple[Fault, ...]:
    """Return what a plan must still say before people may read it and act on it."""
    wanted: dict[str, tuple[object, str]] = {
        "starts_on": (plan.starts_on, "Enter the first day."),
        "zone": (plan.zone, "Choose the time zone of the event."),
        "mode": (plan.mode, "Say whether it takes place in person or online."),
        "access": (plan.access, "Say how people get in."),
    }
    if plan.access is Access.APPLICATION:
        wanted["seats"] = (plan.seats, "Enter how many seats there are.")
        wanted["closes_on"] = (plan.applications_close_local, "Enter the deadline.")
    if plan.kind is EventKind.E_LEARNING:
        wanted["link"] = (plan.link or None, "Enter the address at which people learn.")
    return tuple(Fault(field, text) for field, (value, text) in wanted.items() if value is None)


def _date_faults(schedule: Schedule) -> Iterator[Fault]:
    if schedule.zone is not None and (refusal := refusal_of_zone(schedule.zone)):
        yield Fault("zone", refusal)
    for field, day in (("starts_on", schedule.starts_on), ("ends_on", schedule.ends_on)):
        if day is not None and (refusal := refusal_of_year(day)):
            yield Fault(field, refusal)
            return
    yield from _order_faults(schedule.starts_on, schedule.ends_on)


def _order_faults(starts_on: date | None, ends_on: date | None) -> Iterator[Fault]:
    if ends_on is None:
        return
    if starts_on is None:
        yield Fault("starts_on", "Enter the first day too.")
    elif ends_on < starts_on:
        yield Fault(
            "ends_on",
            f"Enter a last day that is not before the first, {formats.day(starts_on)}.",
        )
    elif ends_on - starts_on > timedelta(days=LONGEST_EVENT_DAYS):
        yield Fault("ends_on", "An event lasts a year at most. Check the year of the last day.")


def _window_faults(
    schedule: Schedule, now: datetime, deadline_before: datetime | None
) -> Iterator[Fault]:
    if schedule.closes_local is None:
        if schedule.opens_local is not None:
            yield Fault("closes_on", "Enter the deadline too, or leave the opening empty.")
        return
    try:
        closes = schedule.closes
    except Problem as problem:
        yield Fault("closes_on", problem.message)
        return
    if closes is not None:
        yield from _opening_faults(schedule, closes)
        yield from _deadline_faults(schedule, closes, now, deadline_before)


def _opening_faults(schedule: Schedule, closes: Moment) -> Iterator[Fault]:
    try:
        opens = schedule.opens
    except Problem as problem:
        yield Fault("opens_on", problem.message)
        return
    if opens is not None and opens.at >= closes.at:
        yield Fault("closes_on", f"Enter a deadline after the opening, {_told(opens)}.")


def _deadline_faults(
    schedule: Schedule, closes: Moment, now: datetime, deadline_before: datetime | None
) -> Iterator[Fault]:
    if closes.at <= now and closes.at != deadline_before:
        yield Fault("closes_on", f"The deadline {_told(closes)} has passed. Enter a later one.")
    last_day = schedule.ends_on or schedule.starts_on
    if last_day is not None and closes.local.date() > last_day:
        yield Fault(
            "closes_on", f"Enter a deadline before the event is over, {formats.day(last_day)}."
        )


def moment_on(day: date | None, clock: time | None, zone: str | None) -> Moment | None:
    """Return the instant that a clock means on a day; None where one of the three is not known.

    Raises Problem where that time does not exist.
    """
    return None if day is None or clock is None else _moment(datetime.combine(day, clock), zone)


def _moment(local: datetime | None, zone: str | None) -> Moment | None:
    return None if local is None or zone is None else moment(local, zone)


def _told(found: Moment) -> str:
    return formats.instant(found.at, found.zone)
