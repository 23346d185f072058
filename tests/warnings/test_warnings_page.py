"""The organiser's list of warnings: read, filtered, let stand for a reason, opened again."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from courseapp.warnings.acknowledging import acknowledge, take_back
from courseapp.warnings.models import AcknowledgedWarning
from courseapp.warnings.queries import warnings_of
from tests.events.story import wall, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

WHY = "A wall divides the room."
ROOM = "“Set the cap” and “Clinic” are in Sala Rossa at the same time"


@pytest.fixture
def clashing(session: Session, cast: Cast, clock: FixedClock, course: Event) -> Event:
    """A course with two sessions in one room, one of them too long."""
    with_session(session, cast.icap_organiser, clock.now, course)
    with_session(
        session,
        cast.icap_organiser,
        clock.now,
        course,
        title="Clinic",
        ends_local=wall("2027-03-22T12:30"),
        speakers=(),
    )
    return course


def address(event: Event, query: str = "") -> str:
    return f"/manage/events/{event.slug}/warnings{query}"


def test_a_programme_with_nothing_wrong_says_so(organiser: CheckingClient, course: Event) -> None:
    page = organiser.visit(address(course))

    assert page.heading == "Warnings"
    assert "Nothing to warn of" in page.text


def test_a_warning_is_let_stand_for_a_reason_and_opened_again(
    organiser: CheckingClient, session: Session, clashing: Event
) -> None:
    page = organiser.visit(address(clashing, "?by=day&show=problems"))
    assert ROOM in page.text
    assert "Move one of them, or give it another room." in page.text
    assert "1 problem" in page.text
    assert "1 hint" in page.text
    assert page.link("Change “Clinic”").endswith(f"/sessions/{clashing.sessions[1].id}")

    button = "Let it stand : Two sessions in one room"
    page = organiser.submit(page, {"reason": "  "}, button=button, status=422)
    assert "Say in a few words why it may stand." in page.text
    assert page.soup.select_one("details[open] input[name=reason]")

    page = organiser.submit(page, {"reason": f" {WHY} "}, button=button)
    assert page.address.endswith("?show=problems&by=day")
    assert ROOM not in page.text
    assert "No warning fits" in page.text

    page = organiser.visit(address(clashing, "?show=standing"))
    assert "Mariana Costa, Mon 1 Mar 2027" in page.text
    assert WHY in page.text
    overview = organiser.visit(f"/manage/events/{clashing.slug}")
    assert f"Two sessions in one room: may stand, says Mariana Costa. {WHY}" in overview.text
    assert "1 hint in the programme" in overview.text
    history = session.scalars(select(AuditEntry.summary).order_by(AuditEntry.id)).all()
    assert history[-1].startswith("Let a warning stand: “Set the cap” and “Clinic”")

    page = organiser.submit(page, button="Open it again Two sessions in one room")
    assert "The warning is open again." in page.text
    assert ROOM in organiser.visit(address(clashing)).text
    assert session.scalars(select(AcknowledgedWarning)).all() == []


def test_the_list_is_filtered_and_paged(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock, clashing: Event
) -> None:
    for number in range(6):
        with_session(
            session,
            cast.icap_organiser,
            clock.now,
            clashing,
            title=f"Group {number}",
            speakers=(),
        )
    page = organiser.visit(address(clashing))
    assert "1–25 of 29" in page.text
    assert "Two sessions in one room (28)" in page.text
    page = organiser.visit(page.link("Next"))
    assert page.address.endswith("page=2")
    assert "26–29 of 29" in page.text

    page = organiser.visit(address(clashing, "?kind=no_break"))
    assert "There is no break for 3 h 30 min in Sala Rossa" in page.text
    assert ROOM not in page.text
    assert "No warning fits" in organiser.visit(address(clashing, "?kind=travel")).text
    page = organiser.visit(address(clashing, f"?session={clashing.sessions[0].id}"))
    assert "Only what is about “ Set the cap ”" in page.text
    assert "“Group 0” and “Group 1”" not in page.text
    organiser.visit(address(clashing, "?kind=nonsense&by=x&show=y&page=z"))


def test_a_reason_holds_until_the_facts_change(
    session: Session, cast: Cast, clock: FixedClock, clashing: Event
) -> None:
    (first, _) = warnings_of(session, clashing, clock.now)
    acknowledge(session, cast.icap_organiser, clock.now, clashing, first.key, WHY)
    one, two = clashing.sessions
    one.title, two.description = "Renamed", "Longer."
    session.flush()
    kept = warnings_of(session, clashing, clock.now)[0]
    assert kept.acknowledged is not None
    assert (kept.acknowledged.by, kept.acknowledged.reason) == ("Mariana Costa", WHY)

    two.place = one.place = "Sala Blu"
    session.flush()
    assert all(each.is_open for each in warnings_of(session, clashing, clock.now))


def test_what_was_decided_meanwhile_is_told(
    session: Session, cast: Cast, clock: FixedClock, clashing: Event
) -> None:
    organiser = cast.icap_organiser
    key = warnings_of(session, clashing, clock.now)[0].key
    acknowledge(session, organiser, clock.now, clashing, key, WHY)

    with pytest.raises(Problem, match="Mariana Costa has let this stand already"):
        acknowledge(session, cast.administrator, clock.now, clashing, key, "Another reason.")
    with pytest.raises(Problem, match="does not hold any more"):
        acknowledge(session, organiser, clock.now, clashing, "room_overlap-0", WHY)
    take_back(session, organiser, clock.now, clashing, key)
    with pytest.raises(Problem, match="open already"):
        take_back(session, organiser, clock.now, clashing, key)


def test_a_stale_button_is_answered_in_words(
    organiser: CheckingClient, session: Session, clashing: Event
) -> None:
    page = organiser.visit(address(clashing))
    button = "Let it stand : Two sessions in one room"
    clashing.sessions[1].place = "Sala Blu"
    session.commit()

    page = organiser.submit(page, {"reason": WHY}, button=button, status=422)

    assert "This warning does not hold any more: the programme has changed." in page.text


def test_who_publishes_is_told_at_the_last_moment_and_not_kept_from_it(
    organiser: CheckingClient, clashing: Event
) -> None:
    page = organiser.visit(f"/manage/events/{clashing.slug}/publish")
    assert "1 problem and 1 hint in the programme" in page.text

    page = organiser.submit(page, button="Publish")
    assert "is public now" in page.text


def test_the_neighbours_cannot_see_or_let_stand_what_is_not_theirs(
    as_person: AsPerson, cast: Cast, session: Session, clashing: Event
) -> None:
    neighbour = as_person(cast.a6ip_organiser)
    token = neighbour.visit("/account").value("csrf_token")
    neighbour.expect_404(address(clashing))
    for path in (address(clashing), address(clashing, "/take-back")):
        sent = {"csrf_token": token, "key": "room_overlap-0", "reason": WHY}
        assert neighbour.post(path, data=sent).status_code == 404
    assert session.scalars(select(AcknowledgedWarning)).all() == []


def test_what_was_typed_while_the_sign_in_lapsed_is_there_again(
    organiser: CheckingClient, as_person: AsPerson, cast: Cast, clock: FixedClock, clashing: Event
) -> None:
    page = organiser.visit(address(clashing))
    clock.advance(days=15)
    answer = organiser.send(
        page,
        {"reason": WHY},
        button="Let it stand : Two sessions in one room",
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert re.match(r"/sign-in\?next=.*warnings", answer.location)
