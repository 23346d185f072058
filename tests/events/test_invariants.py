"""What must be true of every programme is true after each step, and told where it is not."""

from datetime import timedelta

from sqlalchemy.orm import Session

from courseapp.events.invariants import broken_programmes
from courseapp.events.published.versions import publish_programme
from courseapp.events.sessions.scheduling import cancel_session
from courseapp.events.standing.publishing import cancel_event
from courseapp.scenarios.cast import Cast
from tests.events.story import published, with_public_session, with_session
from tests.support.clock import FixedClock


def test_a_programme_keeps_its_rules_through_its_life(
    session: Session, cast: Cast, clock: FixedClock
) -> None:
    actor, now = cast.icap_organiser, clock.now
    event = published(session, actor, now)
    first = with_public_session(session, actor, now, event)
    with_session(session, actor, now, event)
    assert broken_programmes(session) == []

    cancel_session(session, actor, now, first)
    publish_programme(session, actor, now, event)
    assert broken_programmes(session) == []

    cancel_event(session, actor, now, event)
    assert broken_programmes(session) == []


def test_what_is_broken_is_told(session: Session, cast: Cast, clock: FixedClock) -> None:
    actor, now = cast.icap_organiser, clock.now
    event = published(session, actor, now)
    sitting = with_public_session(session, actor, now, event)

    event.published_sessions[0].title = "Something else"
    sitting.ends_at += timedelta(hours=1)
    event.versions[0].number = 3
    session.commit()

    told = " ".join(broken_programmes(session))
    assert "misses a version" in told
    assert "is not its newest version" in told
    assert "not at the instant" in told
