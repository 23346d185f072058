"""Whoever wants to hear of the next edition confirms it by mail, and leaves at a click."""

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.errors import NotFound
from courseapp.events.models import Event, Series
from courseapp.events.ports.attending import Group, addressees
from courseapp.events.standing.news import Telling
from courseapp.events.standing.publishing import cancel_event
from courseapp.interest.links import interest_of, path_of
from courseapp.interest.listing import ask_to_be_told, confirm, leave
from courseapp.interest.models import Interest
from courseapp.interest.people import signing_key
from courseapp.interest.tasks import forget
from courseapp.mail.delivery import deliver_due
from courseapp.mail.models import Message
from courseapp.mail.transport import SmtpServer
from courseapp.scenarios.cast import Cast
from tests.applications.story import mails, submitted
from tests.events.story import initiative, published
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.smtp import PostOffice

EMAIL = "Afi@Example.org"
KEY = "test key"


@pytest.fixture
def past(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """An edition of a series; the next one belongs to it too."""
    event = published(session, cast.icap_organiser, clock.now)
    event.series = Series(
        slug="courses", initiative_id=initiative(session).id, title="Courses on carbon markets"
    )
    session.commit()
    return event


def letters(session: Session) -> list[Message]:
    wanted = select(Message).where(Message.kind == "interest_confirm").order_by(Message.id)
    return list(session.scalars(wanted))


def ask(client: CheckingClient, clock: FixedClock, event: Event, email: str = EMAIL) -> None:
    page = client.visit(f"/events/{event.slug}/next")
    clock.advance(seconds=5)
    told = client.submit(page, {"email": email}, button="Tell me")
    assert told.heading == "Please look into your mail"


def test_the_whole_way_from_asking_to_leaving(
    app: Flask, client: CheckingClient, session: Session, clock: FixedClock, past: Event
) -> None:
    ask(client, clock, past)
    (letter,) = letters(session)
    path = re.search(r"/interest/\S+", letter.text).group()  # type: ignore[union-attr]
    with app.test_request_context():
        assert addressees(session, past).get(Group.INTERESTED) is None

    page = client.visit(path)
    assert session.scalars(select(Interest.confirmed_at)).one() is None  # looking does nothing
    page = client.submit(page, button="Yes, write to me")
    assert "You are on the list." in page.text
    with app.test_request_context():
        (who,) = addressees(session, past)[Group.INTERESTED]
    assert (who.email, who.path) == (EMAIL.lower(), path)

    left = client.submit(page, button="Leave the list")
    assert left.heading == "You have left the list"
    assert session.scalars(select(Interest)).all() == []
    client.expect_404(path)


def test_a_mail_program_leaves_by_itself(
    client: CheckingClient, session: Session, clock: FixedClock, past: Event
) -> None:
    ask(client, clock, past)
    path = re.search(r"/interest/\S+", letters(session)[0].text).group()  # type: ignore[union-attr]

    answer = client.post(f"{path}/leave", data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert session.scalars(select(Interest)).all() == []


def test_nobody_learns_who_is_on_the_list_and_nobody_is_flooded(
    client: CheckingClient, session: Session, clock: FixedClock, past: Event
) -> None:
    ask(client, clock, past)
    ask(client, clock, past, "AFI@example.org ")
    assert len(letters(session)) == 1

    clock.advance(hours=2)
    ask(client, clock, past)
    assert len(letters(session)) == 2

    confirm(session, clock.now, session.scalars(select(Interest)).one())
    session.commit()
    clock.advance(hours=2)
    ask(client, clock, past)
    assert len(letters(session)) == 2


def test_an_address_that_the_browser_fills_in_is_not_taken_for_a_robots(
    client: CheckingClient, session: Session, clock: FixedClock, past: Event
) -> None:
    for seconds, kept in ((0.2, 0), (1.5, 1)):
        page = client.visit(f"/events/{past.slug}/next")
        clock.advance(seconds=seconds)
        client.submit(page, {"email": "afi@example.org"}, button="Tell me")
        assert len(session.scalars(select(Interest)).all()) == kept, seconds


@pytest.mark.parametrize("email", ["", "afi", "afi@", f"{'a' * 400}@x.org"])
def test_what_is_no_address_is_told_beside_the_field(
    client: CheckingClient, session: Session, clock: FixedClock, past: Event, email: str
) -> None:
    page = client.visit(f"/events/{past.slug}/next")
    clock.advance(seconds=5)

    told = client.submit(page, {"email": email}, button="Tell me", status=422)

    assert "e-mail address" in told.text
    assert session.scalars(select(Interest)).all() == []


def test_a_link_of_somebody_else_or_of_a_row_that_is_gone_opens_nothing(
    session: Session, clock: FixedClock, app: Flask, past: Event
) -> None:
    with app.test_request_context():
        one = ask_to_be_told(session, clock.now, past, "one@example.org", KEY)
        two = ask_to_be_told(session, clock.now, past, "two@example.org", KEY)
    own, other = (path_of(each, KEY).rpartition("/")[2] for each in (one, two))
    assert interest_of(session, own, KEY) is one

    for token in (
        f"{one.id}-{other.partition('-')[2]}", own[:-1], own.replace("-", ""), "", "-", "٣-x",
        f"999999999999-{own}", "1-" + "é" * 40,
    ):  # fmt: skip
        with pytest.raises(NotFound):
            interest_of(session, token, KEY)
    with pytest.raises(NotFound):
        interest_of(session, own, "another key")
    leave(session, one)
    with pytest.raises(NotFound):
        interest_of(session, own, KEY)


def test_who_never_confirms_is_forgotten(
    app: Flask, session: Session, clock: FixedClock, past: Event
) -> None:
    with app.test_request_context():
        ask_to_be_told(session, clock.now, past, "one@example.org", KEY)
        kept = ask_to_be_told(session, clock.now, past, "two@example.org", KEY)
        confirm(session, clock.now, kept)
        session.commit()
        clock.advance(days=6)
        assert forget() == 0
        clock.advance(days=2)
        assert forget() == 1

    assert session.scalars(select(Interest.email)).all() == ["two@example.org"]


def test_an_edition_of_another_series_is_no_news_to_her(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, past: Event
) -> None:
    other = published(session, cast.icap_organiser, clock.now, title="Something else")
    with app.test_request_context():
        confirm(session, clock.now, ask_to_be_told(session, clock.now, past, EMAIL, KEY))
        everything = ask_to_be_told(session, clock.now, other, "all@example.org", KEY)
        confirm(session, clock.now, everything)

        told = {each.email for each in addressees(session, past)[Group.INTERESTED]}
        of_other = {each.email for each in addressees(session, other)[Group.INTERESTED]}

    assert told == {EMAIL.lower(), "all@example.org"}
    assert of_other == {"all@example.org"}


def test_a_letter_with_news_says_how_to_leave(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, past: Event
) -> None:
    with app.test_request_context():
        confirm(session, clock.now, ask_to_be_told(session, clock.now, past, EMAIL, KEY))
        telling = Telling(frozenset({Group.INTERESTED}))
        cancel_event(session, cast.icap_organiser, clock.now, past, telling)

    (letter,) = mails(session, "event_cancelled")
    assert re.search(r"^Leave the list: http\S+/interest/", letter.text, re.MULTILINE)
    assert ">Leave the list</a>" in letter.html


def test_a_mail_program_is_told_where_to_leave_and_nobody_else_keeps_it(
    app: Flask,
    client: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    past: Event,
    post_office: PostOffice,
) -> None:
    """RFC 8058: both headers, and the POST that they promise takes her off the list."""
    with app.test_request_context():
        confirm(session, clock.now, ask_to_be_told(session, clock.now, past, EMAIL, signing_key()))
        telling = Telling(frozenset({Group.INTERESTED}))
        cancel_event(session, cast.icap_organiser, clock.now, past, telling)
        session.commit()
        deliver_due(session, SmtpServer(post_office.url, "noreply@courseapp.test"), clock)
    addresses = set()
    for letter in post_office.messages:  # that which asks her to confirm, and the news
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        addresses.add(letter["List-Unsubscribe"])
    assert len(post_office.messages) == 2
    (address,) = addresses
    path = re.fullmatch(r"<http://courseapp\.test(/interest/\S+/leave)>", address)
    assert path is not None
    assert client.post(path[1], data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert session.scalars(select(Interest)).all() == []
    assert all(not each.headers for each in session.scalars(select(Message)))


def test_who_is_written_to_because_she_takes_part_is_on_no_list_to_leave(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, past: Event
) -> None:
    with app.test_request_context():
        submitted(session, cast.newcomer, past, clock.now)
        telling = Telling(frozenset({Group.APPLICANTS}))
        cancel_event(session, cast.icap_organiser, clock.now, past, telling)
    (letter,) = mails(session, "event_cancelled")
    assert letter.headers is None


def test_an_event_whose_applications_are_closed_leads_there_and_an_open_one_does_not(
    client: CheckingClient, clock: FixedClock, past: Event
) -> None:
    assert "Tell me about the next edition" not in client.visit(f"/events/{past.slug}").text
    clock.advance(days=(date(2027, 3, 20) - clock.now.date()).days)
    page = client.visit(f"/events/{past.slug}")
    assert client.follow(page, "Tell me about the next edition").heading == "The next edition"
