"""What a file says: its sessions, and remarks with their place. Plain values, and their JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from courseapp.core.typed_text import one_line
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.programmes.rules import LONGEST_UID, MOST_REMARKS, FileKind

LONGEST_REMARK = 500


@dataclass(frozen=True)
class Context:
    """What a reader must know besides the file.

    `zone` is the event's, for times without one. What lies outside of `first` and `last`, both
    inclusive, is not of the event. With `whole_days` an entry for a whole day is a session from
    00:00 to 24:00.
    """

    zone: str
    first: date
    last: date
    whole_days: bool = False


@dataclass(frozen=True)
class Remark:
    """Something to tell about a file. `where` is ``line 17`` or ``row 4, column “Start”``.

    A refusal means that the entry is not taken; otherwise it says what was made of it.
    """

    what: str
    where: str = ""
    title: str = ""
    is_refusal: bool = False

    def __post_init__(self) -> None:
        """Keep out what no page can hold: values of a file stand in the texts."""
        for name in ("what", "where", "title"):
            text: str = getattr(self, name)[: 2 * LONGEST_REMARK]
            object.__setattr__(self, name, one_line(text)[:LONGEST_REMARK])


@dataclass(frozen=True)
class IncomingSession:
    """One session as a file has it. What is None is not said there, and so changes nothing.

    `uid` names the entry in its file, the same in each later file of that source. Local times
    are wall clock times of `zone`. `sequence` and `modified_at` tell which of two states is newer
    (RFC 5545 §3.8.7). `seats` 0 means that the file says there is no limit.
    """

    uid: str
    where: str
    title: str
    zone: str
    starts_local: datetime
    ends_local: datetime
    room: str | None = None
    place: str | None = None
    track: str | None = None
    module: str | None = None
    language: str | None = None
    description: str | None = None
    speakers: tuple[SpeakerPlan, ...] | None = None
    join_link: str | None = None
    recording_link: str | None = None
    repeat_group: str | None = None
    seats: int | None = None
    cancelled: bool = False
    sequence: int = 0
    modified_at: datetime | None = None


@dataclass(frozen=True)
class Parsed:
    """A whole file that was read. `source` names the system or calendar it comes from."""

    kind: FileKind
    source: str
    sessions: tuple[IncomingSession, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        """Keep out what no database can hold."""
        object.__setattr__(self, "source", one_line(self.source)[:LONGEST_UID])

    @property
    def refusals(self) -> tuple[Remark, ...]:
        """The entries that are not taken, with the reason."""
        return tuple(each for each in self.remarks if each.is_refusal)

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """What was made of something that is not plain."""
        return tuple(each for each in self.remarks if not each.is_refusal)

    def bounded(self) -> "Parsed":
        """Return the same with no more remarks than anybody reads."""
        if len(self.remarks) <= MOST_REMARKS:
            return self
        more = Remark("There is more to say than this page shows. Mend these first.")
        return replace(self, remarks=(*self.remarks[:MOST_REMARKS], more))


_TIMES = ("starts_local", "ends_local", "modified_at")


def to_plain(parsed: Parsed) -> dict[str, Any]:
    """Return what was read as JSON can hold it."""
    return {
        "kind": parsed.kind.value,
        "source": parsed.source,
        "sessions": [session_to_plain(each) for each in parsed.sessions],
        "remarks": [asdict(each) for each in parsed.remarks],
    }


def from_plain(plain: Mapping[str, Any]) -> Parsed:
    """Return what `to_plain` was given. Raises KeyError, TypeError or ValueError."""
    return Parsed(
        FileKind(plain["kind"]),
        plain["source"],
        tuple(session_from_plain(each) for each in plain["sessions"]),
        tuple(Remark(**each) for each in plain["remarks"]),
    )


def session_to_plain(incoming: IncomingSession) -> dict[str, Any]:
    """Return one session as JSON can hold it; what is not said is left out."""
    told = {each.name: getattr(incoming, each.name) for each in fields(incoming)}
    told |= {name: told[name].isoformat() for name in _TIMES if told[name] is not None}
    if incoming.speakers is not None:
        told["speakers"] = [[each.name, each.organisation] for each in incoming.speakers]
    return {name: value for name, value in told.items() if value is not None}


def session_from_plain(plain: Mapping[str, Any]) -> IncomingSession:
    """Return the session that `session_to_plain` was given."""
    told = dict(plain)
    told |= {name: datetime.fromisoformat(told[name]) for name in _TIMES if name in told}
    if "speakers" in told:
        told["speakers"] = tuple(SpeakerPlan(*each) for each in told["speakers"])
    return IncomingSession(**told)
