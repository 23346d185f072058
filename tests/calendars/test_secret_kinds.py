"""What each kind of secret calendar holds, for whom, and when it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.rules import Action, Status
from courseapp.calendars.feeds.personal import opened_by
from courseapp.calendars.feeds.secrets import own_feeds
from courseapp.calendars.kinds import SecretKind
from courseapp.calendars.rules import AllDay, Entry, EntryStatus
from courseapp.calendars.services import make_address
from courseapp.calendars.tasks import note_now
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event
from courseapp.events.names import folded_name
from courseapp.events.rules import Access, EventStatus, FeedDetail
from courseapp.logistics.models import Logistics
from courseapp.review.models import Assignment, ReviewRound
from courseapp.review.rules import Round, Source
from courseapp.speakers.models import SpeakerEngagement, SpeakerProfile
from courseapp.speakers.rules import EngagementStatus
from tests.calendars.story import (
    DAYS,
    LINK,
    OWN_PAGE,
    SITE,
    TITLE,
    World,
    new_application,
    new_event,
    uid,
)
from tests.support.people import AsPerson

BAIT = "Bait that nobody but its organisers may read"
TENTATIVE, CANCELLED = EntryStatus.TENTATIVE, EntryStatus.CANCELLED


def token_of(world: World, person: Person, kind: SecretKind = SecretKind.MINE) -> str:
    token = make_address(world.session, world.clock.now, person, kind)
    world.session.commit()
    return token


def opened(world: World, token: str) -> dict[str, Entry]:
    """Return the entries behind a secret, by UID."""
    world.session.flush()
    world.session.expire_all()
    feed = opened_by(world.session, world.clock.now, token, SITE).built.feed
    return {entry.uid: entry for entry in feed.in_order}


@pytest.fixture
def bait(world: World, course: Event) -> Event:
    """A draft of ICAP."""
    return new_event(world.session, world.clock.now, title=BAIT, status=EventStatus.DRAFT)


def test_organisers_have_all_events_of_their_own_initiatives_and_no_draft(
    world: World, course: Event, bait: Event
) -> None:
    course.access, course.feed_detail = Access.INVITATION, FeedDetail.NOTHING
    new_event(world.session, world.clock.now, "a6ip")
    found = opened(world, token_of(world, world.cast.icap_organiser, SecretKind.ORGANISED))
    assert list(found) == [uid(number + 1) for number in range(len(DAYS))]
    assert LINK not in str(found)


def test_drafts_are_a_kind_of_their_own(world: World, bait: Event) -> None:
    kind = SecretKind.ORGANISED_WITH_DRAFTS
    found = opened(world, token_of(world, world.cast.icap_organiser, kind))
    draft = found[bait.calendar_uid]
    assert (draft.title, draft.status) == (f"Draft: {BAIT}", TENTATIVE)
    assert draft.url == f"http://courseapp.test/manage/events/{bait.slug}"
    assert not draft.blocks_time
    assert len(found) == len(DAYS) + 1


def test_the_draft_of_a_neighbour_stands_in_no_feed_at_all(
    world: World, as_person: AsPerson, bait: Event
) -> None:
    cast, kinds = world.cast, SecretKind
    tokens = [token_of(world, cast.a6ip_organiser, kind) for kind in kinds]
    tokens += [token_of(world, person) for person in (cast.accepted, cast.icap_organiser)]
    addresses = [f"mine/{token}" for token in tokens]
    addresses += ["all", "overview/all", "archive/2027", "initiatives/icap", "where/country/IT"]
    for address in addresses:
        response = world.client.get(f"/calendars/{address}.ics")
        assert response.status_code == 200
        assert b"Bait" not in response.data
    for name in ("events", "overview/events", "deadlines/events"):
        assert world.client.get(f"/calendars/{name}/{bait.slug}.ics").status_code == 404
    assert BAIT not in as_person(cast.a6ip_organiser).visit("/subscribe").html


def test_who_lost_the_role_reads_nothing_more_at_once(world: World, bait: Event) -> None:
    person = world.cast.icap_organiser
    tokens = [token_of(world, person, kind) for kind in SecretKind]
    world.session.execute(delete(Role).where(Role.person_id == person.id))
    world.session.commit()
    assert opened(world, tokens[0]) == {}
    for token in tokens[1:]:
        with pytest.raises(NotFound):
            opened(world, token)


def test_who_organises_nothing_makes_no_organisers_calendar(
    world: World, as_person: AsPerson
) -> None:
    with pytest.raises(Problem):
        token_of(world, world.cast.accepted, SecretKind.ORGANISED_WITH_DRAFTS)
    browser = as_person(world.cast.accepted)
    page = browser.visit(OWN_PAGE)
    assert "initiatives" not in " ".join(tag.text for tag in page.soup.select("main form"))
    sent = {"csrf_token": page.value("csrf_token"), "kind": "organised", "language": "en"}
    assert browser.post(OWN_PAGE, data=sent).status_code == 422


def test_a_refusal_stands_as_cancelled_for_thirty_days(world: World, course: Event) -> None:
    application = new_application(world.session, world.cast.waiting, course, world.clock.now)
    token = token_of(world, world.cast.waiting)
    assert {entry.status for entry in opened(world, token).values()} == {TENTATIVE}
    application.status, application.status_since = Status.DECLINED, world.clock.now
    world.session.commit()
    found = opened(world, token)
    assert len(found) == len(DAYS)
    assert {entry.status for entry in found.values()} == {CANCELLED}
    assert LINK not in str(found)
    world.clock.advance(days=31)
    assert opened(world, token) == {}


def test_who_only_applied_reads_no_programme_that_is_for_the_invited(
    world: World, course: Event
) -> None:
    new_application(world.session, world.cast.waiting, course, world.clock.now)
    course.access = Access.INVITATION
    world.session.commit()
    (entry,) = opened(world, token_of(world, world.cast.waiting)).values()
    assert (entry.title, entry.when) == (
        f"Applied for: {TITLE}",
        AllDay(date(2027, 3, 22), date(2027, 3, 31)),
    )
    assert entry.location == ""


@pytest.fixture
def speaker(world: World, course: Event) -> SpeakerEngagement:
    """The newcomer, who speaks in all sessions and was asked to."""
    person, now = world.cast.newcomer, world.clock.now
    profile = SpeakerProfile(
        initiative_id=course.initiative_id,
        name="Aisha Bello",
        folded_name=folded_name("Aisha Bello"),
        email=person.email,
        created_at=now,
        changed_at=now,
    )
    asked = SpeakerEngagement(
        event_id=course.id,
        profile=profile,
        status=EngagementStatus.INVITED,
        invited_at=now,
        created_at=now,
        changed_at=now,
    )
    world.session.add(asked)
    world.session.commit()
    return asked


def test_speakers_find_their_sessions_tentative_until_they_have_said_yes(
    world: World, course: Event, speaker: SpeakerEngagement
) -> None:
    token = token_of(world, world.cast.newcomer)
    found = opened(world, token)
    assert set(found) == {uid(number + 1) for number in range(len(DAYS))}
    assert {entry.status for entry in found.values()} == {TENTATIVE}
    assert LINK not in str(found)
    speaker.status, speaker.answered_at = EngagementStatus.CONFIRMED, world.clock.now
    found = opened(world, token)
    assert {entry.status for entry in found.values()} == {EntryStatus.CONFIRMED}
    assert {entry.conference_url for entry in found.values()} == {LINK}
    speaker.status = EngagementStatus.WITHDRAWN
    found = opened(world, token)
    assert {entry.status for entry in found.values()} == {CANCELLED}
    assert LINK not in str(found)
    world.cast.newcomer.email_verified_at = None  # then the address proves nothing
    assert opened(world, token) == {}


@pytest.fixture
def review(world: World, course: Event) -> ReviewRound:
    """A round in which the reviewer reads one application; it has begun."""
    applicant = new_application(world.session, world.cast.waiting, course, world.clock.now)
    row = ReviewRound(
        event_id=course.id,
        round=Round.READING,
        reviewing_from=world.clock.now,
        closed_from=datetime(2027, 3, 10, 17, tzinfo=UTC),
    )
    assignment = Assignment(
        application=applicant,
        reviewer_id=world.cast.reviewer.id,
        round=Round.READING,
        source=Source.HAND,
        assigned_at=world.clock.now,
        assigned_by="ICAP",
    )
    world.session.add_all([row, assignment])
    world.session.commit()
    return row


def test_reviewers_find_by_when_to_review_and_nothing_of_whom(
    world: World, course: Event, review: ReviewRound
) -> None:
    token = token_of(world, world.cast.reviewer)
    (entry,) = opened(world, token).values()
    assert entry.title == f"Reviews close: {TITLE}"
    assert entry.when.ends_at == review.closed_from  # type: ignore[union-attr]
    assert entry.url == f"http://courseapp.test/reviews/{course.slug}/reading"
    assert world.cast.waiting.full_name not in str(entry)
    review.reviewing_from = world.clock.now + timedelta(days=1)  # assignments may change until then
    assert opened(world, token) == {}


def test_who_reviews_no_more_has_no_deadline(world: World, review: ReviewRound) -> None:
    token = token_of(world, world.cast.reviewer)
    assert len(opened(world, token)) == 1
    hers = delete(Role).where(Role.person_id == world.cast.reviewer.id)
    world.session.execute(hers.where(Role.kind == RoleKind.REVIEWER))
    assert opened(world, token) == {}
    assert opened(world, token_of(world, world.cast.a6ip_organiser)) == {}


def test_a_journey_stands_in_the_travellers_calendar_and_in_no_other(
    world: World, course: Event
) -> None:
    application = world.seat(world.cast.accepted, course)
    told = {"arrival": "2027-03-20", "leaving": "2027-04-01", "passport_number": BAIT}
    now = world.clock.now
    world.session.add(
        Logistics(
            application=application,
            version=2,
            answers=told,
            created_at=now,
            saved_at=now,
            sent_at=now,
        )
    )
    world.session.commit()
    token = token_of(world, world.cast.accepted)
    (journey,) = (each for each in opened(world, token).values() if "Journey" in each.title)
    assert journey.when == AllDay(date(2027, 3, 20), date(2027, 4, 1))
    assert BAIT not in str(opened(world, token))
    world.step(application, Action.WITHDRAW)
    after = opened(world, token)[journey.uid]
    assert after.status is CANCELLED
    assert after.sequence > journey.sequence
    organiser = token_of(world, world.cast.icap_organiser, SecretKind.ORGANISED)
    assert "Journey" not in str(opened(world, organiser))


def test_when_an_address_was_last_used_is_noted_by_the_worker_once_an_hour(
    world: World, course: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setitem(world.app.extensions, "note_calendar_use", asked.append)
    address = f"/calendars/mine/{token_of(world, world.cast.accepted)}.ics"
    (feed,) = own_feeds(world.session, world.cast.accepted)
    for _ in range(3):
        with world.counted() as statements:
            assert world.client.get(address).status_code == 200
        assert not [each for each in statements if not each.lstrip().startswith("SELECT")]
    assert asked == [feed.id]
    used = world.clock.now
    for minutes in (0, 30, 31):
        world.clock.advance(minutes=minutes)
        with world.app.app_context():
            note_now(feed.id)
        world.session.expire_all()
    assert feed.last_used_at == used + timedelta(minutes=61)


def test_the_page_says_when_an_address_was_used(world: World, as_person: AsPerson) -> None:
    token_of(world, world.cast.accepted)
    browser = as_person(world.cast.accepted)
    assert "not used yet" in browser.visit(OWN_PAGE).text
    (feed,) = own_feeds(world.session, world.cast.accepted)
    feed.last_used_at = world.clock.now
    world.session.commit()
    assert "last used Mon 1 Mar 2027" in browser.visit(OWN_PAGE).text


def test_a_calendar_of_ones_own_speaks_the_language_that_was_chosen(
    world: World, as_person: AsPerson, course: Event
) -> None:
    new_application(world.session, world.cast.accepted, course, world.clock.now)
    browser = as_person(world.cast.accepted)
    made = browser.submit(browser.visit(OWN_PAGE), {"language": "es"}, button="Make my address")
    tag = made.soup.find(id="address")
    assert tag is not None
    found = world.read(str(tag["value"]).removeprefix("http://courseapp.test"))
    assert all(entry["SUMMARY"].startswith("Solicitud: ") for entry in found.values())
