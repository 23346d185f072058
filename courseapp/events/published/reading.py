"""An event as a reader sees it: the programme in two zones, and how to get in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.countries.zones import zone_label
from courseapp.events.clock.deadlines import Window, told_in_zones, window, zone_of_deadline
from courseapp.events.clock.server_clock import ServerClock, server_clock
from courseapp.events.models import Event, EventSession
from courseapp.events.names import folded_name
from courseapp.events.published.publicity import may_read_programme
from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.programme import Row, programme, repeats

UTC = "UTC"
SOON_DAYS = 7
# One well-known place for each time of day: for readers whose browser does not tell.
ZONES_TO_CHOOSE = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver",
    "America/Mexico_City", "America/Bogota", "America/New_York", "America/Port_of_Spain",
    "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "Atlantic/Cape_Verde",
    "Africa/Accra", "Europe/London", "Africa/Lagos", "Europe/Berlin", "Africa/Johannesburg",
    "Africa/Cairo", "Europe/Kyiv", "Africa/Nairobi", "Europe/Istanbul", "Asia/Tehran",
    "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka",
    "Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta", "Asia/Shanghai", "Asia/Tokyo", "Asia/Seoul",
    "Australia/Darwin", "Australia/Sydney", "Pacific/Guadalcanal", "Pacific/Auckland",
    "Pacific/Apia",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One session in the programme; `own` is its time in the reader's zone, `utc` that in UTC.

    Both are empty where the session's own clock shows the same.
    """

    session: Row
    time: str
    zone: str
    own: str
    utc: str
    held: int  # how often this session is held; the reader chooses one
    meta: str

    @property
    def is_cancelled(self) -> bool:
        return self.session.status is SessionStatus.CANCELLED

    @property
    def session_id(self) -> int:
        """The id of the session that is planned, whichever of the two is shown."""
        shown = self.session
        return shown.id if isinstance(shown, EventSession) else shown.session_id


@dataclass(frozen=True)
class ProgrammeDay:
    """One day of the programme."""

    anchor: str
    title: str
    short: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Deadline:
    """Until when one can apply, in big and in exact words; `clock` is ours, when it is near."""

    window: Window
    at: datetime
    zone: str
    exact: str
    in_utc: str
    own: str
    big: str
    tone: str
    clock: ServerClock | None = None


def programme_for(rows: Sequence[Row], reader_zone: str | None) -> tuple[ProgrammeDay, ...]:
    """Return the programme by day; `reader_zone` is an IANA name, None where it is not known.

    `rows` are the sessions of an event: those planned for its organisers, those published for
    everybody.
    """
    held = repeats(rows)
    return tuple(
        ProgrammeDay(
            day.anchor,
            formats.day(day.date),
            formats.day(day.date, year=False),
            [_line(each, held.get(each.repeat_group, 1), reader_zone) for each in day.sessions],
        )
        for day in programme(rows)
    )


def deadline_for(event: Event, now: datetime, reader_zone: str | None) -> Deadline | None:
    """Return the deadline as a reader needs it; None where the event takes no applications."""
    state = window(event, now)
    at, zone = event.applications_close_at, zone_of_deadline(event)
    if state is Window.NONE or at is None:
        return None
    exact, *others = told_in_zones(at, zone)
    own = formats.instant(at, reader_zone) if reader_zone else ""
    return Deadline(
        state,
        at,
        zone,
        exact,
        others[0] if others else "",
        f"{own}, your time" if own and own != exact else "",
        _big(event, state, at, now),
        _tone(state, at, now),
        server_clock(now, at, reader_zone or zone) if state is Window.OPEN else None,
    )


def repeat_notes(event: Event) -> tuple[str, ...]:
    """Return what to say of the sessions that are held again, of a programme all may read."""
    if not may_read_programme(event):
        return ()
    held = repeats(event.published_sessions)
    if len(held) > 1:
        return ("Sessions marked so are held more than once. Choose the ones that suit you.",)
    return tuple(
        f"The same session is held {times_held(count)}. Choose the one that suits you."
        for count in held.values()
    )


def times_held(count: int) -> str:
    """Return ``twice`` or ``3 times``."""
    return "twice" if count == 2 else f"{count} times"


def zones_to_choose(at: datetime) -> tuple[tuple[str, str], ...]:
    """Return (name, label) of zones all around the Earth, from west to east."""
    in_order = sorted(ZONES_TO_CHOOSE, key=lambda name: _east(name, at))
    return tuple((name, zone_label(name, at)) for name in in_order)


def _line(sitting: Row, held: int, reader_zone: str | None) -> Line:
    time = formats.time_range(sitting.starts_at, sitting.ends_at, sitting.zone)
    label = formats.zone_label(sitting.starts_at, sitting.zone)
    names: dict[str, str] = {}  # who speaks in the agenda too is named once
    for each in sitting.speakers:
        told = f"{each.name} ({each.organisation})" if each.organisation else each.name
        names.setdefault(folded_name(each.name), told)
    return Line(
        sitting,
        time.removesuffix(label).strip(),
        label,
        _own_time(sitting, reader_zone),
        _in_zone(sitting, UTC),
        held,
        " · ".join(filter(None, (sitting.where, ", ".join(names.values())))),
    )


def _own_time(sitting: Row, reader_zone: str | None) -> str:
    told = _in_zone(sitting, reader_zone) if reader_zone else ""
    return f"{told}, your time" if told else ""


def _in_zone(sitting: Row, reader_zone: str) -> str:
    """Return the times in another zone; "" where its clocks show the same."""
    own = sitting.starts_at.astimezone(ZoneInfo(reader_zone))
    there = sitting.starts_at.astimezone(ZoneInfo(sitting.zone))
    if own.utcoffset() == there.utcoffset():
        return ""
    text = formats.time_range(sitting.starts_at, sitting.ends_at, reader_zone)
    day = "" if own.date() == there.date() else f"{formats.day(own.date(), year=False)}, "
    return f"{day}{text}"


def _big(event: Event, state: Window, at: datetime, now: datetime) -> str:
    if state is Window.NOT_YET and event.applications_open_at:
        return "Not open yet"
    return formats.days_left(at, now) if state is Window.OPEN else "Applications are closed"


def _tone(state: Window, at: datetime, now: datetime) -> str:
    if state in {Window.CLOSED, Window.GRACE}:
        return "closed"
    return "soon" if state is Window.OPEN and (at - now).days < SOON_DAYS else "open"


def _east(zone: str, at: datetime) -> float:
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    return offset.total_seconds() if offset else 0.0
