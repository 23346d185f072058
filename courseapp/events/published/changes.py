"""What is new between two states of a programme: for people to read, and for calendars."""

from dataclasses import dataclass
from enum import StrEnum

from courseapp.events.published.states import STATE_FIELDS, SessionState, States

WHEN = ("starts_at", "ends_at")
NOT_TOLD = frozenset({*WHEN, "starts_local", "ends_local", "status"})


class ChangeKind(StrEnum):
    """What happened to a session; the first that applies, in this order."""

    NEW = "new"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One session that is not as it was. `before` is None for a new one."""

    uid: str
    kind: ChangeKind
    before: SessionState | None
    after: SessionState

    @property
    def title(self) -> str:
        return self.after.title

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what changed besides time and status, in the order of `SessionState`."""
        if self.before is None:
            return ()
        return tuple(name for name in _differing(self.before, self.after) if name not in NOT_TOLD)


def changes_between(before: States, after: States) -> tuple[Change, ...]:
    """Return what changed, in the order of time of the new programme.

    A session that is in `before` only is not a change: nothing that was public disappears.
    """
    found = (
        Change(uid, kind, before.get(uid), state)
        for uid, state in after.items()
        if (kind := _kind(before.get(uid), state))
    )
    return tuple(sorted(found, key=lambda change: (change.after.starts_at, change.uid)))


def raises_sequence(before: SessionState, after: SessionState) -> bool:
    """Return whether calendars must be told with a higher SEQUENCE (RFC 5545 §3.8.7.4).

    So it is when DTSTART, DTEND or STATUS differ; the zone is a part of the first two.
    """
    return any(getattr(before, name) != getattr(after, name) for name in (*WHEN, "zone", "status"))


def _kind(before: SessionState | None, after: SessionState) -> ChangeKind | None:
    if before is None:
        return None if after.is_cancelled else ChangeKind.NEW
    if before.is_cancelled != after.is_cancelled:
        return ChangeKind.CANCELLED if after.is_cancelled else ChangeKind.RESTORED
    if any(getattr(before, name) != getattr(after, name) for name in WHEN):
        return ChangeKind.MOVED
    return ChangeKind.CHANGED if _differing(before, after) else None


def _differing(before: SessionState, after: SessionState) -> tuple[str, ...]:
    return tuple(name for name in STATE_FIELDS if getattr(before, name) != getattr(after, name))
