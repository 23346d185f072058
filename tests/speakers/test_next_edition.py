"""Speakers come along into the next edition, to be asked anew."""

from datetime import date

from courseapp.events.moves.cloning import CloneWish, clone_event
from courseapp.events.rules import Presence
from courseapp.speakers.cloning import CLONE_STEP
from courseapp.speakers.plans import ProfilePlan
from courseapp.speakers.rules import EngagementStatus
from tests.speakers.story import MAI, Stage


def test_who_came_is_on_the_next_list_and_nobody_was_asked(stage: Stage) -> None:
    came = stage.added(presence=Presence.ONLINE, is_public=True, note="Likes mornings.")
    stage.invited(came)
    came.status, came.answered_at = EngagementStatus.CONFIRMED, stage.clock.now
    declined = stage.added(ProfilePlan("José García"))
    declined.status, declined.answered_at = EngagementStatus.DECLINED, stage.clock.now
    stage.session.commit()
    assert CLONE_STEP.found(stage.session, stage.event) == "1 speaker"
    wish = CloneWish("Next course", date(2028, 3, 20), steps=frozenset({CLONE_STEP.key}))
    with stage.app.test_request_context():
        organiser = stage.cast.icap_organiser
        draft = clone_event(stage.session, organiser, stage.clock.now, stage.event, wish)
        stage.session.commit()
    (again,) = [each for each in stage.engagements() if each.event_id == draft.id]
    assert (again.profile.name, again.status) == (MAI, EngagementStatus.LISTED)
    assert (again.presence, again.is_public, again.note) == (Presence.UNSAID, False, "")
    assert (again.token_hash, again.invited_at) == (None, None)
