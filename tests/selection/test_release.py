"""Decisions become known together, once, whatever stops the worker; focal points may hear first."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select

from courseapp.applications.rules import Action, Status
from courseapp.core.request import session as app_session
from courseapp.mail.models import Message
from courseapp.selection import letters as own_letters
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import PrivateDecision
from courseapp.selection.releasing import take_step
from courseapp.selection.rules import Answer, Choice, ReleaseState
from tests.selection.story import LIST, Round, nominated_by_kenya
from tests.support.checking_client import CheckingClient

RELEASE = LIST.replace("applications", "release")
BOARD = LIST.replace("applications", "decisions")


@pytest.fixture
def decided(selection: Round) -> Round:
    """Two are to be admitted, two are on the reserve, one is to be declined."""
    one, two, three, four, five = selection.applications
    selection.privately(Choice.OFFER, one, two)
    selection.privately(Choice.WAIT, four, three)
    selection.privately(Choice.DECLINE, five)
    return selection


def letters(selection: Round) -> int:
    counted = select(func.count()).select_from(Message)
    return selection.session.scalar(counted.where(Message.kind.startswith("selection_"))) or 0


def test_the_preview_shows_every_letter_the_numbers_and_what_to_know_before(
    decided: Round, organiser: CheckingClient
) -> None:
    decided.course.country = "IT"
    decided.applications[0].language = "fr"
    decided.privately(Choice.OFFER, decided.applications[4])
    decided.course.starts_on = (decided.clock.now + timedelta(days=45)).date()
    page = organiser.visit(RELEASE)
    for text in (
        "1 person more is to be admitted than seats are free.",
        "The event begins in 44 days, and 3 people to be admitted would come from another country.",
        "5 letters in all",
        "3 offers of a seat",
        "nous avons le plaisir de vous offrir une place",
        "ven. 3 sept. 2027",
        "You are on the waiting list",
    ):
        assert text in page.text, text
    assert "We are sorry" not in organiser.visit(f"{RELEASE}?show=wait").text
    page = organiser.submit(page, {"note": "Bring a laptop."}, button="Show the letters again")
    assert page.text.count("Bring a laptop.") >= 5
    assert set(decided.statuses()) == {Status.SUBMITTED}
    assert letters(decided) == 0
    untrue = "more people applied than there are seats. That is not so here"
    decided.privately(Choice.DECLINE, decided.applications[4])
    assert untrue not in organiser.visit(RELEASE).text
    decided.course.seats = 5
    assert untrue in organiser.visit(RELEASE).text


def test_a_release_now_is_done_by_the_worker_once_and_the_reserve_keeps_its_order(
    decided: Round, organiser: CheckingClient
) -> None:
    page = organiser.submit(organiser.visit(RELEASE), {"when": "now"}, button="Release 5 decisions")
    assert "The decisions are released within a minute." in page.text
    assert "On its way" in page.text
    assert letters(decided) == 0
    assert decided.work() > 0
    assert decided.work() == 0
    assert letters(decided) == 5
    assert decided.statuses() == [
        Status.OFFERED, Status.OFFERED, Status.WAITING, Status.WAITING, Status.DECLINED,
    ]  # fmt: skip
    page = organiser.visit(page.path)
    assert "5 told" in page.text
    assert "Done" in page.text
    assert broken_invariants(decided.session) == []

    one, two, _three, four, _five = decided.applications
    decided.answer(one, Answer.TURN_DOWN)
    assert decided.statuses()[3] is Status.OFFERED  # rank 1, though three waits as long
    page = organiser.visit(f"{LIST}/{four.reference}")
    assert "she was next on the reserve (rank 1)" in page.text
    assert decided.statuses()[2] is Status.WAITING
    decided.step(two, Action.WITHDRAW)
    assert decided.statuses()[2] is Status.OFFERED
    assert broken_invariants(decided.session) == []


def test_until_a_planned_release_everything_can_be_changed_or_taken_back(
    decided: Round, organiser: CheckingClient
) -> None:
    typed = {"when": "later", "due_date": "2027-03-05", "due_time": "10:00",
             "reply_date": "2027-03-04"}  # fmt: skip
    page = organiser.submit(
        organiser.visit(RELEASE), typed, button="Release 5 decisions", status=422
    )
    assert "This time is over. Enter a time in the future." in page.text
    page = organiser.submit(page, {"reply_date": "2027-03-12"}, button="Release 5 decisions")
    assert "The release is planned." in page.text
    assert "Nobody knows yet" in page.text
    decided.clock.advance(days=1)
    assert decided.work() == 0
    decided.privately(Choice.DECLINE, decided.applications[1])
    assert "A release is planned" in organiser.visit(RELEASE).text
    page = organiser.submit(organiser.visit(page.path), button="Take the plan back")
    assert "Nobody was told anything." in page.text
    decided.clock.advance(days=9)
    assert decided.work() == 0
    release = decided.release(days=1)
    decided.clock.advance(days=1)
    decided.work()
    assert release.state is ReleaseState.DONE
    assert decided.statuses()[:2] == [Status.OFFERED, Status.DECLINED]


def test_a_worker_that_dies_halfway_is_followed_by_one_that_goes_on_and_nobody_is_told_twice(
    decided: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = decided.release()
    original, told = own_letters.send_outcome, []

    def dies(*arguments: Any) -> None:
        told.append(arguments)
        if len(told) == 3:
            raise OSError("the power is out")
        original(*arguments)

    monkeypatch.setattr(own_letters, "send_outcome", dies)
    with pytest.raises(OSError, match="power"):
        decided.work()
    with decided.app.app_context():
        app_session().rollback()
    decided.session.expire_all()
    assert letters(decided) == 0  # the step was a transaction
    assert release.state.value == "begun"
    refused = decided.privately(Choice.DECLINE, decided.applications[0])
    assert [each.reason for each in refused.refused] == ["belongs to a release that has begun"]
    decided.work()
    assert letters(decided) == 5
    assert release.state is ReleaseState.DONE
    with decided.app.app_context():
        assert not take_step(app_session(), release.id, decided.clock.now)
    assert letters(decided) == 5
    assert broken_invariants(decided.session) == []


def test_whom_a_release_cannot_tell_stays_private_with_the_reason(
    decided: Round, organiser: CheckingClient
) -> None:
    decided.privately(Choice.OFFER, decided.applications[4])
    decided.step(decided.applications[2], Action.WITHDRAW)
    decided.release()
    decided.work()
    page = organiser.visit(f"{BOARD}?show=problem")
    assert "No seat is left: 2 of 2 are taken." in page.text
    assert "This application is withdrawn" in page.text
    assert decided.statuses()[4] is Status.SUBMITTED
    assert broken_invariants(decided.session) == []


def test_seats_that_are_meant_for_people_not_told_yet_go_to_nobody_else(decided: Round) -> None:
    one, _two, three, four, _five = decided.applications
    decided.decide(Choice.WAIT, three)
    decided.decide(Choice.OFFER, one)
    decided.answer(one, Answer.TURN_DOWN)
    assert decided.statuses()[2] is Status.OFFERED  # one seat is kept for two, one is free
    decided.privately(Choice.OFFER, four)
    decided.answer(three, Answer.TURN_DOWN)
    assert decided.statuses()[:4] == [
        Status.TURNED_DOWN, Status.SUBMITTED, Status.TURNED_DOWN, Status.SUBMITTED,
    ]  # fmt: skip
    decided.release()
    decided.work()
    assert [decided.statuses()[1], decided.statuses()[3]] == [Status.OFFERED] * 2


def test_focal_points_hear_first_by_mail_and_page_and_others_only_at_the_release(
    decided: Round, client: CheckingClient, organiser: CheckingClient
) -> None:
    link = nominated_by_kenya(decided)
    two = decided.applications[1]
    told = select(Message).filter_by(kind="selection_points")
    page = organiser.visit(RELEASE)
    assert "1 focal point" in page.text
    typed = {"when": "later", "due_date": "2027-03-05", "due_time": "10:00", "points_days": "2"}
    organiser.submit(page, typed, button="Release 5 decisions")
    decided.clock.advance(days=1)
    assert decided.work() == 0
    assert "Has applied" in client.visit(f"{link}/outcomes").text
    decided.clock.advance(days=1)
    decided.work()
    (letter,) = decided.session.scalars(told)
    assert letter.to_address == "focal@mfa.example.org"
    assert "Amina Yusuf: Will be offered a seat" in letter.text
    assert "Fri 5 Mar 2027, 10:00 CET" in letter.text
    page = client.visit(f"{link}/outcomes")
    assert "Will be offered a seat" in page.text
    assert two.full_name not in page.text
    assert set(decided.statuses()) == {Status.SUBMITTED}
    assert "Has applied" in client.visit(link).text
    decided.work()
    assert len(decided.session.scalars(told).all()) == 1
    decided.clock.advance(days=2)
    decided.work()
    assert decided.statuses()[0] is Status.OFFERED
    assert len(decided.session.scalars(told).all()) == 1
    assert "Is offered a seat" in client.visit(f"{link}/outcomes").text


def test_a_cancelled_event_releases_nothing(decided: Round) -> None:
    release = decided.release(days=1)
    decided.course.status = decided.course.status.__class__.CANCELLED
    decided.course.cancelled_at = decided.clock.now
    decided.session.commit()
    decided.clock.advance(days=2)
    decided.work()
    assert release.state is ReleaseState.CANCELLED
    assert letters(decided) == 0
    known = select(PrivateDecision).where(PrivateDecision.known_at.is_not(None))
    assert decided.session.scalars(known).all() == []
    assert release.due_at + timedelta(days=1) <= decided.clock.now


def test_the_preview_asks_as_often_for_many_letters_as_for_one(
    decided: Round, organiser: CheckingClient
) -> None:
    counted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    def cost(address: str) -> int:
        decided.session.expire_all()
        counted.clear()
        organiser.visit(address)
        return len(counted)

    organiser.visit(RELEASE)
    connection = decided.session.get_bind()
    event.listen(connection, "before_cursor_execute", note)
    one, all_of_them = cost(f"{RELEASE}?show=decline"), cost(RELEASE)
    event.remove(connection, "before_cursor_execute", note)
    assert one == all_of_them < 40
