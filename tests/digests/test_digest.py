"""From asking to leaving; and what a digest tells, to whom, and what it must never tell."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.digests.models import DigestSubscription, EventNews
from courseapp.digests.tasks import forget, notice_news, send_due_digests
from courseapp.events.models import Event
from courseapp.events.rules import Access, FeedDetail
from courseapp.events.standing.news import NOBODY
from courseapp.events.standing.publishing import cancel_event
from courseapp.mail.delivery import deliver_due
from courseapp.mail.models import Message
from courseapp.mail.transport import SmtpServer
from courseapp.scenarios.cast import Cast
from tests.events.story import draft, initiative, published
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson
from tests.support.smtp import PostOffice

EMAIL = "Afi@Example.org"
MONDAY = datetime(2027, 3, 8, 8, 30, tzinfo=UTC)  # a week later; in Togo clocks show UTC


def letters(session: Session, kind: str) -> list[Message]:
    wanted = select(Message).where(Message.kind == kind).order_by(Message.id)
    return list(session.scalars(wanted))


def ask(client: CheckingClient, clock: FixedClock, email: str = EMAIL, **more: str) -> None:
    page = client.visit("/digest")
    clock.advance(seconds=5)
    values = {"email": email, "country": "TG", **more}
    told = client.submit(page, values, button="Write to me")
    assert told.heading == "Please look into your mail"


def link(letter: Message) -> str:
    found = re.search(r"/digest/\S+", letter.text)
    assert found
    return found.group()


def subscribed(client: CheckingClient, clock: FixedClock, session: Session, **more: str) -> str:
    """Let somebody ask and confirm; return her secret page."""
    ask(client, clock, **more)
    path = link(letters(session, "digest_confirm")[-1])
    client.submit(client.visit(path), button="Yes, write to me")
    return path


def work(app: Flask, clock: FixedClock, at: datetime = MONDAY) -> int:
    clock.set(at)
    with app.test_request_context():
        notice_news()
        return send_due_digests()


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock, app: Flask) -> Event:
    """A course in Ghana that everybody knows of already."""
    found = published(
        session, cast.icap_organiser, clock.now, country="GH", city="Accra", title="Known course"
    )
    with app.test_request_context():
        notice_news()
    return found


def test_the_whole_way_from_asking_to_leaving(
    client: CheckingClient, session: Session, clock: FixedClock, cast: Cast
) -> None:
    ask(client, clock, language="fr")
    (letter,) = letters(session, "digest_confirm")
    assert letter.subject.startswith("Merci de confirmer")
    path = link(letter)
    page = client.visit(path)
    assert session.scalars(select(DigestSubscription.confirmed_at)).one() is None
    page = client.submit(page, button="Yes, write to me")
    assert "Thank you." in page.text
    page = client.submit(page, {"rhythm": "monthly", "region": "Asia"}, button="Save")
    row = session.scalars(select(DigestSubscription)).one()
    assert (row.rhythm, row.region, row.country) == ("monthly", "Asia", "TG")
    client.visit(path)  # looking does nothing
    left = client.submit(page, button="Stop and forget my address")
    assert left.heading == "The digest has stopped"
    assert session.scalars(select(DigestSubscription)).all() == []
    assert EMAIL.lower() not in {each.to_address for each in session.scalars(select(Message))}
    client.expect_404(path)


def test_nobody_learns_who_is_on_the_list_nor_changes_what_she_gets_and_nobody_is_flooded(
    client: CheckingClient, session: Session, clock: FixedClock, cast: Cast
) -> None:
    subscribed(client, clock, session)
    ask(client, clock, "AFI@example.org ", country="NP")
    assert len(letters(session, "digest_already")) == 0
    clock.advance(hours=2)
    ask(client, clock, country="NP")
    ask(client, clock, country="NP")
    assert len(letters(session, "digest_already")) == 1
    assert session.scalars(select(DigestSubscription.country)).all() == ["TG"]


def test_a_robot_and_what_is_no_address_leave_nothing(
    client: CheckingClient, session: Session, clock: FixedClock, cast: Cast
) -> None:
    page = client.visit("/digest")
    assert client.submit(page, {"email": EMAIL}, button="Write to me").heading == (
        "Please look into your mail"
    )  # too fast for a person
    clock.advance(seconds=5)
    told = client.submit(page, {"email": "afi@"}, button="Write to me", status=422)
    assert "e-mail address" in told.text
    assert session.scalars(select(DigestSubscription)).all() == []


def test_a_digest_tells_once_what_is_new_in_her_region(
    app: Flask, client: CheckingClient, session: Session, clock: FixedClock, cast: Cast,
    course: Event,
) -> None:  # fmt: skip
    subscribed(client, clock, session, language="fr")
    published(session, cast.icap_organiser, clock.now, country="GH", city="Accra", title="New one")
    published(session, cast.icap_organiser, clock.now, country="IT", title="Far away")
    assert work(app, clock, clock.now + timedelta(hours=1)) == 0  # this week is not over
    assert work(app, clock, MONDAY - timedelta(hours=2)) == 0  # it is not morning there
    assert work(app, clock) == 1
    assert work(app, clock) == 0
    assert work(app, clock, MONDAY + timedelta(days=1)) == 0
    assert work(app, clock, MONDAY + timedelta(days=7)) == 0  # nothing is new
    (letter,) = letters(session, "digest")
    assert "Ouvert maintenant" in letter.text
    assert "New one" in letter.text
    assert "jusqu’au" in letter.text
    assert "Far away" not in letter.text
    assert "Known course" not in letter.text


def test_what_moved_or_is_cancelled_is_told_as_that(
    app: Flask, client: CheckingClient, session: Session, clock: FixedClock, cast: Cast,
    course: Event,
) -> None:  # fmt: skip
    subscribed(client, clock, session)
    course.starts_on, course.ends_on = date(2027, 5, 3), date(2027, 5, 7)
    session.commit()
    assert work(app, clock) == 1
    (letter,) = letters(session, "digest")
    assert "New dates" in letter.text
    assert "Mon 3 May – Fri 7 May 2027" in letter.text
    with app.test_request_context():
        cancel_event(session, cast.icap_organiser, clock.now, course, NOBODY)
        session.commit()
    assert work(app, clock, MONDAY + timedelta(days=7)) == 1
    assert "Cancelled\n\n- Known course" in letters(session, "digest")[-1].text


def test_no_draft_no_secret_and_no_place_of_the_invited_is_ever_told(
    app: Flask, client: CheckingClient, session: Session, clock: FixedClock, cast: Cast
) -> None:
    subscribed(client, clock, session, country="", region="")
    clock.advance(minutes=1)
    organiser = cast.icap_organiser
    draft(session, organiser, clock.now, title="Bait draft", country="GH")
    for title, detail in (("Bait secret", FeedDetail.NOTHING), ("Dialogue", FeedDetail.DATES)):
        event = published(session, organiser, clock.now, title=title, city="Bait city")
        event.access, event.feed_detail = Access.INVITATION, detail
        event.venue = "Bait venue"
    example = published(session, organiser, clock.now, title="Bait example")
    example.is_example = True
    hidden = published(session, organiser, clock.now, title="Bait of a draft initiative")
    other = initiative(session, "a6ip")
    hidden.initiative, other.is_public = other, False
    told_before = published(session, organiser, clock.now, title="Bait told no more")
    session.commit()
    with app.test_request_context():
        notice_news()
    told_before.access, told_before.feed_detail = Access.INVITATION, FeedDetail.NOTHING
    session.commit()
    assert work(app, clock) == 1
    (letter,) = letters(session, "digest")
    assert "Dialogue" in letter.text
    assert "Bait" not in letter.text + letter.html + letter.subject


def test_who_narrows_it_to_another_region_topic_or_initiative_gets_nothing(
    app: Flask, client: CheckingClient, session: Session, clock: FixedClock, cast: Cast
) -> None:
    subscribed(client, clock, session, initiative="a6ip")
    published(session, cast.icap_organiser, clock.now, country="GH", title="Of ICAP")
    assert work(app, clock) == 0
    assert session.scalars(select(EventNews)).all()


def test_one_press_of_her_mail_program_leaves_and_a_look_does_not(
    app: Flask, client: CheckingClient, session: Session, clock: FixedClock, cast: Cast,
    course: Event, post_office: PostOffice,
) -> None:  # fmt: skip
    subscribed(client, clock, session)
    published(session, cast.icap_organiser, clock.now, country="GH", title="New one")
    work(app, clock)
    with app.test_request_context():
        deliver_due(session, SmtpServer(post_office.url, "noreply@courseapp.test"), clock)
    found = [each for each in post_office.messages if "What is new" in str(each["Subject"])]
    (letter,) = found
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.fullmatch(r"<http://courseapp\.test(/digest/\S+/leave)>", letter["List-Unsubscribe"])
    assert path
    assert client.get(path[1]).status_code == 405
    assert len(session.scalars(select(DigestSubscription)).all()) == 1
    assert client.post(path[1], data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert session.scalars(select(DigestSubscription)).all() == []


def test_who_never_confirms_is_forgotten_with_her_letters(
    app: Flask, client: CheckingClient, session: Session, clock: FixedClock, cast: Cast
) -> None:
    ask(client, clock)
    with app.test_request_context():
        clock.advance(days=6)
        assert forget() == 0
        clock.advance(days=2)
        assert forget() == 1
    assert session.scalars(select(DigestSubscription)).all() == []
    assert letters(session, "digest_confirm") == []


def test_a_link_of_somebody_else_opens_nothing(
    client: CheckingClient, session: Session, clock: FixedClock, cast: Cast
) -> None:
    path = subscribed(client, clock, session)
    number = path.rpartition("/")[2].partition("-")[0]
    for token in (f"{number}-{'0' * 40}", f"{int(number) + 1}{path[path.index('-') :]}", "٣-x"):
        client.expect_404(f"/digest/{token}")


def test_administrators_see_numbers_only_and_few_people_are_not_counted(
    client: CheckingClient, session: Session, clock: FixedClock, cast: Cast, as_person: AsPerson
) -> None:
    subscribed(client, clock, session)
    page = as_person(cast.administrator).visit("/manage/digest")
    assert "fewer than 5" in page.text
    assert "afi@example.org" not in page.text
    as_person(cast.icap_organiser).expect_404("/manage/digest")
