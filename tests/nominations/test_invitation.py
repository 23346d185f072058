"""An invitation is bound to its address: for its owner it opens the way, for nobody else."""

import pytest
from sqlalchemy import select

from courseapp.accounts.models import OneTimeLink, Person
from courseapp.events.rules import EventStatus
from courseapp.nominations.people import is_nominated, nominated_among, told_of
from tests.applications.story import mails, submitted
from tests.nominations.story import Stage, link_in
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

NEW = "kalisi.fonua@gov.to"


def invitation(stage: Stage, email: str, name: str = "Kalisi") -> str:
    """Return the path of the link in the letter to somebody nominated."""
    quota = stage.quotas()[0] if stage.quotas() else stage.quota()
    stage.nominated(quota, email, name)
    return link_in(stage.letters("nomination_invitation")[-1])


def sign_in_link(stage: Stage) -> str:
    """Return the path of the newest link to sign in."""
    letter = mails(stage.session, "account_link")[-1]
    word = next(word for word in letter.text.split() if "/sign-in/" in word)
    return word.removeprefix("http://courseapp.test")


def test_the_letter_says_who_nominated_until_when_and_that_forwarding_is_in_vain(
    stage: Stage,
) -> None:
    invitation(stage, NEW)
    (letter,) = stage.letters("nomination_invitation")
    assert letter.holds_secret
    assert "Tonga has nominated you" in letter.text
    for text in ("Thu 15 Apr 2027, 23:59 CEST", "for nobody to whom", NEW, link_in(letter)):
        assert text in letter.text
        assert text in letter.html


def test_a_new_address_signs_in_by_a_second_letter_and_begins(
    stage: Stage, client: CheckingClient
) -> None:
    link = invitation(stage, NEW)
    page = client.visit(link)
    assert page.heading == "You are invited to apply"
    assert "This invitation is for k…@gov.to ." in page.text
    assert NEW not in page.html
    page = client.submit(page, button="Send a link to k…@gov.to")
    assert page.heading == "Look into your mailbox"
    assert mails(stage.session, "account_link")[-1].to_address == NEW
    assert stage.session.scalars(select(Person).filter_by(email=NEW)).first() is None
    welcome = client.visit(sign_in_link(stage))
    page = client.submit(welcome, button="Sign in")
    assert page.heading == "You are nominated"
    assert page.path == f"/events/{stage.event.slug}/nominated"
    person = stage.session.scalars(select(Person).filter_by(email=NEW)).one()
    assert person.email_verified_at is not None
    page = client.submit(page, button="Begin your application")
    assert page.path.startswith("/applications/")
    assert "Go on with your application" in client.visit(link).text  # the same letter again
    draft = next(iter(stage.event_applications()))
    assert nominated_among(stage.session, stage.event.id, [draft.id]) == {draft.id}


def test_who_is_signed_in_as_somebody_else_gets_nothing_by_a_forwarded_link(
    stage: Stage, as_person: AsPerson
) -> None:
    link = invitation(stage, NEW)
    other = as_person(stage.cast.newcomer)
    page = other.visit(link)
    assert page.heading == "This invitation is for somebody else"
    assert "You are signed in as tevita@example.org" in page.text
    assert NEW not in page.html
    other.submit(page, button="Send a link to k…@gov.to")
    assert mails(stage.session, "account_link")[-1].to_address == NEW
    mine = other.visit(f"/events/{stage.event.slug}/nominated", status=404)
    assert mine.heading == "No nomination for you"
    start = other.visit(f"/events/{stage.event.slug}/apply")
    other.submit(start, button="Start your application")
    (draft,) = stage.event_applications()
    assert nominated_among(stage.session, stage.event.id, [draft.id]) == frozenset()
    assert told_of(stage.session, stage.event.id, stage.cast.newcomer) == []


def test_the_right_person_goes_straight_on_and_one_who_came_another_way_is_linked_too(
    stage: Stage, as_person: AsPerson
) -> None:
    person = stage.cast.accepted
    with stage.app.test_request_context():
        sent = submitted(stage.session, person, stage.event, stage.clock.now)
    link = invitation(stage, person.email.upper().lower(), "Minh Anh")
    page = as_person(person).visit(link)
    assert page.path == f"/events/{stage.event.slug}/nominated"
    assert page.link("See where your application stands").endswith(sent.reference)
    (told,) = told_of(stage.session, stage.event.id, person)
    assert (told.jurisdiction, told.rank, told.number) == ("Tonga", 1, 1)
    assert is_nominated(stage.session, stage.event.id, person.email.upper())
    assert not is_nominated(stage.session, stage.event.id + 1, person.email)
    proved = stage.session.get_one(Person, person.id)
    proved.email_verified_at = None
    stage.session.commit()
    assert told_of(stage.session, stage.event.id, proved) == ()
    assert nominated_among(stage.session, stage.event.id, [sent.id]) == frozenset()
    assert as_person(proved).visit(link).heading == "You are invited to apply"


def test_a_withdrawn_a_replaced_and_an_unknown_invitation_open_nothing(
    stage: Stage, client: CheckingClient
) -> None:
    first = invitation(stage, NEW)
    client.expect_404("/nominated/nothing")
    named = stage.people()["Kalisi"]
    stage.clock.advance(hours=13)
    stage.again(named)
    client.expect_404(first)
    second = link_in(stage.letters("nomination_invitation")[-1])
    client.visit(second)
    stage.withdrawn(stage.people()["Kalisi"])
    page = client.visit(second, status=410)
    assert page.heading == "This invitation was taken back"
    assert "Tonga has withdrawn this nomination." in page.text
    assert client.post(second).status_code == 404
    assert mails(stage.session, "account_link") == []
    assert not is_nominated(stage.session, stage.event.id, NEW)


def test_nobody_is_flooded_with_links_to_sign_in(stage: Stage, client: CheckingClient) -> None:
    link = invitation(stage, NEW)
    for _ in range(12):
        client.post(link)
    assert "too" in client.visit(link).text.lower()
    number = len(mails(stage.session, "account_link"))
    assert 0 < number < 12
    assert len(stage.session.scalars(select(OneTimeLink)).all()) == number


@pytest.mark.parametrize(
    ("status", "days", "said"),
    [
        (EventStatus.CANCELLED, 0, "This event is cancelled. Nobody can apply any more."),
        (EventStatus.POSTPONED, 0, "The event is postponed."),
        (EventStatus.PUBLISHED, 60, "Applications closed on"),
    ],
)
def test_where_nobody_can_apply_her_page_says_so(
    stage: Stage, as_person: AsPerson, status: EventStatus, days: int, said: str
) -> None:
    link = invitation(stage, stage.cast.newcomer.email)
    stage.event.status = status
    stage.event.cancelled_at = stage.clock.now if status is EventStatus.CANCELLED else None
    stage.clock.advance(days=days)
    page = as_person(stage.cast.newcomer).visit(link)
    assert said in page.text
    assert "Begin your application" not in page.text
