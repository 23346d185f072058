"""What a speaker does in an event: her sessions as planned, in her zone and in the event's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.events.models import Event, EventSession
from courseapp.events.published.versions import unpublished_changes
from courseapp.events.rules import SessionStatus
from courseapp.speakers.models import AvailableWindow, SpeakerEngagement
from courseapp.speakers.rules import Window, is_available, stored_fold

UTC_ZONE = "UTC"


@dataclass(frozen=True)
class HerSession:
    """A session as its speaker reads it.

    `times` is the same time in her zone, the session's and UTC, each that reads alike once.
    `is_final` says that everybody sees it just so; `is_changed` that it moved or changed since
    she was last told.
    """

    sitting: EventSession
    times: tuple[str, ...]
    is_final: bool
    is_changed: bool
    is_outside: bool

    @property
    def is_cancelled(self) -> bool:
        return self.sitting.status is SessionStatus.CANCELLED


def sessions_by_speaker(event: Event) -> Mapping[str, tuple[EventSession, ...]]:
    """Return the planned sessions of each speaker, by folded name. No statement of its own."""
    found: dict[str, dict[int, EventSession]] = {}
    for sitting in event.sessions:
        for speaker in sitting.speakers:
            found.setdefault(stored_fold(speaker.name), {})[sitting.id] = sitting
    return {name: tuple(sittings.values()) for name, sittings in found.items()}


def sessions_of(event: Event, engagement: SpeakerEngagement) -> tuple[HerSession, ...]:
    """Return her sessions in the order of time."""
    sittings = sessions_by_speaker(event).get(engagement.profile.folded_name, ())
    open_changes = {change.uid for change in unpublished_changes(event)}
    told = last_told(engagement)
    windows = windows_of(engagement)
    return tuple(
        HerSession(
            each,
            told_times(each, engagement.profile.zone or event.zone),
            each.calendar_uid not in open_changes,
            told is not None and each.changed_at > told,
            not is_available(windows, each.starts_at, each.ends_at),
        )
        for each in sittings
    )


def last_told(engagement: SpeakerEngagement) -> datetime | None:
    """Return when she last saw her sessions for certain: with a letter, or when she answered."""
    instants = (engagement.invited_at, engagement.reminded_at, engagement.answered_at)
    return max((each for each in instants if each is not None), default=None)


def changed_since(
    sittings: Iterable[EventSession], told: datetime | None
) -> tuple[EventSession, ...]:
    """Return the sessions that changed after she was last told; none where she never was."""
    return tuple(each for each in sittings if told is not None and each.changed_at > told)


def windows_of(engagement: SpeakerEngagement) -> Sequence[Window]:
    """Return when she can speak; none means always."""
    return [Window(each.starts_at, each.ends_at) for each in engagement.windows]


def told_times(sitting: EventSession, own_zone: str | None) -> tuple[str, ...]:
    """Return ``Mon 3 May 2027, 09:00 – 10:30 CEST`` in her zone, the session's and UTC."""
    zones = [zone for zone in (own_zone, sitting.zone, UTC_ZONE) if zone]
    texts = (told_time(sitting.starts_at, sitting.ends_at, zone) for zone in zones)
    return tuple(dict.fromkeys(texts))


def told_window(window: AvailableWindow) -> str:
    """Return when she can, by her own clock: ``Mon 3 May 2027, the whole day (ICT)`` or a time."""
    starts, ends = window.starts_local, window.ends_local
    if starts.time() == ends.time() == time() and ends - starts == timedelta(days=1):
        label = formats.zone_label(window.starts_at, window.zone)
        return f"{formats.day(starts.date())}, the whole day ({label})"
    return told_time(window.starts_at, window.ends_at, window.zone)


def told_time(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Return a time from one instant to another, told in the zone with its day."""
    day = formats.day(starts_at.astimezone(ZoneInfo(zone)).date())
    return f"{day}, {formats.time_range(starts_at, ends_at, zone)}"
