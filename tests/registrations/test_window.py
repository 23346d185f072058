"""Each state in which nobody can register says so, and what to do instead."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.events.ports.attending import Group, addressees
from courseapp.events.published.programme_letters import publish_and_tell
from courseapp.events.rules import Access, EventStatus, Selection
from courseapp.events.standing.news import News, Telling
from courseapp.events.standing.postponing import postpone_event
from courseapp.events.standing.publishing import cancel_event
from courseapp.events.standing.telling import Dates, previews
from courseapp.scenarios.cast import Cast
from tests.events.story import with_public_session, with_session
from tests.registrations.story import FIRST, SECOND, Webinar, link_in, new_webinar, wall
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock


def test_without_a_deadline_it_is_open_until_it_begins(
    client: CheckingClient, webinar: Webinar
) -> None:
    with_public_session(
        webinar.session, webinar.cast.icap_organiser, webinar.clock.now, webinar.event,
        **{**FIRST, "repeat_group": ""},
    )  # fmt: skip
    webinar.clock.set(datetime(2027, 3, 15, 10, 59, tzinfo=UTC))
    page = client.visit(webinar.page)
    webinar.clock.set(datetime(2027, 3, 15, 11, 0, 1, tzinfo=UTC))
    late = client.submit(
        page, {"full_name": "Afi", "email": "a@example.org"}, button="Register", status=422
    )
    assert "Registration is closed." in late.text
    assert webinar.standing() == {}
    assert client.follow(late, "Write to me").heading == "The next edition"
    assert "Registration is closed." in client.visit(f"/events/{webinar.event.slug}").text


def test_the_window_opens_and_closes_with_its_grace(
    app: Flask, client: CheckingClient, session: Session, clock: FixedClock, cast: Cast
) -> None:
    webinar = new_webinar(
        app, session, clock, cast,
        applications_zone="Asia/Tokyo",
        applications_open_local=wall("2027-03-05T09:00"),
        applications_close_local=wall("2027-03-10T18:00"),
        grace_minutes=15,
    )  # fmt: skip
    early = client.visit(webinar.page)
    assert "It opens on Fri 5 Mar 2027, 09:00 JST = Fri 5 Mar 2027, 00:00 UTC." in early.text
    assert (
        "Registration opens on Fri 5 Mar 2027" in client.visit(f"/events/{webinar.event.slug}").text
    )
    clock.set(datetime(2027, 3, 6, 9, 0, tzinfo=UTC))
    assert "You can register until Wed 10 Mar 2027, 18:00 JST" in client.visit(webinar.page).text
    clock.set(datetime(2027, 3, 10, 9, 10, tzinfo=UTC))
    assert "Registrations are still taken for some minutes" in client.visit(webinar.page).text
    webinar.register(client)
    assert webinar.standing() == {"afi": Status.CONFIRMED}
    clock.set(datetime(2027, 3, 10, 9, 16, tzinfo=UTC))
    closed = client.visit(webinar.page)
    assert "It closed on Wed 10 Mar 2027, 18:00 JST" in closed.text
    client.post(f"{webinar.link()}/cancel")
    client.post(f"{webinar.link()}/again")
    assert webinar.standing() == {"afi": Status.WITHDRAWN}


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (EventStatus.ANNOUNCED, "This event is planned and not yet certain."),
        (EventStatus.POSTPONED, "This event is postponed."),
        (EventStatus.CANCELLED, "This event is cancelled."),
        (EventStatus.HELD, "This event is over."),
    ],
)
def test_each_way_of_not_taking_place_is_said(
    client: CheckingClient, webinar: Webinar, status: EventStatus, says: str
) -> None:
    webinar.register(client)
    webinar.event.status = status
    webinar.event.cancelled_at = webinar.clock.now if status is EventStatus.CANCELLED else None
    webinar.session.commit()
    page = client.visit(webinar.page)
    assert says in page.text
    assert page.soup.select("form[method=post] input[type=email]") == []
    assert "register" not in [
        link.rpartition("/")[2]
        for link in client.visit(f"/events/{webinar.event.slug}").links.values()
    ]
    client.visit(webinar.link())
    client.post(f"{webinar.link()}/again")
    assert list(webinar.standing().values()) == [Status.CONFIRMED]


def test_those_on_the_list_are_told_with_their_own_link_when_it_does_not_take_place(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two", "three")
    session, actor = webinar.session, webinar.cast.icap_organiser
    telling = Telling(frozenset({Group.CONFIRMED, Group.APPLICANTS}))
    with webinar.app.test_request_context():
        known = addressees(session, webinar.event)
        assert [each.email for each in known[Group.APPLICANTS]] == ["three@example.org"]
        assert (
            postpone_event(session, actor, webinar.clock.now, webinar.event, telling=telling) == 3
        )
        assert cancel_event(session, actor, webinar.clock.now, webinar.event, telling) == 3
    session.commit()
    for kind in ("event_postponed", "event_cancelled"):
        for name in ("one", "three"):
            assert webinar.link(kind, name) == webinar.link("registration_", name)
    own = client.visit(webinar.link(to="one"))
    assert "This event is cancelled" in own.text
    assert "Cancel my registration" not in own.text


def test_a_postponed_event_keeps_seats_and_a_freed_one_moves_up(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two", "three")
    with webinar.app.test_request_context():
        postpone_event(
            webinar.session, webinar.cast.icap_organiser, webinar.clock.now, webinar.event
        )
    webinar.session.commit()
    client.post(f"{webinar.link(to='one')}/cancel")
    assert webinar.standing()["three"] is Status.CONFIRMED


def test_once_it_has_begun_nobody_moves_up_and_after_it_nobody_cancels(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two", "three")
    webinar.clock.set(datetime(2027, 3, 16, 3, 0, tzinfo=UTC))  # of its three days in Tokyo
    client.post(f"{webinar.link(to='one')}/cancel")
    assert webinar.standing()["three"] is Status.WAITING
    webinar.clock.set(datetime(2027, 3, 17, 15, 1, tzinfo=UTC))
    page = client.get(f"{webinar.link(to='two')}/cancel")
    assert page.status_code == 303
    client.post(f"{webinar.link(to='two')}/cancel")
    assert webinar.standing()["two"] is Status.CONFIRMED


def test_weeks_after_it_her_link_has_ended(client: CheckingClient, webinar: Webinar) -> None:
    webinar.register(client)
    webinar.clock.set(datetime(2027, 4, 20, 9, 0, tzinfo=UTC))
    assert client.visit(webinar.link(), status=410).heading == "This link has ended"
    assert client.post(f"{webinar.link()}/cancel").status_code == 404


@pytest.mark.parametrize(
    ("access", "selection"),
    [
        (Access.OPEN, Selection.NONE),
        (Access.APPLICATION, Selection.FIRST_COME),
        (Access.REGISTRATION, Selection.COMMITTEE),
    ],
)
def test_an_event_that_takes_no_registrations_sends_readers_back_to_its_page(
    client: CheckingClient, webinar: Webinar, access: Access, selection: Selection
) -> None:
    page = client.visit(webinar.page)
    webinar.event.access, webinar.event.selection = access, selection
    webinar.session.commit()
    assert client.get(webinar.page).location == f"/events/{webinar.event.slug}"
    webinar.clock.advance(seconds=5)
    told = client.submit(
        page, {"full_name": "Afi", "email": "a@example.org"}, button="Register", status=422
    )
    assert "This event takes no registrations." in told.text
    assert webinar.standing() == {}


def test_a_draft_and_an_unknown_event_are_not_there(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.event.status = EventStatus.DRAFT
    webinar.session.commit()
    for path in (webinar.page, "/events/nothing/register", "/events/nothing/register/thanks"):
        client.visit(path, status=404)
        assert client.post(path).status_code in {404, 405}
    assert webinar.session.get_one(Event, webinar.event.id).starts_on == date(2027, 3, 15)


def test_organisers_who_look_at_a_letter_first_do_not_see_her_link(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.fill(client, "one")
    session, actor = webinar.session, webinar.cast.icap_organiser
    telling = Telling(frozenset({Group.CONFIRMED}))
    with webinar.app.test_request_context():
        (shown,) = previews(session, webinar.event, News.CANCELLED, telling, Dates("soon"))
        cancel_event(session, actor, webinar.clock.now, webinar.event, telling)
    assert "/registrations/…" in shown.letter.text
    assert webinar.link() not in shown.letter.text + shown.letter.html
    (letter,) = webinar.letters("event_cancelled")
    assert letter.holds_secret


def test_a_programme_that_moves_is_told_in_her_zone_with_her_link(
    client: CheckingClient, webinar: Webinar
) -> None:
    session, actor, now = webinar.session, webinar.cast.icap_organiser, webinar.clock.now
    with_public_session(session, actor, now, webinar.event, **FIRST)
    client.set_cookie("zone", "Africa/Nairobi")
    webinar.fill(client, "one")
    with_session(session, actor, now, webinar.event, **SECOND)
    with webinar.app.test_request_context():
        told = publish_and_tell(session, actor, now, webinar.event, groups={Group.CONFIRMED})
    assert told.letters == 1
    (letter,) = webinar.letters("programme_changed")
    assert "02:00 – 04:30 EAT, your time" in letter.text
    assert link_in(letter) == webinar.link("registration_")
    assert letter.holds_secret
