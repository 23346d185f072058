"""What participants read for a session: chosen from the record, shown in the programme."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.core.errors import Problem
from courseapp.events.models import Event, EventSession, session_readings
from courseapp.events.published.versions import publish_programme, unpublished_changes
from courseapp.events.rules import Access, SessionStatus
from courseapp.events.sessions.scheduling import add_session, change_session, delete_session
from courseapp.events.sessions.sittings import ReadingPlan
from courseapp.initiatives.models import RecordPublication
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf
from tests.events.story import (
    SITTING,
    TYPED_SESSION,
    as_published,
    draft,
    published,
    with_public_session,
    with_session,
)
from tests.initiatives.publishing import publication, publish, row
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page

LIST = (
    publication("Setting a cap", year=2021),
    publication("État des marchés", year=2016, link="https://www.example.org/etat"),
    publication("The Handbook"),
)


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A public course of ICAP, whose record lists three publications."""
    publish(session, clock.now, *LIST)
    return published(session, cast.icap_organiser, clock.now)


@pytest.fixture
def sitting(session: Session, cast: Cast, clock: FixedClock, course: Event) -> EventSession:
    """Its session, for which the handbook is read."""
    reads = (plan_of(row(session, "The Handbook")),)
    return with_public_session(session, cast.icap_organiser, clock.now, course, readings=reads)


def plan_of(publication: RecordPublication) -> ReadingPlan:
    return ReadingPlan(publication.id, publication.title)


def form_of(sitting: EventSession) -> str:
    return f"/manage/events/{sitting.event.slug}/sessions/{sitting.id}"


def titles(session: Session, sitting: EventSession) -> list[str]:
    session.refresh(sitting, ["readings"])
    return [each.title for each in sitting.readings]


def offered(page: Page) -> list[str]:
    boxes = page.soup.select("#readings .choice label")
    return [each.get_text() for each in boxes]


