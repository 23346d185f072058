"""What an organiser plans of one session, and what is wrong with it. No database, no web."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import Moment, moment, refusal_of_zone
from courseapp.events.facts.plans import Fault
from courseapp.events.names import folded_name
from courseapp.events.rules import Presence

LONGEST_SESSION = timedelta(hours=24)
_FIVE_O_CLOCK = time(17)
_LATE = time(23)
_WEEKEND = frozenset({5, 6})


# As it stands at the end of a speaker's line.
SPOKEN = {Presence.UNSAID: "", Presence.IN_PERSON: "in person", Presence.ONLINE: "online"}


@dataclass(frozen=True)
class SpeakerPlan:
    """Somebody who speaks, as printed in the programme; as text the line that is typed."""

    name: str
    organisation: str = ""
    presence: Presence = Presence.UNSAID

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.organisation, SPOKEN[self.presence])))


@dataclass(frozen=True)
class ReadingPlan:
    """A publication that participants read, by its id in the list of the initiative's record."""

    id: int
    title: str


@dataclass(frozen=True)
class SessionPlan:
    """Everything about a session that its organiser enters, named as in `EventSession`.

    `starts_local` and `ends_local` are wall clock times of `zone`; `room_id`, `track_id` and
    `module_id` are rows of the same event; `language` is BCP 47.
    """

    title: str
    zone: str
    starts_local: datetime
    ends_local: datetime
    place: str = ""
    join_link: str = ""
    speakers: tuple[SpeakerPlan, ...] = ()
    repeat_group: str = ""
    description: str = ""
    readings: tuple[ReadingPlan, ...] = ()
    room_id: int | None = None
    track_id: int | None = None
    module_id: int | None = None
    language: str = ""
    seats: int | None = None
    recording_link: str = ""
    recording_is_public: bool = False

    def times(self) -> tuple[Moment, Moment]:
        """Return start and end. Raises Problem, with its field, where they cannot be."""
        faults = tuple(session_faults(self.zone, self.starts_local, self.ends_local))
        if faults:
            raise Problem(faults[0].message, faults[0].field)
        return moment(self.starts_local, self.zone), moment(self.ends_local, self.zone)


def session_faults(
    zone: str, starts_local: datetime | None, ends_local: datetime | None
) -> Iterator[Fault]:
    """Yield what is wrong with the times of a session; what is not entered yet is None."""
    if refusal := refusal_of_zone(zone):
        yield Fault("zone", refusal)
        return
    found = {"starts": starts_local, "ends": ends_local}
    refused = False
    for field, local in found.items():
        if local is not None and (message := _refusal(local, zone)):
            refused = True
            yield Fault(field, message)
    if not refused and starts_local is not None and ends_local is not None:
        yield from _length_faults(starts_local, ends_local)


def link_fault(link: str) -> str:
    """Return why an address cannot be the way into an online room; "" if it can."""
    try:
        parts = urlsplit(link)
        well_formed = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        well_formed = False
    if well_formed and not any(letter.isspace() for letter in link):
        return ""
    return "Enter a whole address that begins with https://, such as https://meet.example.org/ets."


def read_speakers(text: str) -> tuple[SpeakerPlan, ...]:
    """Return the speakers of a text with one "Name, Organisation, online" a line; each once.

    How somebody speaks may be left out: "online", "in person", or nothing where nobody said.
    """
    found: dict[str, SpeakerPlan] = {}
    for line in text.splitlines():
        speaker = _speaker(line)
        if speaker.name:
            found.setdefault(folded_name(speaker.name), speaker)
    return tuple(found.values())


def _speaker(line: str) -> SpeakerPlan:
    told, _, last = (part.strip() for part in line.rpartition(","))
    presence = next((each for each, word in SPOKEN.items() if word == last.casefold()), None)
    if not told or not presence:
        told, presence = line, Presence.UNSAID
    name, _, organisation = (part.strip() for part in told.partition(","))
    return SpeakerPlan(name, organisation, presence)


def next_weekday(day: date) -> date:
    """Return the day after, or Monday where that is at the weekend."""
    following = day + timedelta(days=1)
    while following.weekday() in _WEEKEND:
        following += timedelta(days=1)
    return following


def _refusal(local: datetime, zone: str) -> str:
    try:
        moment(local, zone)
    except Problem as problem:
        return problem.message
    return ""


def _length_faults(starts: datetime, ends: datetime) -> Iterator[Fault]:
    if ends <= starts and starts.time() >= _LATE:
        yield Fault("ends", "Enter the end after the start, or the day on which it ends.")
    elif ends <= starts:
        yield Fault("ends", f"Enter the end after the start, for example {_later(starts)}.")
    elif ends - starts > LONGEST_SESSION:
        yield Fault(
            "ends_on", "A session lasts 24 hours at most. Add one session for each day instead."
        )


def _later(starts: datetime) -> str:
    """Return an end that would do: five o'clock, or an hour after a start in the evening."""
    if starts.time() < _FIVE_O_CLOCK:
        return formats.clock(datetime.combine(starts, _FIVE_O_CLOCK))
    return formats.clock(starts + timedelta(hours=1))
