"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

import pytest

# A Monday in the season of applications, before Europe's change to summer time. As on every real
# clock it is no whole second: what is stored, compared or told must not lean on one.
START = datetime(2027, 3, 1, 9, 0, 0, 654321, tzinfo=UTC)


class FixedClock:
    """Called like the product's clock; `advance` and `set` move it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> datetime:
        """Move on, for example ``clock.advance(days=2, minutes=1)``; return the new instant."""
        self.now += timedelta(**parts)
        return self.now

    def set(self, now: datetime) -> None:
        assert now.tzinfo is not None, "an instant needs a zone"
        self.now = now


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()
