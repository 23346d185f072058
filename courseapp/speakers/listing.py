"""The organisers' list: speakers with a profile, and names that so far only the programme has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from courseapp.core.paging import Page, page_of
from courseapp.countries.names import country_name
from courseapp.events.models import Event, EventSession
from courseapp.events.names import folded_name
from courseapp.events.rules import Presence, SessionStatus
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.programme import changed_since, last_told, sessions_by_speaker
from courseapp.speakers.queries import engagements_of
from courseapp.speakers.rules import EngagementStatus, stored_fold
from courseapp.speakers.words import Missing

PAGE_SIZE = 50
NAMED_ONLY = "named"
OUT = frozenset({EngagementStatus.DECLINED, EngagementStatus.WITHDRAWN})


@dataclass(frozen=True)
class Line:
    """One speaker; `engagement_id` and `status` are None while only the programme names her."""

    name: str
    detail: str
    country: str
    sessions: tuple[EventSession, ...]
    changed: tuple[EventSession, ...] = ()
    engagement_id: int | None = None
    status: EngagementStatus | None = None
    presence: Presence = Presence.UNSAID
    has_photo: bool = False
    missing: tuple[Missing, ...] = ()

    @property
    def still_named(self) -> bool:
        """Whether the programme counts on somebody who does not come."""
        taking_place = any(s.status is SessionStatus.SCHEDULED for s in self.sessions)
        return self.status in OUT and taking_place


@dataclass(frozen=True)
class SpeakersPage:
    """A page of the list, and how many speakers stand where in all of it."""

    page: Page[Line]
    numbers: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.numbers.values())


def listed(
    session: Session, event: Event, *, search: str = "", status: str = "", number: int = 1
) -> SpeakersPage:
    """Return a page of the event's speakers by name. Two statements, whatever their number.

    `status` is an EngagementStatus, or NAMED_ONLY; `search` finds all its words in names and
    organisations, whatever case and accents.
    """
    lines = _lines(session, event)
    numbers: dict[str, int] = {}
    for line in lines:
        numbers[_kind(line)] = numbers.get(_kind(line), 0) + 1
    words = folded_name(search).split()
    fitting = [line for line in lines if status in ("", _kind(line)) and _has_all(line, words)]
    return SpeakersPage(page_of(fitting, number, PAGE_SIZE), numbers)


def missing_of(
    engagement: SpeakerEngagement, sessions: Sequence[EventSession]
) -> tuple[Missing, ...]:
    """Return what is still needed of somebody who may come; nothing of who does not."""
    if engagement.status in OUT:
        return ()
    profile = engagement.profile
    found = {
        Missing.ADDRESS: profile.email,
        Missing.ORGANISATION: profile.organisation,
        Missing.COUNTRY: profile.country,
        Missing.BIOGRAPHY: profile.biographies,
        Missing.PHOTO: profile.photo_id,
        Missing.PRESENCE: engagement.presence.value,
        Missing.SESSION: sessions,
    }
    return tuple(each for each, there in found.items() if not there)


def _lines(session: Session, event: Event) -> list[Line]:
    by_speaker = sessions_by_speaker(event)
    engaged = engagements_of(session, event)
    known = {each.profile.folded_name for each in engaged}
    lines = [_engaged(each, by_speaker.get(each.profile.folded_name, ())) for each in engaged]
    lines += [_named(name, sessions) for name, sessions in by_speaker.items() if name not in known]
    return sorted(lines, key=lambda line: folded_name(line.name))


def _engaged(engagement: SpeakerEngagement, sessions: tuple[EventSession, ...]) -> Line:
    profile = engagement.profile
    return Line(
        profile.name,
        ", ".join(filter(None, (profile.title, profile.organisation))),
        country_name(profile.country) if profile.country else "",
        sessions,
        changed_since(sessions, last_told(engagement)),
        engagement.id,
        engagement.status,
        engagement.presence,
        profile.photo_id is not None,
        missing_of(engagement, sessions),
    )


def _named(name: str, sessions: tuple[EventSession, ...]) -> Line:
    printed = next(s for s in sessions[0].speakers if stored_fold(s.name) == name)
    return Line(printed.name, printed.organisation, "", sessions, presence=printed.presence)


def _kind(line: Line) -> str:
    return line.status.value if line.status else NAMED_ONLY


def _has_all(line: Line, words: Sequence[str]) -> bool:
    text = folded_name(f"{line.name} {line.detail} {line.country}")
    return all(word in text for word in words)
