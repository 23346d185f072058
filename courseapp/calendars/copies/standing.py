"""Whether a copy may be given out. Pure: what was seen of it, and the time.

While a worker beats, it builds what has changed, and readers get the copy as it was for the
seconds until then. Where no worker beats, or it has not come to it within a minute, whoever
asks builds; so it is in tests. What must not be seen any longer is given out by nobody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from courseapp.core.heartbeat import FRESH_FOR

PATIENCE = timedelta(minutes=1)  # how long readers get what is old while a worker beats
A_BUILD = timedelta(seconds=15)  # after that, whoever had claimed it is taken for dead
FORGOTTEN_AFTER = timedelta(days=30)  # that nobody asks
NOTED_EVERY = timedelta(days=1)  # that somebody asks


class Standing(StrEnum):
    """What to do with a copy for which somebody asks."""

    GIVEN = "given"  # as it is
    DUE = "due"  # build it; whoever comes meanwhile gets it as it is
    WANTED = "wanted"  # build it; whoever comes meanwhile waits


@dataclass(frozen=True)
class Seen:
    """What one statement says of a copy, of the news, and of the worker."""

    tag: str | None
    changed_at: datetime | None
    stands_until: datetime | None
    stale_since: datetime | None
    is_withheld: bool
    claimed_at: datetime | None
    asked_at: datetime
    news_since: datetime | None
    news_withdraws: bool
    worker_at: datetime | None

    def is_claimed(self, now: datetime) -> bool:
        """Whether somebody builds it at this moment."""
        return self.claimed_at is not None and now - self.claimed_at < A_BUILD

    def worker_beats(self, now: datetime) -> bool:
        """Whether a worker gave a sign of life within the last minute."""
        return self.worker_at is not None and now - self.worker_at <= FRESH_FOR

    def old_since(self, now: datetime) -> datetime | None:
        """Since when the copy may show what is no more; None while nothing says so."""
        passed = self.stands_until if self.stands_until and self.stands_until <= now else None
        known = (self.stale_since, passed, self.news_since)
        return min((each for each in known if each is not None), default=None)


def standing(seen: Seen | None, now: datetime) -> Standing:
    """Return what to do with a copy; None where there is none."""
    if seen is None or seen.tag is None or seen.is_withheld or seen.news_withdraws:
        return Standing.WANTED
    since = seen.old_since(now)
    if since is None or (seen.worker_beats(now) and now - since <= PATIENCE):
        return Standing.GIVEN
    return Standing.DUE
