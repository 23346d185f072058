"""Organisers note who completed an event; rules of later events ask for that."""

from datetime import timedelta

from courseapp.applications.known_facts import earlier_of
from courseapp.applications.rules import Status
from courseapp.core.audit import history
from courseapp.events.rules import EventStatus, Level
from tests.applications.story import new_course, new_draft
from tests.intake.story import LIST, Desk
from tests.support.checking_client import CheckingClient

HERE = f"{LIST}/completed"


def seated(desk: Desk) -> None:
    """Amina and Ming have seats at a course of the middle level, which takes place today."""
    amina, _, ming, _ = desk.applications
    for each in (amina, ming):
        each.status, each.confirmed_at = Status.CONFIRMED, desk.clock.now
    desk.course.level = Level.INTERMEDIATE
    desk.course.starts_on = desk.clock.now.date()
    desk.course.ends_on = desk.course.starts_on + timedelta(days=3)
    desk.session.commit()


def test_who_completed_it_is_ticked_and_what_later_rules_know(
    desk: Desk, organiser: CheckingClient
) -> None:
    seated(desk)
    amina, ivan, ming, _ = desk.applications
    page = organiser.follow(organiser.visit(LIST), "Who completed it")
    assert [each.text for each in page.soup.select("tbody th")] == ["Amina Yusuf", "王小明"]
    page = organiser.submit(page, {"completed": [amina.reference]}, button="Save")
    assert "Saved: 2 people noted anew." in page.text
    page = organiser.submit(page, button="Save")
    assert "Saved. Nothing was changed." in page.text
    desk.session.expire_all()
    assert [each.completed for each in (amina, ivan, ming)] == [True, None, False]
    assert desk.found("mark.completed=yes") == ["Amina Yusuf"]
    assert "1 of 4 applications: who completed the event" in (
        organiser.visit(f"{LIST}?mark.completed=yes").text
    )
    (newest, *_) = history(desk.session, [f"application/{amina.id}"])
    assert (newest.summary, newest.actor) == ("Completed the event", "Mariana Costa")
    desk.clock.advance(days=30)
    later = new_course(desk.session, desk.clock.now, slug="next-2027")
    for each in (amina, ming):
        draft = new_draft(desk.session, each.person, later, desk.clock.now)
        (earlier,) = earlier_of(desk.session, desk.clock.now, draft)
        assert (earlier.level, earlier.completed) == (Level.INTERMEDIATE, each.completed)


def test_nobody_completes_what_has_not_begun_or_without_a_seat(
    desk: Desk, organiser: CheckingClient
) -> None:
    assert "Nobody has a seat" in organiser.visit(HERE).text
    seated(desk)
    page = organiser.visit(HERE)
    desk.course.starts_on = desk.clock.now.date() + timedelta(days=1)
    desk.session.commit()
    assert "The event has not begun" in organiser.visit(HERE).text
    amina, ivan, *_ = desk.applications
    told = organiser.submit(page, {"completed": [amina.reference]}, button="Save")
    assert "can be noted once it has begun" in told.text
    desk.course.status = EventStatus.HELD
    desk.session.commit()
    token = organiser.visit(HERE).value("csrf_token")
    forged = {"csrf_token": token, "shown": ivan.reference, "completed": ivan.reference}
    organiser.post(HERE, data=forged)
    desk.session.expire_all()
    assert [each.completed for each in (amina, ivan)] == [None, None]
