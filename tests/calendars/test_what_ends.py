"""What is somebody's no more leaves her calendar in words: as cancelled, and as she last saw it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.rules import Action, Status
from courseapp.calendars.feeds.personal import opened_by
from courseapp.calendars.kinds import SecretKind
from courseapp.calendars.models import EndedEntry
from courseapp.calendars.rules import Entry, EntryStatus
from courseapp.calendars.services import make_address, replace_address
from courseapp.core.errors import NotFound
from courseapp.events.facts.plan_rows import plan_of as event_plan_of
from courseapp.events.facts.planning import change_event
from courseapp.events.models import Event, Module
from courseapp.events.rules import Access, EventStatus, FeedDetail
from courseapp.events.sessions.scheduling import change_session, plan_of
from courseapp.events.standing.publishing import announce_event
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.team import end_role, give_role
from courseapp.review.assigning.by_hand import assign_one, unassign_one
from courseapp.review.conflicts.deciding import declare_conflict
from courseapp.review.models import Assignment, ReviewRound
from courseapp.review.rules import Round
from courseapp.selection.rules import Language
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.profiles import remove_speaker
from tests.calendars.story import (
    DAYS,
    LINK,
    SITE,
    TITLE,
    World,
    approve_cohort,
    new_application,
    new_event,
    uid,
)
from tests.calendars.test_secret_kinds import review, speaker, token_of  # noqa: F401 - fixtures

CANCELLED, CONFIRMED = EntryStatus.CANCELLED, EntryStatus.CONFIRMED
GONE = "No longer in this calendar: {}"
Entries = dict[str, Entry]


def opened(world: World, token: str) -> Entries:
    """Return the entries behind a secret, by UID, as a program reads them now."""
    world.session.commit()
    world.session.expire_all()
    feed = opened_by(world.session, world.clock.now, token, SITE).built.feed
    return {entry.uid: entry for entry in feed.in_order}


def leave(world: World, person: Person, initiative: Initiative) -> None:
    """Let an administrator take away the role of organiser."""
    role = world.session.scalars(
        select(Role).filter_by(
            person_id=person.id, initiative_id=initiative.id, kind=RoleKind.ORGANISER
        )
    ).one()
    with world.app.test_request_context():
        end_role(world.session, world.cast.administrator, world.clock.now, initiative, role)


def come_back(world: World, person: Person, initiative: Initiative) -> None:
    with world.app.test_request_context():
        actor, now = world.cast.administrator, world.clock.now
        give_role(world.session, actor, now, initiative, person.email, RoleKind.ORGANISER)


def test_who_leaves_an_initiative_reads_its_events_as_cancelled_and_nothing_new(
    world: World, course: Event
) -> None:
    person, initiative = world.cast.icap_organiser, course.initiative
    draft = new_event(world.session, world.clock.now, title="Plan", status=EventStatus.DRAFT)
    token = token_of(world, person, SecretKind.ORGANISED_WITH_DRAFTS)
    before = opened(world, token)
    at = world.clock.advance(days=1)
    leave(world, person, initiative)
    after = opened(world, token)
    assert set(after) == set(before)
    for number, entry in after.items():
        was = before[number]
        assert (entry.status, entry.when) == (CANCELLED, was.when)
        assert (entry.sequence, entry.changed_at) == (was.sequence + 1, at)
        assert (entry.title, entry.description) == (GONE.format(was.title), "")
        assert (entry.location, entry.url, entry.record) == ("", "", None)
    draft.title = course.published_sessions[0].title = "Bait"
    new_event(world.session, world.clock.now, title="Bait")
    assert opened(world, token) == after
    world.clock.set(datetime(2027, 8, 1, tzinfo=UTC))
    with pytest.raises(NotFound):
        opened(world, token)


def test_a_draft_that_is_published_gives_way_to_its_sessions_in_words(
    world: World, course: Event
) -> None:
    course.status = EventStatus.DRAFT
    for row in list(course.published_sessions):
        world.session.delete(row)
    token = token_of(world, world.cast.icap_organiser, SecretKind.ORGANISED_WITH_DRAFTS)
    assert set(opened(world, token)) == {course.calendar_uid}
    with world.app.test_request_context():
        announce_event(world.session, None, world.clock.advance(hours=1), course)
    found = opened(world, token)
    assert len(found) == len(DAYS) + 1
    assert found[course.calendar_uid].status is CANCELLED
    assert found[course.calendar_uid].title == GONE.format(f"Draft: {TITLE}")


def test_who_comes_back_reads_on_with_a_higher_sequence_each_time(
    world: World, course: Event
) -> None:
    person, initiative = world.cast.icap_organiser, course.initiative
    token = token_of(world, person, SecretKind.ORGANISED)
    sequences, stamps = [opened(world, token)[uid(1)].sequence], []
    for step, status in ((leave, CANCELLED), (come_back, CONFIRMED)) * 2:
        world.clock.advance(hours=1)
        step(world, person, initiative)
        entry = opened(world, token)[uid(1)]
        assert entry.status is status
        sequences.append(entry.sequence)
        stamps.append(entry.changed_at)
    assert sequences == [0, 1, 2, 3, 4]
    assert stamps == sorted(set(stamps))
    (own,) = {row.feed_id for row in world.session.scalars(select(EndedEntry))}
    assert own is not None
    replaced = replace_address(world.session, world.clock.now, person, own)
    assert opened(world, replaced)[uid(1)].sequence == 4


def test_a_calendar_says_in_its_language_what_left_it_and_a_new_one_says_nothing(
    world: World, course: Event
) -> None:
    person, now = world.cast.icap_organiser, world.clock.now
    french = make_address(
        world.session, now, person, SecretKind.ORGANISED, language=Language.FRENCH
    )
    leave(world, person, course.initiative)
    assert opened(world, french)[uid(1)].title.startswith("N’est plus dans ce calendrier : ")
    come_back(world, person, course.initiative)
    later = token_of(world, person, SecretKind.ORGANISED)
    assert {entry.sequence for entry in opened(world, later).values()} == {0}


def rename(world: World, event: Event, number: int, name: str) -> None:
    """Let somebody else speak in a session."""
    sitting = event.sessions[number]
    plan = plan_of(sitting)
    others = (replace(plan.speakers[0], name=name),)
    with world.app.test_request_context():
        now = world.clock.advance(hours=1)
        change_session(world.session, None, now, sitting, replace(plan, speakers=others))


def test_a_speaker_who_is_taken_out_of_a_session_reads_it_as_cancelled(
    world: World,
    course: Event,
    speaker: SpeakerEngagement,  # noqa: F811
) -> None:
    token = token_of(world, world.cast.newcomer)
    before = opened(world, token)
    rename(world, course, 0, "Park Ji-woo")
    after = opened(world, token)
    assert set(after) == set(before)
    gone = after[uid(1)]
    assert (gone.status, gone.title) == (CANCELLED, GONE.format(before[uid(1)].title))
    assert gone.sequence > before[uid(1)].sequence
    assert after[uid(2)].status is EntryStatus.TENTATIVE
    rename(world, course, 0, "Aisha Bello")
    assert opened(world, token)[uid(1)].sequence > gone.sequence
    with world.app.test_request_context():
        remove_speaker(world.session, world.cast.icap_organiser, world.clock.now, speaker)
    assert {entry.status for entry in opened(world, token).values()} == {CANCELLED}


def test_a_speaker_with_a_seat_keeps_the_session(
    world: World,
    course: Event,
    speaker: SpeakerEngagement,  # noqa: F811
) -> None:
    world.seat(world.cast.newcomer, course)
    token = token_of(world, world.cast.newcomer)
    rename(world, course, 0, "Park Ji-woo")
    found = opened(world, token)
    assert (found[uid(1)].status, found[uid(1)].conference_url) == (CONFIRMED, LINK)


def unassign(world: World, course: Event) -> None:
    (row,) = world.session.scalars(select(Assignment)).all()
    where = course, Round.READING, row.application.reference, row.reviewer_id
    unassign_one(world.session, world.cast.icap_organiser, world.clock.now, *where)


def declare(world: World, _course: Event) -> None:
    (row,) = world.session.scalars(select(Assignment)).all()
    reason = "We share an office"
    declare_conflict(world.session, row.reviewer, world.clock.now, row.application, reason)


def withdraw(world: World, _course: Event) -> None:
    (row,) = world.session.scalars(select(Assignment)).all()
    world.step(row.application, Action.WITHDRAW)


@pytest.mark.parametrize("end", [unassign, declare, withdraw])
def test_a_review_that_is_hers_no_more_leaves_its_deadline_as_cancelled(
    world: World,
    course: Event,
    review: ReviewRound,  # noqa: F811
    end: Callable[[World, Event], None],
) -> None:
    token = token_of(world, world.cast.reviewer)
    (before,) = opened(world, token).values()
    world.clock.advance(hours=1)
    with world.app.test_request_context():
        end(world, course)
    (after,) = opened(world, token).values()
    assert (after.uid, after.when, after.status) == (before.uid, before.when, CANCELLED)
    assert (after.title, after.sequence) == (
        GONE.format(f"Reviews close: {TITLE}"),
        before.sequence + 1,
    )
    world.clock.set(datetime(2027, 7, 1, tzinfo=UTC))
    assert opened(world, token) == {}


def test_a_review_that_comes_back_counts_up(
    world: World,
    course: Event,
    review: ReviewRound,  # noqa: F811
) -> None:
    token = token_of(world, world.cast.reviewer)
    (row,) = world.session.scalars(select(Assignment)).all()
    reference, reviewer = row.application.reference, row.reviewer_id
    organiser = world.cast.icap_organiser
    sequences = []
    for step in (unassign_one, assign_one) * 2:
        with world.app.test_request_context():
            now = world.clock.advance(hours=1)
            step(world.session, organiser, now, course, Round.READING, reference, reviewer)
        (entry,) = opened(world, token).values()
        sequences.append(entry.sequence)
    assert sequences == sorted(set(sequences))


def test_an_end_and_a_new_hope_raise_the_sequence_each_time(world: World, course: Event) -> None:
    application = new_application(world.session, world.cast.waiting, course, world.clock.now)
    token = token_of(world, world.cast.waiting)
    seen = [opened(world, token)[uid(1)]]
    for action in (Action.DECLINE, Action.OFFER, Action.CONFIRM, Action.WITHDRAW):
        world.clock.advance(hours=1)
        world.step(application, action)
        seen.append(opened(world, token)[uid(1)])
    assert [entry.sequence for entry in seen] == [0, 1, 2, 2, 3]
    assert [entry.status is CANCELLED for entry in seen] == [False, True, False, False, True]


def test_who_withdraws_and_begins_anew_reads_it_as_cancelled_meanwhile(
    world: World, course: Event
) -> None:
    application = new_application(world.session, world.cast.waiting, course, world.clock.now)
    course.applications_close_at = world.clock.now + timedelta(days=30)
    token = token_of(world, world.cast.waiting)
    for action in (Action.WITHDRAW, Action.REOPEN):
        world.clock.advance(hours=1)
        world.step(application, action)
    assert application.status is Status.DRAFT
    assert {entry.status for entry in opened(world, token).values()} == {CANCELLED}


def test_sessions_that_are_for_the_invited_by_now_stay_as_cancelled_for_who_applied(
    world: World, course: Event
) -> None:
    new_application(world.session, world.cast.waiting, course, world.clock.now)
    token = token_of(world, world.cast.waiting)
    before = opened(world, token)
    plan = replace(event_plan_of(course), access=Access.INVITATION, feed_detail=FeedDetail.DATES)
    with world.app.test_request_context():
        change_event(world.session, None, world.clock.advance(hours=1), course, plan)
    found = opened(world, token)
    (dates,) = set(found) - set(before)
    assert found[dates].title == f"Applied for: {TITLE}"
    assert {found[each].status for each in before} == {CANCELLED}
    assert all(found[each].sequence > before[each].sequence for each in before)


def test_a_session_of_a_module_that_is_hers_no_more_stays_as_cancelled(
    world: World, course: Event
) -> None:
    modules = [
        Module(event_id=course.id, number=number, title=f"Module {number}") for number in (1, 2)
    ]
    world.session.add_all(modules)
    world.session.flush()
    course.sessions[0].module_id = modules[0].id
    application = new_application(world.session, world.cast.accepted, course, world.clock.now)
    allotted = {application.reference: [str(modules[0].id)]}
    approve_cohort(world.session, world.cast, course, allotted, world.clock.now)
    token = token_of(world, world.cast.accepted)
    for action in (Action.OFFER, Action.CONFIRM):
        world.step(application, action)
    assert opened(world, token)[uid(1)].status is CONFIRMED
    for module, status in ((modules[1], CANCELLED), (modules[0], CONFIRMED)):
        sitting = course.sessions[0]
        plan = replace(plan_of(sitting), module_id=module.id)
        with world.app.test_request_context():
            change_session(world.session, None, world.clock.advance(hours=1), sitting, plan)
        found = opened(world, token)
        assert found[uid(1)].status is status
    assert len(found) == len(DAYS)
    assert found[uid(1)].sequence == 2
