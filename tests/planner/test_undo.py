"""Each step can be taken back, exactly while nobody changed what it changed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from courseapp.core.errors import Problem
from courseapp.events.models import EventSession
from courseapp.events.sessions.scheduling import cancel_session
from courseapp.planner import steps
from courseapp.planner.bulk import Many, Wish, propose
from courseapp.planner.models import PlanStep
from courseapp.planner.placing import replan
from courseapp.planner.undoing import undo
from courseapp.scenarios.cast import Cast
from tests.events.story import wall
from tests.planner.story import Story
from tests.support.checking_client import CheckingClient

HOUR = timedelta(hours=1)


def taking_back(story: Story, step: PlanStep) -> str:
    """Return why the step cannot be taken back."""
    with pytest.raises(Problem) as caught, story.session.begin_nested():
        undo(story.session, story.actor, story.clock.now, story.event, step.number)
    return caught.value.message


def test_a_move_is_taken_back_with_one_button_and_the_step_before_it_after_that(
    organiser: CheckingClient, story: Story
) -> None:
    sitting = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    story.move(sitting, HOUR, story.rooms[0])
    story.clock.advance(minutes=1)
    story.move(sitting, HOUR, story.rooms[1])
    page = organiser.visit(story.address)
    page = organiser.submit(page, button="↶ Undo: Moved “Set the cap”")
    assert "Taken back: Moved “Set the cap”." in page.text
    assert story.times() == {"Set the cap": "22 10:00 22 11:30"}
    story.session.refresh(sitting)
    assert sitting.room_id == story.rooms[0].id
    page = organiser.submit(page, button="↶ Undo: Moved “Set the cap”")
    assert story.times() == {"Set the cap": "22 09:00 22 10:30"}
    assert "Undo:" not in page.text
    story.session.expire_all()
    assert [step.undone_by for step in story.steps()] == [story.actor.display_name] * 2


def test_nothing_is_undone_where_somebody_changed_it_since_and_she_is_named(
    organiser: CheckingClient, story: Story, cast: Cast
) -> None:
    one = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    two = story.sitting("Allocate", "2027-03-22T11:00", "2027-03-22T12:00")
    wish = Wish(day=wall("2027-03-22").date(), minutes=30)
    proposal = propose(story.event, Many.SHIFT_DAY, wish)
    to = {move.sitting.id: move.to for move in proposal.moves}
    replan(story.session, story.actor, story.clock.now, story.event, to, {}, proposal.summary)
    story.session.commit()
    page = organiser.visit(story.address)
    mine = story.actor
    story.actor = cast.administrator
    story.clock.advance(minutes=2)
    story.move(two, HOUR)
    story.actor = mine
    page = organiser.submit(
        page, button="↶ Undo: Moved 2 sessions of Mon 22 Mar 2027 30 minutes later"
    )
    assert "Nothing is undone, for “Allocate” was changed since then." in page.text
    assert f"{cast.administrator.display_name}, Mon 1 Mar 2027, 10:02 CET: Moved “Allocate”" in (
        page.text
    )
    assert story.times() == {"Set the cap": "22 09:30 22 11:00", "Allocate": "22 12:30 22 13:30"}
    story.session.refresh(one)


def test_a_cancelled_a_deleted_and_a_taken_back_one_are_told_apart(story: Story) -> None:
    sitting = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    step = story.move(sitting, HOUR)
    story.clock.advance(minutes=1)
    cancel_session(story.session, story.actor, story.clock.now, sitting)
    assert "Cancelled the session “Set the cap”" in taking_back(story, step)
    other = story.sitting("Allocate", "2027-03-22T09:00", "2027-03-22T10:30")
    second = story.move(other, HOUR)
    undo(story.session, story.actor, story.clock.now, story.event, second.number)
    assert "took this back already, on Mon 1 Mar 2027" in taking_back(story, second)


def test_a_new_title_does_not_keep_a_move_from_being_taken_back(story: Story) -> None:
    sitting = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    step = story.move(sitting, HOUR)
    sitting.title, sitting.changed_at = "Set a cap", story.clock.advance(minutes=1)
    story.session.commit()
    undo(story.session, story.actor, story.clock.now, story.event, step.number)
    assert story.times() == {"Set a cap": "22 09:00 22 10:30"}


def test_a_copied_day_is_taken_back_only_while_nobody_worked_on_it(story: Story) -> None:
    story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    day, to_day = wall("2027-03-22").date(), wall("2027-03-24").date()

    def copy() -> PlanStep:
        found = propose(story.event, Many.DUPLICATE_DAY, Wish(day=day, to_day=to_day))
        step = replan(
            *(story.session, story.actor, story.clock.now, story.event, {}, {}),
            found.summary,
            found.additions,
        )
        assert step is not None
        return step

    step = copy()
    newest = select(EventSession).order_by(EventSession.id.desc()).limit(1)
    made = story.session.scalars(newest).one()
    made.description, made.changed_at = "Bring your own cap.", story.clock.advance(minutes=1)
    story.session.flush()
    assert "“Set the cap” was changed since then" in taking_back(story, step)
    second = copy()
    undo(story.session, story.actor, story.clock.now, story.event, second.number)
    assert story.session.scalar(select(func.count()).select_from(EventSession)) == 2


def test_only_the_newest_steps_are_kept(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "KEPT_STEPS", 3)
    sitting = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    for _ in range(5):
        story.move(sitting, timedelta(minutes=5))
    assert [step.number for step in story.steps()] == [3, 4, 5]
