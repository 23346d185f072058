"""An organiser says whom she expects, sees which times are fair, and plans a session at one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from courseapp.core.errors import Problem
from courseapp.events.facts.changing import ChangedMeanwhile
from courseapp.events.models import Event, EventSession
from courseapp.events.published.versions import unpublished_changes
from courseapp.events.rules import Mode
from courseapp.events.sessions.scheduling import change_session
from courseapp.fair_times.expected import expect
from courseapp.fair_times.holding import hold_at, runs_of
from courseapp.scenarios.cast import Cast
from tests.events.story import SITTING, published, send_unoffered, wall, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, said

PEOPLE = "Togo 12\nFiji 3\nJapan 5"
MORNING = datetime(2027, 3, 24, 8, tzinfo=UTC)
EVENING = datetime(2027, 3, 24, 19, tzinfo=UTC)


def first_offer(page: Page) -> str:
    """Return the words of the button beside the fairest proposal."""
    return next(
        text for text in map(said, page.soup.find_all("button")) if text.startswith("Plan it")
    )


@pytest.fixture
def webinar(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return published(session, cast.icap_organiser, clock.now, mode=Mode.ONLINE)


@pytest.fixture
def sitting(session: Session, cast: Cast, clock: FixedClock, webinar: Event) -> EventSession:
    clock.advance(microseconds=123456)  # as a real clock has
    return with_session(session, cast.icap_organiser, clock.now, webinar, title="Allocation")


def test_an_organiser_finds_a_fair_time_and_plans_the_session_twice(
    organiser: CheckingClient, webinar: Event, sitting: EventSession, session: Session
) -> None:
    page = organiser.visit(f"/manage/events/{webinar.slug}/fair-times")
    assert "Say from where you expect people" in page.text

    typed = {"expected": "Togo 12\nJapn 5"}
    wrong = organiser.submit(page, typed, button="Save", status=422)
    assert "Did you mean Japan?" in wrong.text
    assert "Togo 12" in wrong.value("expected")
    page = organiser.submit(wrong, {"expected": PEOPLE}, button="Save")
    assert "20 people from 3 countries" in page.text
    assert page.value("minutes") == "90"

    found = organiser.visit(
        f"/manage/events/{webinar.slug}/fair-times"
        f"?session={sitting.id}&day=2027-03-22&minutes=90&runs=2&days=2&days=3"
    )
    assert "Planned now:" in found.text
    assert "nobody" in found.text
    organiser.submit(found, button=first_offer(found))

    session.expire_all()
    runs = runs_of(webinar, sitting)
    assert len(runs) == 2
    assert {run.repeat_group for run in runs} == {"Allocation"}
    assert all(run.join_link == "" for run in runs if run is not sitting)
    assert {change.kind for change in unpublished_changes(webinar)} == {"new"}


def test_runs_that_exist_are_moved_in_order_and_keep_what_is_theirs(
    session: Session, cast: Cast, clock: FixedClock, webinar: Event, sitting: EventSession
) -> None:
    actor = cast.icap_organiser
    first, second = hold_at(session, actor, clock.now, sitting, [MORNING, EVENING])
    change_session(
        session, actor, clock.now, second,
        replace(
            SITTING, title="Allocation", repeat_group="Allocation", speakers=(),
            join_link="https://meet.example.org/two",
            starts_local=second.starts_local, ends_local=second.ends_local,
        ),
    )  # fmt: skip
    uids = [first.calendar_uid, second.calendar_uid]

    later = [EVENING.replace(day=25), MORNING.replace(day=25)]
    moved = hold_at(session, actor, clock.now, second, later)

    assert [run.calendar_uid for run in moved] == uids
    assert [run.starts_at for run in moved] == sorted(later)
    assert [run.ends_at - run.starts_at for run in moved] == [
        wall("2027-03-22T10:30") - wall("2027-03-22T09:00")
    ] * 2
    assert moved[1].join_link == "https://meet.example.org/two"


def test_who_plans_a_session_that_somebody_moved_meanwhile_is_told(
    session: Session, cast: Cast, clock: FixedClock, sitting: EventSession
) -> None:
    seen = sitting.changed_at.replace(year=2020)

    with pytest.raises(ChangedMeanwhile):
        hold_at(session, cast.icap_organiser, clock.now, sitting, [MORNING], seen)


def test_whom_an_event_expects_is_replaced_as_a_whole_or_not_at_all(
    session: Session, cast: Cast, clock: FixedClock, webinar: Event
) -> None:
    assert expect(session, cast.icap_organiser, clock.now, webinar, PEOPLE)
    assert not expect(session, cast.icap_organiser, clock.now, webinar, PEOPLE)
    assert expect(session, cast.icap_organiser, clock.now, webinar, "Fiji 4\nPeru 1")
    with pytest.raises(Problem, match="Line 1"):
        expect(session, cast.icap_organiser, clock.now, webinar, "Atlantis 4")

    session.expire_all()
    assert {each.country: each.people for each in webinar.expected} == {"FJ": 4, "PE": 1}


def test_a_start_that_is_none_is_refused_and_nothing_moves(
    organiser: CheckingClient, webinar: Event, sitting: EventSession, session: Session
) -> None:
    before = sitting.starts_at
    page = organiser.visit(f"/manage/events/{webinar.slug}/fair-times")
    organiser.submit(page, {"expected": PEOPLE}, button="Save")
    page = organiser.visit(f"/manage/events/{webinar.slug}/fair-times?session={sitting.id}")

    for starts in ("", "tomorrow", "2027-03-24T08:00", " ".join([MORNING.isoformat()] * 4)):
        told = send_unoffered(organiser, page, first_offer(page), {"starts": starts})
        assert "Choose one of the proposed times." in told.text
    session.refresh(sitting)
    assert sitting.starts_at == before