def test_an_organiser_chooses_what_is_read_and_everybody_sees_it(
    organiser: CheckingClient,
    client: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    course: Event,
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/sessions/new")
    assert offered(page) == ["Setting a cap (2021)", "État des marchés (2016)", "The Handbook"]
    wanted = [str(row(session, title).id) for title in ("The Handbook", "État des marchés")]

    page = organiser.submit(page, {**TYPED_SESSION, "readings": wanted}, button="Save")
    assert "Read before The Handbook État des marchés" in page.text
    publish_programme(session, cast.icap_organiser, clock.now, course)
    public = client.visit(f"/events/{course.slug}")
    assert "Read before The Handbook État des marchés" in public.text
    own = client.follow(public, "État des marchés")
    assert own.heading == "État des marchés"
    assert own.link("Read it at example.org") == "https://www.example.org/etat"
    assert own.link("Set the cap") == f"/events/{course.slug}#day-2027-03-22"


def test_the_form_shows_what_is_chosen_first_and_takes_it_away(
    organiser: CheckingClient,
    client: CheckingClient,
    session: Session,
    clock: FixedClock,
    sitting: EventSession,
) -> None:
    before = sitting.changed_at
    page = organiser.visit(form_of(sitting))
    assert offered(page)[0] == "The Handbook"
    clock.advance(minutes=1)

    page = organiser.submit(page, {"readings": []}, button="Save")
    assert "is changed" in page.text
    assert titles(session, sitting) == []
    assert sitting.changed_at > before
    assert "Read before" not in client.visit(f"/events/{sitting.event.slug}").text


def test_reading_alone_changes_no_time_and_is_told_in_the_history(
    organiser: CheckingClient, session: Session, clock: FixedClock, sitting: EventSession
) -> None:
    sequence = as_published(sitting).sequence
    page = organiser.visit(form_of(sitting))
    wanted = [str(row(session, "Setting a cap").id)]
    organiser.submit(page, {"readings": wanted}, button="Save")

    assert titles(session, sitting) == ["Setting a cap"]
    assert as_published(sitting).sequence == sequence
    assert unpublished_changes(sitting.event) == ()
    history = organiser.visit(f"/manage/events/{sitting.event.slug}/history").text
    assert "Changed the session “Set the cap” (Mon 22 Mar 2027, 09:00 – 10:30 CET): reading." in (
        history
    )


def test_saving_without_a_change_changes_nothing(
    session: Session, cast: Cast, clock: FixedClock, sitting: EventSession
) -> None:
    plan = replace(SITTING, readings=(plan_of(row(session, "The Handbook")),))
    at = clock.advance(days=1)
    assert not change_session(session, cast.icap_organiser, at, sitting, plan)
    assert sitting.changed_at < at


def test_one_of_two_publications_with_the_same_title_is_not_the_other(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    twins = (publication("Twin", key="one"), publication("Twin", key="two"))
    publish(session, clock.now, *twins)
    by_title = select(RecordPublication).where(RecordPublication.title == "Twin")
    one, two = (plan_of(each) for each in session.scalars(by_title))
    sitting = with_session(session, cast.icap_organiser, clock.now, course, readings=(one,))

    plan = replace(SITTING, readings=(two,))
    assert change_session(session, cast.icap_organiser, clock.now, sitting, plan)
    assert [each.id for each in sitting.readings] == [two.id]


def test_the_second_of_two_editors_sees_which_reading_the_first_chose(
    organiser: CheckingClient, session: Session, clock: FixedClock, sitting: EventSession
) -> None:
    one, two = organiser.visit(form_of(sitting)), organiser.visit(form_of(sitting))
    clock.advance(minutes=1)
    wanted = [str(row(session, "Setting a cap").id)]
    organiser.submit(one, {"readings": wanted}, button="Save")

    page = organiser.submit(two, {"place": "Sala Blu"}, button="Save", status=422)
    assert "Somebody else saved this" in page.text
    assert "Reading Setting a cap" in page.text
    assert titles(session, sitting) == ["Setting a cap"]


def test_another_session_like_it_has_the_same_reading(
    organiser: CheckingClient, session: Session, sitting: EventSession
) -> None:
    slug = sitting.event.slug
    page = organiser.visit(f"/manage/events/{slug}/sessions/new?like={sitting.id}")
    assert page.value("readings") == str(row(session, "The Handbook").id)


def test_what_has_left_the_record_stays_until_it_is_taken_away(
    organiser: CheckingClient,
    client: CheckingClient,
    session: Session,
    clock: FixedClock,
    sitting: EventSession,
) -> None:
    publish(session, clock.now, *LIST[:2])

    public = client.visit(f"/events/{sitting.event.slug}")
    assert "Read before The Handbook" in public.text
    assert "The Handbook" not in public.links
    page = organiser.visit(form_of(sitting))
    assert "It has left the record." in page.text
    page = organiser.submit(page, {"place": "Sala Blu"}, button="Save")
    assert titles(session, sitting) == ["The Handbook"]
    slug = sitting.event.slug
    another = organiser.visit(f"/manage/events/{slug}/sessions/new?like={sitting.id}")
    assert "The Handbook" not in offered(another)
    organiser.submit(another, button="Save")


@pytest.mark.parametrize("wrong", ["0", "-1", "abc", "9" * 30, "999999"])
def test_a_publication_that_is_not_offered_is_refused(
    organiser: CheckingClient, session: Session, course: Event, wrong: str
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/sessions/new")
    fields = page.form(button="Save").fill(TYPED_SESSION, "Save").fields
    answer = organiser.post(page.path, data={**dict(fields), "readings": wrong})
    assert answer.status_code == 422
    assert "One of the chosen publications left the record. Choose again." in answer.text


def test_no_session_reads_a_publication_of_another_record(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    foreign = plan_of(row(session, "List of initial members"))
    with pytest.raises(Problem, match="no longer in the record") as refused:
        add_session(
            session, cast.icap_organiser, clock.now, course, replace(SITTING, readings=(foreign,))
        )
    assert refused.value.field == "readings"


def test_without_publications_the_form_says_where_to_add_them(
    organiser: CheckingClient, session: Session, clock: FixedClock, course: Event
) -> None:
    publish(session, clock.now)

    page = organiser.visit(f"/manage/events/{course.slug}/sessions/new")
    assert page.link("Add them to the record") == "/manage/icap/record/publications"
    organiser.submit(page, TYPED_SESSION, button="Save")


def test_two_hundred_publications_are_offered_in_a_box_that_can_be_searched(
    organiser: CheckingClient, session: Session, clock: FixedClock, course: Event
) -> None:
    publish(session, clock.now, *(publication(f"Report {number}") for number in range(200)))

    page = organiser.visit(f"/manage/events/{course.slug}/sessions/new")
    assert len(offered(page)) == 200
    box = page.soup.find(id="readings-list")
    assert box is not None
    assert box["class"] == ["choices-long"]
    chosen = [str(row(session, f"Report {number}").id) for number in range(30)]
    organiser.submit(page, {**TYPED_SESSION, "readings": chosen}, button="Save")
    assert session.scalar(select(func.count()).select_from(session_readings)) == 30


def test_a_deleted_session_of_a_draft_leaves_its_reading_in_the_record(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    event = draft(session, cast.icap_organiser, clock.now)
    reads = (plan_of(row(session, "The Handbook")),)
    sitting = with_session(session, cast.icap_organiser, clock.now, event, readings=reads)

    delete_session(session, cast.icap_organiser, clock.now, sitting)
    session.commit()
    assert session.scalar(select(func.count()).select_from(session_readings)) == 0
    assert row(session, "The Handbook").is_listed


def test_nobody_reads_for_what_is_cancelled_or_only_for_the_invited(
    client: CheckingClient, session: Session, sitting: EventSession
) -> None:
    address = f"/events/{sitting.event.slug}"
    as_published(sitting).status = SessionStatus.CANCELLED
    assert "Read before" not in client.visit(address).text
    as_published(sitting).status = SessionStatus.SCHEDULED
    sitting.event.access = Access.INVITATION
    assert "The Handbook" not in client.visit(address).text


def test_a_programme_costs_the_same_with_one_reading_and_with_many(
    client: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    sitting: EventSession,
    cost_of: CostOf,
) -> None:
    address = f"/events/{sitting.event.slug}"
    few = cost_of(client, address)
    every = tuple(plan_of(row(session, each.title)) for each in LIST)
    for _ in range(5):
        with_public_session(session, cast.icap_organiser, clock.now, sitting.event, readings=every)
    assert cost_of(client, address) == few
