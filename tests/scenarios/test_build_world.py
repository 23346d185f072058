"""Example worlds, stage by stage."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import OneTimeLink, Person
from courseapp.accounts.rules import LinkPurpose
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.cohorts import proposing
from courseapp.core.audit import AuditEntry
from courseapp.core.errors import Problem
from courseapp.eligibility.queries import count_by_verdict, rules_in_force
from courseapp.eligibility.rules import Verdict
from courseapp.events.clock.deadlines import Window, window
from courseapp.events.models import Event
from courseapp.events.published.changes import ChangeKind, changes_between
from courseapp.events.queries import organised_event
from courseapp.events.shipped.examples import COURSE, TRAINING, WEBINAR
from courseapp.extra_time.models import DeadlineExtension
from courseapp.intake.models import ApplicationNote
from courseapp.intake.tagging.reading import counted_tags
from courseapp.logistics.models import Logistics
from courseapp.mail.models import Message
from courseapp.mail.rules import MessageState
from courseapp.nominations.models import Quota
from courseapp.nominations.people import numbers_standing
from courseapp.nominations.rules import Standing
from courseapp.review.invariants import broken_reviews
from courseapp.review.scores import scores_of
from courseapp.scenarios import world
from courseapp.scenarios.cast import CAST
from courseapp.scenarios.replanning import ADDED, MOVED, NOTE
from courseapp.scenarios.stages import Stage
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import Offer
from courseapp.warnings.queries import warnings_of
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

NewClient = Callable[[], CheckingClient]

CROWD = 60  # enough for thirty seats and a waiting list


def _course(session: Session) -> Event:
    return session.scalars(select(Event).where(Event.slug == COURSE)).one()


def _standing(session: Session) -> dict[str, Status]:
    """Where each of the cast stands with the course, by part."""
    parts = {member.email: member.part for member in CAST}
    found = session.execute(
        select(Person.email, Application.status)
        .join(Application, Application.person_id == Person.id)
        .join(Event, Event.id == Application.event_id)
        .where(Person.email.in_(parts), Event.slug == COURSE)
    )
    return {parts[email].value: status for email, status in found}


def _statuses(session: Session) -> Counter[Status]:
    course = _course(session).id
    return Counter(session.scalars(select(Application.status).filter_by(event_id=course)))


def test_announced_the_course_takes_applications_and_nobody_has_applied(
    app: Flask, session: Session, clock: FixedClock
) -> None:
    world.build(app, Stage.ANNOUNCED, clock.now)
    assert window(_course(session), clock.now) is Window.OPEN
    assert session.scalar(select(func.count()).select_from(Application)) == 0
    assert session.scalar(select(func.count()).select_from(Person)) == len(CAST)


def test_announced_speakers_were_asked_by_letter_and_warnings_are_few(
    app: Flask, session: Session, clock: FixedClock
) -> None:
    world.build(app, Stage.ANNOUNCED, clock.now)
    letters = session.scalars(select(Message.to_address).order_by(Message.to_address)).all()
    assert letters == ["daniel.okafor@example.org", "siti.rahmawati@example.org"]
    found = {}
    with app.app_context():
        for slug in (COURSE, TRAINING, WEBINAR):
            told = warnings_of(session, organised_event(session, slug), clock.now)
            found[slug] = [warning.sentence for warning in told]
    assert found == {
        COURSE: [
            "Rosa Fuentes cannot speak at the time of “Country clinic: your road map”, "
            "Thu 4 Nov 2027, 14:00 – 16:00 CET.",
            "Mon 1 Nov 2027 is a public holiday in Italy: All Saints' Day.",
        ],
        TRAINING: ["Thu 20 May 2027 is a public holiday in Thailand: Visakha Bucha."],
        WEBINAR: [],
    }


def test_applied_the_programme_of_the_course_has_a_second_version(
    app: Flask, session: Session, clock: FixedClock, client: CheckingClient
) -> None:
    world.build(app, Stage.APPLIED, clock.now, 12)
    first, second = _course(session).versions
    changes = changes_between(first.states, second.states)
    assert [(change.kind, change.title) for change in changes] == [
        (ChangeKind.MOVED, MOVED),
        (ChangeKind.NEW, ADDED),
    ]
    assert first.published_at < second.published_at < clock.now
    page = client.visit(f"/events/{COURSE}/changes")
    for told in (MOVED, ADDED, NOTE):
        assert told in page.text
    assert ADDED in client.visit(f"/events/{COURSE}").text


def test_applied_all_kinds_of_people_have_sent_or_begun(
    app: Flask, session: Session, clock: FixedClock
) -> None:
    world.build(app, Stage.APPLIED, clock.now, CROWD)
    course = _course(session)
    assert course.applications_close_at is not None
    assert timedelta(0) < course.applications_close_at - clock.now < timedelta(days=4)
    statuses = _statuses(session)
    assert statuses[Status.NEEDS_INFORMATION] == 1
    assert set(statuses) == {
        Status.DRAFT,
        Status.SUBMITTED,
        Status.NEEDS_INFORMATION,
        Status.WITHDRAWN,
    }
    assert statuses[Status.DRAFT] == 8
    assert sum(statuses.values()) == CROWD + 4
    assert _standing(session) == {
        "drafting": Status.DRAFT,
        "accepted": Status.SUBMITTED,
        "waiting": Status.SUBMITTED,
        "declined": Status.SUBMITTED,
    }
    training = session.scalars(select(Event).where(Event.slug == TRAINING)).one()
    assert session.scalar(select(func.count()).filter(Application.event_id == training.id)) == 6
    _check_desk(session, course)


def _check_desk(session: Session, course: Event) -> None:
    """Who may apply, who is nominated, who has more time, and what the organiser noted."""
    outcomes = count_by_verdict(session, course)
    assert rules_in_force(session, course) is not None
    assert outcomes[Verdict.FITS] > outcomes.get(Verdict.WARNED, 0)
    quotas = session.execute(select(Quota.name, Quota.used, Quota.size).order_by(Quota.id)).all()
    assert quotas == [("Mexico", 1, 2), ("Kazakhstan", 2, 3)]
    assert numbers_standing(session, course)[Standing.INVITED] >= 1
    assert session.scalars(select(DeadlineExtension.country)).all() == ["ET"]
    assert [each.number for each in counted_tags(session, course.id)] == [4, 3]
    assert session.scalar(select(func.count()).select_from(ApplicationNote)) == 2


def test_reviewed_every_application_was_read_twice_and_scored(
    app: Flask, session: Session, clock: FixedClock
) -> None:
    world.build(app, Stage.REVIEWED, clock.now, 24)
    course = _course(session)
    sent = session.scalars(
        select(Application.id).filter_by(event_id=course.id, status=Status.SUBMITTED)
    ).all()
    scores = scores_of(session, course)
    assert set(scores) == set(sent)
    assert {(each.reviews, each.expected) for each in scores.values()} == {(2, 2)}
    calibrated = [each.calibrated or 0 for each in scores.values()]
    assert max(calibrated) - min(calibrated) > 30
    assert broken_reviews(session) == []


def test_selected_every_seat_is_offered_and_the_deadline_is_over(
    app: Flask, session: Session, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "PEOPLE_AT_ONCE", 10)  # as with everybody: it is the worker's
    world.build(app, Stage.SELECTED, clock.now, CROWD)
    course = _course(session)
    assert window(course, clock.now) is Window.CLOSED
    assert course.seats_taken == course.seats == _statuses(session)[Status.OFFERED] == 30
    assert _standing(session) == {
        "drafting": Status.DRAFT,
        "accepted": Status.OFFERED,
        "waiting": Status.WAITING,
        "declined": Status.DECLINED,
    }
    assert all(offer.reply_by > clock.now for offer in session.scalars(select(Offer)))


def test_confirmed_seats_were_passed_on_where_somebody_did_not_come(
    app: Flask, session: Session, clock: FixedClock
) -> None:
    world.build(app, Stage.CONFIRMED, clock.now, CROWD)
    statuses = _statuses(session)
    assert (statuses[Status.CONFIRMED], statuses[Status.OFFERED]) == (28, 2)
    assert (statuses[Status.TURNED_DOWN], statuses[Status.LAPSED]) == (1, 1)
    assert _course(session).seats_taken == 30
    assert _standing(session)["accepted"] is Status.CONFIRMED
    assert _standing(session)["waiting"] is Status.WAITING
    open_offers = session.scalars(select(Offer).where(Offer.closed_at.is_(None))).all()
    assert all(offer.reply_by > clock.now for offer in open_offers)
    sent = session.scalars(select(Logistics.sent_at.is_not(None)).order_by(Logistics.sent_at))
    assert sorted(sent) == [False, True]
    _check_letters(app, session, clock)


def _check_letters(app: Flask, session: Session, clock: FixedClock) -> None:
    """Each was sent right after it was written, to nobody real, and not in the future."""
    assert broken_invariants(session) == []
    messages = session.scalars(select(Message)).all()
    assert {message.state for message in messages} == {MessageState.SENT}
    for message in messages:
        assert message.to_address.endswith(("@example.org", "@example.com"))
        assert message.sent_at == message.created_at + timedelta(seconds=20)
        assert message.created_at < clock.now
    assert session.scalars(select(func.max(AuditEntry.at))).one() == clock.now
    folder = app.extensions["settings"].mail_folder
    assert len(list(folder.glob("*.eml"))) >= len(messages)


def test_the_same_stage_again_changes_nothing(
    app: Flask, session: Session, clock: FixedClock
) -> None:
    world.build(app, Stage.APPLIED, clock.now, 12)
    before = [session.scalar(select(func.count(table.id))) for table in (Person, Message, Event)]
    world.build(app, Stage.APPLIED, clock.advance(days=1), 12)
    after = [session.scalar(select(func.count(table.id))) for table in (Person, Message, Event)]
    assert after == before


def test_another_stage_is_refused_with_a_clear_sentence(
    app: Flask, session: Session, clock: FixedClock
) -> None:
    world.build(app, Stage.ANNOUNCED, clock.now)
    with pytest.raises(Problem, match="at the stage “announced” already"):
        world.build(app, Stage.SELECTED, clock.now)
    assert world.stage_here(session) is Stage.ANNOUNCED


def test_links_sign_each_of_the_cast_in_on_a_page_of_her_own(
    app: Flask, session: Session, clock: FixedClock, new_client: NewClient
) -> None:
    world.build(app, Stage.APPLIED, clock.now, 12)
    with app.app_context():
        links = world.cast_links(session, clock.now)
    for member, (label, path) in zip(CAST, links, strict=True):
        assert label.startswith(member.label)
        browser = new_client()
        page = browser.submit(browser.visit(path))
        assert member.email in page.text
    purpose = OneTimeLink.purpose == LinkPurpose.TERMINAL
    assert None not in session.scalars(select(OneTimeLink.used_at).where(purpose)).all()
