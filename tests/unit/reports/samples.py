"""Events as reports tell of them, and hypothesis strategies for many of them."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from courseapp.events.rules import EventKind, Mode
from courseapp.reports.figures import Sitting
from courseapp.reports.outputs import EventOutput, Outputs, PublicationOutput
from courseapp.reports.rules import Standing

COURSE = EventOutput(
    path="/events/course",
    title="Course",
    kind=EventKind.COURSE,
    standing=Standing.HELD,
    year=2026,
    mode=Mode.IN_PERSON,
    first_day=date(2026, 5, 4),
    last_day=date(2026, 5, 15),
)
PUBLICATION = PublicationOutput("/publications/1", "Status report", 2026)


def event(**changes: Any) -> EventOutput:
    """Return the course with changes."""
    return replace(COURSE, **changes)


def sitting(day: str = "2026-05-04", minutes: int = 90, **changes: Any) -> Sitting:
    """Return a session on a day (ISO 8601)."""
    return replace(Sitting(date.fromisoformat(day), minutes), **changes)


def outputs(*events: EventOutput, publications: tuple[PublicationOutput, ...] = ()) -> Outputs:
    """Return what an initiative did."""
    return Outputs(events, publications)


YEARS = st.integers(2020, 2023)
SITTINGS = st.builds(
    Sitting,
    day=st.dates(date(2019, 12, 1), date(2024, 1, 31)),
    minutes=st.integers(1, 600),
    is_cancelled=st.booleans(),
)
EVENTS = st.builds(
    EventOutput,
    path=st.just("/events/any"),
    title=st.just("Any"),
    kind=st.sampled_from(EventKind),
    mode=st.none() | st.sampled_from(Mode),
    standing=st.sampled_from(Standing),
    year=YEARS,
    sittings=st.none() | st.lists(SITTINGS, min_size=1, max_size=5).map(tuple),
)
PUBLICATIONS = st.builds(
    PublicationOutput,
    path=st.just("/publications/1"),
    title=st.just("Any"),
    year=st.none() | YEARS,
)
OUTPUTS = st.builds(
    Outputs,
    events=st.lists(EVENTS, max_size=12).map(tuple),
    publications=st.lists(PUBLICATIONS, max_size=6).map(tuple),
)
