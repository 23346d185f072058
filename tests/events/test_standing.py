"""How an event stands is announced, postponed, taken up again and taken back; people are told."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from courseapp.accounts.passwords import hash_password
from courseapp.applications.rules import Status
from courseapp.calendars.entries.events import dates_entry, event_entry
from courseapp.calendars.entries.sessions import session_entry
from courseapp.calendars.rules import AllDay, EntryStatus
from courseapp.core.audit import history
from courseapp.core.errors import Problem
from courseapp.events.clock.deadlines import Window, explain, window
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.planning import change_event
from courseapp.events.lists.listing import events_of
from courseapp.events.models import Event
from courseapp.events.ports.attending import Addressee, Group
from courseapp.events.queries import coming_events, past_events
from courseapp.events.rules import EventStatus
from courseapp.events.standing.news import Telling
from courseapp.events.standing.postponing import NewDates, postpone_event
from courseapp.events.standing.publishing import (
    announce_event,
    cancel_event,
    mark_held,
    publish_event,
    take_back_held,
)
from courseapp.reports.queries import outputs_of
from courseapp.scenarios.cast import Cast
from tests.applications.story import mails
from tests.events.story import as_published, draft, published, wall, with_public_session
from tests.selection.story import applied
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)
BASE = "https://courses.example"
POSTPONE = "Postpone the event"
UNDATED = "Dates not known yet"


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return published(session, cast.icap_organiser, clock.now)


def test_a_plan_known_by_its_month_is_announced_and_later_published(
    organiser: CheckingClient, client: CheckingClient, session: Session
) -> None:
    page = organiser.visit("/manage/icap/events/new")
    typed = {"title": "Winter school", "kind": "course", "month": "1", "year": "2028"}
    page = organiser.submit(page, typed, button="Save the draft")
    page = organiser.follow(page, "Announce as planned")
    assert "planned, not yet confirmed" in page.text
    assert "in no calendar yet" in page.text
    client.expect_404("/events/winter-school")

    page = organiser.submit(page, {"note": "Save the month."}, button="Announce")

    assert "The event is announced." in page.text
    event = session.scalars(select(Event).where(Event.title == "Winter school")).one()
    assert (event.status, event.starts_on) == (EventStatus.ANNOUNCED, None)
    public = client.visit(f"/events/{event.slug}").text
    assert "January 2028" in public
    assert "Planned, not yet confirmed" in public
    page = organiser.visit(f"/manage/events/{event.slug}/publish")
    assert "Enter the first day." in page.text
    entry = history(session, [f"event/{event.id}"])[0]
    assert (entry.verb, entry.summary) == (
        "announce",
        "Announced the event as /events/winter-school. Reason: Save the month.",
    )


def test_the_organiser_postpones_and_tells_who_is_concerned(
    as_person: AsPerson,
    client: CheckingClient,
    session: Session,
    cast: Cast,
    course: Event,
    clock: FixedClock,
) -> None:
    asked = applied(session, course, clock.now, 0)
    seated = applied(session, course, clock.now, 1)
    seated.status, seated.confirmed_at = Status.CONFIRMED, clock.now
    session.commit()
    organiser = as_person(cast.icap_organiser)
    page = organiser.follow(organiser.visit(f"/manage/events/{course.slug}"), "Postpone the event")
    assert "Participants with a seat (1)" in page.text
    past = {"starts_on": "2027-02-01"}
    page = organiser.submit(page, past, button="Postpone the event", status=422)
    assert "Enter a first day that is still to come, or leave it empty." in page.text
    fresh = {"starts_on": "", "year": "2028", "note": "The hotel burnt."}
    page = organiser.submit(page, fresh, button="Show the letters again")
    assert "2028 It was planned for Mon 22 Mar – Fri 2 Apr 2027." in page.text
    assert mails(session, "event_postponed") == []

    page = organiser.submit(page, {"year": ""}, button="Postpone the event")

    assert "for now. 2 letters are on their way." in page.text
    letters = {each.to_address: each for each in mails(session, "event_postponed")}
    assert set(letters) == {asked.person.email, seated.person.email}
    assert "You keep your seat." in letters[seated.person.email].text
    assert "Your application stays as it is." in letters[asked.person.email].text
    assert all("The hotel burnt." in each.text for each in letters.values())
    assert (
        "This event is postponed"
        in as_person(asked.person).visit(f"/applications/{asked.reference}").text
    )
    public = client.visit(f"/events/{course.slug}").text
    assert "This event is postponed It was planned for Mon 22 Mar – Fri 2 Apr 2027." in public
    assert "New dates are not known yet." in public
    assert UNDATED in organiser.visit("/manage/icap").text
    entry = history(session, [f"event/{course.id}"])[0]
    assert entry.summary.startswith("Postponed the event from Mon 22 Mar – Fri 2 Apr 2027 to:")


def test_the_organiser_takes_it_up_again_on_new_dates(
    as_person: AsPerson,
    client: CheckingClient,
    session: Session,
    cast: Cast,
    course: Event,
    clock: FixedClock,
) -> None:
    asked = applied(session, course, clock.now, 0)
    postpone_event(session, cast.icap_organiser, clock.now, course)
    session.commit()
    organiser = as_person(cast.icap_organiser)

    page = organiser.visit(f"/manage/events/{course.slug}/edit")
    dates = {"starts_on": "2027-09-06", "ends_on": "2027-09-17", "closes_on": "2027-07-30"}
    organiser.submit(page, dates, button="Save")
    page = organiser.visit(f"/manage/events/{course.slug}/publish")
    assert "It takes place on Mon 6 Sep – Fri 17 Sep 2027" in page.text
    page = organiser.submit(page, button="Publish")
    assert "1 letter is on its way." in page.text
    (letter,) = mails(session, "event_resumed")
    assert letter.to_address == asked.person.email
    assert "It was planned for Mon 22 Mar – Fri 2 Apr 2027." in letter.text
    assert "This event is postponed" not in client.visit(f"/events/{course.slug}").text
    session.refresh(course)
    assert (course.status, course.earlier_starts_on) == (EventStatus.PUBLISHED, None)


def test_while_postponed_nobody_applies_and_the_event_is_still_to_come(
    session: Session, cast: Cast, course: Event
) -> None:
    assert window(course, LATER) is Window.OPEN

    postpone_event(session, cast.icap_organiser, LATER, course)

    assert window(course, LATER) is Window.CLOSED
    assert explain(course, LATER) == ("The event is postponed. Applications are not taken for now.")
    in_years = datetime(2031, 1, 1, tzinfo=UTC)
    assert [each.id for each in coming_events(session, in_years)] == [course.id]
    assert list(past_events(session, in_years)) == []
    owned = session.scalars(events_of(course.initiative_id)).all()
    assert course in owned
    outputs = outputs_of(session, LATER, course.initiative)
    assert course.title not in [each.title for each in outputs.events]  # it is of no year


def test_calendars_keep_it_where_it_stood_as_tentative_with_the_next_sequence(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    before = course.sequence
    postpone_event(session, cast.icap_organiser, LATER, course)

    entry, bare = event_entry(course, BASE), dates_entry(course, BASE)

    assert entry is not None
    assert bare is not None
    for each in (entry, bare):
        assert each.status is EntryStatus.TENTATIVE
        assert each.title == "Postponed: Course on emissions trading"
        assert each.when == AllDay(date(2027, 3, 22), date(2027, 4, 2))
        assert each.description.startswith("This event is postponed. New dates are not known yet.")
        assert (each.sequence, each.changed_at) == (before + 1, LATER)


def test_sessions_are_postponed_too_and_stand_again_once_it_is_published(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    public = as_published(with_public_session(session, cast.icap_organiser, clock.now, course))
    before = public.sequence
    dates = NewDates(date(2027, 3, 22), date(2027, 4, 9))

    postpone_event(session, cast.icap_organiser, LATER, course, dates)
    entry = session_entry(public, BASE)
    assert (entry.status, entry.sequence) == (EntryStatus.TENTATIVE, before + 1)
    assert "Now planned for Mon 22 Mar – Fri 9 Apr 2027." in entry.description

    publish_event(session, cast.icap_organiser, LATER, course)
    entry = session_entry(public, BASE)
    assert (entry.status, entry.sequence) == (EntryStatus.CONFIRMED, before + 2)
    assert not entry.title.startswith("Postponed")


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        (NewDates(date(2027, 3, 22), date(2027, 4, 2)), "starts_on"),
        (NewDates(date(2027, 1, 22)), "starts_on"),
        (NewDates(None, date(2027, 9, 2)), "starts_on"),
        (NewDates(date(2027, 9, 3), date(2027, 9, 2)), "ends_on"),
        (NewDates(year=2026), "year"),
        (NewDates(month=5), "year"),
    ],
)
def test_dates_to_which_it_cannot_be_postponed_are_refused_beside_their_field(
    session: Session, cast: Cast, course: Event, dates: NewDates, field: str
) -> None:
    with pytest.raises(Problem) as refused:
        postpone_event(session, cast.icap_organiser, LATER, course, dates)

    assert refused.value.field == field
    assert course.status is EventStatus.PUBLISHED


def test_what_is_postponed_for_good_is_cancelled_on_the_days_it_had(
    session: Session, cast: Cast, course: Event
) -> None:
    postpone_event(session, cast.icap_organiser, LATER, course)

    cancel_event(session, cast.icap_organiser, LATER, course)

    assert course.status is EventStatus.CANCELLED
    assert (course.starts_on, course.ends_on) == (date(2027, 3, 22), date(2027, 4, 2))


def test_a_mistaken_held_is_taken_back(
    as_person: AsPerson, session: Session, cast: Cast, course: Event, clock: FixedClock
) -> None:
    clock.now = datetime(2027, 4, 5, 9, tzinfo=UTC)
    mark_held(session, cast.icap_organiser, clock.now, course)
    session.commit()
    before = course.sequence
    organiser = as_person(cast.icap_organiser)

    page = organiser.visit(f"/manage/events/{course.slug}")
    page = organiser.follow(page, "It was not held: take it back")
    page = organiser.submit(page, button="Take it back")

    assert "no longer marked as held" in page.text
    assert "Was it held?" in page.text
    session.refresh(course)
    assert (course.status, course.sequence) == (EventStatus.PUBLISHED, before)


def test_a_plan_that_says_too_little_to_be_published_stays_held(
    session: Session, cast: Cast, course: Event
) -> None:
    course.status, course.mode = EventStatus.HELD, None

    with pytest.raises(Problem, match="Say whether it takes place in person or online"):
        take_back_held(session, cast.icap_organiser, LATER, course)
    assert course.status is EventStatus.HELD


class Everywhere:
    """A source of people that knows one person in two groups, in two spellings."""

    def addressees(self, _session: Session, _event: Event) -> Mapping[Group, Sequence[Addressee]]:
        return {
            Group.SPEAKERS: [Addressee("Mai@example.org", "Mai Trần")],
            Group.CONFIRMED: [Addressee("mai@example.org", "Mai Trần", "/applications/X")],
        }


def test_who_stands_in_two_groups_gets_one_letter(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    session: Session,
    cast: Cast,
    course: Event,
) -> None:
    monkeypatch.setitem(app.extensions, "people_of_events", [Everywhere()])
    both = Telling(frozenset({Group.CONFIRMED, Group.SPEAKERS}))

    with app.test_request_context():
        told = postpone_event(session, cast.icap_organiser, LATER, course, telling=both)

    (letter,) = mails(session, "event_postponed")
    assert (told, letter.about) == (1, f"event/{course.id}")
    assert "You keep your seat." in letter.text
    assert "/applications/X" in letter.text


def test_what_the_table_of_steps_does_not_know_is_refused(
    session: Session, cast: Cast, course: Event, clock: FixedClock
) -> None:
    hidden = draft(session, cast.icap_organiser, clock.now, title="Hidden")
    with pytest.raises(Problem, match="is draft, so it cannot be postponed"):
        postpone_event(session, cast.icap_organiser, LATER, hidden)

    with pytest.raises(Problem, match="is published, so it cannot be announced"):
        announce_event(session, cast.icap_organiser, LATER, course)


def test_a_postponed_event_is_changed_without_a_date_and_a_published_one_is_not(
    session: Session, cast: Cast, course: Event
) -> None:
    postpone_event(session, cast.icap_organiser, LATER, course)
    plan = plan_of(course)

    assert not change_event(session, cast.icap_organiser, LATER, course, plan)
    publishable = NewDates(date(2027, 9, 6), date(2027, 9, 17))
    course.starts_on, course.ends_on = publishable.starts_on, publishable.ends_on
    course.applications_close_local = wall("2027-03-12T23:59")
    publish_event(session, cast.icap_organiser, LATER, course)
    with pytest.raises(Problem, match="Enter the first day"):
        change_event(session, cast.icap_organiser, LATER, course, plan)


def test_the_pages_are_for_its_organisers(
    neighbour: CheckingClient,
    stranger: CheckingClient,
    client: CheckingClient,
    session: Session,
    course: Event,
) -> None:
    for step in ("announce", "publish", "postpone", "cancel", "held", "not-held"):
        address = f"/manage/events/{course.slug}/{step}"
        for browser in (neighbour, stranger, client):
            browser.expect_404(address)
            answer = browser.post(address, data={"note": "x"})
            assert answer.status_code in {303, 400, 404}
    session.refresh(course)
    assert course.status is EventStatus.PUBLISHED


def test_a_note_typed_while_the_sign_in_lapsed_is_there_again_and_nobody_was_told(
    as_person: AsPerson, session: Session, cast: Cast, course: Event, clock: FixedClock
) -> None:
    applied(session, course, clock.now, 0)
    cast.icap_organiser.password_hash = hash_password("four words are enough")
    session.commit()
    organiser = as_person(cast.icap_organiser)
    address = f"/manage/events/{course.slug}/postpone"
    filled = (
        organiser.visit(address).form(button=POSTPONE).fill({"note": "The hotel burnt."}, POSTPONE)
    )
    clock.advance(days=15)

    own = {"Sec-Fetch-Site": "same-origin"}
    answer = organiser.post(address, data=MultiDict(filled.fields), headers=own)
    credentials = {"email": cast.icap_organiser.email, "password": "four words are enough"}
    page = organiser.submit(organiser.visit(answer.location), credentials, form="/sign-in")

    assert (page.path, page.value("note")) == (address, "The hotel burnt.")
    assert mails(session, "event_postponed") == []
    session.refresh(course)
    assert course.status is EventStatus.PUBLISHED
